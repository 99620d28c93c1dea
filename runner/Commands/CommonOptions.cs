using System.CommandLine;

namespace SeRes2Net.Runner.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary><c>--spec FILE</c>, completed with the YAML files of <c>specs</c>.</summary>
    public static Option<string> Spec(bool required)
    {
        var option = new Option<string>("--spec") { Description = "The architecture's YAML file.", HelpName = "FILE", Required = required };
        option.CompletionSources.Add(_ => Specs());
        return option;
    }

    /// <summary>An architecture's file as an argument, completed like <c>--spec</c>.</summary>
    public static Argument<string> SpecArgument(string name)
    {
        var argument = new Argument<string>(name) { HelpName = name, Description = "An architecture's YAML file." };
        argument.CompletionSources.Add(_ => Specs());
        return argument;
    }

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON to the output stream." };

    private static IEnumerable<string> Specs() =>
        Directory.Exists("specs") ? Directory.EnumerateFiles("specs", "*.yaml").Select(path => path.Replace('\\', '/')) : [];
}
