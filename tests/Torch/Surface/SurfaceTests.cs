using System.Reflection;

namespace SeRes2Net.Torch.Tests.Surface;

/// <summary>Code written against the binding must compile against TorchSharp 0.106.</summary>
public class SurfaceTests
{
    // Lines of the list of TorchSharp 0.106.0's public surface, copied as they are.
    private static readonly HashSet<string> TorchSharp =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Surface", "torchsharp-0.106.txt"))];

    [Fact]
    public void Every_public_member_exists_in_TorchSharp_with_the_same_signature()
    {
        var own = SurfacePrinter.Print(SurfacePrinter.Types(typeof(Native).Assembly));

        own.Where(line => !TorchSharp.Contains(line)).Should().BeEmpty(
            "a member of the TorchSharp namespace must be TorchSharp's: copy its line from the list of TorchSharp's surface; " +
            "if there is none, the member belongs into the SeRes2Net.Torch namespace");
    }

    [Fact]
    public void The_list_holds_only_what_the_binding_has()
    {
        var own = SurfacePrinter.Print(SurfacePrinter.Types(typeof(Native).Assembly)).ToHashSet();

        TorchSharp.Where(line => !own.Contains(line)).Should().BeEmpty("lines of removed members hide a wrong signature that comes back");
    }

    [Fact]
    public void A_member_that_TorchSharp_does_not_have_is_found()
    {
        var lines = SurfacePrinter.Print([typeof(global::TorchSharp.Invented)]);

        lines.Where(line => !TorchSharp.Contains(line)).Should().BeEquivalentTo(
            "TorchSharp.Invented type static class",
            "TorchSharp.Invented method to_channels_last(this torch.Tensor input, bool copy = false) -> torch.Tensor static");
    }

    [Theory]
    [InlineData("clone() -> torch.Tensor", "clone() -> torch.nn.Module")]
    [InlineData("narrow(long dim, long start, long length) -> torch.Tensor", "narrow(long dim, long begin, long length) -> torch.Tensor")]
    [InlineData("triu(long diagonal = 0) -> torch.Tensor", "triu(long diagonal = 1) -> torch.Tensor")]
    public void A_changed_result_name_or_default_changes_the_line(string right, string wrong)
    {
        var own = SurfacePrinter.Print([typeof(global::TorchSharp.torch.Tensor)]).ToList();

        own.Should().Contain("TorchSharp.torch.Tensor method " + right).And.NotContain("TorchSharp.torch.Tensor method " + wrong);
    }
}
