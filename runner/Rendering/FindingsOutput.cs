using System.Text.Json;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Runner.Rendering;

/// <summary>Shows what a study, or any other set of runs, says about its networks.</summary>
internal static class FindingsOutput
{
    /// <summary>A row for each network, what is missing, and a sentence for each comparison.</summary>
    public static void WriteText(TextWriter output, StudyFindings findings)
    {
        var verdicts = findings.Comparisons.ToLookup(comparison => comparison.Group.Group, comparison => VerdictWords.Of(comparison.Verdict));
        output.Write(TextTable.Render(
            ["network", "recipe", ">runs", ">mean accuracy", ">sd", ">95% interval", ">parameters", ">MACs", "verdict"],
            findings.Groups.Select(found => new[]
            {
                findings.Results.NameOf(found.Group), found.Group.Recipe, $"{found.Count}/{found.Group.Runs.Count}", Percent(found.Mean), Percent(found.Deviation),
                found.MeanInterval is { } interval ? $"{Percent(interval.Low)} to {Percent(interval.High)}" : "",
                DisplayFormat.Count(found.Group.Parameters), DisplayFormat.Count(found.Group.Macs),
                verdicts.Contains(found.Group) ? string.Join("; ", verdicts[found.Group].Distinct())
                    : findings.Results.IsBaseline(found.Group) ? VerdictWords.Baseline : "",
            })));
        foreach (string problem in findings.Results.Problems)
            output.WriteLine(DisplayFormat.OneLine(problem));
        foreach (var comparison in findings.Comparisons)
            output.WriteLine(DisplayFormat.OneLine(comparison.Sentence));
    }

    /// <summary>The same with every test. What is not known, or not finite, is null; accuracies and differences are fractions.</summary>
    public static void WriteJson(Utf8JsonWriter json, StudyFindings findings)
    {
        json.WriteBoolean("complete", findings.Results.IsComplete);
        json.WriteArray("networks", findings.Groups, found =>
        {
            json.WriteString("spec", found.Group.Spec);
            json.WriteString("spec_hash", found.Group.SpecHash);
            json.WriteString("recipe", found.Group.Recipe);
            json.WriteString("data", found.Group.Data);
            json.WriteNumber("parameters", found.Group.Parameters);
            json.WriteNumber("macs", found.Group.Macs);
            json.WriteArray("runs", found.Group.Runs, run =>
            {
                json.WriteNumber("seed", run.Seed);
                json.WriteString("path", run.Folder?.Path.Replace('\\', '/'));
                Number(json, "test_accuracy", run.Accuracy);
            });
            Number(json, "mean", found.Mean);
            Number(json, "sd", found.Deviation);
            Number(json, "sd_if_images_were_independent", found.DeviationIfIndependent);
            Range(json, "interval", found.MeanInterval);
        });
        json.WriteArray("comparisons", findings.Comparisons, comparison =>
        {
            json.WriteString("spec", comparison.Group.Group.Spec);
            json.WriteString("baseline", comparison.Baseline.Group.Spec);
            json.WriteString("verdict", JsonNamingPolicy.SnakeCaseLower.ConvertName(comparison.Verdict.ToString()));
            json.WriteString("sentence", comparison.Sentence);
            Number(json, "difference", comparison.Difference);
            Range(json, "difference_interval", comparison.DifferenceInterval);
            Test(json, "welch", comparison.Welch);
            Number(json, "holm_p", comparison.HolmP);
            json.WriteNumber("pairs", comparison.Pairs);
            Test(json, "paired", comparison.Paired);
            Test(json, "permutation", comparison.Permutation);
            Test(json, "sign_flip", comparison.SignFlip);
            Size(json, "d_z", comparison.Dz);
            Size(json, "d_av", comparison.Dav);
            Number(json, "equivalence_p", comparison.EquivalenceP);
            Number(json, "smallest_detectable", comparison.SmallestDetectable);
            Test(json, "mcnemar", comparison.McNemar);
            Range(json, "image_interval", comparison.ImageInterval);
            Size(json, "parameters_per_point", comparison.ParametersPerPoint);
            Size(json, "macs_per_point", comparison.MacsPerPoint);
        });
    }

    private static string Percent(double? fraction) => fraction is { } f ? DisplayFormat.Percent(f) : "";

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void Range(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } range)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        json.WriteNumberValue(range.Low);
        json.WriteNumberValue(range.High);
        json.WriteEndArray();
    }

    private static void Test(Utf8JsonWriter json, string name, TestResult? test)
    {
        if (test is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        Number(json, "statistic", test.Statistic);
        Number(json, "degrees", test.Degrees);
        Number(json, "p", test.P);
        if (test.Draws is { } draws)
            json.WriteNumber("draws", draws);
        json.WriteEndObject();
    }

    private static void Size(Utf8JsonWriter json, string name, Effect? effect)
    {
        if (effect is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        Number(json, "value", effect.Value);
        Range(json, "interval", effect.Interval);
        json.WriteEndObject();
    }
}
