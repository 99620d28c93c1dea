using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// The names that <c>as</c> gives to values, while steps are read: a name is known to the later steps of its list, and to the lists
/// inside those.
/// </summary>
internal sealed class ValueNames(Report report)
{
    private readonly Stack<Dictionary<string, YamlScalar>> lists = new();
    private readonly HashSet<YamlScalar> read = [];

    /// <summary>The names that are known now, innermost list first.</summary>
    public IEnumerable<string> Known => lists.SelectMany(list => list.Keys);

    /// <summary>Reads a list of steps, whose names end with it.</summary>
    public T InList<T>(Func<T> steps)
    {
        lists.Push(new Dictionary<string, YamlScalar>(StringComparer.Ordinal));
        var result = steps();
        foreach (var name in lists.Pop().Values.Where(name => !read.Contains(name)))
            report(Descriptors.UnusedName, name.Where, $"Nothing reads '{name.Text}'; a later step of this list reads it with 'of: {name.Text}'.");
        return result;
    }

    /// <summary>Names the value of a step.</summary>
    public void Add(YamlScalar name)
    {
        if (lists.Peek().TryGetValue(name.Text, out var first))
            report(Descriptors.DuplicatePath, name.Where,
                $"'{name.Text}' is already the name of a value, in line {first.Where.Line}; give one of the two another name.");
        else
            lists.Peek().Add(name.Text, name);
    }

    /// <summary>The name of a value that a step reads; empty after reporting that no value is called so.</summary>
    public string Find(YamlScalar name)
    {
        // What was most likely meant counts as read, so that one mistake gives one finding.
        var nearest = Known.Contains(name.Text) ? name.Text : Suggestion.Nearest(name.Text, Known);
        if (nearest is not null)
            read.Add(lists.First(list => list.ContainsKey(nearest))[nearest]);
        if (nearest == name.Text)
            return name.Text;
        report(Descriptors.UnknownName, name.Where, $"No earlier step of this list, or of a list around it, is named '{name.Text}' with 'as';"
            + $" a name ends with its list.{Suggestion.OrList(name.Text, Known)}");
        return "";
    }
}
