using System.CommandLine;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>explain</c>: what a finding means and how to fix it. Never loads libtorch.</summary>
public static class Explain
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("ID")
        {
            HelpName = "ID",
            Description = "For instance SR0012; without it, all findings are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        id.CompletionSources.Add(_ => Descriptors.All.Select(descriptor => descriptor.Id));
        var json = CommonOptions.Json();
        var command = new Command("explain", "Explain an error or warning of the compiler, with an example and what to do.")
        {
            id, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(id), parsed.GetValue(json)));
        return command.WithExamples("""
            runner explain SR0012                                     what it means, an example, what to do
            """);
    }

    private static int Run(string? id, bool asJson)
    {
        var chosen = id is null
            ? Descriptors.All
            : Descriptors.All.Where(descriptor => descriptor.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
            throw new CommandFailure(ExitCode.Usage, $"There is no finding '{id}'; 'runner explain' lists them all.");
        if (asJson)
            WriteJson(chosen);
        else if (id is null)
            Console.Out.Write(TextTable.Render(
                ["id", "severity", "what"], chosen.Select(known => new[] { known.Id, Severity(known), known.Title })));
        else
            WriteText(chosen[0]);
        return ExitCode.Done;
    }

    private static void WriteText(DiagnosticDescriptor descriptor)
    {
        var output = Console.Out;
        output.WriteLine($"{descriptor.Id} ({Severity(descriptor)}): {descriptor.Title}");
        output.WriteLine();
        output.WriteLine(descriptor.Meaning);
        output.WriteLine();
        foreach (var line in descriptor.Example.Split('\n'))
            output.WriteLine("    " + line);
        output.WriteLine();
        output.WriteLine(descriptor.Fix);
    }

    private static void WriteJson(IReadOnlyList<DiagnosticDescriptor> chosen) => JsonOutput.WriteObject(json =>
        json.WriteArray("findings", chosen, descriptor =>
        {
            json.WriteString("id", descriptor.Id);
            json.WriteString("severity", Severity(descriptor));
            json.WriteString("title", descriptor.Title);
            json.WriteString("meaning", descriptor.Meaning);
            json.WriteString("example", descriptor.Example);
            json.WriteString("fix", descriptor.Fix);
        }));

    private static string Severity(DiagnosticDescriptor descriptor) =>
        descriptor.Severity == Compiler.Text.Diagnostics.Severity.Error ? "error" : "warning";
}
