namespace SeRes2Net.Lab.Data;

/// <summary>How a data set that consists of files is found, read and fetched.</summary>
/// <param name="Find">The folder of the files: the given one, or one in it; null if there are none.</param>
/// <param name="Read">Reads the files of a folder in which <paramref name="Find"/> finds some. Throws a <see cref="DataException"/>.</param>
/// <param name="Archive">Where to fetch them; null for files that the user has.</param>
public sealed record DataFiles(Func<string, string?> Find, Func<string, DataRequest, DataSet> Read, Archive? Archive = null);
