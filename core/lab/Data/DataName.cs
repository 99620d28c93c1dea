using System.Globalization;
using System.Text.RegularExpressions;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>The name of a data set as a user writes it: <c>NAME</c>, <c>NAME:PART</c>, <c>NAME@NUMBER</c> or <c>NAME:PART@NUMBER</c>.</summary>
internal static partial class DataName
{
    /// <summary>The row of the table and what is wanted of it; null if the text begins with no name of the table.</summary>
    /// <exception cref="DataException">The data set takes no part or number, and there is one.</exception>
    public static (KnownDataSet Known, DataRequest Request)? Parse(string text, Shape? wanted)
    {
        var (name, request) = Split(text, wanted);
        if (DataSets.All.FirstOrDefault(known => known.Name == name) is not { } named)
            return null;
        if (named.Syntax is null && text != named.Name)
            throw new DataException($"{text}: {named.Title} is named {named.Name}, with nothing after it.");
        return (named, request);
    }

    /// <summary>A name or a folder, and what is written after it.</summary>
    public static (string Name, DataRequest Request) Split(string text, Shape? wanted)
    {
        var match = Form().Match(text);
        string? part = match.Groups["part"] is { Success: true } written ? written.Value : null;
        int? number = match.Groups["number"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : null;
        return (match.Groups["name"].Value, new(part, number, wanted));
    }

    /// <summary>The name of data that is named by its folder.</summary>
    public static string OfFolder(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    [GeneratedRegex(@"^(?<name>.*?)(:(?<part>[A-Za-z0-9_-]+))?(@(?<number>[0-9]{1,9}))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Form();
}
