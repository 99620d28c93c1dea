namespace SeRes2Net.Lab.Data;

/// <summary>The data set that was opened, and why.</summary>
/// <param name="Known">Its row of the table.</param>
/// <param name="Data">The data.</param>
/// <param name="Note">One sentence for the user: what is used, and where it came from or why.</param>
public sealed record DataChoice(KnownDataSet Known, DataSet Data, string Note)
{
    /// <summary>The data to test a network of so many classes on, and not to train.</summary>
    public DataSet ToTest(int classes) => Known == NpyImages.Known ? NpyImages.OfClasses(Data, classes) : Data;
}
