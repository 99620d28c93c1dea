using System.Globalization;
using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>Markup. Everything that is put into a template is escaped, unless it is markup itself.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    /// <summary>Fills a template.</summary>
    public static Html Of(FormattableString template) => new(template.ToString(Escaping.Instance));

    /// <summary>One piece after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private sealed class Escaping : IFormatProvider, ICustomFormatter
    {
        public static Escaping Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Html html => html.Text ?? "",
            IEnumerable<Html> pieces => Join(pieces).Text,
            IFormattable number => Markup.Escaped(number.ToString(format, CultureInfo.InvariantCulture)),
            _ => Markup.Escaped(arg?.ToString() ?? ""),
        };
    }
}
