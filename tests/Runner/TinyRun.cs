using System.Buffers.Binary;
using System.Text;

namespace SeRes2Net.Runner.Tests;

/// <summary>A network and recipes that train in a second, in their own folder.</summary>
internal sealed class TinyRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinyRun()
    {
        // Most weights are where the map is a single position: a checkpoint of 4 MB, and almost nothing to compute.
        folder.Write("tiny.yaml", """
            name: Tiny
            input: [3, 32, 32]
            classes: 10
            stem:
              - conv: { out: 8, kernel: 3, stride: 4 }
              - batch-norm
              - relu
              - global-avg-pool
              - conv: { out: 1000 }
              - relu
              - conv: { out: 1000 }
              - relu
            stages: []
            head:
              - linear: { out: classes }
            """);
        WriteRecipe("tiny", epochs: 2, learningRate: "0.01");
    }

    /// <summary>Full path of the folder.</summary>
    public string Folder => folder.Path;

    /// <summary>Full path of the run directory that <see cref="Arguments"/> name.</summary>
    public string Output => Path.Combine(Folder, "out");

    /// <summary>Trains the tiny network on the built-in data into <see cref="Output"/>.</summary>
    public string[] Arguments(string recipe = "tiny", string output = "out") =>
        ["--spec", "tiny.yaml", "--data", "shapes10", "--recipe", recipe, "--out", output, "--threads", "1"];

    /// <summary>Writes another recipe on 128 images, two steps per epoch.</summary>
    public void WriteRecipe(string name, int epochs, string learningRate) => folder.Write($"recipes/{name}.yaml", $$"""
        recipe: {{name}}
        epochs: {{epochs}}
        batch: 64
        learning-rate: {{learningRate}}
        schedule:
          multi-step: { milestones: [0.5], factor: 0.1 }
        precision: fp32
        train-images: 128
        """);

    /// <summary>Writes any file into the folder.</summary>
    public string Write(string name, string text) => folder.Write(name, text);

    /// <summary>Writes an array as NumPy does, in its format's version 1.0.</summary>
    public void WriteArray(string name, string type, int[] shape, byte[] values)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)},), }}\n");
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        File.WriteAllBytes(Write(name, ""), [0x93, .. "NUMPY"u8, 1, 0, .. length, .. header, .. values]);
    }

    /// <summary>Runs in the folder.</summary>
    public RunnerResult Run(params string[] arguments) => RunnerProcess.RunIn(Folder, arguments);

    /// <summary>Starts in the folder.</summary>
    public RunnerProcess Start(params string[] arguments) => RunnerProcess.Start(Folder, arguments);

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
