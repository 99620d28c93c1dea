using System.CommandLine;
using System.Runtime.CompilerServices;

namespace SeRes2Net.Runner;

/// <summary>The examples that <c>--help</c> shows. Every command brings its own.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, string> Known = new();

    /// <summary>Gives a command its examples: a line each, the command first, then what it does.</summary>
    public static TCommand WithExamples<TCommand>(this TCommand command, string examples)
        where TCommand : Command
    {
        Known.Add(command, examples);
        return command;
    }

    /// <summary>Examples of a command.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static string Of(Command command) => Known.TryGetValue(command, out var examples)
        ? examples
        : throw new InvalidOperationException($"The command '{command.Name}' has no examples; its Create() ends in WithExamples.");
}
