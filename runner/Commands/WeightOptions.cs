using System.CommandLine;
using SeRes2Net.Compiler.Documents.Renames;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;
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

    /// <summary>The file of weights that a user names: itself, or a run directory's last weights.</summary>
    /// <exception cref="CommandFailure">The run has no weights, or cannot be read.</exception>
    public static string? Named(string? path)
    {
        if (path is null || !RunFolder.Is(path))
            return path;
        var weights = FileErrors.Guard(() => RunFolder.Read(path)).Weights;
        return weights.Count > 0 ? Path.Combine(path, $"{weights[0]}.safetensors")
            : throw new CommandFailure(ExitCode.Usage, $"{path} has no weights yet.");
    }

    /// <summary>Refuses a file of weights that is not there.</summary>
    /// <exception cref="CommandFailure">There is no such file.</exception>
    public static void MustExist(string file)
    {
        if (!File.Exists(file))
            throw new CommandFailure(ExitCode.Usage, $"{file}: no such file.");
    }

    /// <summary>
    /// What the network's images were normalised with: as the weights say, otherwise as the run says whose weights or whose spec they are.
    /// </summary>
    public static InputNormalisation? Normalisation(string spec, string? weights)
    {
        if (weights is not null && NormalisationMetadata.Read(Safetensors.ReadHeader(weights).Metadata, weights) is { } said)
            return said;
        var folder = Path.GetDirectoryName(Path.GetFullPath(weights ?? spec))!;
        return RunFolder.Is(folder) && RunFolder.Read(folder).Record is { InputMean: { } mean, InputStd: { } std } ? new(mean, std) : null;
    }

    /// <summary>Reads tensors, passes them through <paramref name="change"/>, and writes the result.</summary>
    /// <exception cref="CommandFailure">A file or libtorch is missing or damaged.</exception>
    public static int Convert(
        string from, string to, Func<IReadOnlyDictionary<string, torch.Tensor>, IReadOnlyDictionary<string, torch.Tensor>> change)
    {
        MustExist(from);
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
