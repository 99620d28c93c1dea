using System.CommandLine;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>export</c>: an architecture for other programs. Loads libtorch only for weights.</summary>
public static class Export
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var spec = CommonOptions.Spec(required: true);
        var format = new Option<string>("--format") { Description = "pytorch: a self-contained Python module.", HelpName = "FORMAT", Required = true };
        format.AcceptOnlyFromAmong("pytorch");
        var output = new Option<string>("--out") { Description = "The file to write [default: the spec's name in the present folder].", HelpName = "FILE" };
        var command = new Command("export", "Write an architecture for other programs.") { spec, format, output };
        command.SetAction(parsed => Run(parsed.GetValue(spec)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(string path, string? output)
    {
        var loaded = SpecLoader.Load(path);
        var file = output ?? PythonEmitter.FileName(loaded.Spec.Stem);
        try
        {
            WholeFile.WriteText(file, PythonEmitter.Emit(loaded.Spec));
        }
        catch (CheckpointException error)
        {
            throw new CommandFailure(ExitCode.Missing, error.Message);
        }
        Console.Out.WriteLine($"{file}: class {PythonEmitter.ClassName(loaded.Spec.Stem)}, {Wording.Count(loaded.Spec.Costs.Parameters)} parameters");
        return ExitCode.Done;
    }
}
