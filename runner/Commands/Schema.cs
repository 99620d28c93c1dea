using System.CommandLine;
using SeRes2Net.Compiler.Schema;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>schema</c>: writes the JSON Schemas with which editors check and complete spec files. Never loads libtorch.</summary>
public static class Schema
{
    private const string DefaultFolder = "specs/schema";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Option<string>("--out")
        {
            Description = "Folder to write to; it is made where it does not exist.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultFolder,
        };
        var command = new Command("schema", "Write the JSON Schemas of architectures, definitions, recipes and studies, for editors.") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!));
        return command;
    }

    private static int Run(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in SchemaEmitter.Emit())
            {
                var path = Path.Combine(folder, name);
                File.WriteAllText(path, text);
                Console.Out.WriteLine(path.Replace('\\', '/'));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Missing, $"{folder} cannot be written to: {error.Message}");
        }
        return ExitCode.Done;
    }
}
