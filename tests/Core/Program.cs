using System.Diagnostics;
using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests;

/// <summary>The process that some tests start: what it does is its first argument.</summary>
internal static class Program
{
    /// <summary>Report how the numerics were checked, and how many convolutions of the self-test are wrong.</summary>
    public const string CheckNumerics = "check-numerics";

    /// <summary>Write checkpoints over the file that is the second argument until killed.</summary>
    public const string WriteCheckpoints = "write-checkpoints";

    private static void Main(string[] arguments)
    {
        switch (arguments)
        {
            case [CheckNumerics]:
                ReportNumerics();
                break;
            case [WriteCheckpoints, var path]:
                KeepWriting(path);
                break;
            default:
                throw new ArgumentException($"Unknown arguments: {string.Join(' ', arguments)}");
        }
    }

    /// <summary>How to start this program.</summary>
    /// <param name="folder">Where its assembly is; null: where the tests run.</param>
    /// <param name="arguments">What it is to do.</param>
    public static ProcessStartInfo Start(string? folder, params string[] arguments)
    {
        var assembly = typeof(Program).Assembly.Location;
        if (folder is not null)
            assembly = Path.Combine(folder, Path.GetFileName(assembly));
        return new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true };
    }

    private static void ReportNumerics()
    {
        Console.WriteLine($"{Numerics.State.Treatment} {Numerics.State.SelfTest.Wrong}");
        // A convolution that libtorch would give to NNPACK.
        using var layer = nn.Conv2d(4, 4, 3);
        using var image = ones(1, 4, 8, 8);
        using var y = Ops.Conv(layer, image);
    }

    private static void KeepWriting(string path)
    {
        set_num_threads(1);
        for (var step = 0; ; step++)
        {
            using var scope = NewDisposeScope();
            // Every value is the step, so a file put together from two writes would show.
            var tensors = new Dictionary<string, Tensor>
            {
                ["a"] = full([300_000], (float)step),
                ["b"] = full([300_000], (float)step),
            };
            Safetensors.Write(path, tensors, new Dictionary<string, string> { ["step"] = step.ToString(CultureInfo.InvariantCulture) });
            if (step == 0)
                Console.WriteLine("writing");
        }
    }
}
