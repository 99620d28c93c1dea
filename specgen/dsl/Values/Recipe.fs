namespace SeRes2Net.Dsl

/// <summary>How the learning rate moves over a run; positions are fractions of the run.</summary>
type Schedule =
    /// <summary>The rate is multiplied by the factor at each milestone.</summary>
    | MultiStep of milestones: float list * factor: float
    /// <summary>From <c>peak * start</c> up to the peak at <c>warmup</c>, then down to <c>peak * last</c>, linearly.</summary>
    | OneCycle of warmup: float * start: float * last: float

/// <summary>In what arithmetic a run computes.</summary>
[<RequireQualifiedAccess>]
type Precision =
    /// <summary>bf16 where the hardware has it, otherwise fp32.</summary>
    | Auto
    /// <summary>32-bit floats throughout.</summary>
    | Fp32
    /// <summary>bfloat16 activations, 32-bit weights and statistics.</summary>
    | Bf16

/// <summary>A training protocol; <c>specs/recipes/NAME.yaml</c>. What YAML need not say has the same defaults here.</summary>
type Recipe =
    {
        /// <summary>Its name, which is its file's.</summary>
        Name: string
        /// <summary>One sentence, or empty.</summary>
        Summary: string
        /// <summary>Passes over the training set.</summary>
        Epochs: int
        /// <summary>Images per step.</summary>
        Batch: int
        /// <summary>The (peak) learning rate of SGD.</summary>
        LearningRate: float
        /// <summary>Momentum of SGD.</summary>
        Momentum: float
        /// <summary>Nesterov's variant of momentum.</summary>
        Nesterov: bool
        /// <summary>L2 penalty added to every gradient.</summary>
        WeightDecay: float
        /// <summary>How the learning rate moves.</summary>
        Schedule: Schedule
        /// <summary>Random crop after padding by this many zero pixels.</summary>
        CropPadding: int
        /// <summary>Random horizontal flip.</summary>
        Flip: bool
        /// <summary>In what arithmetic it computes.</summary>
        Precision: Precision
        /// <summary>Store activations with the channels innermost.</summary>
        ChannelsLast: bool
        /// <summary>Images used from the training set; 0: all.</summary>
        TrainImages: int
    }
