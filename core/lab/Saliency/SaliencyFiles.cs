using System.Globalization;
using System.Text;
using System.Text.Json;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;

namespace SeRes2Net.Lab.Saliency;

/// <summary>The folder <c>saliency</c> of a run directory.</summary>
public static class SaliencyFiles
{
    /// <summary>The folder.</summary>
    public const string FolderName = "saliency";
    /// <summary>What was measured, and means over the images.</summary>
    public const string SummaryName = "saliency.json";
    /// <summary>One line for each image and method.</summary>
    public const string ImagesName = "saliency.csv";
    /// <summary>The contact sheet.</summary>
    public const string SheetName = "sheet.png";

    /// <summary>Writes the folder's files, each whole; files of an earlier measurement are replaced.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="CheckpointException">They cannot be written.</exception>
    public static string Write(RunFolder run, SaliencySummary summary, SaliencyResult result, byte[] sheet)
    {
        string folder = Path.Combine(run.Path, FolderName);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: cannot be written: {e.Message}", e);
        }
        WholeFile.WriteText(Path.Combine(folder, ImagesName), Lines(result));
        WholeFile.Write(Path.Combine(folder, SheetName), file => file.Write(sheet));
        // Last: whoever finds it finds what it sums up.
        WholeFile.WriteText(Path.Combine(folder, SummaryName), summary.ToJson());
        return folder;
    }

    /// <summary>What was measured of a run; null if nothing was.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or was written by a newer version.</exception>
    public static SaliencySummary? Read(RunFolder run)
    {
        string file = Path.Combine(run.Path, FolderName, SummaryName);
        if (!File.Exists(file))
            return null;
        try
        {
            var summary = SaliencySummary.FromJson(File.ReadAllText(file));
            return summary.Format <= SaliencySummary.CurrentFormat ? summary
                : throw new CheckpointException($"{file} was written by a newer version of this program (format {summary.Format}; " +
                    $"this one reads up to {SaliencySummary.CurrentFormat}). Run 'runner saliency' again.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{file} is damaged: {e.Message}", e);
        }
    }

    private static string Lines(SaliencyResult result)
    {
        var text = new StringBuilder(Csv.Line(
            ["image", "label", "predicted", "class", "probability", "method", "layer", .. SaliencyFigures.All.Select(figure => figure.Name)]));
        foreach (var image in result.Images)
        {
            foreach (var (map, figures) in result.Maps.Zip(image.Figures))
            {
                text.Append(Csv.Line(
                [
                    Number(image.Image), Number(image.Label), Number(image.Predicted), Number(image.Class), Number(image.Probability),
                    map.Method.Name(), map.Layer.Name, .. SaliencyFigures.All.Select(figure => figure.Of(figures) is { } value ? Number(value) : ""),
                ]));
            }
        }
        return text.ToString();
    }

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
