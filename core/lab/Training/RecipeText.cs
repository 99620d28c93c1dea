using System.Globalization;
using System.Text;
using SeRes2Net.Compiler.Recipes;

namespace SeRes2Net.Lab.Training;

/// <summary>Writes a resolved recipe as the YAML that the compiler reads.</summary>
internal static class RecipeText
{
    /// <summary>Every setting spelled out, changes of the command line included.</summary>
    public static string Of(Recipe recipe)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line($"recipe: {Quoted(recipe.Name)}");
        if (recipe.Summary.Length > 0)
            Line($"summary: {Quoted(recipe.Summary)}");
        Line($"epochs: {Number(recipe.Epochs)}");
        Line($"batch: {Number(recipe.Batch)}");
        Line($"learning-rate: {Number(recipe.LearningRate)}");
        Line($"momentum: {Number(recipe.Momentum)}");
        Line($"nesterov: {Flag(recipe.Nesterov)}");
        Line($"weight-decay: {Number(recipe.WeightDecay)}");
        Line("schedule:");
        Line(recipe.Schedule switch
        {
            MultiStepSchedule s => $"  multi-step: {{ milestones: [{string.Join(", ", s.Milestones.Select(Number))}], factor: {Number(s.Factor)} }}",
            OneCycleSchedule s => $"  one-cycle: {{ warmup: {Number(s.Warmup)}, start: {Number(s.Start)}, end: {Number(s.End)} }}",
            var other => throw new ArgumentOutOfRangeException(nameof(recipe), other, "unknown schedule"),
        });
        Line($"augment: {{ crop-padding: {Number(recipe.CropPadding)}, flip: {Flag(recipe.Flip)} }}");
        Line($"precision: {recipe.Precision.ToString().ToLowerInvariant()}");
        Line($"channels-last: {Flag(recipe.ChannelsLast)}");
        if (recipe.TrainImages > 0)
            Line($"train-images: {Number(recipe.TrainImages)}");
        return text.ToString();
    }

    private static string Flag(bool value) => value ? "true" : "false";
    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A YAML text in single quotes, in which only the quote itself is special; line breaks become spaces.</summary>
    private static string Quoted(string value) => $"'{value.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";
}
