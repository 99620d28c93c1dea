using System.CommandLine;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Lab.Claims;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;
using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>claims</c>: what reports publish, checked without running anything. Never loads libtorch.</summary>
public static class Claims
{
    private const string Contradiction = "contradiction";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { HelpName = "FILE", Description = "Files of claims.", Arity = ArgumentArity.OneOrMore };
        files.CompletionSources.Add(_ => Known());
        var folder = new Option<string?>("--out") { Description = "Also write claims.html and claims.md into this folder.", HelpName = "DIR" };
        var runs = new Option<string[]>("--runs")
        {
            Description = "Folders with runs: published errors are shown beside what these reached. May be repeated.",
            HelpName = "DIR",
        };
        var failOn = new Option<string?>("--fail-on")
        {
            Description = $"End with exit code {ExitCode.Contradicted} if any figure contradicts what it was checked against.",
            HelpName = Contradiction,
        };
        failOn.AcceptOnlyFromAmong(Contradiction);
        var json = CommonOptions.Json();
        var command = new Command(
            "claims", "Check what reports publish: counts against the compiled networks, and figures that contradict each other.")
        {
            files, runs, folder, failOn, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(files)!, parsed.GetValue(runs) ?? [], parsed.GetValue(folder), parsed.GetValue(failOn) is not null, parsed.GetValue(json)));
        return command.WithExamples("""
            runner claims specs/claims/se-res2net.yaml                a table, and the contradictions as sentences
            runner claims specs/claims/*.yaml --out docs/studies      also a page, as HTML and Markdown
            runner claims specs/claims/se-res2net.yaml --runs runs    beside what runs of the same networks reached
            runner claims my-paper.yaml --fail-on contradiction       for a check before submission
            """);
    }

    private static int Run(string[] paths, string[] runFolders, string? folder, bool failsOnContradiction, bool asJson)
    {
        var reports = Check(paths, runFolders);
        var written = folder is null ? [] : FileErrors.Guard(() => ClaimPages.Write(folder, reports));
        if (asJson)
            WriteJson(reports);
        else
            WriteTables(reports);
        foreach (var path in written)
            Console.Error.WriteLine($"Written: {path.Replace('\\', '/')}");
        return failsOnContradiction && reports.Any(report => report.HasContradictions) ? ExitCode.Contradicted : ExitCode.Done;
    }

    private static List<ClaimReport> Check(string[] paths, string[] runFolders)
    {
        foreach (var path in paths.Where(path => !File.Exists(path)))
        {
            var what = Directory.Exists(path) ? "a folder; name files of claims" : "no such file";
            throw new CommandFailure(ExitCode.Usage, $"{path}: {what}.{Suggestion.OrList(path, Known())}");
        }
        var targets = paths.Select(SpecFiles.Absolute).Distinct().ToList();
        var checkedFiles = ClaimFiles.Check(targets, SpecFiles.Gather(targets), Results(runFolders));
        var other = targets.Find(target => checkedFiles.All(claims => claims.File.Path != target));
        if (other is not null)
            throw new CommandFailure(ExitCode.BadSpec, $"{SpecFiles.Shown(other)} is not a file of claims: it has no 'claims:'.{Suggestion.OrList(SpecFiles.Shown(other), Known())}");
        return [.. checkedFiles.Select(claims => claims.Report)];
    }

    private static IReadOnlyList<StudyResults> Results(string[] folders)
    {
        foreach (var missing in folders.Where(folder => !Directory.Exists(folder)))
            throw new CommandFailure(ExitCode.Usage, $"{missing}: no such folder.");
        var found = folders.SelectMany(RunSearch.In).DistinctBy(run => Path.GetFullPath(run.Path)).ToList();
        foreach (var damaged in found.Where(run => run.Run is null))
            Console.Error.WriteLine($"{damaged.Path.Replace('\\', '/')} cannot be read: {DisplayFormat.OneLine(damaged.Problem!)}");
        var runs = found.Select(run => run.Run).OfType<RunFolder>().ToList();
        return runs.Count == 0 ? [] : [RunGroups.FromRuns(runs)];
    }

    private static void WriteTables(List<ClaimReport> reports)
    {
        foreach (var report in reports)
        {
            var table = ClaimTables.Figures(report);
            Console.Out.WriteLine(DisplayFormat.OneLine(table.Title));
            Console.Out.WriteLine(TextTable.Render([.. table.Columns.Select(column => column.IsNumber ? ">" + column.Name : column.Name)], table.Rows));
            foreach (var sentence in ClaimTables.Contradictions(report))
                Console.Out.WriteLine(DisplayFormat.OneLine(sentence));
            foreach (var finding in report.Findings.Where(finding => finding.Measured is not null))
                Console.Out.WriteLine(DisplayFormat.OneLine($"{finding.Row.Name}, {finding.Claim.Quantity} {finding.Claim.Published.Text}: {finding.Measured!.Sentence}"));
            Console.Out.WriteLine();
        }
        Console.Out.WriteLine(ClaimTables.Tally(reports));
    }

    private static void WriteJson(List<ClaimReport> reports) => JsonOutput.WriteObject(json =>
        json.WriteArray("reports", reports, report =>
        {
            json.WriteString("name", report.Claims.Name);
            json.WriteString("report", report.Claims.Report);
            json.WriteString("source", report.Claims.Source);
            json.WriteNumber("consistent", report.Count(ClaimVerdict.Consistent));
            json.WriteNumber("contradicted", report.Count(ClaimVerdict.Contradicts));
            json.WriteNumber("unchecked", report.Count(ClaimVerdict.Unchecked));
            json.WriteArray("claims", report.Findings, finding =>
            {
                json.WriteString("table", finding.Table.Name);
                json.WriteString("row", finding.Row.Name);
                json.WriteString("quantity", finding.Claim.Quantity.Name);
                json.WriteString("published", finding.Claim.Published.Text);
                json.WriteNumber("value", finding.Claim.Published.Value);
                json.WriteString("verdict", ClaimTables.Words(finding.Verdict));
                if (finding.Measured is { } measured)
                {
                    json.WriteStartObject("measured");
                    json.WriteNumber("value", measured.Value);
                    json.WriteNumber("runs", measured.Runs);
                    json.WriteBoolean("same_protocol", measured.IsSameProtocol);
                    json.WriteString("sentence", measured.Sentence);
                    json.WriteEndObject();
                }
                json.WriteArray("checks", finding.Checks, check =>
                {
                    json.WriteString("verdict", ClaimTables.Words(check.Verdict));
                    json.WriteString("sentence", check.Sentence);
                });
            });
        }));

    private static IEnumerable<string> Known() => Directory.Exists("specs/claims")
        ? Directory.EnumerateFiles("specs/claims", "*.yaml").Select(path => path.Replace('\\', '/')).Order(StringComparer.Ordinal)
        : [];
}
