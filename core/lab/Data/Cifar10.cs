using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// CIFAR-10 (Krizhevsky, "Learning multiple layers of features from tiny images", 2009) in its binary layout: six files of
/// 10,000 records, each one byte of label and 3 x 32 x 32 bytes of red, green and blue planes.
/// </summary>
public static class Cifar10
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "cifar10",
        Title = "CIFAR-10",
        Summary = "60,000 photographs of ten kinds of animals and vehicles, 32x32 RGB.",
        Files = new DataFiles(Find, Read, new Archive(
            "CIFAR-10", new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"), "c32a1d4ab5d03f1284b67883e8d87530", FolderName)),
    };

    /// <summary>The ten classes.</summary>
    internal static readonly string[] ClassNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The folder inside the original archive.</summary>
    internal const string FolderName = "cifar-10-batches-bin";

    private const int RecordsPerFile = 10_000;
    private const int RecordBytes = 1 + 3 * 32 * 32;
    private static readonly string[] TrainFiles = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];
    private const string TestFile = "test_batch.bin";

    /// <summary>
    /// The folder with the binary files: <paramref name="directory"/> itself or its <c>cifar-10-batches-bin</c>; null if neither
    /// has any.
    /// </summary>
    public static string? Find(string directory) =>
        new[] { Path.Combine(directory, FolderName), directory }
            .FirstOrDefault(folder => TrainFiles.Append(TestFile).Any(file => File.Exists(Path.Combine(folder, file))));

    /// <summary>Reads all six files.</summary>
    /// <param name="directory">The folder, or the one that holds <c>cifar-10-batches-bin</c>.</param>
    /// <exception cref="DataException">A file is missing, has the wrong size, or holds a label that is not 0 to 9.</exception>
    public static DataSet Read(string directory) => Read(directory, RecordsPerFile);

    /// <summary>The same for files of a different length, so that tests need not write 180 MB.</summary>
    internal static DataSet Read(string directory, int recordsPerFile)
    {
        string folder = Find(directory) ?? throw new DataException(
            $"{directory}: no CIFAR-10 here. Expected {TrainFiles[0]} to {TrainFiles[^1]} and {TestFile} in it or in its {FolderName}/. " +
            $"Unpack {Known.Files!.Archive.FileName} there ({Known.Files.Archive.Address}).");
        var train = ReadFiles(folder, TrainFiles, recordsPerFile);
        var test = ReadFiles(folder, [TestFile], recordsPerFile);
        return DataSet.Create(Known.Name, folder, ClassNames, new Shape(3, 32, 32), train, test);
    }

    private static ImageSet ReadFiles(string folder, IReadOnlyList<string> files, int recordsPerFile)
    {
        int imageBytes = RecordBytes - 1;
        var pixels = new byte[files.Count * recordsPerFile * imageBytes];
        var labels = new int[files.Count * recordsPerFile];
        for (int f = 0; f < files.Count; f++)
        {
            string path = Path.Combine(folder, files[f]);
            byte[] records = ReadWhole(path, (long)recordsPerFile * RecordBytes);
            for (int r = 0; r < recordsPerFile; r++)
            {
                int image = f * recordsPerFile + r;
                byte label = records[r * RecordBytes];
                if (label >= ClassNames.Length)
                    throw new DataException($"{path}: record {r} (byte {(long)r * RecordBytes}) has label {label}, expected 0 to 9. " +
                        "The file is damaged or is not CIFAR-10's binary version; unpack the archive again.");
                labels[image] = label;
                records.AsSpan(r * RecordBytes + 1, imageBytes).CopyTo(pixels.AsSpan(image * imageBytes));
            }
            // A disk that lost power can leave a file of the right size that holds only zeros.
            if (labels.AsSpan(f * recordsPerFile, recordsPerFile).IndexOfAnyExcept(labels[f * recordsPerFile]) < 0)
                throw new DataException($"{path}: all {recordsPerFile} records have label {labels[f * recordsPerFile]}, expected ten classes. " +
                    "The file is damaged; unpack the archive again.");
        }
        return new ImageSet(pixels, labels);
    }

    private static byte[] ReadWhole(string path, long expected)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new DataException($"{path}: file not found. The other files of CIFAR-10 are beside it; unpack the archive again.");
            if (file.Length != expected)
                throw new DataException($"{path}: expected {expected} bytes ({expected / RecordBytes} records of {RecordBytes}), " +
                    $"found {file.Length}. " +
                    $"The file is {(file.Length < expected ? "cut short" : "not CIFAR-10's binary version")}; unpack the archive again.");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
