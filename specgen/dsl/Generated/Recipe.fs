// Written from the compiler's table of keys (specgen/model/Documents/Recipes) by SERES2NET_ACCEPT=1 dotnet test tests/Compiler; do not edit.
namespace SeRes2Net.Dsl

open SeRes2Net.Compiler

/// <summary>What a step does with the gradients.</summary>
type Optimizer =
    /// <summary>Adam with decoupled weight decay. beta1: decay of the mean of the gradients. beta2: decay of the mean of their squares.
    /// epsilon: added to the root of that mean. weightDecay: share of a weight that a step of rate 1 takes away.</summary>
    | Adamw of beta1: float * beta2: float * epsilon: float * weightDecay: float
    /// <summary>Momentum made orthogonal, for weights with two or more dimensions; SGD for the rest. momentum: share of the last step's
    /// direction in the next (Nesterov's variant). weightDecay: share of a weight that a step of rate 1 takes away. restRate: rate of the
    /// rest as a multiple of the learning rate.</summary>
    | Muon of momentum: float * weightDecay: float * restRate: float
    /// <summary>Stochastic gradient descent with momentum. momentum: share of the last step's direction in the next. nesterov: nesterov's
    /// variant of momentum. weightDecay: share of a weight that a step of rate 1 takes away. decoupled: take the decay from the weights
    /// directly, not through gradient and momentum.</summary>
    | Sgd of momentum: float * nesterov: bool * weightDecay: float * decoupled: bool

    static member internal Of(value: Documents.Recipes.Optimizer) =
        match value with
        | :? Documents.Recipes.AdamWOptimizer as it -> Adamw(it.Beta1, it.Beta2, it.Epsilon, it.WeightDecay)
        | :? Documents.Recipes.MuonOptimizer as it -> Muon(it.Momentum, it.WeightDecay, it.RestRate)
        | :? Documents.Recipes.SgdOptimizer as it -> Sgd(it.Momentum, it.Nesterov, it.WeightDecay, it.Decoupled)
        | _ -> invalidArg (nameof value) (string value)

    member internal this.ToCompiler() : Documents.Recipes.Optimizer =
        match this with
        | Adamw(beta1, beta2, epsilon, weightDecay) -> Documents.Recipes.AdamWOptimizer(Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = weightDecay)
        | Muon(momentum, weightDecay, restRate) -> Documents.Recipes.MuonOptimizer(Momentum = momentum, WeightDecay = weightDecay, RestRate = restRate)
        | Sgd(momentum, nesterov, weightDecay, decoupled) -> Documents.Recipes.SgdOptimizer(Momentum = momentum, Nesterov = nesterov, WeightDecay = weightDecay, Decoupled = decoupled)

/// <summary>How the learning rate moves.</summary>
type Schedule =
    /// <summary>The rate falls along half a cosine. last: last rate as a fraction of the peak.</summary>
    | Cosine of last: float
    /// <summary>The rate falls linearly. last: last rate as a fraction of the peak.</summary>
    | Linear of last: float
    /// <summary>The rate is multiplied at milestones. milestones: fractions of the run, ascending. factor: what the rate is multiplied
    /// by.</summary>
    | MultiStep of milestones: float list * factor: float
    /// <summary>The rate rises linearly to its peak, then falls linearly. warmup: fraction of the run at which the peak is reached. start:
    /// first rate as a fraction of the peak. last: last rate as a fraction of the peak.</summary>
    | OneCycle of warmup: float * start: float * last: float

    static member internal Of(value: Documents.Recipes.Schedule) =
        match value with
        | :? Documents.Recipes.CosineSchedule as it -> Cosine(it.Last)
        | :? Documents.Recipes.LinearSchedule as it -> Linear(it.Last)
        | :? Documents.Recipes.MultiStepSchedule as it -> MultiStep(List.ofSeq it.Milestones, it.Factor)
        | :? Documents.Recipes.OneCycleSchedule as it -> OneCycle(it.Warmup, it.Start, it.Last)
        | _ -> invalidArg (nameof value) (string value)

    member internal this.ToCompiler() : Documents.Recipes.Schedule =
        match this with
        | Cosine(last) -> Documents.Recipes.CosineSchedule(Last = last)
        | Linear(last) -> Documents.Recipes.LinearSchedule(Last = last)
        | MultiStep(milestones, factor) -> Documents.Recipes.MultiStepSchedule(Milestones = milestones, Factor = factor)
        | OneCycle(warmup, start, last) -> Documents.Recipes.OneCycleSchedule(Warmup = warmup, Start = start, Last = last)

/// <summary>Views of a test image whose logits are averaged; accuracy is reported with and without. One of one, flip,
/// flip-and-shift.</summary>
type TestViews = Documents.Recipes.TestViews

/// <summary>Arithmetic; auto takes bf16 where the hardware has it. One of auto, fp32, bf16, fp16.</summary>
type Precision = Documents.Recipes.Precision

/// <summary>A training protocol; specs/recipes/NAME.yaml. What YAML need not say has the same defaults here.</summary>
type Recipe =
    {
        /// <summary>Name of the recipe: the file's name without .yaml.</summary>
        Name: string
        /// <summary>One sentence.</summary>
        Summary: string
        /// <summary>Passes over the training images.</summary>
        Epochs: int
        /// <summary>Images per step.</summary>
        Batch: int
        /// <summary>Parts that a step's batch is computed in, to save memory; their gradients are averaged. Batch normalisation sees a
        /// part.</summary>
        Accumulate: int
        /// <summary>The (peak) learning rate.</summary>
        LearningRate: float
        /// <summary>What a step does with the gradients.</summary>
        Optimizer: Optimizer
        /// <summary>Whether weight decay also applies to normalisations and biases.</summary>
        DecayNorms: bool
        /// <summary>Rate of the biases of batch normalisations, as a multiple of the others'.</summary>
        NormBiasRate: float
        /// <summary>Largest norm of all gradients together; they are scaled down to it. 0: no limit.</summary>
        ClipNorm: float
        /// <summary>How the learning rate moves.</summary>
        Schedule: Schedule
        /// <summary>Fraction of the run over which the rate rises linearly to what the schedule says. 0: no warm-up.</summary>
        Warmup: float
        /// <summary>First share of the schedule's rate in the warm-up.</summary>
        WarmupStart: float
        /// <summary>Share of the loss's targets that is spread over all classes.</summary>
        LabelSmoothing: float
        /// <summary>Decay of a moving average of the weights, kept beside them and evaluated too. 0: none.</summary>
        Ema: float
        /// <summary>Steps after which the weights move part of the way from the slow weights to the fast ones (lookahead). 0:
        /// none.</summary>
        Lookahead: int
        /// <summary>How far the slow weights move towards the fast ones, from 0 to 1.</summary>
        LookaheadRate: float
        /// <summary>A random part of the image, of at least this share of its area and sides of 3:4 to 4:3, scaled to the whole. 0:
        /// none.</summary>
        ResizedCrop: float
        /// <summary>Random crop after padding by so many zero pixels.</summary>
        CropPadding: int
        /// <summary>Random horizontal flip.</summary>
        Flip: bool
        /// <summary>Horizontal flip in every second epoch, each image beginning with one of the two at random.</summary>
        AlternateFlip: bool
        /// <summary>Random changes of colour and geometry for each image, so many after each other.</summary>
        RandAugment: int
        /// <summary>How strong these are, of 30.</summary>
        Magnitude: float
        /// <summary>Side of a square of each image that is blanked, in pixels.</summary>
        Cutout: int
        /// <summary>Mix each image and its label with another's, with a share drawn from Beta(a, a). 0: no MixUp.</summary>
        Mixup: float
        /// <summary>Share of the steps with MixUp.</summary>
        MixupProbability: float
        /// <summary>Replace a rectangle of each image by another's, whose share of the area is drawn from Beta(a, a). 0: no
        /// CutMix.</summary>
        Cutmix: float
        /// <summary>Share of the steps with CutMix.</summary>
        CutmixProbability: float
        /// <summary>Views of a test image whose logits are averaged; accuracy is reported with and without.</summary>
        TestViews: TestViews
        /// <summary>Arithmetic; auto takes bf16 where the hardware has it.</summary>
        Precision: Precision
        /// <summary>Store activations with the channels innermost.</summary>
        ChannelsLast: bool
        /// <summary>Train on the first so many images, or, of images stored class by class, on so many evenly spread ones; 0:
        /// all.</summary>
        TrainImages: int
        /// <summary>Images of the training set kept back, equally many of each class, on which the best epoch is chosen. 0: there is no
        /// best.</summary>
        ValidationImages: int
        /// <summary>Epochs from one evaluation to the next; the last epoch is always evaluated.</summary>
        EvaluateEvery: int
    }

    static member internal Of(value: Documents.Recipes.Recipe) : Recipe =
        { Name = value.Name
          Summary = value.Summary
          Epochs = value.Epochs
          Batch = value.Batch
          Accumulate = value.Accumulate
          LearningRate = value.LearningRate
          Optimizer = Optimizer.Of value.Optimizer
          DecayNorms = value.DecayNorms
          NormBiasRate = value.NormBiasRate
          ClipNorm = value.ClipNorm
          Schedule = Schedule.Of value.Schedule
          Warmup = value.Warmup
          WarmupStart = value.WarmupStart
          LabelSmoothing = value.LabelSmoothing
          Ema = value.Ema
          Lookahead = value.Lookahead
          LookaheadRate = value.LookaheadRate
          ResizedCrop = value.Augment.ResizedCrop
          CropPadding = value.Augment.CropPadding
          Flip = value.Augment.Flip
          AlternateFlip = value.Augment.AlternateFlip
          RandAugment = value.Augment.RandAugment
          Magnitude = value.Augment.Magnitude
          Cutout = value.Augment.Cutout
          Mixup = value.Augment.Mixup
          MixupProbability = value.Augment.MixupProbability
          Cutmix = value.Augment.Cutmix
          CutmixProbability = value.Augment.CutmixProbability
          TestViews = value.TestViews
          Precision = value.Precision
          ChannelsLast = value.ChannelsLast
          TrainImages = value.TrainImages
          ValidationImages = value.ValidationImages
          EvaluateEvery = value.EvaluateEvery }

    member internal this.ToCompiler() =
        Documents.Recipes.Recipe(
            Name = this.Name,
            Summary = this.Summary,
            Epochs = this.Epochs,
            Batch = this.Batch,
            Accumulate = this.Accumulate,
            LearningRate = this.LearningRate,
            Optimizer = this.Optimizer.ToCompiler(),
            DecayNorms = this.DecayNorms,
            NormBiasRate = this.NormBiasRate,
            ClipNorm = this.ClipNorm,
            Schedule = this.Schedule.ToCompiler(),
            Warmup = this.Warmup,
            WarmupStart = this.WarmupStart,
            LabelSmoothing = this.LabelSmoothing,
            Ema = this.Ema,
            Lookahead = this.Lookahead,
            LookaheadRate = this.LookaheadRate,
            Augment = Documents.Recipes.Augmentations(ResizedCrop = this.ResizedCrop, CropPadding = this.CropPadding, Flip = this.Flip, AlternateFlip = this.AlternateFlip, RandAugment = this.RandAugment, Magnitude = this.Magnitude, Cutout = this.Cutout, Mixup = this.Mixup, MixupProbability = this.MixupProbability, Cutmix = this.Cutmix, CutmixProbability = this.CutmixProbability),
            TestViews = this.TestViews,
            Precision = this.Precision,
            ChannelsLast = this.ChannelsLast,
            TrainImages = this.TrainImages,
            ValidationImages = this.ValidationImages,
            EvaluateEvery = this.EvaluateEvery
        )

/// <summary>Builds a recipe. What YAML must say has a default here, too: one epoch at a constant rate.</summary>
type RecipeBuilder(name: string) =
    /// <summary>The defaults.</summary>
    member _.Yield(_: unit) : Recipe =
        { Recipe.Of(Documents.Recipes.RecipeTable.Defaults typeof<Documents.Recipes.Recipe> :?> Documents.Recipes.Recipe) with
            Name = name }

    /// <summary>One sentence.</summary>
    [<CustomOperation "summary">]
    member _.Summary(recipe: Recipe, value: string) = { recipe with Summary = value }

    /// <summary>Passes over the training images. Default: 1.</summary>
    [<CustomOperation "epochs">]
    member _.Epochs(recipe: Recipe, value: int) = { recipe with Epochs = value }

    /// <summary>Images per step. Default: 128.</summary>
    [<CustomOperation "batch">]
    member _.Batch(recipe: Recipe, value: int) = { recipe with Batch = value }

    /// <summary>Parts that a step's batch is computed in, to save memory; their gradients are averaged. Batch normalisation sees a part.
    /// Default: 1.</summary>
    [<CustomOperation "accumulate">]
    member _.Accumulate(recipe: Recipe, value: int) = { recipe with Accumulate = value }

    /// <summary>The (peak) learning rate. Default: 0.1.</summary>
    [<CustomOperation "learningRate">]
    member _.LearningRate(recipe: Recipe, value: float) = { recipe with LearningRate = value }

    /// <summary>What a step does with the gradients. Default: { sgd: { momentum: 0.9, nesterov: false, weight-decay: 0, decoupled: false }
    /// }.</summary>
    [<CustomOperation "optimizer">]
    member _.Optimizer(recipe: Recipe, value: Optimizer) = { recipe with Optimizer = value }

    /// <summary>Whether weight decay also applies to normalisations and biases. Default: true.</summary>
    [<CustomOperation "decayNorms">]
    member _.DecayNorms(recipe: Recipe, value: bool) = { recipe with DecayNorms = value }

    /// <summary>Rate of the biases of batch normalisations, as a multiple of the others'. Default: 1.</summary>
    [<CustomOperation "normBiasRate">]
    member _.NormBiasRate(recipe: Recipe, value: float) = { recipe with NormBiasRate = value }

    /// <summary>Largest norm of all gradients together; they are scaled down to it. 0: no limit. Default: 0.</summary>
    [<CustomOperation "clipNorm">]
    member _.ClipNorm(recipe: Recipe, value: float) = { recipe with ClipNorm = value }

    /// <summary>How the learning rate moves. Default: { multi-step: { milestones: [], factor: 1 } }.</summary>
    [<CustomOperation "schedule">]
    member _.Schedule(recipe: Recipe, value: Schedule) = { recipe with Schedule = value }

    /// <summary>Fraction of the run over which the rate rises linearly to what the schedule says. 0: no warm-up. Default: 0.</summary>
    [<CustomOperation "warmup">]
    member _.Warmup(recipe: Recipe, value: float) = { recipe with Warmup = value }

    /// <summary>First share of the schedule's rate in the warm-up. Default: 0.</summary>
    [<CustomOperation "warmupStart">]
    member _.WarmupStart(recipe: Recipe, value: float) = { recipe with WarmupStart = value }

    /// <summary>Share of the loss's targets that is spread over all classes. Default: 0.</summary>
    [<CustomOperation "labelSmoothing">]
    member _.LabelSmoothing(recipe: Recipe, value: float) = { recipe with LabelSmoothing = value }

    /// <summary>Decay of a moving average of the weights, kept beside them and evaluated too. 0: none. Default: 0.</summary>
    [<CustomOperation "ema">]
    member _.Ema(recipe: Recipe, value: float) = { recipe with Ema = value }

    /// <summary>Steps after which the weights move part of the way from the slow weights to the fast ones (lookahead). 0: none. Default:
    /// 0.</summary>
    [<CustomOperation "lookahead">]
    member _.Lookahead(recipe: Recipe, value: int) = { recipe with Lookahead = value }

    /// <summary>How far the slow weights move towards the fast ones, from 0 to 1. Default: 0.5.</summary>
    [<CustomOperation "lookaheadRate">]
    member _.LookaheadRate(recipe: Recipe, value: float) = { recipe with LookaheadRate = value }

    /// <summary>A random part of the image, of at least this share of its area and sides of 3:4 to 4:3, scaled to the whole. 0: none.
    /// Default: 0.</summary>
    [<CustomOperation "resizedCrop">]
    member _.ResizedCrop(recipe: Recipe, value: float) = { recipe with ResizedCrop = value }

    /// <summary>Random crop after padding by so many zero pixels. Default: 0.</summary>
    [<CustomOperation "cropPadding">]
    member _.CropPadding(recipe: Recipe, value: int) = { recipe with CropPadding = value }

    /// <summary>Random horizontal flip. Default: false.</summary>
    [<CustomOperation "flip">]
    member _.Flip(recipe: Recipe, value: bool) = { recipe with Flip = value }

    /// <summary>Horizontal flip in every second epoch, each image beginning with one of the two at random. Default: false.</summary>
    [<CustomOperation "alternateFlip">]
    member _.AlternateFlip(recipe: Recipe, value: bool) = { recipe with AlternateFlip = value }

    /// <summary>Random changes of colour and geometry for each image, so many after each other. Default: 0.</summary>
    [<CustomOperation "randAugment">]
    member _.RandAugment(recipe: Recipe, value: int) = { recipe with RandAugment = value }

    /// <summary>How strong these are, of 30. Default: 9.</summary>
    [<CustomOperation "magnitude">]
    member _.Magnitude(recipe: Recipe, value: float) = { recipe with Magnitude = value }

    /// <summary>Side of a square of each image that is blanked, in pixels. Default: 0.</summary>
    [<CustomOperation "cutout">]
    member _.Cutout(recipe: Recipe, value: int) = { recipe with Cutout = value }

    /// <summary>Mix each image and its label with another's, with a share drawn from Beta(a, a). 0: no MixUp. Default: 0.</summary>
    [<CustomOperation "mixup">]
    member _.Mixup(recipe: Recipe, value: float) = { recipe with Mixup = value }

    /// <summary>Share of the steps with MixUp. Default: 1.</summary>
    [<CustomOperation "mixupProbability">]
    member _.MixupProbability(recipe: Recipe, value: float) = { recipe with MixupProbability = value }

    /// <summary>Replace a rectangle of each image by another's, whose share of the area is drawn from Beta(a, a). 0: no CutMix. Default:
    /// 0.</summary>
    [<CustomOperation "cutmix">]
    member _.Cutmix(recipe: Recipe, value: float) = { recipe with Cutmix = value }

    /// <summary>Share of the steps with CutMix. Default: 1.</summary>
    [<CustomOperation "cutmixProbability">]
    member _.CutmixProbability(recipe: Recipe, value: float) = { recipe with CutmixProbability = value }

    /// <summary>Views of a test image whose logits are averaged; accuracy is reported with and without. Default: one.</summary>
    [<CustomOperation "testViews">]
    member _.TestViews(recipe: Recipe, value: TestViews) = { recipe with TestViews = value }

    /// <summary>Arithmetic; auto takes bf16 where the hardware has it. Default: auto.</summary>
    [<CustomOperation "precision">]
    member _.Precision(recipe: Recipe, value: Precision) = { recipe with Precision = value }

    /// <summary>Store activations with the channels innermost. Default: true.</summary>
    [<CustomOperation "channelsLast">]
    member _.ChannelsLast(recipe: Recipe, value: bool) = { recipe with ChannelsLast = value }

    /// <summary>Train on the first so many images, or, of images stored class by class, on so many evenly spread ones; 0: all. Default:
    /// 0.</summary>
    [<CustomOperation "trainImages">]
    member _.TrainImages(recipe: Recipe, value: int) = { recipe with TrainImages = value }

    /// <summary>Images of the training set kept back, equally many of each class, on which the best epoch is chosen. 0: there is no best.
    /// Default: 0.</summary>
    [<CustomOperation "validationImages">]
    member _.ValidationImages(recipe: Recipe, value: int) = { recipe with ValidationImages = value }

    /// <summary>Epochs from one evaluation to the next; the last epoch is always evaluated. Default: 1.</summary>
    [<CustomOperation "evaluateEvery">]
    member _.EvaluateEvery(recipe: Recipe, value: int) = { recipe with EvaluateEvery = value }
