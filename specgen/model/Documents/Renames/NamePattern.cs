using System.Text.RegularExpressions;

namespace SeRes2Net.Compiler.Documents.Renames;

/// <summary>
/// The beginning of a state-dict name, whole parts of it: <c>stage{s}.block{b}.branch.conv1</c>. <c>{s}</c> is a number, <c>{b-1}</c> one
/// less than the number b. A leading <c>*.</c> matches any parts.
/// </summary>
internal sealed class NamePattern
{
    private static readonly Regex Hole = new(@"\{([a-z]+)([+-][0-9]{1,3})?\}", RegexOptions.CultureInvariant);
    private static readonly Regex Valid = new(@"^(\*\.)?([A-Za-z0-9_.-]|\{[a-z]+([+-][0-9]{1,3})?\})+\z", RegexOptions.CultureInvariant);

    private readonly string text;
    private readonly List<(string Name, int Offset)> holes;
    private readonly Regex regex;

    private NamePattern(string text)
    {
        this.text = text;
        holes = Hole.Matches(text).Cast<Match>().Select(match => (match.Groups[1].Value, Offset(match))).ToList();
        var pattern = new StringBuilder("^");
        var from = text.StartsWith("*.", System.StringComparison.Ordinal) ? 2 : 0;
        pattern.Append(from == 0 ? "" : @"(?:.*\.)?");
        foreach (Match match in Hole.Matches(text))
        {
            pattern.Append(Regex.Escape(text.Substring(from, match.Index - from))).Append("(0|[1-9][0-9]{0,5})");
            from = match.Index + match.Length;
        }
        pattern.Append(Regex.Escape(text.Substring(from))).Append(@"(\..*)?\z");
        regex = new Regex(pattern.ToString(), RegexOptions.CultureInvariant);
    }

    /// <summary>Names of its numbers.</summary>
    public IEnumerable<string> Numbers => holes.Select(hole => hole.Name).Distinct();

    /// <summary>The pattern of a text; null where it is none.</summary>
    public static NamePattern? Parse(string text) => text.Length <= 200 && Valid.IsMatch(text) ? new NamePattern(text) : null;

    /// <summary>The numbers in a name, and what follows the pattern in it; null where the name does not begin so.</summary>
    public (IReadOnlyDictionary<string, int> Numbers, string Tail)? Match(string name)
    {
        var match = regex.Match(name);
        if (!match.Success)
            return null;
        var numbers = new Dictionary<string, int>();
        for (var i = 0; i < holes.Count; i++)
        {
            var value = int.Parse(match.Groups[i + 1].Value, CultureInfo.InvariantCulture) - holes[i].Offset;
            if (numbers.TryGetValue(holes[i].Name, out var known) && known != value)
                return null;
            numbers[holes[i].Name] = value;
        }
        return (numbers, match.Groups[holes.Count + 1].Value);
    }

    /// <summary>The name with these numbers and this ending; null where a number would be negative.</summary>
    public string? Fill(IReadOnlyDictionary<string, int> numbers, string rest)
    {
        var isPossible = true;
        var name = Hole.Replace(text, match =>
        {
            var value = numbers[match.Groups[1].Value] + Offset(match);
            isPossible &= value >= 0;
            return value.ToString(CultureInfo.InvariantCulture);
        });
        return isPossible ? name + rest : null;
    }

    /// <inheritdoc/>
    public override string ToString() => text;

    private static int Offset(Match match) =>
        match.Groups[2].Length == 0 ? 0 : int.Parse(match.Groups[2].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
