using System.Diagnostics;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;
using SeRes2Net.Nn.Platform.Sweeps;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>Convolutions are right, whatever the processor reports, and the program says what it did about it.</summary>
public sealed class NumericsTests
{
    private const string Library = "libtorch_cpu.so";

    private static readonly string Sweep = File.ReadAllText(Path.Combine(Repository.Root, "core/nn/Platform/Sweeps/Operations.cs"));

    [Fact]
    public void The_numerics_of_this_process_are_right_and_checked_once()
    {
        var state = Numerics.State;
        state.Right.Should().BeTrue(state.ToString());
        state.SelfTest.Convolutions.Should().Be(12);
        Numerics.State.Should().BeSameAs(state);
    }

    [Fact]
    public void The_self_test_leaves_nothing_behind_and_works_under_any_mode()
    {
        Numerics.Ensure();
        var random = Draw();
        var live = LiveTensors.Settle();
        using (no_grad())
            SelfTest.Run().Wrong.Should().Be(0);
        using (inference_mode())
            SelfTest.Run().Wrong.Should().Be(0);
        Tensor.TotalCount.Should().Be(live);
        Draw().Should().Be(random, "the library's generator is not used");

        static double Draw()
        {
            manual_seed(1);
            SelfTest.Run();
            using var value = rand(1, ScalarType.Float64);
            return value.item<double>();
        }
    }

    [Fact]
    public void By_default_nothing_is_printed()
    {
        var child = Start();
        child.ExitCode.Should().Be(0, child.Errors);
        child.Errors.Should().BeEmpty("neither NNPACK nor the program prints anything");
        child.Output.Should().StartWith(Processor.HidesCaches ? "Repaired 0" : "NotNeeded 0");
    }

    [Fact]
    public void If_the_user_switches_oneDNN_off_it_is_off_and_the_results_are_right()
    {
        var child = Start("off");
        child.ExitCode.Should().Be(0, child.Errors);
        child.Errors.Should().BeEmpty();
        child.Output.Should().StartWith("OffByUser 0");
    }

    [Fact]
    public void An_invalid_value_is_reported_and_ignored()
    {
        var child = Start("of");
        child.ExitCode.Should().Be(0, child.Errors);
        child.Errors.Should().Be("SERES2NET_ONEDNN=of is ignored: the only value is off.\n");
    }

    [FactWhereCachesAreHidden]
    public void Unrepaired_the_self_test_fails()
    {
        var child = Start("unrepaired");
        child.ExitCode.Should().Be(0, child.Errors);
        child.Output.Should().StartWith("LeftUnrepaired 12");
    }

    [FactWhereCachesAreHidden]
    public void If_the_build_is_not_known_oneDNN_is_switched_off_and_one_line_says_so()
    {
        var child = Start("unknown-build");
        child.ExitCode.Should().Be(0, child.Errors);
        child.Output.Should().StartWith("OneDnnOff 0");
        child.Errors.Should().MatchRegex("^[^\n]*is not known[^\n]*oneDNN is switched off[^\n]*\n$");
    }

    [FactWhereCachesAreHidden]
    public void A_libtorch_with_another_build_id_is_never_written_to()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            if (Path.GetFileName(file) != Library)
                HardLink.Create(file, folder.File(Path.GetFileName(file)));
        }
        WriteWithAnotherId(Path.Combine(AppContext.BaseDirectory, Library), folder.File(Library));

        var child = Start(null, folder.Path);

        child.ExitCode.Should().Be(0, child.Errors);
        child.Output.Should().StartWith("OneDnnOff 0");
        child.Errors.Should().Contain("this build of libtorch is not known (00000000");
    }

    /// <summary>The loops that the self-test trusts, and the float64 arithmetic of libtorch that the sweeps trust, agree.</summary>
    [Fact]
    public void Libtorchs_float64_convolutions_agree_with_plain_loops()
    {
        ConvolutionCase[] cases =
        [
            new(2, 6, 4, 2, (5, 7), (3, 2), (1, 2), (1, 1), (1, 1)),
            new(1, 3, 5, 1, (9, 4), (2, 3), (2, 1), (0, 2), (2, 1)),
            new(3, 4, 8, 4, (1, 1), (3, 3), (2, 2), (1, 1), (1, 1)),
        ];
        foreach (var at in cases)
        {
            using var scope = NewDisposeScope();
            var (x, weight, gradient) = (
                randn(at.InputShape, ScalarType.Float64).requires_grad_(), randn(at.WeightShape, ScalarType.Float64).requires_grad_(),
                randn(at.ResultShape, ScalarType.Float64));
            var y = nn.functional.conv2d(x, weight, null, [at.Stride.Rows, at.Stride.Columns], [at.Padding.Rows, at.Padding.Columns],
                [at.Dilation.Rows, at.Dilation.Columns], at.Groups);
            var slopes = autograd.grad([y], [x, weight], [gradient]);
            var (result, input, taps) = PlainConvolution.Compute(at, Numbers(x), Numbers(weight), Numbers(gradient));
            foreach (var (some, other) in new[] { (y, result), (slopes[0], input), (slopes[1], taps) })
                Numbers(some).Zip(other).Max(pair => Math.Abs(pair.First - pair.Second)).Should().BeLessThan(1e-12, at.ToString());
        }

        static double[] Numbers(Tensor value) => [.. value.detach().contiguous().data<double>()];
    }

    [Fact]
    public void Random_convolutions_are_right()
    {
        var row = ConvolutionSweep.Run(cases: 200, seed: 1, bare: false);
        row.Wrong.Should().Be(0, row.FirstWrong);
        row.Cases.Should().Be(200);
    }

    [Fact]
    public void Every_operation_is_right() =>
        OperationSweep.Run(cases: 12, seed: 2).Where(row => row.Wrong > 0).Should().BeEmpty();

    [Fact]
    public void The_sweep_tries_every_operation_of_generated_code() =>
        typeof(Ops).GetMethods().Where(method => method.DeclaringType == typeof(Ops) && method.IsStatic && method.IsPublic)
            .Select(method => method.Name).Where(name => !name.StartsWith(nameof(Ops.Conv), StringComparison.Ordinal))
            .Should().OnlyContain(name => Sweep.Contains($"Ops.{name}("));

    public static TheoryData<int, int, int, int, int> Narrow() => new()
    {
        // Channels, columns, kernel, stride and padding of cases that oneDNN gets wrong in bfloat16 even with the right cache sizes.
        { 28, 1, 4, 4, 2 }, { 30, 1, 3, 2, 1 }, { 23, 2, 4, 3, 2 }, { 34, 1, 4, 3, 3 }, { 7, 2, 3, 3, 2 }, { 16, 4, 4, 4, 0 }, { 192, 7, 7, 7, 0 },
    };

    [Theory]
    [MemberData(nameof(Narrow))]
    public void Strided_convolutions_of_narrow_maps_are_right(int channels, int columns, int kernel, int stride, int padding)
    {
        foreach (var channelsLast in new[] { true, false })
        {
            foreach (var outputs in new[] { 1, 12, 35, 80, 91 })
            {
                foreach (var rows in new[] { 1, kernel })
                {
                    using var scope = NewDisposeScope();
                    var at = new ConvolutionCase(
                        2, channels, outputs, 1, (rows, columns), (rows, kernel), (stride, stride), (0, padding), (1, 1));
                    var sample = new Sample(new Random(outputs), ScalarType.BFloat16, channelsLast);
                    ConvolutionSweep.Check(at, bias: true, sample, bare: false).Wrong.Should().BeFalse($"{at}");
                }
            }
        }
    }

    private static (int ExitCode, string Output, string Errors) Start(string? oneDnn = null, string? folder = null)
    {
        var start = Program.Start(folder, Program.CheckNumerics);
        start.RedirectStandardError = true;
        start.Environment[OneDnnSwitch.Variable] = oneDnn;
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return (child.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static void WriteWithAnotherId(string source, string target)
    {
        File.Copy(source, target);
        var id = Convert.FromHexString(LoadedLibrary.Find(Library)!.BuildId()!);
        using var file = File.Open(target, FileMode.Open, FileAccess.ReadWrite);
        var buffer = new byte[1 << 24];
        for (long at = 0; ;)
        {
            file.Position = at;
            var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var found = buffer.AsSpan(0, read).IndexOf(id);
            if (found >= 0)
            {
                file.Position = at + found;
                file.Write(new byte[id.Length]);
                return;
            }
            if (read < buffer.Length)
                throw new InvalidOperationException($"{source} does not contain its build id.");
            at += read - id.Length;
        }
    }
}
