using System.Collections.Concurrent;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>Input sizes at which large networks can be compared quickly.</summary>
internal static class InputSizes
{
    private const long LargeMacs = 1_000_000_000;

    // What a comparison in float64 would take long for, or what is generated for one size alone. Each names its input: no file of the
    // repository extends a variant, so it has no smaller one.
    private static readonly Dictionary<string, string> Shortened = new()
    {
        ["sknet-50"] = "input: [3, 64, 64]\nstages: { 1: { repeat: 1 }, 2: { repeat: 1 }, 3: { repeat: 1 }, 4: { repeat: 1 } }\n",
        ["coordinate-mobilenet-v2"] = "input: [3, 64, 64]\n",
        ["resnet-101"] = "input: [3, 64, 64]\nstages: { 3: { repeat: 3 } }\n",
        ["res2net-101-26w4s"] = "input: [3, 64, 64]\nstages: { 3: { repeat: 3 } }\n",
        ["res2net-50-26w8s"] = "input: [3, 64, 64]\nstages: { 3: { repeat: 2 } }\n",
    };

    private static readonly int[] Sizes = [64, 96, 128, 160, 192];

    // Every size that is tried compiles a spec, and half a dozen tests ask for each network.
    private static readonly ConcurrentDictionary<CompiledSpec, Shape> Found = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// The smallest input at which the spec still gives the same operations with the same parameters, so that the class
    /// generated for its own input is right for this one too.
    /// </summary>
    public static Shape Smallest(CompiledSpec spec) => Found.GetOrAdd(spec, static spec =>
    {
        var own = spec.Graph.Input;
        return own.Rows <= 64 ? own
            : Sizes.Where(size => size < own.Rows && size < own.Columns).Select(size => At(spec, size)).FirstOrDefault(shape => shape is not null) ?? own;
    });

    /// <summary>
    /// The same for comparisons with Python in float64, where even a small image is expensive if the network is wide: a grouped convolution
    /// takes PyTorch 1.13 most of a minute.
    /// </summary>
    public static Shape ForPython(CompiledSpec spec) =>
        spec.Graph.Input.Rows <= 64 && spec.Costs.Macs > LargeMacs ? At(spec, spec.Graph.Input.Rows / 2) ?? spec.Graph.Input : Smallest(spec);

    /// <summary>The spec and how to build it; of a few a shorter variant, compiled in memory.</summary>
    public static (CompiledSpec Spec, Func<Network> Create) Quick(CompiledSpec spec)
    {
        if (!Shortened.TryGetValue(spec.Stem, out var changes))
            return (spec, Catalogue.Find(spec.Stem)!.Create);
        var path = spec.Path[..^".yaml".Length] + "-shortened.yaml";
        var file = new SourceFile(path, $"extends: {spec.Stem}.yaml\nname: Shortened\n{changes}");
        var variant = SpecCompiler.Compile([.. Repository.Specs, file], [file.Path]).Specs.Single();
        return (variant, InMemoryCompiler.Compile(variant).Entry.Create);
    }

    private static Shape? At(CompiledSpec spec, int size)
    {
        var small = new SourceFile(spec.Path[..^".yaml".Length] + "-smaller.yaml",
            $"extends: {spec.Stem}.yaml\nname: Smaller\ninput: [{spec.Graph.Input.Channels}, {size}, {size}]\n");
        var result = SpecCompiler.Compile([.. Repository.Specs, small], [small.Path]).Specs;
        return result is [var other] && Operations(other.Graph).SequenceEqual(Operations(spec.Graph)) ? other.Graph.Input : null;
    }

    // Everything except rows and columns; those of a resize are part of what it does.
    private static IEnumerable<(Op, string)> Operations(NetworkGraph graph) => graph.Ops.Select(op => (
        op with { Shape = op is ResizeOp ? op.Shape : new Shape(op.Shape.Channels, 0, 0), Where = default, Inputs = Array.Empty<int>() },
        string.Join(' ', op.Inputs)));
}
