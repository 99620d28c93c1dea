using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>A run's results as comma-separated values.</summary>
internal static class ResultTables
{
    /// <summary><c>metrics.jsonl</c> as a table: a column for every key that some epoch has, empty where a value is missing or not finite.</summary>
    public static string Results(IEnumerable<EpochMetrics> metrics)
    {
        var rows = metrics.Select(epoch => JsonSerializer.SerializeToNode(epoch)!.AsObject()).ToList();
        var keys = JsonSerializerOptions.Default.GetTypeInfo(typeof(EpochMetrics)).Properties.Select(property => property.Name)
            .Where(key => rows.Exists(row => row.ContainsKey(key))).ToList();
        return string.Concat(rows.Select(row => keys.Select(key => row[key]?.ToJsonString() ?? "")).Prepend(keys).Select(Csv.Line));
    }

    /// <summary>A row for each class of the images, a column for each class of the answers.</summary>
    public static string Confusion(ConfusionMatrix matrix, IReadOnlyList<string> classNames) => string.Concat(
        matrix.Counts.Select((row, label) => row.Select(count => count.ToString(CultureInfo.InvariantCulture)).Prepend(classNames[label]))
            .Prepend(classNames.Prepend("label")).Select(Csv.Line));

    /// <summary>A row for each class: how many images there are, and how many answers were right.</summary>
    public static string Classes(ConfusionMatrix matrix, IReadOnlyList<string> classNames) => string.Concat(
        classNames.Select((name, label) => (IEnumerable<string>)
        [
            label.ToString(CultureInfo.InvariantCulture), name, matrix.Images(label).ToString(CultureInfo.InvariantCulture),
            matrix.Correct(label).ToString(CultureInfo.InvariantCulture),
            matrix.Images(label) == 0 ? "" : matrix.Accuracy(label).ToString(CultureInfo.InvariantCulture),
        ]).Prepend(["class", "name", "images", "correct", "accuracy"]).Select(Csv.Line));
}
