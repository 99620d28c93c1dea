using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Models.Tests.Twin;

/// <summary>Inputs on which large networks are quick to compare.</summary>
internal static class InputSizes
{
    private static readonly int[] s_sizes = [64, 96, 128, 160, 192];

    /// <summary>
    /// The smallest input at which the spec still gives the very same operations with the very same parameters, so that what was
    /// generated for its own input is right there too.
    /// </summary>
    public static Shape Smallest(CompiledSpec spec)
    {
        var own = spec.Graph.Input;
        foreach (var size in s_sizes.Where(size => size < own.Rows && size < own.Columns && own.Rows > 64))
        {
            var small = new SourceFile(spec.Path[..^".yaml".Length] + "-smaller.yaml",
                $"extends: {spec.Stem}.yaml\nname: Smaller\ninput: [{own.Channels}, {size}, {size}]\n");
            var result = SpecCompiler.Compile([.. Specs.Files, small], [small.Path]).Specs;
            if (result is [var other] && Operations(other.Graph).SequenceEqual(Operations(spec.Graph)))
            {
                return other.Graph.Input;
            }
        }
        return own;
    }

    // Everything but rows and columns; a resize's are part of what it does.
    private static IEnumerable<(Op, string)> Operations(NetworkGraph graph) => graph.Ops.Select(op => (
        op with { Shape = op is ResizeOp ? op.Shape : new Shape(op.Shape.Channels, 0, 0), Where = default, Inputs = Array.Empty<int>() },
        string.Join(' ', op.Inputs)));
}
