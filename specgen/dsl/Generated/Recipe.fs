// Written from the compiler's table of keys (specgen/model/Documents/Recipes) by SERES2NET_ACCEPT=1 dotnet test tests/Compiler; do not edit.
namespace SeRes2Net.Dsl

open SeRes2Net.Compiler

/// <summary>How the learning rate moves.</summary>
type Schedule =
    /// <summary>The rate is multiplied at milestones. milestones: fractions of the run, ascending. factor: what the rate is multiplied
    /// by.</summary>
    | MultiStep of milestones: float list * factor: float
    /// <summary>The rate rises linearly to its peak, then falls linearly. warmup: fraction of the run at which the peak is reached. start:
    /// first rate as a fraction of the peak. last: last rate as a fraction of the peak.</summary>
    | OneCycle of warmup: float * start: float * last: float

    static member internal Of(value: Documents.Recipes.Schedule) =
        match value with
        | :? Documents.Recipes.MultiStepSchedule as it -> MultiStep(List.ofSeq it.Milestones, it.Factor)
        | :? Documents.Recipes.OneCycleSchedule as it -> OneCycle(it.Warmup, it.Start, it.Last)
        | _ -> invalidArg (nameof value) (string value)

    member internal this.ToCompiler() : Documents.Recipes.Schedule =
        match this with
        | MultiStep(milestones, factor) -> Documents.Recipes.MultiStepSchedule(Milestones = milestones, Factor = factor)
        | OneCycle(warmup, start, last) -> Documents.Recipes.OneCycleSchedule(Warmup = warmup, Start = start, Last = last)

/// <summary>Arithmetic; auto takes bf16 where the hardware has it. One of auto, fp32, bf16.</summary>
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
        /// <summary>The (peak) rate of SGD.</summary>
        LearningRate: float
        /// <summary>Momentum of SGD.</summary>
        Momentum: float
        /// <summary>Nesterov's variant of momentum.</summary>
        Nesterov: bool
        /// <summary>L2 penalty.</summary>
        WeightDecay: float
        /// <summary>How the learning rate moves.</summary>
        Schedule: Schedule
        /// <summary>Random crop after padding by so many zero pixels.</summary>
        CropPadding: int
        /// <summary>Random horizontal flip.</summary>
        Flip: bool
        /// <summary>Arithmetic; auto takes bf16 where the hardware has it.</summary>
        Precision: Precision
        /// <summary>Store activations with the channels innermost.</summary>
        ChannelsLast: bool
        /// <summary>Train on the first so many images; 0: all.</summary>
        TrainImages: int
    }

    static member internal Of(value: Documents.Recipes.Recipe) : Recipe =
        { Name = value.Name
          Summary = value.Summary
          Epochs = value.Epochs
          Batch = value.Batch
          LearningRate = value.LearningRate
          Momentum = value.Momentum
          Nesterov = value.Nesterov
          WeightDecay = value.WeightDecay
          Schedule = Schedule.Of value.Schedule
          CropPadding = value.Augment.CropPadding
          Flip = value.Augment.Flip
          Precision = value.Precision
          ChannelsLast = value.ChannelsLast
          TrainImages = value.TrainImages }

    member internal this.ToCompiler() =
        Documents.Recipes.Recipe(
            Name = this.Name,
            Summary = this.Summary,
            Epochs = this.Epochs,
            Batch = this.Batch,
            LearningRate = this.LearningRate,
            Momentum = this.Momentum,
            Nesterov = this.Nesterov,
            WeightDecay = this.WeightDecay,
            Schedule = this.Schedule.ToCompiler(),
            Augment = Documents.Recipes.Augmentations(CropPadding = this.CropPadding, Flip = this.Flip),
            Precision = this.Precision,
            ChannelsLast = this.ChannelsLast,
            TrainImages = this.TrainImages
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

    /// <summary>The (peak) rate of SGD. Default: 0.1.</summary>
    [<CustomOperation "learningRate">]
    member _.LearningRate(recipe: Recipe, value: float) = { recipe with LearningRate = value }

    /// <summary>Momentum of SGD. Default: 0.9.</summary>
    [<CustomOperation "momentum">]
    member _.Momentum(recipe: Recipe, value: float) = { recipe with Momentum = value }

    /// <summary>Nesterov's variant of momentum. Default: false.</summary>
    [<CustomOperation "nesterov">]
    member _.Nesterov(recipe: Recipe, value: bool) = { recipe with Nesterov = value }

    /// <summary>L2 penalty. Default: 0.</summary>
    [<CustomOperation "weightDecay">]
    member _.WeightDecay(recipe: Recipe, value: float) = { recipe with WeightDecay = value }

    /// <summary>How the learning rate moves. Default: { multi-step: { milestones: [], factor: 1 } }.</summary>
    [<CustomOperation "schedule">]
    member _.Schedule(recipe: Recipe, value: Schedule) = { recipe with Schedule = value }

    /// <summary>Random crop after padding by so many zero pixels. Default: 0.</summary>
    [<CustomOperation "cropPadding">]
    member _.CropPadding(recipe: Recipe, value: int) = { recipe with CropPadding = value }

    /// <summary>Random horizontal flip. Default: false.</summary>
    [<CustomOperation "flip">]
    member _.Flip(recipe: Recipe, value: bool) = { recipe with Flip = value }

    /// <summary>Arithmetic; auto takes bf16 where the hardware has it. Default: auto.</summary>
    [<CustomOperation "precision">]
    member _.Precision(recipe: Recipe, value: Precision) = { recipe with Precision = value }

    /// <summary>Store activations with the channels innermost. Default: true.</summary>
    [<CustomOperation "channelsLast">]
    member _.ChannelsLast(recipe: Recipe, value: bool) = { recipe with ChannelsLast = value }

    /// <summary>Train on the first so many images; 0: all. Default: 0.</summary>
    [<CustomOperation "trainImages">]
    member _.TrainImages(recipe: Recipe, value: int) = { recipe with TrainImages = value }
