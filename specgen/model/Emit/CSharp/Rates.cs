using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>A probability that differs between modules of a class: an argument of its constructor.</summary>
/// <param name="Index">Its place among the rates of such a module, in execution order.</param>
/// <param name="Position">Position of its operation in the class's first module.</param>
/// <param name="Property">The property that holds it, where the class itself uses it.</param>
internal sealed record RateParameter(int Index, int Position, string Property)
{
    /// <summary>The constructor's argument.</summary>
    public string Argument => CSharpText.Camel(Property);
}

/// <summary>
/// The probabilities of dropouts and drop-paths. They do not make classes: modules that differ in nothing else are one class, whose
/// constructor takes the rates that differ.
/// </summary>
internal sealed class Rates(NetworkGraph graph)
{
    private readonly List<int> positions =
        [.. Enumerable.Range(0, graph.Ops.Count).Where(position => Of(graph.Ops[position]) is not null)];

    /// <summary>The rate of an operation that has one.</summary>
    public static double? Of(Op op) => (op as RandomOp)?.Rate;

    /// <summary>The operations whose rates a constructor may take: those of a module and of the modules in it.</summary>
    public IReadOnlyList<int> In(TreeNode node) => node.Module is { } module
        ? [.. positions.Where(position => position >= module.FirstOp && position < module.FirstOp + module.OpCount)]
        : [];

    /// <summary>The rates that differ between modules of one class.</summary>
    /// <param name="uses">All of them, the one that the class is written from first.</param>
    /// <param name="taken">Names that its members have already.</param>
    public IReadOnlyList<RateParameter> Differing(IReadOnlyList<TreeNode> uses, ISet<string> taken)
    {
        if (positions.Count == 0)
        {
            return [];
        }
        var rates = uses.Select(In).ToList();
        var differing = Enumerable.Range(0, rates[0].Count)
            .Where(index => rates.Any(other => Of(graph.Ops[other[index]]) != Of(graph.Ops[rates[0][index]])))
            .ToList();
        var paths = differing.Select(index => graph.Ops[rates[0][index]].Path.Substring(uses[0].Path.Length + 1).Split('.')).ToList();
        return [.. differing.Select((index, i) =>
            new RateParameter(index, rates[0][index], CSharpText.Unique(Name(paths[i], paths), taken)))];
    }

    // Enough of the path's end to tell it from the others: DropPath1Rate, or Split2Dropout1Rate beside Split3Dropout1Rate.
    private static string Name(string[] path, IReadOnlyList<string[]> all)
    {
        var length = 1;
        while (length < path.Length && all.Count(other => End(other, length) == End(path, length)) > 1)
        {
            length++;
        }
        return CSharpText.Pascal(End(path, length)) + "Rate";
    }

    private static string End(string[] path, int length) => string.Join(".", path.Skip(path.Length - length));
}
