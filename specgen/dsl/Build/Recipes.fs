namespace SeRes2Net.Dsl

/// <summary>Builds a recipe.</summary>
type RecipeBuilder(name: string) =
    /// <summary>
    /// Defaults of the language: batch 128, momentum 0.9, no weight decay, no augmentation. What YAML must say has a default of the
    /// builder's own: one epoch at a constant rate of 0.1.
    /// </summary>
    member _.Yield(_: unit) : Recipe =
        // The language's own defaults, from the compiler.
        let defaults =
            SeRes2Net.Compiler.Recipes.Recipe(
                Name = name,
                Epochs = 1,
                LearningRate = 0.1,
                Schedule = SeRes2Net.Compiler.Recipes.MultiStepSchedule([], 1.0)
            )

        { Name = name
          Summary = defaults.Summary
          Epochs = defaults.Epochs
          Batch = defaults.Batch
          LearningRate = defaults.LearningRate
          Momentum = defaults.Momentum
          Nesterov = defaults.Nesterov
          WeightDecay = defaults.WeightDecay
          Schedule = MultiStep([], 1.0)
          CropPadding = defaults.CropPadding
          Flip = defaults.Flip
          Precision = Precision.Auto
          ChannelsLast = defaults.ChannelsLast
          TrainImages = defaults.TrainImages }

    /// <summary>One sentence.</summary>
    [<CustomOperation "summary">]
    member _.Summary(recipe: Recipe, text: string) = { recipe with Summary = text }

    /// <summary>Passes over the training set. Default: 1.</summary>
    [<CustomOperation "epochs">]
    member _.Epochs(recipe: Recipe, count: int) = { recipe with Epochs = count }

    /// <summary>Images per step. Default: 128.</summary>
    [<CustomOperation "batch">]
    member _.Batch(recipe: Recipe, images: int) = { recipe with Batch = images }

    /// <summary>The (peak) learning rate of SGD. Default: 0.1.</summary>
    [<CustomOperation "learningRate">]
    member _.LearningRate(recipe: Recipe, rate: float) = { recipe with LearningRate = rate }

    /// <summary>Momentum of SGD. Default: 0.9.</summary>
    [<CustomOperation "momentum">]
    member _.Momentum(recipe: Recipe, momentum: float) = { recipe with Momentum = momentum }

    /// <summary>Nesterov's variant of momentum. Default: false.</summary>
    [<CustomOperation "nesterov">]
    member _.Nesterov(recipe: Recipe, on: bool) = { recipe with Nesterov = on }

    /// <summary>L2 penalty added to every gradient. Default: 0.</summary>
    [<CustomOperation "weightDecay">]
    member _.WeightDecay(recipe: Recipe, decay: float) = { recipe with WeightDecay = decay }

    /// <summary>How the rate moves. Default: not at all.</summary>
    [<CustomOperation "schedule">]
    member _.Schedule(recipe: Recipe, schedule: Schedule) = { recipe with Schedule = schedule }

    /// <summary>Random crop after padding by so many zero pixels. Default: 0.</summary>
    [<CustomOperation "cropPadding">]
    member _.CropPadding(recipe: Recipe, pixels: int) = { recipe with CropPadding = pixels }

    /// <summary>Random horizontal flip. Default: false.</summary>
    [<CustomOperation "flip">]
    member _.Flip(recipe: Recipe, on: bool) = { recipe with Flip = on }

    /// <summary>Arithmetic. Default: auto.</summary>
    [<CustomOperation "precision">]
    member _.Precision(recipe: Recipe, precision: Precision) = { recipe with Precision = precision }

    /// <summary>Store activations with the channels innermost. Default: true.</summary>
    [<CustomOperation "channelsLast">]
    member _.ChannelsLast(recipe: Recipe, on: bool) = { recipe with ChannelsLast = on }

    /// <summary>Images used from the training set. Default: all.</summary>
    [<CustomOperation "trainImages">]
    member _.TrainImages(recipe: Recipe, images: int) = { recipe with TrainImages = images }

/// <summary>Builds a study.</summary>
type StudyBuilder(name: string) =
    /// <summary>Defaults: each architecture's own recipe, seed 0, compared with the first one.</summary>
    member _.Yield(_: unit) : Study =
        { File = "studies/" + name
          Summary = ""
          Specs = []
          Baseline = None
          Recipe = None
          Seeds = [ 0 ] }

    /// <summary>One sentence.</summary>
    [<CustomOperation "summary">]
    member _.Summary(study: Study, text: string) = { study with Summary = text }

    /// <summary>Its file below <c>specs/</c>, without <c>.yaml</c>. Default: its name in <c>studies/</c>.</summary>
    [<CustomOperation "file">]
    member _.File(study: Study, file: string) = { study with File = file }

    /// <summary>The architectures.</summary>
    [<CustomOperation "specs">]
    member _.Specs(study: Study, specs: Architecture list) =
        { study with Specs = specs |> List.map (fun architecture -> architecture.File) }

    /// <summary>The architecture that the others are compared with. Default: the first.</summary>
    [<CustomOperation "baseline">]
    member _.Baseline(study: Study, architecture: Architecture) = { study with Baseline = Some architecture.File }

    /// <summary>Name of the recipe for all. Default: each one's own.</summary>
    [<CustomOperation "recipe">]
    member _.Recipe(study: Study, name: string) = { study with Recipe = Some name }

    /// <summary>Seeds, one run of each architecture per seed. Default: 0.</summary>
    [<CustomOperation "seeds">]
    member _.Seeds(study: Study, seeds: int list) = { study with Seeds = seeds }

/// <summary>Builders of recipes and studies.</summary>
[<AutoOpen>]
module RecipeBuilding =
    /// <summary>A recipe of a name: <c>recipe "quick-5" { epochs 5 .. }</c>.</summary>
    let recipe (name: string) = RecipeBuilder name

    /// <summary>A study of a name: <c>study "placement" { specs [ .. ] .. }</c>.</summary>
    let study (name: string) = StudyBuilder name
