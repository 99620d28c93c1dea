using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Training;

/// <summary>No key of a recipe is read and then ignored: each one changes what a run computes, logs or plans.</summary>
[OneThread]
public sealed class RecipeKeyTests : IDisposable
{
    private const string Base = "epochs=2 batch=24 precision=fp32 channels-last=true optimizer.momentum=0.9 optimizer.weight-decay=0.01";

    // What is set to see a key's effect; other keys that it needs come first. The last one is taken back for the comparison.
    private static readonly string[] Changes =
    [
        "epochs=3", "batch=12", "accumulate=2", "learning-rate=0.01", "decay-norms=false", "norm-bias-rate=8", "clip-norm=0.1",
        "optimizer.sgd.momentum=0.5", "optimizer.sgd.nesterov=true", "optimizer.sgd.weight-decay=0.1", "optimizer.sgd.decoupled=true",
        "optimizer=adamw optimizer.adamw.beta1=0.5", "optimizer=adamw optimizer.adamw.beta2=0.5", "optimizer=adamw optimizer.adamw.epsilon=0.1",
        "optimizer=adamw optimizer.adamw.weight-decay=0.5", "optimizer=muon optimizer.muon.momentum=0.5",
        "optimizer=muon optimizer.muon.weight-decay=0.5", "optimizer=muon optimizer.muon.rest-rate=0.1",
        "schedule.factor=0.5 schedule.multi-step.milestones=[0.5]",
        "schedule.milestones=[0.5] schedule.multi-step.factor=0.1",
        "schedule=cosine schedule.cosine.end=0.5", "schedule=linear schedule.linear.end=0.5",
        "schedule.one-cycle.warmup=0.3 schedule.one-cycle.warmup=0.6", "schedule.one-cycle.warmup=0.5 schedule.one-cycle.start=0.5",
        "schedule.one-cycle.warmup=0.3 schedule.one-cycle.end=0.5",
        "warmup=0.5", "warmup=0.5 warmup-start=0.5", "label-smoothing=0.2", "ema=0.5", "lookahead=2", "lookahead=2 lookahead-rate=0.1",
        "augment.resized-crop=0.3", "augment.crop-padding=2", "augment.flip=true", "augment.alternate-flip=true", "augment.rand-augment=2",
        "augment.rand-augment=2 augment.magnitude=25", "augment.cutout=3", "augment.mixup=1", "augment.mixup=1 augment.mixup-probability=0.4",
        "augment.cutmix=1", "augment.cutmix=1 augment.cutmix-probability=0.4",
        "test-views=flip", "precision=bf16", "channels-last=false", "train-images=48", "validation-images=24", "evaluate-every=2",
    ];

    // Names are for people; the layout changes the order in which sums are added up at most.
    private static readonly string[] WithoutEffectOnResults = ["recipe", "summary", "channels-last"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> All() => [.. Changes];

    [Theory]
    [MemberData(nameof(All))]
    public void A_key_changes_what_a_run_does(string changes)
    {
        var words = changes.Split(' ');
        var with = Set(words);

        Seen(with).Should().NotBe(Seen(Set(words[..^1])), $"{words[^1]} was asked for");
    }

    [Fact]
    public void Every_key_of_the_language_is_among_them()
    {
        var known = Changes.Select(change => change.Split(' ')[^1].Split('=')[0]).Concat(WithoutEffectOnResults);

        Below(typeof(Recipe), "").Should().BeSubsetOf(known);
    }

    private static IEnumerable<string> Below(Type group, string prefix) => RecipeTable.Keys(group).SelectMany(key => key.Kind switch
    {
        RecipeKeyKind.Group => Below(key.Type, $"{prefix}{key.Name}."),
        RecipeKeyKind.OneOf => RecipeTable.Kinds(key.Type).SelectMany(kind => Below(kind.Type, $"{prefix}{key.Name}.{kind.Name}.")),
        _ => (IEnumerable<string>)[prefix + key.Name],
    });

    private static Recipe Set(IEnumerable<string> changes) => RecipeChanges.Set(
        new Recipe { Name = "r", Epochs = 1, LearningRate = 0.05, Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 } },
        [.. Base.Split(' '), .. changes], out var problem) ?? throw new InvalidOperationException(problem);

    // The metrics, and the strides of the images that the network gets.
    private string Seen(Recipe recipe)
    {
        var path = folder.File(Path.GetRandomFileName());
        using var model = new Watched();
        Trainer.Run(TrainerTests.RequestAt(path, recipe) with { Model = model }, new RecordingObserver());
        return File.ReadAllText(Path.Combine(path, "metrics.jsonl")) + model.Strides;
    }

    private sealed class Watched : Network
    {
        private readonly TinyNetwork inner = new();

        public Watched() : base(new NetworkInfo("Tiny", "TinyNetwork", "tiny", new string('0', 64), [3, 8, 8], 4, 1292, 0)) => register_module("inner", inner);

        public string Strides { get; private set; } = "";

        public override Tensor forward(Tensor x)
        {
            Strides = string.Join(' ', x.stride());
            return inner.call(x);
        }
    }
}
