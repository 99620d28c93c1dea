using System.Diagnostics;
using System.Globalization;

namespace SeRes2Net.Benchmarks.Input;

/// <summary>torchvision's side, in a process of its own that makes a pass whenever it is told to.</summary>
internal sealed class Loader : IDisposable
{
    private readonly Process process;

    public Loader(string folder, int batch, int side)
    {
        string python = Environment.GetEnvironmentVariable("SERES2NET_PYTHON") ?? "/usr/bin/python3";
        process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "loader.py"), folder, $"{batch}", $"{side}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Images per second of a pass over so many batches.</summary>
    public double Pass(int batches)
    {
        process.StandardInput.WriteLine(batches);
        return double.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("loader.py ended."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
