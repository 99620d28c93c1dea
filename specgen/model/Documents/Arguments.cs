using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expressions;
using SeRes2Net.Compiler.Sources;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Documents;

/// <summary>Arguments of blocks, gates and used definitions: read from YAML, then matched with parameters.</summary>
internal static class Arguments
{
    /// <summary>The keys of <c>with</c> and the bare ones that are not reserved; a key in both is an error.</summary>
    public static IReadOnlyList<YamlEntry> Read(YamlMapping map, IReadOnlyCollection<string> reserved, Report report)
    {
        var entries = map.Entries.Where(entry => !reserved.Contains(entry.Key.Text)).ToList();
        var with = map["with"];
        if (with is YamlMapping given)
        {
            foreach (var entry in given.Entries)
            {
                if (map.Find(entry.Key.Text) is { } bare && !reserved.Contains(entry.Key.Text))
                    report(Descriptors.DuplicateKey, entry.Key.Where,
                        $"'{entry.Key.Text}' is also given outside 'with', in line {bare.Key.Where.Line}.");
                else
                    entries.Add(entry);
            }
        }
        else if (with is { IsNull: false })
        {
            report(Descriptors.WrongType, with.Where, $"'with' must be a map, found {with.Noun}.");
        }
        return entries;
    }

    /// <summary>Matches arguments with a definition's parameters. Unknown and missing ones are reported; null where any is wrong.</summary>
    /// <param name="definition">What is used.</param>
    /// <param name="given">Arguments; each must be a parameter.</param>
    /// <param name="reader">Reads the expressions of the file that gives them.</param>
    /// <param name="where">Place of the use.</param>
    /// <param name="report">Where findings go.</param>
    public static DefinitionCall? Match(
        Definition definition, IEnumerable<YamlEntry> given, ExpressionReader reader, SourceSpan where, Report report)
    {
        var arguments = new Dictionary<string, Expression>();
        var fits = true;
        foreach (var entry in given)
        {
            var parameter = definition.Parameters.FirstOrDefault(parameter => parameter.Name == entry.Key.Text);
            if (parameter is null)
            {
                report(Descriptors.UnknownParameter, entry.Key.Where,
                    $"'{definition.Name}' has no parameter '{entry.Key.Text}'."
                    + Suggestion.OrList(entry.Key.Text, definition.Parameters.Select(other => other.Name)));
                fits = false;
                continue;
            }
            var what = $"'{parameter.Name}'";
            var value = parameter.Type == ParameterType.Choice ? reader.ReadName(entry.Value, what) : reader.Read(entry.Value, what);
            if (value is null)
                fits = false;
            else
                arguments[parameter.Name] = value;
        }
        var written = new HashSet<string>(given.Select(entry => entry.Key.Text));
        foreach (var parameter in definition.Parameters.Where(parameter => parameter.Default is null && !written.Contains(parameter.Name)))
        {
            report(Descriptors.MissingParameter, where, $"'{definition.Name}' needs a value for its parameter '{parameter.Name}'"
                + (parameter.Summary.Length > 0 ? $" ({parameter.Summary})." : "."));
            fits = false;
        }
        return fits ? new DefinitionCall(definition, arguments, where) : null;
    }
}
