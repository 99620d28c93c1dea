using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>CIFAR-10.1 (Recht et al., arXiv:1806.00451): a new test set for CIFAR-10, of 2,000 images. Only for testing.</summary>
public static class Cifar101
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "cifar10.1",
        Title = "CIFAR-10.1",
        Summary = "A second test set for CIFAR-10, for testing only.",
        Files = new DataFiles(Find, Read),
    };

    /// <summary>Version 6 has equally many images of each class, and its authors recommend it.</summary>
    private static readonly string[] Versions = ["cifar10.1_v6", "cifar10.1_v4"];

    private static string? Find(string directory) =>
        new[] { Path.Combine(directory, "CIFAR-10.1"), directory }.FirstOrDefault(folder => Version(folder) is not null);

    private static string? Version(string folder) => Versions.FirstOrDefault(version => File.Exists(Path.Combine(folder, version + "_data.npy")));

    private static DataSet Read(string directory, DataRequest request)
    {
        string folder = Find(directory) ?? throw new DataException($"{directory}: no CIFAR-10.1 here: expected {Versions[0]}_data.npy and {Versions[0]}_labels.npy.");
        string version = Path.Combine(folder, Version(folder)!);
        var shape = new Shape(3, 32, 32);
        int[] labels = NpyFile.Open(version + "_labels.npy").Labels(Cifar10.ClassNames.Length);
        var (found, test) = NpyImages.Images(NpyFile.Open(version + "_data.npy"), labels, shape);
        return found != shape
            ? throw new DataException($"{version}_data.npy: images of {found}, expected {shape}.")
            : DataSet.Create(Known.Name, folder, Cifar10.ClassNames, shape, null, test);
    }
}
