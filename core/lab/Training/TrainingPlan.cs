using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using TorchSharp;

namespace SeRes2Net.Lab.Training;

/// <summary>What a run is going to do.</summary>
/// <param name="RunDirectory">Full path of the folder.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="StepsPerEpoch">Full batches of one pass; images left over in one epoch are part of another epoch's shuffle.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="TrainImages">Training images used.</param>
/// <param name="ValidationImages">Images kept back from training, on which the best epoch is chosen.</param>
/// <param name="TestImages">Test images.</param>
/// <param name="Precision">The arithmetic, resolved: never <see cref="Precision.Auto"/>.</param>
/// <param name="Device">The device it computes on, e.g. <c>cpu</c>.</param>
/// <param name="Threads">Threads of the tensor library.</param>
public sealed record TrainingPlan(
    string RunDirectory, int Epochs, int StepsPerEpoch, int Batch, int TrainImages, int ValidationImages, int TestImages, Precision Precision, string Device, int Threads)
{
    /// <summary>Steps of the whole run.</summary>
    public int Steps => Epochs * StepsPerEpoch;

    /// <summary>Images that pass through the network in each evaluation: the test images once for each view and for averaged weights, and the validation images.</summary>
    public int EvaluatedImages { get; private init; }

    /// <summary>The plan that follows from a request.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="data">Its images.</param>
    public static TrainingPlan Of(TrainingRequest request, DataSplit data)
    {
        var device = request.Device ?? torch.CPU;
        var recipe = request.Recipe;
        int passes = 1 + (recipe.TestViews == TestViews.One ? 0 : TestTimeViews.Count(recipe.TestViews)) + (recipe.Ema > 0 ? 1 : 0);
        return new TrainingPlan(Path.GetFullPath(request.RunDirectory), recipe.Epochs, data.TrainCount / recipe.Batch, recipe.Batch, data.TrainCount,
            data.ValidationCount, data.TestCount, PrecisionChoice.Resolve(recipe.Precision, device), device.ToString(), torch.get_num_threads())
        {
            EvaluatedImages = passes * data.TestCount + data.ValidationCount,
        };
    }
}
