using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>Images in arrays that NumPy saved: <c>x_train.npy</c>, <c>y_train.npy</c>, <c>x_test.npy</c>, <c>y_test.npy</c>.</summary>
public static class NpyImages
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "npy",
        Title = "arrays of NumPy",
        Summary = "x_train.npy, y_train.npy, x_test.npy and y_test.npy: uint8 images [N, C, H, W] or [N, H, W, C], and integer labels. Without x_train.npy and y_train.npy, for testing only.",
        Files = new DataFiles(Find, Read),
    };

    private static readonly string[] Names = ["x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy"];

    private static string? Find(string directory) => Names.Any(name => File.Exists(Path.Combine(directory, name))) ? directory : null;

    private static DataSet Read(string folder, DataRequest request)
    {
        // Without images to train on, it is for testing only.
        if (!Names[..2].Any(name => File.Exists(Path.Combine(folder, name))))
            return TestOnly(NpyFile.Open(Path.Combine(folder, Names[2])), NpyFile.Open(Path.Combine(folder, Names[3])), folder, request);
        NpyFile[] files = [.. Names.Select(name => NpyFile.Open(Path.Combine(folder, name)))];
        int[] trainLabels = files[1].Labels(null), testLabels = files[3].Labels(null);
        int classes = trainLabels.Append(0).Max() + 1;
        int wrong = Array.FindIndex(testLabels, label => label >= classes);
        if (wrong >= 0)
            throw new DataException($"{files[3].Path}: record {wrong} has label {testLabels[wrong]}, but the labels in {files[1].Path} are 0 to {classes - 1}.");
        var (shape, train) = Images(files[0], trainLabels, request.Wanted);
        var (testShape, test) = Images(files[2], testLabels, request.Wanted);
        if (testShape != shape)
            throw new DataException($"{files[2].Path} has images of {testShape}, but {files[0].Path} has images of {shape}.");
        return DataSet.Create(DataName.OfFolder(folder), folder, ClassNames(classes), shape, train, test);
    }

    private static DataSet TestOnly(NpyFile images, NpyFile labels, string folder, DataRequest request)
    {
        int[] classOf = labels.Labels(null);
        var (shape, test) = Images(images, classOf, request.Wanted);
        return DataSet.Create(DataName.OfFolder(folder), folder, ClassNames(classOf.Append(0).Max() + 1), shape, train: null, test);
    }

    /// <summary>Arrays to test a network of so many classes on: since their labels are numbers, the last classes may be missing among them.</summary>
    internal static DataSet OfClasses(DataSet arrays, int classes) =>
        arrays.Train is null && arrays.Classes < classes ? arrays with { ClassNames = ClassNames(classes) } : arrays;

    private static string[] ClassNames(int classes) => [.. Enumerable.Range(0, classes).Select(index => $"class {index}")];

    /// <summary>Images [N, C, H, W] or [N, H, W, C] with their labels, or the rows of a range.</summary>
    /// <param name="file">The images.</param>
    /// <param name="labels">A label for each.</param>
    /// <param name="wanted">The shape that the spec takes, which decides where both readings are possible.</param>
    /// <param name="rows">First row and number of rows; null for all.</param>
    internal static (Shape Shape, ImageSet Set) Images(NpyFile file, int[] labels, Shape? wanted, (int First, int Count)? rows = null)
    {
        if (!file.IsBytes || file.Shape.Count != 4)
            throw new DataException($"{file.Path}: expected uint8 images [N, C, H, W] or [N, H, W, C], " +
                $"found {file.Type} [{string.Join(", ", file.Shape)}].");
        var (first, count) = rows ?? (0, (int)Math.Min(file.Shape[0], int.MaxValue));
        if (count != labels.Length || first + count > file.Shape[0])
            throw new DataException($"{file.Path}: {file.Shape[0]} images, but {labels.Length} labels.");
        int[] sizes = [.. file.Shape.Skip(1).Select(size => (int)size)];
        var planes = new Shape(sizes[0], sizes[1], sizes[2]);
        var pixels = new Shape(sizes[2], sizes[0], sizes[1]);
        byte[] bytes = file.Rows(first, count);
        bool innermost = wanted == pixels || (wanted != planes && sizes[2] is 1 or 3 && sizes[0] is not (1 or 3));
        return innermost ? (pixels, new(ToPlanes(bytes, pixels), labels)) : (planes, new(bytes, labels));
    }

    private static byte[] ToPlanes(byte[] bytes, Shape shape)
    {
        int channels = shape.Channels, plane = shape.Rows * shape.Columns;
        var planes = new byte[bytes.Length];
        for (int start = 0; start < bytes.Length; start += plane * channels)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int p = 0; p < plane; p++)
                    planes[start + c * plane + p] = bytes[start + p * channels + c];
            }
        }
        return planes;
    }
}
