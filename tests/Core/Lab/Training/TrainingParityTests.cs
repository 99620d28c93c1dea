using System.Text.Json;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Training;
using SeRes2Net.Lab.Training.Averages;
using SeRes2Net.Lab.Training.Optimizers;
using SeRes2Net.Lab.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Training;

/// <summary>Rates, optimisers, averages and losses against PyTorch: Python/training.py.</summary>
[OneThread]
public sealed class TrainingParityTests(TrainingParityTests.Reference reference) : IClassFixture<TrainingParityTests.Reference>
{
    private static readonly Dictionary<string, (Schedule Schedule, string Kind, object Values, int Epochs, double Warmup)> Rates = new()
    {
        ["multi-step 300"] = (new MultiStepSchedule { Milestones = [0.5, 0.75], Factor = 0.1 }, "multi-step", new { milestones = new[] { 0.5, 0.75 }, factor = 0.1 }, 300, 0),
        ["cosine 900"] = (new CosineSchedule { Last = 0.01 }, "cosine", new { end = 0.01 }, 900, 0),
        ["cosine after warm-up"] = (new CosineSchedule(), "cosine", new { end = 0 }, 300, 0.05),
        ["linear"] = (new LinearSchedule { Last = 0.1 }, "linear", new { end = 0.1 }, 300, 0),
        ["one-cycle"] = (new OneCycleSchedule { Warmup = 0.3, Start = 0.04, Last = 0.0001 }, "one-cycle", new { warmup = 0.3, start = 0.04, end = 0.0001 }, 300, 0),
    };

    private static readonly Recipe Plain = new() { Name = "r", Epochs = 1, LearningRate = 1, Schedule = new CosineSchedule(), Ema = 0.9 };

    private static readonly Dictionary<string, Recipe> Optimizers = new()
    {
        ["sgd"] = Plain with { Optimizer = new SgdOptimizer { Momentum = 0.9, WeightDecay = 5e-3 } },
        ["sgd-plain"] = Plain with { Optimizer = new SgdOptimizer { Momentum = 0, WeightDecay = 5e-3 } },
        ["nesterov"] = Plain with { Optimizer = new SgdOptimizer { Momentum = 0.8, Nesterov = true, WeightDecay = 5e-3 }, DecayNorms = false },
        ["decoupled"] = Plain with { Optimizer = new SgdOptimizer { Momentum = 0.9, WeightDecay = 0.05, Decoupled = true }, NormBiasRate = 64 },
        ["adamw"] = Plain with { Optimizer = new AdamWOptimizer { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-6, WeightDecay = 0.1 }, DecayNorms = false },
        ["muon"] = Plain with { Optimizer = new MuonOptimizer { Momentum = 0.9, WeightDecay = 0.1, RestRate = 0.5 } },
        ["clipped"] = Plain with { Optimizer = new SgdOptimizer { WeightDecay = 5e-3 }, ClipNorm = 0.5 },
        ["lookahead"] = Plain with { Optimizer = new SgdOptimizer { WeightDecay = 5e-3 }, Lookahead = 6, LookaheadRate = 0.3 },
    };

    private static readonly (double Share, double Smoothing)[] Losses = [(1, 0), (1, 0.1), (0.3, 0), (0.3, 0.2)];

    public static TheoryData<string> RateNames() => [.. Rates.Keys];

    public static TheoryData<string> OptimizerNames() => [.. Optimizers.Keys];

    [Fact]
    public void Every_schedule_and_every_optimiser_is_compared()
    {
        IEnumerable<Type> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);

        Kinds<Schedule>().Except(Rates.Values.Select(rate => rate.Schedule.GetType())).Should().BeEmpty("each has a line in Rates");
        Kinds<Optimizer>().Except(Optimizers.Values.Select(recipe => recipe.Optimizer.GetType())).Should().BeEmpty("each has a line in Optimizers");
    }

    [PyTorchTheory]
    [MemberData(nameof(RateNames))]
    public void The_rate_of_every_step_is_the_one_of_PyTorchs_scheduler(string name)
    {
        var (schedule, _, _, epochs, warmup) = Rates[name];
        var recipe = Plain with { LearningRate = 0.1, Schedule = schedule, Warmup = warmup, WarmupStart = warmup > 0 ? 0.1 : 0 };

        var expected = reference.Rates.Value[name];
        expected.Should().HaveCount(epochs * Reference.StepsPerEpoch);
        for (var step = 0; step < expected.Length; step++)
            ScheduleTable.RateAt(recipe, step, expected.Length).Should().BeApproximately(expected[step], 1e-10, $"step {step}");
    }

    [PyTorchTheory]
    [MemberData(nameof(OptimizerNames))]
    public void After_fifty_steps_weights_and_their_average_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var recipe = Optimizers[name];
        using var model = Reference.Model();
        using var optimizer = OptimizerTable.Create(recipe, model);
        using var average = new MovingAverage(recipe.Ema, model);
        using var lookahead = new Lookahead(Math.Max(1, recipe.Lookahead), recipe.LookaheadRate, model);

        for (var t = 0; t < 50; t++)
        {
            var k = 0;
            foreach (var parameter in model.parameters())
                parameter.grad = cos(0.37 * arange(parameter.numel(), ScalarType.Float64) + 0.11 * t + k++).view_as(parameter);
            if (recipe.ClipNorm > 0)
                GradientNorm.Limit(model, recipe.ClipNorm);
            optimizer.Step(0.05 * (1 + Math.Cos(Math.PI * t / 50)) / 2);
            if (recipe.Lookahead > 0)
                lookahead.Update(t + 1);
            average.Update();
        }

        using var expected = Safetensors.Read(reference.File($"{name}.safetensors"));
        foreach (var (parameter, value) in model.named_parameters())
        {
            // Muon orthogonalises in float32.
            var bound = recipe.Optimizer is MuonOptimizer ? 1e-5 : 1e-12;
            Difference(value, expected.Tensors[parameter]).Should().BeLessThan(bound, parameter);
            Difference(average.Values[parameter], expected.Tensors[$"average.{parameter}"]).Should().BeLessThan(bound, parameter);
        }
    }

    [PyTorchTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Losses_of_smoothed_and_mixed_labels_are_cross_entropies_with_soft_targets(int which)
    {
        using var scope = NewDisposeScope();
        var (share, smoothing) = Losses[which];
        var logits = (3 * sin(arange(30, ScalarType.Float64)).view(6, 5)).detach().requires_grad_();
        var labels = arange(6, ScalarType.Int64) * 2 % 5;

        var loss = TrainingLoss.Of(Plain with { LabelSmoothing = smoothing }, logits, new Batch(logits, labels, share < 1 ? labels.roll(1, 0) : null, share));
        loss.backward();

        double[] found = [loss.item<double>(), .. logits.grad!.data<double>()];
        found.Zip(reference.Losses.Value[which]).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
    }

    private static double Difference(Tensor found, Tensor expected) => (found - expected).abs().max().item<double>();

    /// <summary>What Python computed, once for all tests.</summary>
    public sealed class Reference : IDisposable
    {
        internal const int StepsPerEpoch = 7;

        private readonly TemporaryFolder folder = new();
        private readonly Lazy<bool> isDone;

        public Reference()
        {
            isDone = new(Compute);
            Rates = new(() => Read("rates.json").Zip(TrainingParityTests.Rates.Keys).ToDictionary(pair => pair.Second, pair => pair.First));
            Losses = new(() => Read("losses.json"));
        }

        internal Lazy<Dictionary<string, double[]>> Rates { get; }
        internal Lazy<double[][]> Losses { get; }

        internal string File(string name) => isDone.Value ? folder.File(name) : throw new InvalidOperationException();

        internal static TinyNetwork Model()
        {
            var model = TinyNetwork.Drawn(3);
            model.to(ScalarType.Float64);
            return model;
        }

        private double[][] Read(string name) => JsonSerializer.Deserialize<double[][]>(System.IO.File.ReadAllText(File(name)))!;

        private bool Compute()
        {
            using var model = Model();
            Safetensors.Write(folder.File("weights.safetensors"), model.state_dict());
            System.IO.File.WriteAllText(folder.File("cases.json"), JsonSerializer.Serialize(new
            {
                rates = TrainingParityTests.Rates.Values.Select(rate => new
                {
                    steps = rate.Epochs * StepsPerEpoch,
                    kind = rate.Kind,
                    values = rate.Values,
                    warmup = rate.Warmup,
                    start = 0.1,
                }),
                optimizers = Optimizers.Select(pair => new
                {
                    name = pair.Key,
                    kind = pair.Value.Optimizer switch { AdamWOptimizer => "adamw", MuonOptimizer => "muon", _ => "sgd" },
                    options = JsonSerializer.SerializeToElement(pair.Value.Optimizer, pair.Value.Optimizer.GetType(), Snake),
                    parameters = model.named_parameters().Select(parameter => parameter.name),
                    decay_norms = pair.Value.DecayNorms,
                    norm_bias_rate = pair.Value.NormBiasRate,
                    clip_norm = pair.Value.ClipNorm,
                    lookahead = pair.Value.Lookahead,
                    lookahead_rate = pair.Value.LookaheadRate,
                    ema = pair.Value.Ema,
                }),
                losses = TrainingParityTests.Losses.Select(loss => new { share = loss.Share, smoothing = loss.Smoothing }),
            }));
            PyTorch.Run("training.py", folder.Path);
            return true;
        }

        private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

        public void Dispose() => folder.Dispose();
    }
}
