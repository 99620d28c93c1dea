using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>dense: { of }</c>: concat(x, f(x)) (Huang et al., arXiv:1608.06993).</summary>
internal sealed class DenseStep(StepHead head, IReadOnlyList<Step> of) : Step(head)
{
    /// <summary>Its keys.</summary>
    public static readonly string[] Keys = ["of"];

    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = new("dense", Read) { CanBeTransparent = true };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Group(LocalName, input, _ =>
        Merging.Apply(expansion, Merge.Concat, [input, expansion.Run(of, input)], "The input and its new channels", Where));

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (value.Value is not YamlMapping map)
        {
            reader.Report(Descriptors.WrongType, value.Value?.Where ?? head.Where, "'dense' needs a map with 'of'.");
            return null;
        }
        var fields = new Fields(map, "'dense'", Keys, reader.Report);
        return new DenseStep(head, fields.Value("of", required: true) is { } of ? reader.ReadList(of) : []);
    }
}
