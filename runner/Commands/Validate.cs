using System.CommandLine;
using System.IO.Enumeration;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>validate</c>: the build's checks, without a build. Never loads libtorch.</summary>
public static class Validate
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("FILE")
        {
            Description = "YAML files, folders (with everything below) or patterns such as 'specs/*.yaml'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = CommonOptions.Json();
        var command = new Command("validate", "Check specs, definitions, recipes and studies; errors read file(line,col): error SR0001: message.") { paths, json };
        command.SetAction(parsed => Run(parsed.GetValue(paths)!, parsed.GetValue(json)));
        return command.WithExamples("""
            runner validate specs                                     every YAML file of a folder
            runner validate specs/my-net.yaml                         file(line,col): error SR0001: ...
            """);
    }

    private static int Run(string[] paths, bool asJson)
    {
        var targets = paths.SelectMany(Expand).Select(SpecFiles.Absolute).Distinct().ToList();
        var unreadable = new List<Diagnostic>();
        var files = SpecFiles.Gather(targets, (path, reason) => unreadable.Add(
            Descriptors.MissingFile.At(new SourceSpan(path, 1, 1, 1, 1), $"The file cannot be read: {reason}")));
        var readable = targets.Except(unreadable.Select(finding => finding.Where.File)).ToList();
        List<Diagnostic> found = [.. unreadable, .. SpecCompiler.Compile(files, readable).Diagnostics];
        var errors = found.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (asJson)
            WriteJson(targets, found);
        else
            WriteLines(targets, found);
        return errors == 0 ? ExitCode.Done : ExitCode.BadSpec;
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (Directory.Exists(path))
        {
            FileErrors.MustBeReadable(path);
            foreach (var other in Below(path, ".yml"))
                Console.Error.WriteLine($"{SpecFiles.Shown(SpecFiles.Absolute(other))} is ignored: specs are named *.yaml.");
            var files = Below(path, ".yaml");
            // A shell pattern may match a folder named like a spec; it is reported like any other finding.
            return path.EndsWith(".yaml", StringComparison.Ordinal) && !files.Any() ? [path] : NotEmpty(path, files);
        }
        if (File.Exists(path))
            return [path];
        var pattern = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (pattern.AsSpan().IndexOfAny('*', '?') >= 0 && Directory.Exists(folder))
            return NotEmpty(path, Directory.EnumerateFiles(folder, pattern));
        throw new CommandFailure(ExitCode.Usage, $"{path}: no such file or folder.");
    }

    // Skips links to folders, which may form a loop, and folders we may not read.
    private static FileSystemEnumerable<string> Below(string folder, string ending) => new(
        folder,
        (ref entry) => entry.ToSpecifiedFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0 })
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(ending, StringComparison.Ordinal),
        ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };

    private static IEnumerable<string> NotEmpty(string asked, IEnumerable<string> files)
    {
        var sorted = files.Order(StringComparer.Ordinal).ToList();
        return sorted.Count > 0 ? sorted : throw new CommandFailure(ExitCode.Usage, $"{asked}: no YAML file there.");
    }

    private static void WriteLines(List<string> targets, IReadOnlyList<Diagnostic> found)
    {
        foreach (var diagnostic in found)
            Console.Out.WriteLine(SpecFiles.Shown(diagnostic.ToString()));
        var errors = found.Count(diagnostic => diagnostic.Severity == Severity.Error);
        Console.Error.WriteLine($"{Counted(targets.Count, "file")}, {Counted(errors, "error")}, {Counted(found.Count - errors, "warning")}");
    }

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static void WriteJson(List<string> targets, IReadOnlyList<Diagnostic> found)
    {
        var errors = found.Count(diagnostic => diagnostic.Severity == Severity.Error);
        JsonOutput.WriteObject(json =>
        {
            json.WriteStrings("files", targets.Select(SpecFiles.Shown));
            json.WriteNumber("errors", errors);
            json.WriteNumber("warnings", found.Count - errors);
            json.WriteArray("diagnostics", found, diagnostic =>
            {
                json.WriteString("file", SpecFiles.Shown(diagnostic.Where.File));
                json.WriteNumber("line", diagnostic.Where.Line);
                json.WriteNumber("column", diagnostic.Where.Column);
                json.WriteNumber("endLine", diagnostic.Where.EndLine);
                json.WriteNumber("endColumn", diagnostic.Where.EndColumn);
                json.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
                json.WriteString("id", diagnostic.Id);
                json.WriteString("message", SpecFiles.Shown(diagnostic.Message));
            });
        });
    }
}
