using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// Folders of image files, one for each class, as ImageNet is stored: <c>train/CLASS/*</c> and <c>val/CLASS/*</c> or <c>test/CLASS/*</c>.
/// </summary>
public static class ImageFolder
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "folder",
        Title = "a folder of images",
        Summary = "train/CLASS/* and val/CLASS/* (or test/CLASS/*): JPEG, PNG and WebP files, read while training. Without train/, for testing only.",
        Files = new DataFiles(Find, Read),
    };

    private static readonly string[] TestNames = ["val", "test"];
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>Whether a file's name says that it is an image of a kind that can be decoded.</summary>
    internal static bool IsImage(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string? Find(string directory) =>
        TestFolder(directory) is { } test && (Directory.Exists(Path.Combine(directory, "train")) || HasImages(test)) ? directory : null;

    // Without a folder to train on, other data may well have a folder of that name.
    private static bool HasImages(string test)
    {
        try
        {
            return Directory.EnumerateDirectories(test).Any(name => Directory.EnumerateFiles(name).Any(IsImage));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? TestFolder(string directory) => TestNames.Select(name => Path.Combine(directory, name)).FirstOrDefault(Directory.Exists);

    private static DataSet Read(string directory, DataRequest request)
    {
        var shape = request.Wanted ?? new Shape(3, 224, 224);
        if (shape.Rows != shape.Columns || shape.Channels is not (1 or 3))
            throw new DataException($"{directory}: image files are read as squares of 1 or 3 channels; the spec takes {shape} (channels x rows x columns).");
        string train = Path.Combine(directory, "train"), test = TestFolder(directory)!;
        // Without images to train on, it is for testing only.
        bool trains = Directory.Exists(train);
        string[] classes = Classes(trains ? train : test);
        if (classes.Length == 0)
            throw new DataException($"{train}: no folders; expected one for each class.");
        string[] unknown = [.. Classes(test).Except(classes)];
        if (unknown.Length > 0)
            throw new DataException($"{Path.Combine(test, unknown[0])}: a class that {train} does not have.");
        var trainFiles = trains ? List(train, classes) : null;
        var testFiles = List(test, classes);
        return new DataSet
        {
            Name = DataName.OfFolder(directory),
            Source = directory,
            ClassNames = classes,
            InputShape = shape,
            Train = trainFiles,
            Test = testFiles,
            Checksum = Checksum(directory, trainFiles is null ? [testFiles] : [trainFiles, testFiles]),
        };
    }

    /// <summary>In the order of their bytes, which is the same on every machine and is torchvision's.</summary>
    private static string[] Classes(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static ImageFiles List(string folder, string[] classes)
    {
        var files = new List<string>();
        var labels = new List<int>();
        for (int c = 0; c < classes.Length; c++)
        {
            string path = Path.Combine(folder, classes[c]);
            string[] members = !Directory.Exists(path) ? [] :
            [
                .. Directory.EnumerateFiles(path).Where(IsImage).Order(StringComparer.Ordinal),
            ];
            if (members.Length == 0)
                throw new DataException($"{path}: no images of class {classes[c]}; expected files ending in {string.Join(", ", Extensions)}.");
            files.AddRange(members);
            labels.AddRange(Enumerable.Repeat(c, members.Length));
        }
        return new ImageFiles(files, labels);
    }

    /// <summary>Over the files' names and sizes: to read a hundred gigabytes would take longer than an epoch.</summary>
    private static string Checksum(string directory, IReadOnlyList<ImageFiles> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in parts.SelectMany(part => part.Paths))
        {
            string name = Path.GetRelativePath(directory, file).Replace('\\', '/');
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\0{new FileInfo(file).Length}\n")));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
