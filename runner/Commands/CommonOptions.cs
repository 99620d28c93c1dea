using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SeRes2Net.Compiler;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Training;

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

    /// <summary><c>--data</c>, completed with the names of the data sets.</summary>
    public static Option<string> Data(string description = "A data set's name or folder [default: the run's].")
    {
        var option = new Option<string>("--data") { Description = description, HelpName = "DIR|NAME" };
        option.CompletionSources.Add([.. DataSets.All.Select(known => known.Name)]);
        return option;
    }

    /// <summary><c>--recipe</c>, completed with the recipes of <c>specs/recipes</c> and of the library.</summary>
    public static Option<string> Recipe(string description)
    {
        var option = new Option<string>("--recipe") { Description = description, HelpName = "NAME" };
        option.CompletionSources.Add(_ => Yaml("specs/recipes").Select(path => Path.GetFileNameWithoutExtension(path))
            .Union(SpecCompiler.Compile([]).Recipes.Select(file => file.Recipe.Name)));
        return option;
    }

    /// <summary><c>--set KEY=VALUE</c>, completed with the keys of recipes.</summary>
    public static Option<string[]> Set(string description)
    {
        var option = new Option<string[]>("--set")
        {
            Description = description,
            HelpName = "KEY=VALUE",
            AllowMultipleArgumentsPerToken = false,
            Arity = ArgumentArity.OneOrMore,
        };
        option.CompletionSources.Add(_ => RecipeChoice.Keys.Select(key => key + "="));
        return option;
    }

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON to the output stream." };

    /// <summary><c>--device</c>, the CPU if it is not given.</summary>
    public static Option<string> Device()
    {
        var option = new Option<string>("--device") { Description = "cpu, cuda or cuda:N.", HelpName = "DEVICE", DefaultValueFactory = _ => "cpu" };
        option.CompletionSources.Add("cpu", "cuda");
        return option;
    }

    /// <summary><c>--seed</c>.</summary>
    public static Option<long?> Seed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "S",
        CustomParser = result => Parser<long>("an integer of at least 0", text =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null)(result),
    };

    /// <summary><c>--weights</c>, the last ones if it is not given.</summary>
    public static Option<string> Weights()
    {
        var option = new Option<string>("--weights")
        {
            Description = "Weights of the last epoch, of the best one, or averaged ones.",
            HelpName = string.Join('|', RunFolder.WeightNames),
            DefaultValueFactory = _ => RunFolder.WeightNames[0],
        };
        option.AcceptOnlyFromAmong([.. RunFolder.WeightNames]);
        return option;
    }

    /// <summary><c>--batch</c> of commands that evaluate.</summary>
    public static Option<int?> EvaluationBatch() => Positive("--batch", $"Images at a time [default: {TrainingRequest.UsualEvaluationBatch}].");

    /// <summary>An option whose value is a whole number from 1 on.</summary>
    public static Option<int?> Positive(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Parser<int>("an integer of at least 1", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 ? value : null)(result),
    };

    /// <summary>Reads one value. The library's own message names .NET types.</summary>
    public static Func<ArgumentResult, T> Parser<T>(string expected, Func<string, T?> parse)
        where T : struct => result =>
    {
        var text = result.Tokens[^1].Value;
        if (parse(text) is { } value)
            return value;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} must be {expected}, found '{text}'.");
        return default;
    };

    private static IEnumerable<string> Specs() => Yaml("specs");

    private static IEnumerable<string> Yaml(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Select(path => path.Replace('\\', '/')) : [];
}
