using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>A classification data set in memory.</summary>
public sealed record DataSet
{
    /// <summary>Short name: <c>cifar10</c>, <c>shapes10</c>.</summary>
    public required string Name { get; init; }
    /// <summary>Where it came from, for people: a folder, or how it was made.</summary>
    public required string Source { get; init; }
    /// <summary>Class names by class index.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }
    /// <summary>Shape of one image.</summary>
    public required Shape InputShape { get; init; }
    /// <summary>Images to train on.</summary>
    public required ImageSet Train { get; init; }
    /// <summary>Images to evaluate on; never trained on.</summary>
    public required ImageSet Test { get; init; }
    /// <summary>SHA-256 over labels and pixels, training images first; 64 hexadecimal digits.</summary>
    public required string Checksum { get; init; }
    /// <summary>Mean of each channel over the training images, in pixel values [0, 1].</summary>
    public required IReadOnlyList<double> Mean { get; init; }
    /// <summary>Standard deviation of each channel over the training images, in pixel values [0, 1].</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>Number of classes.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>Builds a data set of the table; everything else is measured.</summary>
    /// <exception cref="DataException">Sizes that contradict each other, a label out of range, or no images.</exception>
    public static DataSet Create(KnownDataSet known, string source, ImageSet train, ImageSet test) =>
        Create(known.Name, source, known.ClassNames, known.Shape, train, test);

    /// <summary>Builds a data set, and measures what follows from the images: checksum, mean and standard deviation.</summary>
    /// <exception cref="DataException">Sizes that contradict each other, a label out of range, or no images.</exception>
    public static DataSet Create(string name, string source, IReadOnlyList<string> classNames, Shape shape, ImageSet train, ImageSet test)
    {
        CheckSizes(name, "training", classNames.Count, shape, train);
        CheckSizes(name, "test", classNames.Count, shape, test);
        var (mean, std) = PixelStatistics.Measure(train.Pixels, shape);
        return new DataSet
        {
            Name = name,
            Source = source,
            ClassNames = classNames,
            InputShape = shape,
            Train = train,
            Test = test,
            Checksum = PixelStatistics.Checksum(train, test),
            Mean = mean,
            Std = std,
        };
    }

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
                $"Set `classes: {Classes}` in the spec, or choose other data.");
    }

    private static void CheckSizes(string name, string part, int classes, Shape shape, ImageSet set)
    {
        if (set.Count == 0)
            throw new DataException($"{name} has no {part} images.");
        if (set.Pixels.Length != set.Count * shape.Elements)
            throw new DataException($"{name}: {set.Count} {part} images of {shape} need {set.Count * shape.Elements} bytes, " +
                $"found {set.Pixels.Length}.");
        long maskBytes = (long)set.Count * shape.Rows * shape.Columns;
        if (set.Masks is { } masks && masks.Length != maskBytes)
            throw new DataException($"{name}: the masks of {set.Count} {part} images need {maskBytes} bytes, found {masks.Length}.");
        int wrong = Array.FindIndex(set.Labels, label => label < 0 || label >= classes);
        if (wrong >= 0)
            throw new DataException($"{name}: {part} image {wrong} has label {set.Labels[wrong]}, expected 0 to {classes - 1}.");
    }
}
