using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// CIFAR-100 (Krizhevsky, "Learning multiple layers of features from tiny images", 2009) in its binary layout, whole or a part of it, with
/// its hundred fine labels.
/// </summary>
public static class Cifar100
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "cifar100",
        Title = "CIFAR-100",
        Summary = "60,000 photographs of a hundred kinds of things, 32x32 RGB.",
        Files = new DataFiles(Find, (folder, _) => Read(folder), new Archive(
            "CIFAR-100", new Uri("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"), "03b5dce01913d631647c71ecec9e9cb8", FolderName)),
    };

    /// <summary>The folder inside the original archive.</summary>
    private const string FolderName = "cifar-100-binary";

    private const string TrainFile = "train.bin", TestFile = "test.bin";

    private static readonly string[] ClassNames =
        """
        apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle caterpillar cattle
        chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house
        kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange
        orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal
        shark shrew skunk skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table tank telephone television tiger
        tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A record begins with the label of a group of five classes, then the label itself.</summary>
    private static readonly BinaryRecords Layout = new("CIFAR-100", LabelBytes: 2, LabelAt: 1, ClassNames.Length);

    /// <summary>
    /// The folder with the binary files: <paramref name="directory"/> itself or its <c>cifar-100-binary</c>; null if neither has any.
    /// </summary>
    public static string? Find(string directory) =>
        new[] { Path.Combine(directory, FolderName), directory }
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, TrainFile)) || File.Exists(Path.Combine(folder, TestFile)));

    /// <summary>Reads both files, of any number of records each.</summary>
    /// <exception cref="DataException">A file is missing or cut short, or holds a label that is not 0 to 99.</exception>
    public static DataSet Read(string directory)
    {
        string folder = Find(directory) ?? throw new DataException(
            $"{directory}: no CIFAR-100 here. Expected {TrainFile} and {TestFile} in it or in its {FolderName}/.");
        return DataSet.Create(Known.Name, folder, ClassNames, new Shape(3, 32, 32),
            Layout.Read([Path.Combine(folder, TrainFile)]), Layout.Read([Path.Combine(folder, TestFile)]));
    }
}
