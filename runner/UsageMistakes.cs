using System.CommandLine;
using System.CommandLine.Parsing;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Runner;

/// <summary>Says what is wrong with a command line, one sentence for each mistake, and what to type instead.</summary>
internal static class UsageMistakes
{
    // What people who know other tools type.
    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["train"] = "Training needs no command: runner --spec FILE.",
        ["--lr"] = RecipeKey("learning-rate"),
        ["--model"] = "Did you mean --spec?",
        ["--batch-size"] = "Did you mean --batch?",
        ["--output"] = "Did you mean --out?",
        ["--gpu"] = "Did you mean --device cuda?",
        ["--cuda"] = "Did you mean --device cuda?",
    };

    /// <summary>One sentence for each mistake.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unmatched = parsed.UnmatchedTokens;
        var mistakes = new List<string>();
        for (var i = 0; i < unmatched.Count; i++)
        {
            mistakes.Add(Unmatched(command, unmatched[i]));
            // The value of an unknown option is not a mistake of its own, and neither is what follows an unknown command.
            while (i + 1 < unmatched.Count && !unmatched[i + 1].StartsWith('-'))
                i++;
        }
        // If there is an unknown word, it was most likely meant to be whatever else the library misses.
        return mistakes.Count > 0 ? mistakes : [.. parsed.Errors.Select(error => Required(command, error.Message)).Distinct()];
    }

    private static string Unmatched(Command command, string word)
    {
        if (word.StartsWith('-'))
        {
            var options = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
            return $"There is no option '{word}'." + Hint(word, options);
        }
        if (IsSpec(word) && command.Options.Any(option => option.Name == "--spec"))
        {
            var name = command is RootCommand ? "" : command.Name + " ";
            return $"Put --spec before the architecture: runner {name}--spec {word}";
        }
        return command is RootCommand
            ? $"There is no command '{word}'." + Hint(word, command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name))
            : $"'{command.Name}' takes no argument '{word}'.";
    }

    private static string Hint(string word, IEnumerable<string> known) =>
        Hints.TryGetValue(word, out var hint) ? " " + hint
        : RecipeTable.Keys(typeof(Recipe)).Any(key => key.Name == word.TrimStart('-')) ? " " + RecipeKey(word.TrimStart('-'))
        : Suggestion.OrList(word, known);

    private static string Required(Command command, string message) => message == "Option '--spec' is required."
        ? $"'{command.Name}' needs an architecture: runner {command.Name} --spec FILE. 'runner list' shows what is available."
        : message;

    private static bool IsSpec(string word) =>
        word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static string RecipeKey(string key) =>
        $"'{key}' is a key of the recipe: --set {key}=VALUE changes it.";
}
