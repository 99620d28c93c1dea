using SeRes2Net.Nn.Platform;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Tests;

/// <summary>
/// Started by a test as a process of its own: says how its numerics were checked and how many convolutions of the self-test are wrong.
/// </summary>
internal static class Program
{
    private static void Main()
    {
        Console.WriteLine($"{Numerics.State.Treatment} {Numerics.State.SelfTest.Wrong}");
        // One that NNPACK would be asked for.
        using var layer = nn.Conv2d(4, 4, 3);
        using var image = ones(1, 4, 8, 8);
        using var y = Ops.Conv(layer, image);
    }
}
