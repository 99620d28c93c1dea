using System.Globalization;
using SeRes2Net.Compiler.Compare;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Rendering;

/// <summary>A difference between two architectures in one line, with what it costs.</summary>
internal static class ChangeLine
{
    /// <summary>The line.</summary>
    public static string Of(SpecChange change)
    {
        // For a gate that was added or removed, its name says everything.
        var isGate = (change.Before ?? change.After) is { } text && change.What.EndsWith(text, StringComparison.Ordinal);
        var what = (change.Before, change.After) switch
        {
            (null, { } added) => $"+ {change.What}{(isGate ? "" : ": " + Shown(added))}",
            ({ } removed, null) => $"- {change.What}{(isGate ? "" : ": " + Shown(removed))}",
            _ => $"{change.What} {Shown(change.Before)} -> {Shown(change.After)}",
        };
        return change.Effect switch
        {
            null => change.What.StartsWith("definition ", StringComparison.Ordinal) ? what : what + " (on its own not a network)",
            { SameNetwork: true } => change.What.StartsWith("recipe", StringComparison.Ordinal) ? what : what + " (no effect)",
            { } effect => $"{what}: {Signed(effect.Parameters)} parameters, {Millions(effect.Macs)} MACs",
        };
    }

    private static string Shown(string? value) => SpecFiles.Shown(value ?? "none");

    /// <summary>A whole number with separators and its sign.</summary>
    public static string Signed(long value) => value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    // Millions with two decimals, unless that would round to nothing.
    private static string Millions(long value) =>
        Math.Abs(value) < 10_000 ? Signed(value) : (value / 1e6).ToString("+#,0.00'M';-#,0.00'M'", CultureInfo.InvariantCulture);
}
