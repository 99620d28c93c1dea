namespace SeRes2Net.Lab.Data;

/// <summary>Opens data sets by what the user named.</summary>
public static class DataSets
{
    /// <summary>Names that can stand where a folder can.</summary>
    public static IReadOnlyList<string> Names { get; } = [Cifar10.Name, Shapes10.Name];

    /// <summary>
    /// Opens a data set. <c>shapes10</c>: the built-in one. <c>cifar10</c>: found on disk, otherwise downloaded. A folder: CIFAR-10 in it.
    /// Null: <c>cifar10</c> if it can be had, otherwise <c>shapes10</c>, and <see cref="DataChoice.Fallback"/> says so.
    /// </summary>
    /// <param name="name">A name, a folder, or null when the user named nothing.</param>
    /// <param name="search">Where to look for what has no folder; <see cref="DataSearch.Default"/> for users.</param>
    /// <param name="progress">Told about a download.</param>
    /// <param name="stop">Gives up a download.</param>
    /// <exception cref="DataException">What was named is missing or damaged; or what was found is damaged.</exception>
    public static DataChoice Open(string? name, DataSearch search, IProgress<DownloadProgress>? progress = null, CancellationToken stop = default)
    {
        switch (name)
        {
            case Shapes10.Name:
                return new DataChoice(Shapes10.Create(), false, "Data: shapes10, drawn by the program itself.");
            case Cifar10.Name:
                if (ReadFound(search) is { } found)
                    return found;
                if (!search.Download)
                    throw Missing(search, "downloading is switched off");
                try
                {
                    return Download(search, progress, stop);
                }
                catch (DataException e)
                {
                    throw Missing(search, e.Message, e);
                }
            case null:
                if (ReadFound(search) is { } present)
                    return present;
                string reason = "downloading is switched off";
                if (search.Download)
                {
                    try
                    {
                        return Download(search, progress, stop);
                    }
                    catch (DataException e)
                    {
                        reason = e.Message;
                    }
                }
                return new DataChoice(Shapes10.Create(), true,
                    $"No data was named and CIFAR-10 is not available ({reason.TrimEnd('.')}): using shapes10, images that the program draws itself.");
            default:
                if (!Directory.Exists(name))
                    throw new DataException($"{name}: no such folder, and no data set of that name. " +
                        $"Name a folder with CIFAR-10's binary files, or one of: {string.Join(", ", Names)}.");
                return Read(name);
        }
    }

    private static DataChoice? ReadFound(DataSearch search) =>
        search.Directories.FirstOrDefault(folder => Cifar10.Find(folder) is not null) is { } folder ? Read(folder) : null;

    private static DataChoice Read(string folder)
    {
        var data = Cifar10.Read(folder);
        return new DataChoice(data, false, $"Data: CIFAR-10 from {data.Source}.");
    }

    private static DataChoice Download(DataSearch search, IProgress<DownloadProgress>? progress, CancellationToken stop)
    {
        Cifar10Download.Fetch(search.DownloadTo, progress, stop);
        return Read(search.DownloadTo);
    }

    private static DataException Missing(DataSearch search, string reason, Exception? inner = null) => new(
        $"CIFAR-10 was not found in {string.Join(", ", search.Directories)} and cannot be downloaded ({reason.TrimEnd('.')}). " +
        $"Fetch {Cifar10Download.Address}, unpack it, and name the folder (--data DIR) or set SERES2NET_DATA; " +
        "or use the built-in data (--data shapes10).", inner);
}
