using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>use: NAME</c>, with arguments in <c>with</c>: another definition in this place.</summary>
/// <param name="head">What all steps have in common.</param>
/// <param name="name">Name of the definition.</param>
/// <param name="kind">What it must be; null: either.</param>
/// <param name="arguments">Arguments as written.</param>
/// <param name="names">Names that the arguments may use: those of the file they stand in.</param>
/// <param name="bindings">Parameters of that file that hold steps.</param>
internal sealed class UseStep(
    StepHead head,
    string name,
    DefinitionKind? kind,
    IReadOnlyList<YamlEntry> arguments,
    IReadOnlyCollection<string> names,
    IReadOnlyCollection<string> bindings) : Step(head)
{
    /// <summary>Its syntax. Ordinals are counted per definition: <c>se1</c>, <c>se2</c>.</summary>
    public static readonly StepSyntax Syntax = new("use", Read) { TakesWith = true, CountedAs = value => (value as YamlScalar)?.Text };

    /// <summary>Name of the definition.</summary>
    public string Name => name;

    /// <summary>What it must be; null: either.</summary>
    public DefinitionKind? Kind => kind;

    /// <summary>Arguments as written.</summary>
    public IReadOnlyList<YamlEntry> Arguments => arguments;

    /// <summary>Names that the arguments may use: those of the file they stand in.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>Parameters of that file which stand for steps.</summary>
    public IReadOnlyCollection<string> Bindings => bindings;

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Use(this, input);

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (reader.ReadPlainName(value.Value ?? new YamlScalar("", true, head.Where), "'use'") is not { } name)
            return null;
        if (reader.Bindings.Contains(name))
        {
            if (value.With is not null)
                reader.Report(Descriptors.UnknownKey, value.With.Where,
                    $"'{name}' is a parameter: what it stands for was given its arguments where it was written.");
            reader.Expressions.Note(name);
            return new BoundStep(head, name);
        }
        if (value.With is not (null or YamlMapping))
            reader.Report(Descriptors.WrongType, value.With.Where, $"'with' must be a map, found {value.With.Noun}.");
        if (value.With is not null)
            reader.Expressions.NoteWords(value.With);
        return reader.AddUse(new UseStep(
            head, name, null, (value.With as YamlMapping)?.Entries ?? [], reader.Expressions.Names, reader.Bindings));
    }
}

/// <summary><c>use: NAME</c>, where NAME is a parameter that holds steps or a gate.</summary>
internal sealed class BoundStep(StepHead head, string name) : Step(head)
{
    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.RunBound(name, LocalName, input);
}
