using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>slot: NAME</c>: a place where an architecture's <c>gates</c> may plug something in; empty otherwise.</summary>
internal sealed class SlotStep(StepHead head, string name) : Step(head)
{
    /// <summary>Its syntax. The second slot with the same name in a list is called NAME2.</summary>
    public static readonly StepSyntax Syntax = new("slot", Read)
    {
        CountedAs = value => (value as YamlScalar)?.Text,
        LocalName = (name, ordinal) => ordinal == 1 ? name : name + ordinal,
    };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Plug(name, LocalName, input);

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (reader.ReadPlainName(value.Value ?? new YamlScalar("", true, head.Where), "A slot") is not { } name)
            return null;
        reader.AddSlot(name);
        return new SlotStep(head, name);
    }
}
