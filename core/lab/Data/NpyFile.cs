using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SeRes2Net.Lab.Data;

/// <summary>An array of integers that NumPy saved (numpy.lib.format, versions 1 to 3), in C order.</summary>
internal sealed partial class NpyFile
{
    private const int Longest = 1 << 20;
    private readonly int itemBytes;
    private readonly bool signed;
    private readonly bool bigEndian;
    private readonly long start;

    private NpyFile(string path, string type, IReadOnlyList<long> shape, long start)
    {
        (Path, Type, Shape, this.start) = (path, type, shape, start);
        bigEndian = type[0] == '>';
        signed = type[1] == 'i';
        itemBytes = type[2] - '0';
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its element type as NumPy writes it, e.g. <c>|u1</c>.</summary>
    public string Type { get; }

    /// <summary>Its sizes.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Whether its elements are bytes.</summary>
    public bool IsBytes => !signed && itemBytes == 1;

    private long RowBytes => Shape.Skip(1).Aggregate((long)itemBytes, (product, size) => product * size);

    /// <summary>Reads the header and checks the file's length against it.</summary>
    /// <exception cref="DataException">Not such a file, or cut short.</exception>
    public static NpyFile Open(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var lead = new byte[12];
            file.ReadExactly(lead.AsSpan(0, 10));
            if (lead[0] != 0x93 || !lead.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
                throw new DataException($"{path}: not a file of NumPy: it does not begin with \\x93NUMPY.");
            long length = BinaryPrimitives.ReadUInt16LittleEndian(lead.AsSpan(8));
            if (lead[6] > 1)
            {
                file.ReadExactly(lead.AsSpan(10, 2));
                length = BinaryPrimitives.ReadUInt32LittleEndian(lead.AsSpan(8));
            }
            if (length > Longest)
                throw new DataException($"{path}: a header of {length} bytes; the file is damaged.");
            var header = new byte[length];
            file.ReadExactly(header);
            string text = Encoding.UTF8.GetString(header);
            string type = TypeOf().Match(text).Groups[1].Value;
            if (!Integers().IsMatch(type))
                throw new DataException($"{path}: elements of type '{type}', expected integers of 1, 2, 4 or 8 bytes.");
            if (!text.Contains("'fortran_order': False", StringComparison.Ordinal))
                throw new DataException($"{path}: the array is stored column by column; save numpy.ascontiguousarray(array).");
            long[] shape = [.. ShapeOf().Match(text).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(size => long.Parse(size, CultureInfo.InvariantCulture))];
            var array = new NpyFile(path, type, shape, file.Position);
            long expected = shape.Length == 0 ? array.itemBytes : shape[0] * array.RowBytes;
            if (file.Length - file.Position != expected)
                throw new DataException($"{path}: an array of {string.Join(" x ", shape)} elements of {array.itemBytes} bytes needs {expected} bytes, " +
                    $"found {file.Length - file.Position}{(file.Length - file.Position < expected ? ": the file is cut short" : "")}.");
            return array;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Some rows (of the first dimension) as they are stored.</summary>
    public byte[] Rows(long first, long count)
    {
        long bytes = count * RowBytes;
        if (bytes > Array.MaxLength)
            throw new DataException($"{Path}: {count} rows are {bytes} bytes, more than fit into one array ({Array.MaxLength}).");
        try
        {
            var rows = new byte[bytes];
            using var file = File.OpenRead(Path);
            file.Position = start + first * RowBytes;
            file.ReadExactly(rows);
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{Path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The labels in a file of [n] or [n, 1] integers.</summary>
    /// <param name="classes">How many classes there are; null if any label from 0 will do.</param>
    /// <exception cref="DataException">Another shape, or a label out of range.</exception>
    public int[] Labels(int? classes)
    {
        if (Shape.Count is not (1 or 2) || Shape.Skip(1).Any(size => size != 1))
            throw new DataException($"{Path}: expected one label per image, [n] or [n, 1], found [{string.Join(", ", Shape)}].");
        byte[] bytes = Rows(0, Shape[0]);
        var labels = new int[Shape[0]];
        for (int i = 0; i < labels.Length; i++)
        {
            long label = Integer(bytes.AsSpan(i * itemBytes, itemBytes));
            if (label < 0 || label >= (classes ?? 1_000_000))
                throw new DataException($"{Path}: record {i} has label {label}, expected 0 to {(classes ?? 1_000_000) - 1}.");
            labels[i] = (int)label;
        }
        return labels;
    }

    private long Integer(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value = value << 8 | bytes[bigEndian ? i : bytes.Length - 1 - i];
        int unused = 64 - 8 * bytes.Length;
        return signed ? value << unused >> unused : value;
    }

    [GeneratedRegex(@"'descr': '([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypeOf();

    [GeneratedRegex(@"'shape': \(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapeOf();

    [GeneratedRegex("^[|<>][iu][1248]$", RegexOptions.CultureInvariant)]
    private static partial Regex Integers();
}
