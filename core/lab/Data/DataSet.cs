using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>A classification data set.</summary>
public sealed record DataSet
{
    /// <summary>Short name: <c>cifar10</c>, <c>shapes10</c>.</summary>
    public required string Name { get; init; }
    /// <summary>Where it came from, for people: a folder, or how it was made.</summary>
    public required string Source { get; init; }
    /// <summary>What was written after its name or folder: <c>:20000@64</c>; empty if nothing was.</summary>
    public string Suffix { get; init; } = "";
    /// <summary>Class names by class index.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }
    /// <summary>Shape of one image.</summary>
    public required Shape InputShape { get; init; }
    /// <summary>Images to train on; null for a set that is only tested on.</summary>
    public IImageSource? Train { get; init; }
    /// <summary>Images to evaluate on; never trained on.</summary>
    public required IImageSource Test { get; init; }
    /// <summary>
    /// SHA-256, 64 hexadecimal digits: over labels and pixels, training images first; or, for a folder of images, over their labels, names
    /// and sizes.
    /// </summary>
    public required string Checksum { get; init; }

    /// <summary>
    /// What a file about this data is called: letters, digits, points, hyphens and underscores; what was written after the name belongs to it.
    /// </summary>
    public string FileName => string.Concat((Name.EndsWith(Suffix, StringComparison.Ordinal) ? Name : Name + Suffix)
        .Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-'));

    /// <summary>Number of classes.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>Builds a data set in memory, and measures its checksum.</summary>
    /// <exception cref="DataException">Sizes that contradict each other, a label out of range, or no images.</exception>
    public static DataSet Create(string name, string source, IReadOnlyList<string> classNames, Shape shape, ImageSet? train, ImageSet test)
    {
        if (train is not null)
            CheckSizes(name, "training", classNames.Count, shape, train);
        CheckSizes(name, "test", classNames.Count, shape, test);
        return new DataSet
        {
            Name = name,
            Source = source,
            ClassNames = classNames,
            InputShape = shape,
            Train = train,
            Test = test,
            Checksum = PixelStatistics.Checksum(train is null ? [test] : [train, test]),
        };
    }

    /// <summary>
    /// Prepares the images as a recipe wants them: keeps images back for validation, takes the first so many of the others, measures mean and
    /// standard deviation of those, and puts everything on the device. The images kept back do not depend on the run's seed.
    /// </summary>
    /// <param name="recipe">Its <c>augment</c>, <c>train-images</c>, <c>validation-images</c> and <c>batch</c> count.</param>
    /// <param name="device">Where batches are made.</param>
    /// <exception cref="DataException">There is nothing to train on, or fewer images than asked for.</exception>
    public DataSplit Split(Recipe recipe, Device device)
    {
        if (Train is null)
            throw new DataException($"{Name} has no training images: it is for testing networks that were trained on other data.");
        var partition = Partition.Of(this, Train.Labels, recipe);
        var normalisation = Train.Measure(partition.Train, InputShape);
        return new()
        {
            Train = Train.Open(partition.Train, InputShape, normalisation, recipe.Augment, device),
            Validation = partition.Validation is [] ? null : Train.Open(partition.Validation, InputShape, normalisation, new(), device),
            Test = OpenTest(normalisation, device),
            Mean = normalisation.Mean,
            Std = normalisation.Std,
        };
    }

    /// <summary>Prepares the test images alone, normalised as the network was trained.</summary>
    /// <param name="normalisation">Mean and standard deviation of the images that the network was trained on.</param>
    /// <param name="device">Where batches are made.</param>
    public IImages OpenTest(InputNormalisation normalisation, Device device) =>
        Test.Open([.. Enumerable.Range(0, Test.Count)], InputShape, normalisation, new(), device);

    /// <summary>Refuses a spec whose input or number of classes is not the data's.</summary>
    /// <param name="spec">The spec's name, for the message.</param>
    /// <param name="input">Shape of the image that the spec takes.</param>
    /// <param name="classes">The spec's number of classes.</param>
    /// <exception cref="DataException">They differ; the message names both sides.</exception>
    public void MustFit(string spec, Shape input, int classes)
    {
        if (input != InputShape)
            throw new DataException($"{spec} takes images of {input}, but {Name} has images of {InputShape} (channels x rows x columns). " +
                $"Set `input: [{InputShape.Channels}, {InputShape.Rows}, {InputShape.Columns}]` in the spec, or choose other data.");
        if (classes != Classes)
            throw new DataException($"{spec} has {classes} classes, but {Name} has {Classes}. " +
                (Train is null ? "A network can be tested only on the classes that it was trained on." : $"Set `classes: {Classes}` in the spec, or choose other data."));
    }

    private static void CheckSizes(string name, string part, int classes, Shape shape, ImageSet set)
    {
        if (set.Count == 0)
            throw new DataException($"{name} has no {part} images.");
        if (set.Pixels.Length != (long)set.Count * shape.Elements)
            throw new DataException($"{name}: {set.Count} {part} images of {shape} need {(long)set.Count * shape.Elements} bytes, " +
                $"found {set.Pixels.Length}.");
        long maskBytes = (long)set.Count * shape.Rows * shape.Columns;
        if (set.Masks is { } masks && masks.Length != maskBytes)
            throw new DataException($"{name}: the masks of {set.Count} {part} images need {maskBytes} bytes, found {masks.Length}.");
        int wrong = Array.FindIndex(set.Labels, label => label < 0 || label >= classes);
        if (wrong >= 0)
            throw new DataException($"{name}: {part} image {wrong} has label {set.Labels[wrong]}, expected 0 to {classes - 1}.");
    }
}
