using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Lab.Data;

/// <summary>The table of data sets, and how to open the one that the user named.</summary>
public static class DataSets
{
    /// <summary>All data sets. If the user names none, it is the first that has files, or else the first that is drawn.</summary>
    public static IReadOnlyList<KnownDataSet> All { get; } =
        [Cifar10.Known, Cifar100.Known, Shapes10.Known, ImageFolder.Known, NpyImages.Known, Cifar10C.Known, Cifar101.Known];

    /// <summary>The data set if the user names none.</summary>
    public static KnownDataSet Usual { get; } = All.First(known => known.Files is not null);

    /// <summary>What replaces it if it is not available.</summary>
    public static KnownDataSet Drawn { get; } = All.First(known => known.Draw is not null);

    /// <summary>
    /// Opens a data set: one of the table, whose files are found on disk or else downloaded; the one whose files are in a folder; or, for
    /// null, <see cref="Usual"/> if it is available, otherwise <see cref="Drawn"/>, and the note says why.
    /// </summary>
    /// <param name="name">A name (<see cref="KnownDataSet.Syntax"/>), a folder, or null if the user named nothing.</param>
    /// <param name="search">Where to look if no folder was named; <see cref="DataSearch.Default"/> for users.</param>
    /// <param name="progress">Told about a download.</param>
    /// <param name="stop">Cancels a download.</param>
    /// <param name="wanted">Shape of the image that the spec takes, for data that has no shape of its own.</param>
    /// <exception cref="DataException">What was named is missing or damaged; or what was found is damaged.</exception>
    public static DataChoice Open(
        string? name, DataSearch search, IProgress<DownloadProgress>? progress = null, CancellationToken stop = default, Shape? wanted = null)
    {
        var nothing = new DataRequest(Wanted: wanted);
        if (name is null)
        {
            return Locate(Usual.Files!, search, progress, stop, out string why) is { } place
                ? Read(Usual, place, nothing)
                : new DataChoice(Drawn, Drawn.Draw!(nothing), $"No data was named and {Usual.Title} is not available ({why}): " +
                    $"using {Drawn.Title}, images that the program draws itself.");
        }
        if (DataName.Parse(name, wanted) is var (named, request))
        {
            if (named.Draw is { } draw)
                return new DataChoice(named, draw(request) with { Suffix = request.Suffix }, $"Data: {named.Title}, drawn by the program itself.");
            return Locate(named.Files!, search, progress, stop, out string why) is { } place ? Read(named, place, request)
                : throw new DataException(
                    $"{named.Title} was not found in {string.Join(", ", search.Directories)} and cannot be downloaded ({why}). " +
                    (named.Files!.Archive is { } archive ? $"Fetch {archive.Address}, unpack it, and name" : "Name") +
                    " the folder (--data DIR) or set SERES2NET_DATA; " +
                    $"or use the built-in data (--data {Drawn.Name}).");
        }
        var (folder, part) = Directory.Exists(name) ? (name, nothing) : DataName.Split(name, wanted);
        if (!Directory.Exists(folder))
            throw new DataException($"{name}: no such folder, and no data set of that name."
                + (Suggestion.For(name, All.Select(known => known.Name)) is { Length: > 0 } meant ? meant
                    : $" There are: {string.Join(", ", All.Select(known => known.Name))}. A folder may hold the files of {Titles}."));
        // If there are no files at all, the usual data set's reader says what is missing.
        return Read(All.FirstOrDefault(known => known.Files?.Find(folder) is not null) ?? Usual, folder, part);
    }

    /// <summary>What to open to get the data of a run again: its folder, if that is still there, or else its name; and what was written after that.</summary>
    public static string Again(string name, string source, string? suffix) =>
        (IsDrawn(name, source) || !Directory.Exists(source) ? name : source) + suffix;

    // A folder may have the name of what is drawn; how that was made is no full path.
    private static bool IsDrawn(string name, string source) =>
        All.Any(known => known.Name == name && known.Draw is not null) && !Path.IsPathFullyQualified(source);

    private static string Titles => string.Join(", ", All.Where(known => known.Files is not null).Select(known => known.Title));

    private static DataChoice Read(KnownDataSet known, string folder, DataRequest request)
    {
        var data = known.Files!.Read(folder, request) with { Suffix = request.Suffix };
        return new DataChoice(known, data, $"Data: {known.Title} from {data.Source}.");
    }

    /// <summary>A folder that has the files, after a download if necessary; null if they are not available.</summary>
    private static string? Locate(
        DataFiles files, DataSearch search, IProgress<DownloadProgress>? progress, CancellationToken stop, out string why)
    {
        why = "downloading is switched off";
        if (search.Directories.FirstOrDefault(folder => files.Find(folder) is not null) is { } found)
            return found;
        if (files.Archive is null)
            why = "its files have no address";
        if (!search.Download || files.Archive is null)
            return null;
        try
        {
            ArchiveDownload.Fetch(files.Archive, search.DownloadTo, progress, stop);
            return search.DownloadTo;
        }
        catch (DataException e)
        {
            why = e.Message.TrimEnd('.');
            return null;
        }
    }
}
