using System.Diagnostics;
using System.Text.Json;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>Says which runs a study lacks and how many hours they would take, from a few steps of each network.</summary>
internal static class StudyEstimate
{
    /// <summary>Writes the plan; leaves nothing behind.</summary>
    /// <exception cref="CommandFailure">A network cannot be trained; the message says why.</exception>
    public static int Write(StudyOptions options)
    {
        var study = LoadedStudy.Of(options);
        var scratch = Directory.CreateTempSubdirectory("seres2net-").FullName;
        try
        {
            // The recipes must be somewhere while steps are timed.
            study = study with { Folder = scratch };
            study.WriteRecipes();
            Write(study);
            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void Write(LoadedStudy study)
    {
        Console.Out.WriteLine($"{study.Plan.Study.Name}: {study.Size}. {study.Note}");
        var left = StudyCommand.Left(study).ToLookup(run => run.Group);
        var rows = new List<string[]>();
        var whole = TimeSpan.Zero;
        for (var group = 0; group < study.Plan.Groups.Count; group++)
        {
            var missing = left[group].ToList();
            var each = missing.Count > 0 ? Measure(study, missing[0]) : (TimeSpan?)null;
            whole += (each ?? TimeSpan.Zero) * missing.Count;
            rows.Add(
            [
                study.Plan.Groups[group].Spec.Graph.Name, study.Plan.Groups[group].Recipe.Name, $"{missing.Count}/{study.Plan.Study.Seeds.Count}",
                each is { } time ? DisplayFormat.Duration(time) : "",
            ]);
        }
        Console.Out.Write(TextTable.Render(["network", "recipe", ">to train", ">each"], rows));
        var jobs = study.Options.Jobs;
        Console.Out.WriteLine($"Altogether about {DisplayFormat.Duration(whole / jobs)} with {jobs} at a time on {study.Options.Device}, if as many do not slow each other down. Nothing was written.");
    }

    private static TimeSpan Measure(LoadedStudy study, PlannedRun run)
    {
        var (program, first) = Worker.Program();
        var start = new ProcessStartInfo(program, [.. first, .. study.Arguments(run), "--dry-run", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != ExitCode.Done)
            throw new CommandFailure(process.ExitCode, $"{study.Title(run)}: {errors.Result.Trim()}");
        using var json = JsonDocument.Parse(output);
        return TimeSpan.FromSeconds(json.RootElement.GetProperty("seconds").GetDouble());
    }
}
