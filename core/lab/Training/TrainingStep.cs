using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Training.Averages;
using SeRes2Net.Lab.Training.Optimizers;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>Everything that a step changes: the network, what the optimiser keeps, averages and the scale of the loss.</summary>
internal sealed class TrainingStep : IDisposable
{
    /// <summary>What the names of the network's tensors begin with in a saved state.</summary>
    public const string ModelPrefix = "model.";

    private readonly Recipe recipe;
    private readonly ScalarType type;

    /// <summary>Begins with the network's weights as they are.</summary>
    /// <param name="model">The network, on its device.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="precision">The arithmetic, resolved.</param>
    public TrainingStep(Network model, Recipe recipe, Precision precision)
    {
        (Model, this.recipe) = (model, recipe);
        type = PrecisionChoice.ActivationType(precision);
        Optimizer = OptimizerTable.Create(recipe, model);
        Average = recipe.Ema > 0 ? new MovingAverage(recipe.Ema, model) : null;
        Lookahead = recipe.Lookahead > 0 ? new Lookahead(recipe.Lookahead, recipe.LookaheadRate, model) : null;
        Scaler = precision == Precision.Fp16 ? new LossScaler() : null;
    }

    public Network Model { get; }
    public RunOptimizer Optimizer { get; }
    public MovingAverage? Average { get; }
    public Lookahead? Lookahead { get; }
    public LossScaler? Scaler { get; }

    /// <summary>The network's tensors in a saved state, by their names in its state dict.</summary>
    public static Dictionary<string, Tensor> ModelPart(SafetensorsFile saved) => saved.Tensors
        .Where(pair => pair.Key.StartsWith(ModelPrefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[ModelPrefix.Length..], pair => pair.Value);

    /// <summary>Whether every weight and running statistic is a finite number. Waits for the device.</summary>
    public bool HasFiniteWeights
    {
        get
        {
            using var scope = NewDisposeScope();
            return stack([.. Model.state_dict().Values.Where(value => value.is_floating_point()).Select(value => value.isfinite().all())]).all().item<bool>();
        }
    }

    /// <summary>One step.</summary>
    /// <param name="epoch">The epoch's images.</param>
    /// <param name="first">Position of the step's first image in it.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="steps">Steps done, this one included.</param>
    /// <returns>The mean loss and the number of images classified correctly, [2] of float64 on the device; the caller's.</returns>
    public Tensor Run(IEpoch epoch, long first, double rate, int steps)
    {
        using var scope = NewDisposeScope();
        foreach (var parameter in Model.parameters())
            parameter.grad = null;
        Tensor? sums = null;
        var part = recipe.Batch / recipe.Accumulate;
        for (var i = 0; i < recipe.Accumulate; i++)
        {
            var batch = epoch.Batch(first + (long)i * part, part, type, recipe.ChannelsLast);
            var logits = Model.call(batch.Images).to(ScalarType.Float32);
            var loss = TrainingLoss.Of(recipe, logits, batch) / recipe.Accumulate;
            (Scaler is null ? loss : loss * Scaler.Scale).backward();
            KernelFailure.Throw();
            var found = stack([loss.detach().to(ScalarType.Float64), TrainingLoss.Correct(logits.detach(), batch)]);
            sums = sums is null ? found : sums + found;
        }
        if (Scaler?.Unscale(Model) ?? true)
        {
            if (recipe.ClipNorm > 0)
                GradientNorm.Limit(Model, recipe.ClipNorm);
            Optimizer.Step(rate);
            Lookahead?.Update(steps - (Scaler?.Skipped ?? 0));
            Average?.Update();
        }
        return sums!.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        Average?.Dispose();
        Lookahead?.Dispose();
    }
}
