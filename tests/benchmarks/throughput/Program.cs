// The product's side of the throughput benchmark: the generated model of a spec under the laboratory's own trainer, on random images.
// Under SERES2NET_PLAIN=1 it is TorchSharp's side: the same with TorchSharp's own calls.
// First prints what it runs, as one line of JSON. Then it reads commands from standard input, one per line, and answers each with one line,
// the seconds it took.
//   train N    N training steps, data pipeline included
//   infer N    N batches through the network in evaluation mode
// Arguments: the spec's stem, images per batch, threads, precision (auto, fp32, bf16), channels-last (true, false), and how many
// training steps there will be at most.
using System.Globalization;
using System.Text.Json;
using SeRes2Net.Benchmarks.Throughput;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Training;
using SeRes2Net.Models;
using SeRes2Net.Nn.Platform;
using SeRes2Net.Tests.Shared;
using TorchSharp;

Allocator.KeepMemory();
if (args is not [var stem, var batchText, var threads, var precisionText, var layout, var stepsText])
{
    Console.Error.WriteLine("usage: throughput-worker STEM BATCH THREADS auto|fp32|bf16 true|false STEPS");
    return 1;
}
var batch = int.Parse(batchText, CultureInfo.InvariantCulture);
torch.set_num_threads(int.Parse(threads, CultureInfo.InvariantCulture));

var spec = SpecCompiler.Compile(Repository.Specs).Specs.Single(candidate => candidate.Stem == stem);
var model = (Catalogue.Find(stem) ?? throw new InvalidOperationException($"{stem} is not compiled in.")).Create();

// Enough images that no epoch ends, and so no evaluation runs, while steps are timed.
var steps = int.Parse(stepsText, CultureInfo.InvariantCulture) + 1;
var data = RandomImages.Create(spec.Graph.Input, spec.Graph.Classes, train: batch * steps, test: 100);
var recipe = new Recipe
{
    Name = "throughput",
    Epochs = 1,
    Batch = batch,
    LearningRate = 0.01,
    Optimizer = new SgdOptimizer { Nesterov = true, WeightDecay = 5e-4 },
    Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 },
    Augment = new() { CropPadding = 4, Flip = true },
    Precision = Enum.Parse<Precision>(precisionText, ignoreCase: true),
    ChannelsLast = bool.Parse(layout),
};
var type = PrecisionChoice.ActivationType(PrecisionChoice.Resolve(recipe.Precision, torch.CPU));

var introduction = JsonSerializer.Serialize(new
{
    versions = new Dictionary<string, string>
    {
        ["TorchSharp"] = typeof(torch).Assembly.GetName().Version!.ToString(3),
        ["libtorch"] = torch.__version__,
        ["numerics"] = Numerics.State.ToString(),
        [".NET"] = Environment.Version.ToString(),
    },
    parameters = model.parameters().Sum(parameter => parameter.numel()),
});

using var stop = new CancellationTokenSource();
var observer = new CommandObserver(
    introduction, Console.In, Console.Out, stop,
    count => Inference.Measure(model, spec.Graph.Input, batch, type, recipe.ChannelsLast, count));
var folder = Directory.CreateTempSubdirectory("seres2net-throughput-").FullName;
try
{
    var outcome = Trainer.Run(
        new TrainingRequest { Model = model, Spec = spec, Recipe = recipe, Data = data, RunDirectory = Path.Combine(folder, "run") },
        observer, stop.Token);
    if (outcome.Result == TrainingResult.Diverged)
    {
        Console.Error.WriteLine(outcome.Message);
        return 4;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
return 0;
