namespace SeRes2Net.Lab.Data;

/// <summary>A data set that can be asked for by name: a row of <see cref="DataSets.All"/>. It either has files or is drawn.</summary>
public sealed record KnownDataSet
{
    /// <summary>Its name on the command line.</summary>
    public required string Name { get; init; }
    /// <summary>Its name as its authors write it.</summary>
    public required string Title { get; init; }
    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }
    /// <summary>What may follow the name, with an example, in one sentence; null if nothing may.</summary>
    public string? Syntax { get; init; }
    /// <summary>The recipe to use if none is named; null for the spec's own.</summary>
    public string? Recipe { get; init; }
    /// <summary>How to get it, if it consists of files.</summary>
    public DataFiles? Files { get; init; }
    /// <summary>How to draw it, if the program draws it itself.</summary>
    public Func<DataRequest, DataSet>? Draw { get; init; }
}
