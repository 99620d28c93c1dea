namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>One training protocol, from a file of <c>specs/recipes/</c>. Every property is a key; its row says what it means.</summary>
public sealed record Recipe : IRuled
{
    [Key("Name of the recipe: the file's name without .yaml.", Name = "recipe")]
    public required string Name { get; init; } = "";

    [Key("One sentence.")]
    public string Summary { get; init; } = "";

    [Key("Passes over the training images.", Least = 1, Most = 1_000_000)]
    public required int Epochs { get; init; } = 1;

    [Key("Images per step.", Least = 1, Most = 1_000_000, Always = true)]
    public int Batch { get; init; } = 128;

    [Key("Parts that a step's batch is computed in, to save memory; their gradients are averaged. Batch normalisation sees a part.", Least = 1, Most = 65_536)]
    public int Accumulate { get; init; } = 1;

    [Key("The (peak) learning rate.", Least = 0, Most = 1e6)]
    public required double LearningRate { get; init; } = 0.1;

    [Key("What a step does with the gradients.", Always = true)]
    public Optimizer Optimizer { get; init; } = new SgdOptimizer();

    [Key("Whether weight decay also applies to normalisations and biases.")]
    public bool DecayNorms { get; init; } = true;

    [Key("Rate of the biases of batch normalisations, as a multiple of the others'.", Least = 0, Most = 1e6)]
    public double NormBiasRate { get; init; } = 1;

    [Key("Largest norm of all gradients together; they are scaled down to it. 0: no limit.", Least = 0, Most = 1e30)]
    public double ClipNorm { get; init; }

    [Key("How the learning rate moves.")]
    public required Schedule Schedule { get; init; } = new MultiStepSchedule { Milestones = [], Factor = 1 };

    [Key("Fraction of the run over which the rate rises linearly to what the schedule says. 0: no warm-up.", Least = 0, Most = 1)]
    public double Warmup { get; init; }

    [Key("First share of the schedule's rate in the warm-up.", Least = 0, Most = 1, Needs = nameof(Warmup))]
    public double WarmupStart { get; init; }

    [Key("Share of the loss's targets that is spread over all classes.", Least = 0, Most = 1)]
    public double LabelSmoothing { get; init; }

    [Key("Decay of a moving average of the weights, kept beside them and evaluated too. 0: none.", Least = 0, Most = 1)]
    public double Ema { get; init; }

    [Key("Steps after which the weights move part of the way from the slow weights to the fast ones (lookahead). 0: none.", Least = 0, Most = 1_000_000)]
    public int Lookahead { get; init; }

    [Key("How far the slow weights move towards the fast ones, from 0 to 1.", Least = 0, Most = 1, Needs = nameof(Lookahead))]
    public double LookaheadRate { get; init; } = 0.5;

    [Key("What is done to training images.")]
    public Augmentations Augment { get; init; } = new();

    [Key("Views of a test image whose logits are averaged; accuracy is reported with and without.")]
    public TestViews TestViews { get; init; }

    [Key("Arithmetic; auto takes bf16 where the hardware has it.")]
    public Precision Precision { get; init; }

    [Key("Store activations with the channels innermost.")]
    public bool ChannelsLast { get; init; } = true;

    [Key("Train on the first so many images, or, of images stored class by class, on so many evenly spread ones; 0: all.", Least = 0)]
    public int TrainImages { get; init; }

    [Key("Images of the training set kept back, equally many of each class, on which the best epoch is chosen. 0: there is no best.", Least = 0)]
    public int ValidationImages { get; init; }

    [Key("Epochs from one evaluation to the next; the last epoch is always evaluated.", Least = 1, Most = 1_000_000)]
    public int EvaluateEvery { get; init; } = 1;

    IEnumerable<(string Property, string Message)> IRuled.BrokenRules
    {
        get
        {
            if (Batch % Accumulate != 0)
                yield return (nameof(Accumulate), $"A batch of {Batch} cannot be computed in {Accumulate} equal parts.");
            if (TrainImages > 0 && Batch > TrainImages)
                yield return (nameof(Batch), $"A batch of {Batch} is more than the {TrainImages} images of 'train-images'.");
            if (Lookahead > 0 && LookaheadRate == 0)
                yield return (nameof(LookaheadRate), "With a rate of 0 the slow weights never move, and the fast ones return to them; 0.5 is usual.");
            if (Batch == Accumulate && Batch > 1 && (Augment.Mixup > 0 || Augment.Cutmix > 0))
                yield return (nameof(Accumulate), "MixUp and CutMix mix images of one part of the batch, so a part needs at least two.");
            if (Ema == 1)
                yield return (nameof(Ema), "A moving average with a decay of 1 never moves; 0.999 is usual.");
        }
    }
}
