using System.CommandLine;
using SeRes2Net.Compiler.Documents.Renames;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Commands;

/// <summary>What the commands that move weights share.</summary>
internal static class WeightOptions
{
    /// <summary><c>--rename MAP</c>.</summary>
    public static Option<string> Rename()
    {
        var option = new Option<string>("--rename")
        {
            Description = $"How the other library names tensors: {string.Join(", ", RenameMap.Shipped)}, or a file.",
            HelpName = "MAP",
        };
        option.CompletionSources.Add([.. RenameMap.Shipped]);
        return option;
    }

    /// <summary>Reads tensors, passes them through <paramref name="change"/>, and writes the result.</summary>
    /// <exception cref="CommandFailure">A file or libtorch is missing or damaged.</exception>
    public static int Convert(
        string from, string to, Func<IReadOnlyDictionary<string, torch.Tensor>, IReadOnlyDictionary<string, torch.Tensor>> change)
    {
        if (!File.Exists(from))
            throw new CommandFailure(ExitCode.Usage, $"{from}: no such file.");
        if (Path.GetFullPath(from) == Path.GetFullPath(to))
            throw new CommandFailure(ExitCode.Usage, $"{to} would overwrite the weights it is made from; name another file with --out.");
        return TensorLibrary.Guard(() => FileErrors.Guard(() =>
        {
            using var scope = torch.NewDisposeScope();
            var written = change(Safetensors.Read(from).Tensors);
            Safetensors.Write(to, written, new Dictionary<string, string> { ["format"] = "pt" });
            return written.Count;
        }));
    }
}
