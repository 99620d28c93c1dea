using System.CommandLine;
using SeRes2Net.Runner.Reports;
using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>report</c>: what runs show, as a page and as tables. Never loads libtorch.</summary>
public static class Report
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var sources = new Argument<string[]>("STUDY|RUN")
        {
            HelpName = "STUDY|RUN",
            Description = "A study's YAML file; or run directories, and folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        sources.CompletionSources.Add(_ => StudyFiles.Known());
        var baseline = new Option<string>("--baseline") { Description = "A run of the network that the others are compared with [default: the first].", HelpName = "RUN" };
        var runs = new Option<string>("--runs") { Description = "The folder of a study's run directories.", HelpName = "DIR", DefaultValueFactory = _ => "runs" };
        var output = new Option<string>("--out")
        {
            Description = $"The folder of the report [default: studies/NAME for a study, {ReportCommand.UsualFolder} otherwise].",
            HelpName = "DIR",
        };
        var command = new Command("report", "Write what runs show: a page, and its tables as Markdown, CSV and LaTeX.") { sources, baseline, runs, output };
        command.SetAction(parsed => ReportCommand.Run(new ReportOptions
        {
            Sources = parsed.GetValue(sources)!,
            Baseline = parsed.GetValue(baseline),
            Runs = parsed.GetValue(runs)!,
            Output = parsed.GetValue(output),
        }));
        return command.WithExamples("""
            runner report specs/studies/gating-small.yaml             of a study, as far as it has run
            runner study show specs/studies/gating.yaml --recipe small    of a study with other settings than its own
            runner report runs/a runs/b runs/c --out paper/tables     of any runs, grouped by network
            """);
    }
}
