using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>Reads the expressions of one file, and reports names that can never be known there.</summary>
/// <param name="names">Every name that the file's expressions may use.</param>
/// <param name="report">Where findings go.</param>
/// <param name="choices">What those of the names can be that stand for one of some words.</param>
/// <param name="used">Gets the names that were met.</param>
/// <param name="near">Those of the names that are known only here, such as the variables of a formula.</param>
/// <param name="values">Names of steps' values, which no expression can read.</param>
internal sealed class ExpressionReader(
    IReadOnlyCollection<string> names, Report report, IReadOnlyDictionary<string, IReadOnlyList<string>>? choices = null,
    ISet<string>? used = null, IReadOnlyCollection<string>? near = null, IEnumerable<string>? values = null)
{
    /// <summary>Every name that may be used.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>A reader that knows some more names.</summary>
    public ExpressionReader With(IReadOnlyCollection<string> more, IEnumerable<string>? otherValues = null) =>
        new([.. names, .. more], report, choices, used, [.. near ?? [], .. more], otherValues ?? values);

    /// <summary>Notes that a name is used in a way that is not an expression.</summary>
    public void Note(string name) => used?.Add(name);

    /// <summary>Notes every word of a node that is read as expressions only later.</summary>
    public void NoteWords(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                foreach (var word in Lexer.WordsOf(scalar.Text))
                    Note(word);
                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                    NoteWords(item);
                break;
            case YamlMapping map:
                foreach (var entry in map.Entries)
                    NoteWords(entry.Value);
                break;
        }
    }

    /// <summary>An int, float or bool position, or a formula if its functions are given.</summary>
    public Expression? Read(YamlNode node, string what, IReadOnlyList<string>? functions = null) =>
        Scalar(node, what) is { } scalar ? Check(ExpressionParser.Parse(scalar, report, functions)) : null;

    /// <summary>A name position: a literal, or an expression after <c>=</c>.</summary>
    public Expression? ReadName(YamlNode node, string what) =>
        Scalar(node, what) is { } scalar ? Check(ExpressionParser.ParseName(scalar, report)) : null;

    private YamlScalar? Scalar(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: false } scalar)
            return scalar;
        report(Descriptors.WrongType, node.Where, $"{what} must be a value or an expression, found {node.Noun}.");
        return null;
    }

    private Expression? Check(Expression? expression)
    {
        if (expression is null)
            return null;
        var found = NamesIn(expression.Root).ToList();
        foreach (var name in found)
            Note(name.Name);
        var unknown = found.Where(name => !names.Contains(name.Name)).ToList();
        foreach (var name in unknown)
            report(Descriptors.UnknownName, expression.Place(name), Message(name.Name));
        CheckChoices(expression, expression.Root);
        return unknown.Count == 0 ? expression : null;
    }

    // A comparison with a word that the name can never be is always false.
    private void CheckChoices(Expression expression, Term term)
    {
        if (term is BinaryTerm { Operator: "==" or "!=" } binary)
        {
            Compare(binary.Left, binary.Right);
            Compare(binary.Right, binary.Left);
        }
        foreach (var part in Parts(term))
            CheckChoices(expression, part);

        void Compare(Term left, Term right)
        {
            if (left is NameTerm name && right is LiteralTerm { Value: { Kind: ConstantKind.Text } word }
                && choices is not null && choices.TryGetValue(name.Name, out var words) && !words.Contains(word.Text))
            {
                report(Descriptors.InvalidValue, expression.Place(right),
                    $"'{name.Name}' is one of {string.Join(", ", words)} and never '{word.Text}'.{Suggestion.For(word.Text, words)}");
            }
        }
    }

    private string Message(string name)
    {
        if (name.IndexOf('-') is > 0 and var hyphen && names.Contains(name.Substring(0, hyphen)))
            return $"'{name}' is one name, and not known here; a minus between names needs spaces around it.";
        if (name.ToLowerInvariant() is "true" or "false")
            return $"'{name}' is not known here; write {name.ToLowerInvariant()}.";
        if (names.Count == 0)
            return $"'{name}' is not known here; only constants are.";
        if (values?.Contains(name) == true)
            return $"'{name}' names a step's value, and an expression knows only {string.Join(", ", near ?? [])}{(near is { Count: > 0 } ? " and " : "")}"
                + $"numbers such as parameters. To combine it with another value, write branches: {{ of: [identity, {{ identity: ~, of: {name} }}], merge: multiply }}.";
        var known = names.Except(Scope.Counters).Concat(near ?? []);
        return Scope.FormulaOf(name) is { } formula
            ? $"'{name}' is only known in the formula of '{formula}'.{Suggestion.For(name, known)}"
            : $"'{name}' is not known here.{(Suggestion.For(name, names) is { Length: > 0 } meant ? meant : Listed(name, known))}";
    }

    private static string Listed(string name, IEnumerable<string> known) =>
        Suggestion.OrList(name, known) + (known.Any(Scope.BuiltIn.Keys.Except(["pi"]).Contains) ? " Each is known in its places: 'runner explain SR0015' says where." : "");

    /// <summary>The names in a part of an expression.</summary>
    public static IEnumerable<NameTerm> NamesIn(Term term) => term is NameTerm name ? [name] : Parts(term).SelectMany(NamesIn);

    private static IEnumerable<Term> Parts(Term term) => term switch
    {
        UnaryTerm unary => [unary.Operand],
        BinaryTerm binary => [binary.Left, binary.Right],
        ConditionalTerm conditional => [conditional.Then, conditional.Test, conditional.Else],
        CallTerm call => call.Arguments,
        _ => [],
    };
}
