using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>Text that is equal exactly where the generated C# would be: what makes two modules one class, and a spec unchanged.</summary>
internal sealed class Signature(NetworkGraph graph)
{
    // Said once for each operation: blocks, stages and the network all repeat them.
    private readonly string[] attributes = [.. graph.Ops.Select(op => $"{Attributes(op)} {op.Shape}")];

    /// <summary>Of everything in the graph that reaches the generated file, except its name and summary.</summary>
    public string OfGraph() => Of("", 0, graph.Ops.Count, graph.Modules)
        + string.Join(" ", graph.Ops.OfType<RandomOp>().Select(op => op.Rate.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Of a module with a forward: its operations, shapes and relative names; not the rates, which a constructor takes.</summary>
    public string OfModule(ModuleNode module)
    {
        var prefix = module.Path + ".";
        // What a module holds comes right after it.
        var inside = graph.Modules.SkipWhile(other => !ReferenceEquals(other, module)).Skip(1)
            .TakeWhile(other => other.Path.StartsWith(prefix, StringComparison.Ordinal));
        return $"{module.Kind} {Quoted(module.Definition)} {Quoted(module.Summary)}"
            + $" in {graph.Ops[module.Input].Shape} out {Relative(module.Output, module.FirstOp)}\n"
            + Of(prefix, module.FirstOp, module.OpCount, inside);
    }

    private string Of(string prefix, int first, int count, IEnumerable<ModuleNode> modules)
    {
        var text = new StringBuilder();
        for (var position = first; position < first + count; position++)
        {
            var op = graph.Ops[position];
            text.Append(op.Path, prefix.Length, op.Path.Length - prefix.Length).Append(' ').Append(attributes[position]);
            foreach (var input in op.Inputs)
            {
                text.Append(' ').Append(Relative(input, first));
            }
            if (op.SharesWith is { } owner)
            {
                text.Append(" shares ").Append(owner, prefix.Length, owner.Length - prefix.Length);
            }
            text.Append('\n');
        }
        foreach (var module in modules)
        {
            text.Append(module.Path, prefix.Length, module.Path.Length - prefix.Length)
                .Append(' ').Append((int)module.Kind)
                .Append(' ').Append(Quoted(module.Definition)).Append(' ').Append(Quoted(module.Summary))
                .Append(' ').Append(Relative(module.Input, first)).Append(' ').Append(Relative(module.Output, first))
                .Append(' ').Append(Number(module.FirstOp - first)).Append(' ').Append(Number(module.OpCount)).Append('\n');
        }
        return text.ToString();
    }

    // A length before a text from outside, so that no text can be taken for what follows it.
    private static string Quoted(string text) => Number(text.Length) + ":" + text;

    // A module reads one value from outside, wherever that stands.
    private static string Relative(int value, int first) => value < first ? "in" : Number(value - first);

    // A constructor takes the rates: they make no classes.
    private static string Attributes(Op op) =>
        op is RandomOp ? op.Kind : $"{op.Kind} {string.Join(" ", op.Attributes.Select(attribute => Text(attribute.Value)))}";

    private static string Text(object value) => value is double number
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : System.Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
