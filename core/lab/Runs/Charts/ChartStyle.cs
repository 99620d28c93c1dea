using System.Text.RegularExpressions;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>Colours and rules that all pictures share, as CSS.</summary>
internal static partial class ChartStyle
{
    // Okabe and Ito's palette, which people with colour-vision deficiencies can tell apart; lighter variants on dark paper.
    private static readonly (string Name, string Light, string Dark)[] Colours =
    [
        ("ink", "#1f2328", "#e6edf3"),
        ("faint", "#59636e", "#9da7b1"),
        ("paper", "#ffffff", "#0d1117"),
        ("grid", "#d8dee4", "#30363d"),
        ("a", "#0072b2", "#56b4e9"),
        ("b", "#b34a00", "#f0883e"),
        ("c", "#00704f", "#2fc18c"),
        ("d", "#8e3a75", "#dc8fc3"),
        ("e", "#6b5900", "#e3c800"),
        ("cell", "#0b5394", "#79c0ff"),
    ];

    /// <summary>What the classes of a picture look like, in variables.</summary>
    public const string Rules = """
        text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
        .title { font-size: 14px; font-weight: 600; }
        .small { font-size: 10px; }
        .faint { fill: var(--faint); }
        .paper { fill: var(--paper); }
        .grid { stroke: var(--grid); }
        .frame { stroke: var(--faint); fill: none; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .a { stroke: var(--a); stroke-dasharray: 7 4; }
        .b { stroke: var(--b); }
        .c { stroke: var(--c); stroke-dasharray: 2 3; }
        .d { stroke: var(--d); stroke-dasharray: 9 3 2 3; }
        .e { stroke: var(--e); stroke-dasharray: 14 4; }
        .dot { stroke-dasharray: none; stroke-width: 2; fill: none; }
        .run { stroke-width: 1.2; }
        .whole { stroke-dasharray: none; stroke-width: 2; }
        .mean { fill: var(--paper); }
        .band { stroke: none; fill-opacity: 0.16; }
        .band.a { fill: var(--a); }
        .band.b { fill: var(--b); }
        .band.c { fill: var(--c); }
        .band.d { fill: var(--d); }
        .band.e { fill: var(--e); }
        .cell { fill: var(--cell); }
        .on { fill: var(--paper); }
        """;

    /// <summary>The variables' values for a page, light and dark; paper is white.</summary>
    public static string Variables { get; } =
        $":root {{ color-scheme: light dark; {Values(colour => colour.Light)} }}\n" +
        $"@media screen and (prefers-color-scheme: dark) {{ :root {{ {Values(colour => colour.Dark)} }} }}\n";

    /// <summary>The rules for a picture on its own. Some programs that show SVG know no variables, so they are filled in.</summary>
    public static string Standalone { get; } =
        $"{Filled(Rules, colour => colour.Light)}\n@media (prefers-color-scheme: dark) {{\n{Filled(OnlyColours(), colour => colour.Dark)}\n}}";

    private static string Values(Func<(string Name, string Light, string Dark), string> value) =>
        string.Join(' ', Colours.Select(colour => $"--{colour.Name}: {value(colour)};"));

    private static string Filled(string rules, Func<(string Name, string Light, string Dark), string> value) =>
        Variable().Replace(rules, match => value(Array.Find(Colours, colour => colour.Name == match.Groups[1].Value)));

    private static string OnlyColours() => string.Join('\n', Rules.Split('\n').Where(line => Variable().IsMatch(line)));

    [GeneratedRegex(@"var\(--(\w+)\)")]
    private static partial Regex Variable();
}
