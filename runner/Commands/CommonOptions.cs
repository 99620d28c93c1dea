using System.CommandLine;

namespace SeRes2Net.Runner.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary><c>--spec FILE</c>, completed with the YAML files of <c>specs</c>.</summary>
    public static Option<string> Spec(bool required)
    {
        var option = new Option<string>("--spec") { Description = "The architecture's YAML file.", HelpName = "FILE", Required = required };
        option.CompletionSources.Add(_ => Directory.Exists("specs") ? Directory.EnumerateFiles("specs", "*.yaml").Select(path => path.Replace('\\', '/')) : []);
        return option;
    }

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON to the output stream." };
}
