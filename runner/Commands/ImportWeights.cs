using System.CommandLine;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>import-weights</c>: weights that another library wrote, under our names.</summary>
public static class ImportWeights
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var spec = CommonOptions.Spec(required: true);
        var weights = new Option<string>("--weights")
        {
            Description = "A safetensors file from the other library.",
            HelpName = "FILE",
            Required = true,
        };
        var rename = WeightOptions.Rename();
        var output = new Option<string>("--out") { Description = "The checkpoint to write [default: SPEC.safetensors in the current folder].", HelpName = "FILE" };
        var command = new Command("import-weights", "Turn another library's weights into a checkpoint of a spec.") { spec, weights, rename, output };
        command.SetAction(parsed => Run(parsed.GetValue(spec)!, parsed.GetValue(weights)!, parsed.GetValue(rename), parsed.GetValue(output)));
        return command.WithExamples("""
            runner import-weights --spec specs/resnet-50.yaml --weights resnet50.safetensors --rename torchvision-resnet
                resnet-50.safetensors, with our names
            """);
    }

    private static int Run(string path, string weights, string? rename, string? output)
    {
        var loaded = SpecLoader.Load(path);
        var map = rename is null ? null : RenameMaps.Load(rename);
        var file = output ?? loaded.Spec.Stem + ".safetensors";
        var tensors = WeightOptions.Convert(weights, file, found => WeightExchange.Import(found, weights, loaded.Spec, map, Fresh));
        Console.Out.WriteLine($"{file}: {tensors} tensors of {loaded.Spec.Graph.Name}");
        return ExitCode.Done;

        IReadOnlyDictionary<string, TorchSharp.torch.Tensor> Fresh()
        {
            var model = ModelSource.Create(loaded, Console.Error.WriteLine);
            Initialisation.Apply(model, seed: 0);
            return model.state_dict();
        }
    }
}
