using System.Text.RegularExpressions;

namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>
/// A figure as it is printed, which says how far it is rounded: <c>0.18M</c> stands for anything from 175,000 to 185,000,
/// <c>2.98 +- 0.04</c> for a mean and a standard deviation, <c>about 6</c> for 5 to 7, <c>&lt; .001</c> for less than that.
/// </summary>
public sealed record Published
{
    /// <summary>What a figure looks like, for messages.</summary>
    public const string Form = "a figure as it is printed, such as 0.65M, 2.98 +- 0.04, about 6 or < .001";

    private const string Digits = @"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+";

    private static readonly Regex Pattern = new(
        $@"\A(?<word>about |~ ?|< ?)?(?<sign>[-+])?(?<number>{Digits})(?<scale>[kKMG])?(?: ?%)?(?: (?:\+-|\u00B1) (?<spread>{Digits})(?: ?%)?)?\z",
        RegexOptions.CultureInvariant);

    /// <summary>The text.</summary>
    public required string Text { get; init; }
    /// <summary>Its value.</summary>
    public required double Value { get; init; }
    /// <summary>Value of one unit in its last digit.</summary>
    public required double Unit { get; init; }
    /// <summary>Least and most that it can stand for; the least of a bound is negative infinity.</summary>
    public required double Low { get; init; }
    /// <inheritdoc cref="Low"/>
    public required double High { get; init; }
    /// <summary>The standard deviation after it; null if there is none.</summary>
    public Published? Deviation { get; init; }

    /// <summary>Whether it may stand for a value.</summary>
    public bool Includes(double value) => Includes(value, value);

    /// <summary>Whether it may stand for a value of a range.</summary>
    public bool Includes(double low, double high) => low <= High + Slack && high >= Low - Slack;

    // Halves of units have no exact binary form.
    private double Slack => 1e-9 * Math.Max(Math.Abs(Value), Unit);

    /// <summary>Reads a figure; null if the text is none.</summary>
    public static Published? Parse(string text)
    {
        var match = Pattern.Match(text);
        if (!match.Success || text.Length > 64)
            return null;
        var scale = match.Groups["scale"].Value switch { "k" or "K" => 1e3, "M" => 1e6, "G" => 1e9, _ => 1 };
        var figure = Number(match.Groups["number"].Value, scale);
        if (match.Groups["sign"].Value == "-")
            figure = figure with { Value = -figure.Value, Low = -figure.High, High = -figure.Low };
        figure = match.Groups["word"].Value.Trim() switch
        {
            "about" or "~" => figure with { Low = figure.Value - figure.Unit, High = figure.Value + figure.Unit },
            "<" => figure with { Low = double.NegativeInfinity, High = figure.Value },
            _ => figure,
        };
        var spread = match.Groups["spread"];
        return figure with { Text = text, Deviation = spread.Success ? Number(spread.Value, scale) : null };
    }

    private static Published Number(string digits, double scale)
    {
        var plain = digits.Replace(",", "");
        var point = plain.IndexOf('.');
        var decimals = point < 0 ? 0 : plain.Length - point - 1;
        var value = double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture) * scale;
        var unit = Math.Pow(10, -decimals) * scale;
        return new Published { Text = digits, Value = value, Unit = unit, Low = value - (unit / 2), High = value + (unit / 2) };
    }
}
