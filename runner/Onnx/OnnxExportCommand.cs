using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Onnx;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Commands;
using SeRes2Net.Runner.Specs;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Onnx;

/// <summary>From a spec and weights to an ONNX file, which is kept only if ONNX Runtime agrees.</summary>
internal static class OnnxExportCommand
{
    /// <summary>Writes the file. Returns its bytes, and how far ONNX Runtime's logits were from ours, relative to their scale.</summary>
    /// <param name="loaded">The architecture.</param>
    /// <param name="folded">The same with normalisations folded; null: as written.</param>
    /// <param name="weights">A checkpoint; null: weights are drawn.</param>
    /// <param name="seed">What they are drawn with.</param>
    /// <param name="file">The file to write.</param>
    /// <exception cref="CommandFailure">A library is missing, the weights do not fit, or the two disagree; nothing is written.</exception>
    public static (long Bytes, double Deviation) Run(LoadedSpec loaded, FoldedGraph? folded, string? weights, long seed, string file) =>
        Guard(() =>
        {
            using var model = Network(loaded, weights, seed);
            var metadata = OnnxExport.Metadata(loaded.Spec, WeightOptions.Normalisation(loaded.Path, weights));
            var bytes = OnnxFormat.Serialise(OnnxExport.Graph(model, loaded.Spec.Graph, folded), metadata);
            var deviation = OnnxExport.Check(model, bytes, loaded.Spec.Graph.Input);
            WholeFile.Write(file, stream => stream.Write(bytes));
            return ((long)bytes.Length, deviation);
        });

    /// <summary>Runs something that needs libtorch and ONNX Runtime.</summary>
    /// <exception cref="CommandFailure">One is missing, a file cannot be read or written, or ONNX Runtime disagrees.</exception>
    public static T Guard<T>(Func<T> run)
    {
        try
        {
            OnnxSession.Version();
            return TensorLibrary.Guard(() => FileErrors.Guard(run));
        }
        catch (OnnxException error)
        {
            throw new CommandFailure(ExitCode.Missing, error.Message);
        }
    }

    /// <summary>The network with the weights of a checkpoint, or with drawn ones.</summary>
    public static Network Network(LoadedSpec loaded, string? weights, long seed = 0)
    {
        var model = ModelSource.Create(loaded, Console.Error.WriteLine);
        if (weights is null)
        {
            Initialisation.Apply(model, seed);
            return model;
        }
        using var file = Safetensors.Read(weights);
        StateDict.Load(model, file.Tensors, weights);
        return model;
    }
}
