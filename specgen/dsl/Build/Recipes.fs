namespace SeRes2Net.Dsl

/// <summary>Builds a study.</summary>
type StudyBuilder(name: string) =
    /// <summary>Defaults: each architecture's own recipe, seed 0, compared with the first one.</summary>
    member _.Yield(_: unit) : Study =
        { File = "studies/" + name
          Summary = ""
          Specs = []
          Baseline = None
          Recipes = []
          Data = None
          Equivalence = None
          Measures = []
          Claims = []
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
    member _.Recipe(study: Study, name: string) = { study with Recipes = [ name ] }

    /// <summary>Names of several recipes: every architecture is trained with each.</summary>
    [<CustomOperation "recipes">]
    member _.Recipes(study: Study, names: string list) = { study with Recipes = names }

    /// <summary>Name of the data set. Default: the usual one.</summary>
    [<CustomOperation "data">]
    member _.Data(study: Study, name: string) = { study with Data = Some name }

    /// <summary>Differences in accuracy, in percentage points, that count as none in practice. Default: none are declared.</summary>
    [<CustomOperation "equivalence">]
    member _.Equivalence(study: Study, points: float) = { study with Equivalence = Some points }

    /// <summary>What is measured of every finished run beside its accuracy, such as <c>latency</c>. Default: nothing.</summary>
    [<CustomOperation "measure">]
    member _.Measure(study: Study, measures: string list) = { study with Measures = measures }

    /// <summary>Files of published figures below <c>specs/</c>, without <c>.yaml</c>, such as <c>claims/se-res2net</c>. Default: none.</summary>
    [<CustomOperation "claims">]
    member _.Claims(study: Study, files: string list) = { study with Claims = files }

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
