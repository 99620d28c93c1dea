namespace SeRes2Net.Dsl

/// <summary>
/// A question put to several architectures: each is trained with each seed and compared with the baseline.
/// <c>specs/studies/NAME.yaml</c>.
/// </summary>
type Study =
    {
        /// <summary>Its file below <c>specs/</c>, without <c>.yaml</c>, e.g. <c>studies/placement</c>. The last part is its name.</summary>
        File: string
        /// <summary>The question, in one sentence, or empty.</summary>
        Summary: string
        /// <summary>Files of the architectures below <c>specs/</c>, without <c>.yaml</c>.</summary>
        Specs: string list
        /// <summary>Which of them the others are compared with; <c>None</c>: the first.</summary>
        Baseline: string option
        /// <summary>Recipes, with each of which every architecture is trained; empty: each one's own.</summary>
        Recipes: string list
        /// <summary>Data set; <c>None</c>: the usual one.</summary>
        Data: string option
        /// <summary>Differences in accuracy, in percentage points, that count as none in practice.</summary>
        Equivalence: float option
        /// <summary>What is measured of every finished run beside its accuracy.</summary>
        Measures: string list
        /// <summary>Files of published figures to show beside the measured ones, below <c>specs/</c>, without <c>.yaml</c>.</summary>
        Claims: string list
        /// <summary>Seeds, one run of each architecture per seed.</summary>
        Seeds: int list
    }
