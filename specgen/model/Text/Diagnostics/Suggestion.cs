namespace SeRes2Net.Compiler.Text.Diagnostics;

/// <summary>"Did you mean": the known name that is nearest to a wrong one.</summary>
public static class Suggestion
{
    // Comparing is quadratic in the length; a name that long is not a typo.
    private const int LongestName = 64;

    /// <summary>Sentence to append to a message, with a leading space, or nothing when no name is near.</summary>
    public static string For(string wrong, IEnumerable<string> known)
    {
        var nearest = Nearest(wrong, known);
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>The suggestion, or the list of what there is if nothing is close.</summary>
    public static string OrList(string wrong, IEnumerable<string> known)
    {
        var names = known.Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList();
        var nearest = Nearest(wrong, names);
        return nearest is not null ? $" Did you mean '{nearest}'?"
            : names.Count == 0 ? ""
            : $" There are: {string.Join(", ", names)}.";
    }

    /// <summary>The known name that a wrong one most likely means; null if none is close.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> known)
    {
        if (wrong.Length > LongestName)
            return null;
        string? best = null;
        var bestDistance = Tolerance(wrong) + 1;
        wrong = wrong.ToLowerInvariant();
        // Each difference in length is a difference.
        foreach (var name in known.Where(name => Math.Abs(name.Length - wrong.Length) < bestDistance))
        {
            var distance = Distance(wrong, name.ToLowerInvariant());
            if (distance < bestDistance && distance <= Tolerance(name))
                (best, bestDistance) = (name, distance);
        }
        return best;
    }

    private static int Tolerance(string name) => name.Length < 4 ? 1 : Math.Max(2, name.Length / 3);

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.</summary>
    internal static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
