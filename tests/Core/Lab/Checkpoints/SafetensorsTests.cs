using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using SeRes2Net.Lab.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Checkpoints;

[OneThread]
public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string Path => folder.File("x.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Every_element_type_comes_back_bit_for_bit(ScalarType type)
    {
        var original = arange(0, 30, 1, dtype: ScalarType.Float32).to(type).view(5, 6);

        Safetensors.Write(Path, new Dictionary<string, Tensor> { ["x"] = original });
        using var read = Safetensors.Read(Path);

        read.Tensors["x"].dtype.Should().Be(type);
        read.Tensors["x"].shape.Should().Equal(5, 6);
        read.Tensors["x"].bytes.ToArray().Should().Equal(original.bytes.ToArray());
    }

    [Fact]
    public void Scalars_empty_tensors_strange_layouts_and_metadata_survive()
    {
        var transposed = arange(0, 6, 1, dtype: ScalarType.Float32).view(2, 3).transpose(0, 1);
        Safetensors.Write(
            Path,
            new Dictionary<string, Tensor> { ["scalar"] = tensor(7L), ["empty"] = zeros([3, 0, 2]), ["transposed"] = transposed, ["odd"] = zeros([3], dtype: ScalarType.Byte) },
            new Dictionary<string, string> { ["spec"] = "a \"quoted\" näme" });

        using var read = Safetensors.Read(Path);

        read.Tensors["scalar"].shape.Should().BeEmpty();
        read.Tensors["scalar"].item<long>().Should().Be(7);
        read.Tensors["empty"].shape.Should().Equal(3, 0, 2);
        read.Tensors["transposed"].data<float>().ToArray().Should().Equal(0, 3, 1, 4, 2, 5);
        read.Metadata.Should().Equal(new Dictionary<string, string> { ["spec"] = "a \"quoted\" näme" });
    }

    [Fact]
    public void The_header_follows_the_format()
    {
        Safetensors.Write(Path, Example(), new Dictionary<string, string> { ["k"] = "v" });

        byte[] bytes = File.ReadAllBytes(Path);
        long header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        string json = Encoding.UTF8.GetString(bytes, 8, (int)header);
        (header % 8).Should().Be(0);
        json.TrimEnd(' ').Should().Be("{\"__metadata__\":{\"k\":\"v\"}," +
            "\"count\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}," +
            "\"weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]}," +
            "\"flags\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[32,37]}}");
        bytes.Length.Should().Be(8 + (int)header + 37);
        Directory.GetFiles(folder.Path).Should().Equal(Path);
    }

    [PythonFact]
    public void Python_reads_the_file_from_the_formats_description()
    {
        Safetensors.Write(Path, Example());
        const string Script = """
            import json, struct, sys
            data = open(sys.argv[1], 'rb').read()
            size = struct.unpack('<Q', data[:8])[0]
            header = json.loads(data[8:8 + size])
            body = data[8 + size:]
            formats = {'F32': 'f', 'I64': 'q', 'U8': 'B'}
            for name in sorted(header):
                entry = header[name]
                begin, end = entry['data_offsets']
                code = formats[entry['dtype']]
                values = struct.unpack('<%d%s' % ((end - begin) // struct.calcsize(code), code), body[begin:end])
                print(name, entry['shape'], list(values))
            """;
        var start = new ProcessStartInfo(PythonFactAttribute.Interpreter!) { ArgumentList = { "-c", Script, Path }, RedirectStandardOutput = true };
        using var python = Process.Start(start)!;

        python.StandardOutput.ReadToEnd().ReplaceLineEndings("\n").Should().Be(
            "count [] [42]\nflags [5] [1, 2, 3, 4, 5]\nweight [2, 3] [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]\n");
        python.WaitForExit();
        python.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData(0, "*it has 0 bytes*")]
    [InlineData(5, "*it has 5 bytes*")]
    [InlineData(40, "*its header needs*cut short*")]
    [InlineData(-1, "*its tensors need 37 bytes, but there are 36; it was cut short*")]
    public void A_truncated_file_is_refused(int length, string message)
    {
        Safetensors.Write(Path, Example());
        using (var file = File.OpenWrite(Path))
            file.SetLength(length >= 0 ? length : file.Length + length);

        Reading().Should().Throw<CheckpointException>().WithMessage(message);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "*'a'*needs 8 bytes, but its offsets span 4*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "*'a' begins at 2, expected 0*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "*'b' begins at 1, expected 2*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 3, "*need 2 bytes, but there are 3*")]
    [InlineData("""{"a":{"dtype":"C64","shape":[],"data_offsets":[0,8]}}""", 8, "*'a' has type 'C64'; known types are F64*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1,-2],"data_offsets":[0,2]}}""", 2, "*negative size*")]
    [InlineData("""{"a":{"dtype":"F64","shape":[4611686018427387904,2],"data_offsets":[0,0]}}""", 0, "*does not follow the format*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "*does not follow the format*")]
    [InlineData("""{"a":{"shape":[1]}}""", 1, "*does not follow the format*")]
    [InlineData("""[1, 2""", 0, "*does not follow the format*")]
    public void A_header_that_contradicts_itself_is_refused(string json, int data, string message)
    {
        var bytes = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        Encoding.ASCII.GetBytes(json, bytes.AsSpan(8));
        File.WriteAllBytes(Path, bytes);

        Reading().Should().Throw<CheckpointException>().WithMessage(message);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_without_allocating_memory()
    {
        File.WriteAllBytes(Path, Encoding.ASCII.GetBytes("PK\u0003\u0004 this is a zip archive, as torch.save writes"));

        Reading().Should().Throw<CheckpointException>().WithMessage("*unlikely to be a safetensors file*");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Reading().Should().Throw<CheckpointException>().WithMessage("*x.safetensors: cannot be read*");
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes_and_free_what_they_took()
    {
        var example = Example();
        Safetensors.Write(Path, example);
        byte[] first = File.ReadAllBytes(Path);
        long before = LiveTensors.Settle();

        Safetensors.Write(Path, new Dictionary<string, Tensor>(example.Reverse()));
        Safetensors.Read(Path).Dispose();

        File.ReadAllBytes(Path).Should().Equal(first);
        Tensor.TotalCount.Should().Be(before);
    }

    private Action Reading() => () => Safetensors.Read(Path).Dispose();

    private static Dictionary<string, Tensor> Example() => new()
    {
        ["flags"] = arange(1, 6, 1, dtype: ScalarType.Byte),
        ["weight"] = (arange(0, 6, 1, dtype: ScalarType.Float32) * 0.5f).view(2, 3),
        ["count"] = tensor(42L),
    };
}
