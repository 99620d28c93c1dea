using System.Text.Json;
using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Measures;

/// <summary>Something that a command measures of a finished run; a study that names it has it measured for every run.</summary>
/// <param name="Name">Its name in studies.</param>
/// <param name="Command">The command that measures it; its argument is the run directory.</param>
/// <param name="File">The file that the command leaves in the run directory.</param>
/// <param name="Options">The command's other arguments.</param>
/// <param name="Figures">Which of that file's figures a study shows.</param>
public sealed record Measure(string Name, string Command, string File, Func<MeasureRequest, IReadOnlyList<string>> Options, IReadOnlyList<Figure> Figures)
{
    /// <summary>Whether the command prints the file with <c>--json</c>, and whoever asks for the measure has to keep it.</summary>
    public bool IsPrinted { get; init; }

    /// <summary>The figures of a run; empty unless it was measured.</summary>
    /// <param name="run">The run directory.</param>
    public IReadOnlyDictionary<string, double> Read(string run)
    {
        try
        {
            using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(run, File)));
            return Figures.Select(figure => (figure.Title, Value: figure.Find(json.RootElement))).Where(found => found.Value is not null)
                .ToDictionary(found => found.Title, found => found.Value!.Value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Dictionary<string, double>();
        }
    }

    /// <summary>One figure of a run; null unless it was measured.</summary>
    public double? Value(string run, Figure figure) => Read(run).TryGetValue(figure.Title, out double value) ? value : null;

    /// <summary>Whether a run was measured.</summary>
    public bool IsDone(string run) => System.IO.File.Exists(Path.Combine(run, File));
}

/// <summary>What is asked of a measure.</summary>
/// <param name="Data">The data, as <c>--data</c> names it.</param>
/// <param name="HasMasks">Whether the data has masks of the objects.</param>
/// <param name="Device">Where to compute.</param>
public sealed record MeasureRequest(string Data, bool HasMasks, string Device);

/// <summary>A figure in a measure's file.</summary>
/// <param name="Title">What it is called in tables, with its unit.</param>
/// <param name="Path">Where it stands: keys, and indices of lists, with dots between them.</param>
/// <param name="Digits">Digits after the point in tables.</param>
/// <param name="Factor">What the file's value is multiplied by.</param>
public sealed record Figure(string Title, string Path, int Digits, double Factor = 1)
{
    /// <summary>The published quantity that it measures, in the same unit; null if reports publish none.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Its value; null if the file has none.</summary>
    public double? Find(JsonElement json)
    {
        foreach (var key in Path.Split('.'))
        {
            if (int.TryParse(key, out int index))
            {
                if (json.ValueKind != JsonValueKind.Array || index >= json.GetArrayLength())
                    return null;
                json = json[index];
            }
            else if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(key, out json))
            {
                return null;
            }
        }
        return json.ValueKind == JsonValueKind.Number ? Factor * json.GetDouble() : null;
    }
}
