using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// CIFAR-10-C (Hendrycks and Dietterich, arXiv:1903.12261): the test images of CIFAR-10 under a corruption, 10,000 at each of five
/// severities, the weakest first. Only for testing.
/// </summary>
public static class Cifar10C
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "cifar10-c",
        Title = "CIFAR-10-C",
        Summary = "CIFAR-10's test images under corruptions, for testing only.",
        Syntax = "cifar10-c:fog is one corruption at all severities, cifar10-c:fog@3 at one of them, 1 to 5.",
        Files = new DataFiles(Find, Read),
    };

    /// <summary>Severities of each corruption.</summary>
    public const int Severities = 5;

    private const string FolderName = "CIFAR-10-C", LabelFile = "labels.npy";

    /// <summary>The folder with the arrays: <paramref name="directory"/> itself or its <c>CIFAR-10-C</c>; null if neither has them.</summary>
    public static string? Find(string directory) => new[] { Path.Combine(directory, FolderName), directory }.FirstOrDefault(
        folder => File.Exists(Path.Combine(folder, LabelFile)) && Corruptions(folder) is not []);

    /// <summary>The corruptions of a folder, in alphabetical order.</summary>
    public static IReadOnlyList<string> Corruptions(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.npy").Where(file => Path.GetFileName(file) != LabelFile)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Reads one corruption.</summary>
    /// <param name="directory">The folder, or the one that holds <c>CIFAR-10-C</c>.</param>
    /// <param name="request">The corruption as the part, and one severity as the number, or all if there is none.</param>
    /// <exception cref="DataException">A corruption or severity that is not there, or a damaged file.</exception>
    public static DataSet Read(string directory, DataRequest request)
    {
        string folder = Find(directory) ?? throw new DataException($"{directory}: no CIFAR-10-C here: expected {LabelFile} and an array for each corruption.");
        var corruptions = Corruptions(folder);
        if (request.Part is not { } corruption || !corruptions.Contains(corruption))
            throw new DataException($"{folder}: name one corruption, as in cifar10-c:{corruptions[0]}@3"
                + (request.Part is { } absent ? $"; there is no '{absent}'" : "") + $". There are: {string.Join(", ", corruptions)}.");
        if (request.Number is < 1 or > Severities)
            throw new DataException($"cifar10-c:{corruption}@{request.Number}: severities are 1 to {Severities}.");
        int[] labels = NpyFile.Open(Path.Combine(folder, LabelFile)).Labels(Cifar10.ClassNames.Length);
        if (labels.Length % Severities != 0)
            throw new DataException($"{Path.Combine(folder, LabelFile)}: {labels.Length} labels, expected equally many for each of {Severities} severities.");
        int each = labels.Length / Severities;
        var (first, count) = request.Number is { } severity ? ((severity - 1) * each, each) : (0, labels.Length);
        var shape = new Shape(3, 32, 32);
        var (found, test) = NpyImages.Images(NpyFile.Open(Path.Combine(folder, corruption + ".npy")), labels[first..(first + count)], shape, (first, count));
        return found != shape
            ? throw new DataException($"{Path.Combine(folder, corruption + ".npy")}: images of {found}, expected {shape}.")
            : DataSet.Create(Name(corruption, request.Number), folder, Cifar10.ClassNames, shape, null, test);
    }

    private static string Name(string corruption, int? severity) => $"{Known.Name}:{corruption}{(severity is { } one ? $"@{one}" : "")}";
}
