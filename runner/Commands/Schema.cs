using System.CommandLine;
using SeRes2Net.Compiler.Emit.FSharp;
using SeRes2Net.Compiler.Emit.Schema;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary>
/// <c>schema</c>: writes the JSON Schemas that let editors check and complete spec files, or the blocks and gates as functions in
/// F#. Never loads libtorch.
/// </summary>
public static class Schema
{
    private const string DefaultFolder = "specs/schema";
    private const string StandardOutput = "-";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Option<string?>("--out")
        {
            Description = $"Folder to write the schemas to; created if it does not exist [default: {DefaultFolder}].",
            HelpName = "DIR",
        };
        var fsharp = new Option<string?>("--fsharp")
        {
            Description = "Instead of schemas, write blocks and gates as typed F# functions; to the output stream if FILE is missing or -.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var specs = new Option<string?>("--specs")
        {
            Description = "With --fsharp: a spec folder whose blocks and gates are added to those that ship.",
            HelpName = "DIR",
        };
        var @namespace = new Option<string?>("--namespace")
        {
            Description = $"With --fsharp: the namespace of the functions [default: {FSharpEmitter.DefaultNamespace}].",
            HelpName = "NAME",
        };
        var command = new Command("schema", "Write the JSON Schemas of all kinds of files, or blocks and gates as F# functions.")
        {
            folder, fsharp, specs, @namespace,
        };
        command.Validators.Add(parsed =>
        {
            var isFSharp = parsed.GetResult(fsharp) is not null;
            if (isFSharp && parsed.GetResult(folder) is not null)
                parsed.AddError("--out is for the schemas; name the F# file after --fsharp.");
            if (!isFSharp && (parsed.GetResult(specs) ?? parsed.GetResult(@namespace)) is { } other)
                parsed.AddError($"{other.Option.Name} needs --fsharp.");
        });
        command.SetAction(parsed => parsed.GetResult(fsharp) is null
            ? WriteSchemas(parsed.GetValue(folder) ?? DefaultFolder)
            : WriteFSharp(
                parsed.GetValue(fsharp) ?? StandardOutput,
                parsed.GetValue(specs),
                parsed.GetValue(@namespace) ?? FSharpEmitter.DefaultNamespace));
        return command.WithExamples("""
            runner schema                                             writes specs/schema/*.json
            runner schema --out ~/my-specs/schema                     for specs elsewhere
            runner schema --fsharp Blocks.fs --specs specs            blocks and gates for specs in F#
            """);
    }

    private static int WriteSchemas(string folder)
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

    private static int WriteFSharp(string file, string? specs, string @namespace)
    {
        if (!FSharpEmitter.IsNamespace(@namespace))
        {
            throw new CommandFailure(ExitCode.Usage,
                $"'{@namespace}' is not a namespace: use letters, digits and underscores, starting with a letter, with dots between the parts.");
        }
        if (specs is not null && !Directory.Exists(specs))
            throw new CommandFailure(ExitCode.Usage, $"{specs}: no such folder.");
        var definitions = specs is null
            ? DefinitionSet.In([], null)
            : DefinitionSet.In(SpecFiles.InReachOf(specs), SpecFiles.Absolute(specs));
        SpecLoader.ThrowErrors(definitions.Diagnostics);
        var text = FSharpEmitter.Emit(definitions, @namespace);
        if (file == StandardOutput)
        {
            Console.Out.Write(text);
            return ExitCode.Done;
        }
        FileErrors.Guard(() =>
        {
            WholeFile.WriteText(file, text);
            return file;
        });
        Console.Out.WriteLine(file.Replace('\\', '/'));
        return ExitCode.Done;
    }
}
