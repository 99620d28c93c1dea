using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using TorchSharp;

namespace SeRes2Net.Lab.Tests;

/// <summary>Started by a test as a process of its own: writes checkpoints over one file until it is killed.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        string path = arguments[0];
        for (int step = 0; ; step++)
        {
            using var scope = torch.NewDisposeScope();
            // Every value is the step, so a file put together from two writes would show.
            var tensors = new Dictionary<string, torch.Tensor>
            {
                ["a"] = torch.full([300_000], (float)step),
                ["b"] = torch.full([300_000], (float)step),
            };
            Safetensors.Write(path, tensors, new Dictionary<string, string> { ["step"] = step.ToString(CultureInfo.InvariantCulture) });
            if (step == 0)
                Console.WriteLine("writing");
        }
    }
}
