using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using SeRes2Net.Runner.Commands;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner;

/// <summary>The whole command line: the commands, and what happens to an exception.</summary>
public static class CommandLine
{
    /// <summary>If it is 1, an unexpected error shows its stack trace.</summary>
    private const string TraceVariable = "SERES2NET_TRACE";

    /// <summary>Runs one command and returns its exit code (<see cref="ExitCode"/>).</summary>
    public static int Run(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.SetOut(new GuardedWriter(Console.Out));
        Console.SetError(new GuardedWriter(Console.Error, isOutput: false));
        try
        {
            var parsed = Create().Parse(args);
            if (parsed.Action is ParseErrorAction)
                throw new CommandFailure(ExitCode.Usage, string.Join('\n', UsageMistakes.Of(parsed)));
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return parsed.Invoke(configuration);
        }
        catch (CommandFailure failure)
        {
            Console.Error.WriteLine(failure.Message);
            return failure.ExitCode;
        }
        catch (UnauthorizedAccessException error)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCode.Missing;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"runner: unexpected error: {error.GetType().Name}: {error.Message}");
            Console.Error.WriteLine(Environment.GetEnvironmentVariable(TraceVariable) == "1"
                ? error.ToString()
                : $"Set {TraceVariable}=1 to see where.");
            return ExitCode.Internal;
        }
    }

    internal static RootCommand Create()
    {
        var root = Train.Create();
        root.Subcommands.Add(Evaluate.Create());
        root.Subcommands.Add(Commands.Robustness.Create());
        root.Subcommands.Add(Commands.Latency.Create());
        root.Subcommands.Add(Study.Create());
        root.Subcommands.Add(Saliency.Create());
        root.Subcommands.Add(Quantise.Create());
        root.Subcommands.Add(Runs.Create());
        root.Subcommands.Add(Compare.Create());
        root.Subcommands.Add(Report.Create());
        root.Subcommands.Add(Watch.Create());
        root.Subcommands.Add(Describe.Create());
        root.Subcommands.Add(Diff.Create());
        root.Subcommands.Add(Validate.Create());
        root.Subcommands.Add(Claims.Create());
        root.Subcommands.Add(Explain.Create());
        root.Subcommands.Add(List.Create());
        root.Subcommands.Add(Export.Create());
        root.Subcommands.Add(ImportWeights.Create());
        root.Subcommands.Add(Schema.Create());
        root.Subcommands.Add(Doctor.Create());
        root.Subcommands.Add(Completion.Create());
        foreach (var option in AllOf(root).SelectMany(command => command.Options))
        {
            option.Validators.Add(Once);
            option.Validators.Add(NotEmpty);
        }
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static IEnumerable<Command> AllOf(Command command) => command.Subcommands.SelectMany(AllOf).Prepend(command);

    // If an option is repeated, the library takes the last one, even if that has no value; unless it takes several values.
    private static void Once(OptionResult option)
    {
        if (option.IdentifierTokenCount > 1 && option.Option.Arity.MaximumNumberOfValues <= 1)
            option.AddError($"{option.Option.Name} is given {option.IdentifierTokenCount} times; once is enough.");
    }

    private static void NotEmpty(OptionResult option)
    {
        if (option.Tokens.Any(token => token.Value.Trim().Length == 0))
            option.AddError($"{option.Option.Name} has an empty value.");
    }

    /// <summary>The library's help, followed by examples.</summary>
    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in Examples.Of(parseResult.CommandResult.Command).Split('\n'))
                output.WriteLine("  " + line);
            output.WriteLine();
            return code;
        }
    }
}
