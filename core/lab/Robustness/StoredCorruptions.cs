using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Robustness.Corruptions;

namespace SeRes2Net.Lab.Robustness;

/// <summary>The stored files of CIFAR-10-C.</summary>
public sealed class StoredCorruptions : ICorruptions
{
    private readonly string folder;
    private readonly TestImages test;

    private StoredCorruptions(string folder, TestImages test, IReadOnlyList<string> names) => (this.folder, this.test, Names) = (folder, test, names);

    /// <inheritdoc/>
    public string Title => Cifar10C.Known.Title;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Missing => [.. CorruptionTable.Usual.Except(Names)];

    /// <summary>Opens a folder.</summary>
    /// <param name="directory">The folder with the arrays, or the one that holds <c>CIFAR-10-C</c>.</param>
    /// <param name="test">The same images without corruptions.</param>
    /// <param name="names">Names of files without their ending; null for the usual ones that are there.</param>
    /// <exception cref="DataException">There are no such files, or they were made from other images.</exception>
    public static StoredCorruptions Open(string directory, TestImages test, IReadOnlyList<string>? names)
    {
        string folder = Cifar10C.Find(directory) ?? throw new DataException(
            $"{directory}: no CIFAR-10-C here: expected labels.npy and an array for each corruption.");
        var there = Cifar10C.Corruptions(folder);
        foreach (string name in names ?? [])
        {
            if (!there.Contains(name))
                throw new DataException($"{folder} has no corruption '{name}'.{Suggestion.OrList(name, there)}");
        }
        string[] chosen = [.. names?.Distinct() ?? CorruptionTable.Usual.Where(there.Contains)];
        if (chosen.Length == 0)
            throw new DataException($"{folder}: none of the usual corruptions is here; there are: {string.Join(", ", there)}.");
        var first = Cifar10C.Read(folder, new DataRequest(chosen[0], 1)).Test;
        if (!first.Labels.SequenceEqual(test.Data.Test.Labels))
            throw new DataException($"{folder} was made from other images than the test images of {test.Data.Name} ({test.Data.Source}): the labels differ.");
        return new(folder, test, chosen);
    }

    /// <inheritdoc/>
    public byte[] Images(string name, int severity, CancellationToken stop)
    {
        var data = Cifar10C.Read(folder, new DataRequest(name, severity));
        return data.Test.Pixels(test.Indices, data.InputShape);
    }
}
