using System.Globalization;
using System.Linq;
using System.Text;
using SeRes2Net.Compiler.Sources;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Recipes;

/// <summary>
/// Writes a recipe with every value spelled out, as a run directory keeps it; <c>SpecCompiler</c> reads it back
/// unchanged.
/// </summary>
public static class RecipeWriter
{
    /// <summary>The recipe as YAML, LF line ends.</summary>
    public static string Write(Recipe recipe)
    {
        var yaml = new StringBuilder();
        yaml.Append("recipe: ").Append(Quoted(recipe.Name)).Append('\n');
        if (recipe.Summary.Length > 0)
            yaml.Append("summary: ").Append(Quoted(recipe.Summary)).Append('\n');
        yaml.Append("epochs: ").Append(recipe.Epochs).Append('\n');
        yaml.Append("batch: ").Append(recipe.Batch).Append('\n');
        yaml.Append("learning-rate: ").Append(Number(recipe.LearningRate)).Append('\n');
        yaml.Append("momentum: ").Append(Number(recipe.Momentum)).Append('\n');
        yaml.Append("nesterov: ").Append(Truth(recipe.Nesterov)).Append('\n');
        yaml.Append("weight-decay: ").Append(Number(recipe.WeightDecay)).Append('\n');
        yaml.Append("schedule:\n  ").Append(recipe.Schedule switch
        {
            MultiStepSchedule s => $"multi-step: {{ milestones: [{string.Join(", ", s.Milestones.Select(Number))}], factor: {Number(s.Factor)} }}",
            OneCycleSchedule s => $"one-cycle: {{ warmup: {Number(s.Warmup)}, start: {Number(s.Start)}, end: {Number(s.End)} }}",
            _ => throw new System.NotSupportedException($"No text form for {recipe.Schedule.GetType().Name}."),
        }).Append('\n');
        yaml.Append($"augment: {{ crop-padding: {recipe.CropPadding}, flip: {Truth(recipe.Flip)} }}\n");
        yaml.Append("precision: ").Append(recipe.Precision.ToString().ToLowerInvariant()).Append('\n');
        yaml.Append("channels-last: ").Append(Truth(recipe.ChannelsLast)).Append('\n');
        return yaml.Append("train-images: ").Append(recipe.TrainImages).Append('\n').ToString();
    }

    private static string Quoted(string text) => YamlWriter.Write(new YamlScalar(text, false, default(SourceSpan))).TrimEnd('\n');

    private static string Truth(bool value) => value ? "true" : "false";

    // The shortest digits that read back as the same number; 5E-05 is an expression's number too.
    private static string Number(double value)
    {
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
