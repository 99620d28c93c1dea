using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>All corruptions, in the order of the paper, the extra ones last.</summary>
public static class CorruptionTable
{
    /// <summary>The corruptions; frost among them, which cannot be applied without photographs.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
        [.. new[] { Noise.All, Blur.All, Weather.All, Digital.All }.SelectMany(family => family).OrderBy(corruption => corruption.Extra)];

    /// <summary>Those that a mean corruption error is taken over.</summary>
    public static IReadOnlyList<string> Usual { get; } = [.. All.Where(corruption => !corruption.Extra).Select(corruption => corruption.Name)];

    /// <summary>The corruption of a name.</summary>
    /// <exception cref="DataException">There is none; the message suggests another.</exception>
    public static Corruption Named(string name) => All.FirstOrDefault(corruption => corruption.Name == name)
        ?? throw new DataException($"There is no corruption '{name}'.{Suggestion.OrList(name, All.Select(corruption => corruption.Name))}");

    /// <summary>The corruptions of some names, ready to be applied.</summary>
    /// <param name="names">Names, or null for the usual ones; of these, frost is left out if there are no photographs.</param>
    /// <param name="frost">Photographs of frost; null if there are none.</param>
    /// <param name="channels">Channels of the images.</param>
    /// <exception cref="DataException">An unknown name, frost without photographs, or colours where there are none.</exception>
    public static IReadOnlyList<Corruption> Choose(IReadOnlyList<string>? names, FrostPhotographs? frost, int channels)
    {
        if (channels is not (1 or 3))
            throw new DataException($"Corruptions are defined for images of 1 or 3 channels; these have {channels}.");
        var chosen = names?.Select(Named).Distinct().ToList()
            ?? All.Where(corruption => !corruption.Extra && (frost is not null || corruption.Name != FrostPhotographs.Corruption)).ToList();
        if (chosen.Find(corruption => corruption.NeedsColour && channels == 1) is { } colours)
            throw new DataException($"{colours.Name} changes colours, but these images have one channel.");
        if (!chosen.Exists(corruption => corruption.Name == FrostPhotographs.Corruption))
            return chosen;
        if (frost is null)
            throw new DataException("frost needs photographs of frost, which do not come with this program: name a folder with --frost DIR.");
        return [.. chosen.Select(corruption =>
            corruption.Name == FrostPhotographs.Corruption ? corruption with { Apply = frost.Apply, Checksum = frost.Checksum } : corruption)];
    }
}
