using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// CIFAR-10 (Krizhevsky, "Learning multiple layers of features from tiny images", 2009) in its binary layout, whole or a part of it: the
/// archive has five files of training images and one of test images, of 10,000 records each.
/// </summary>
public static class Cifar10
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "cifar10",
        Title = "CIFAR-10",
        Summary = "60,000 photographs of ten kinds of animals and vehicles, 32x32 RGB.",
        Files = new DataFiles(Find, (folder, _) => Read(folder), new Archive(
            "CIFAR-10", new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"), "c32a1d4ab5d03f1284b67883e8d87530", FolderName)),
    };

    /// <summary>The ten classes.</summary>
    internal static readonly string[] ClassNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The folder inside the original archive.</summary>
    internal const string FolderName = "cifar-10-batches-bin";

    private const int RecordsOfTheArchive = 10_000;
    private static readonly string[] TrainFiles = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];
    private const string TestFile = "test_batch.bin";
    private static readonly BinaryRecords Layout = new("CIFAR-10", LabelBytes: 1, LabelAt: 0, ClassNames.Length);

    /// <summary>
    /// The folder with the binary files: <paramref name="directory"/> itself or its <c>cifar-10-batches-bin</c>; null if neither
    /// has any.
    /// </summary>
    public static string? Find(string directory) =>
        new[] { Path.Combine(directory, FolderName), directory }
            .FirstOrDefault(folder => TrainFiles.Append(TestFile).Any(file => File.Exists(Path.Combine(folder, file))));

    /// <summary>
    /// Reads the files. All six must be there, unless the first is not the archive's: a part of CIFAR-10 may have fewer files, counted
    /// from 1 without a gap.
    /// </summary>
    /// <param name="directory">The folder, or the one that holds <c>cifar-10-batches-bin</c>.</param>
    /// <exception cref="DataException">A file is missing or cut short, or holds a label that is not 0 to 9.</exception>
    public static DataSet Read(string directory)
    {
        string folder = Find(directory) ?? throw new DataException(
            $"{directory}: no CIFAR-10 here. Expected {TrainFiles[0]} to {TrainFiles[^1]} and {TestFile} in it or in its {FolderName}/. " +
            $"Unpack {Known.Files!.Archive!.FileName} there ({Known.Files.Archive.Address}).");
        string[] train = [.. TrainFiles.Select(file => Path.Combine(folder, file))];
        var first = new FileInfo(train[0]);
        if (first.Exists && first.Length != (long)RecordsOfTheArchive * Layout.RecordBytes)
            train = train[..(Array.FindLastIndex(train, File.Exists) + 1)];
        return DataSet.Create(
            Known.Name, folder, ClassNames, new Shape(3, 32, 32), Layout.Read(train), Layout.Read([Path.Combine(folder, TestFile)]));
    }
}
