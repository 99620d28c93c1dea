using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>use: NAME</c>, with arguments in <c>with</c>: another definition in this place.</summary>
internal sealed class UseStep(StepHead head, string name, IReadOnlyList<YamlEntry> arguments, IReadOnlyCollection<string> names) : Step(head)
{
    /// <summary>How it is written. Ordinals are counted per definition: <c>se1</c>, <c>se2</c>.</summary>
    public static readonly StepSyntax Syntax = new("use", Read) { TakesWith = true, CountedAs = value => (value as YamlScalar)?.Text };

    /// <summary>Name of the definition.</summary>
    public string Name => name;

    /// <summary>Arguments as written.</summary>
    public IReadOnlyList<YamlEntry> Arguments => arguments;

    /// <summary>Names that the arguments may use: those of the file they stand in.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Use(this, input);

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (reader.ReadPlainName(value.Value ?? new YamlScalar("", true, head.Where), "'use'") is not { } name)
            return null;
        if (value.With is not (null or YamlMapping))
            reader.Report(Descriptors.WrongType, value.With.Where, $"'with' must be a map, found {value.With.Noun}.");
        return reader.AddUse(new UseStep(head, name, (value.With as YamlMapping)?.Entries ?? [], reader.Expressions.Names));
    }
}
