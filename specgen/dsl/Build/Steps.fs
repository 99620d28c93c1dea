namespace SeRes2Net.Dsl

/// <summary>
/// The steps that are composed of other steps; <see cref="T:SeRes2Net.Dsl.PrimitiveSteps"/> has the rest.
/// </summary>
[<AutoOpen>]
type Steps =
    /// <summary>An operation as an unconditional step, named by its kind and ordinal.</summary>
    static member step(operation: Operation) : Step = Step.Plain operation

    /// <summary>branch(x) + shortcut(x) (He et al., arXiv:1512.03385), or another merge of the two.</summary>
    /// <param name="branch">The residual branch.</param>
    /// <param name="shortcut">The way around it; <c>projection</c> and <c>pad</c> aim at the branch's shape. Default: nothing.</param>
    /// <param name="after">What follows the addition. Default: nothing.</param>
    /// <param name="merge">How the two become one. Default: add.</param>
    /// <param name="whenEqual">The addition exists only where the shapes agree. Default: false.</param>
    static member residual(branch: Step list, ?shortcut: Step list, ?after: Step list, ?merge: Merge, ?whenEqual: Expression) : Step =
        Steps.step (
            Operation.Residual
                { Branch = branch
                  Shortcut = defaultArg shortcut []
                  Merge = merge
                  After = defaultArg after []
                  WhenEqual = whenEqual }
        )

    /// <summary>In a shortcut: a 1x1 convolution and batch-norm, only where the shapes differ ("option B").</summary>
    static member projection: Step = Steps.step Operation.Projection

    /// <summary>In a shortcut: every stride-th row and column, zero channels appended, only where the shapes differ ("option A").</summary>
    static member pad: Step = Steps.step Operation.Pad

    /// <summary>Res2Net's hierarchy: the channels in equal splits, each taking up the result of the one before it (Gao et al.,
    /// arXiv:1904.01169, section 3.1).</summary>
    /// <param name="splits">Number of splits.</param>
    /// <param name="each">What every split goes through.</param>
    /// <param name="carry">Evaluated per split: whether the result of the split before it is added. Default: false.</param>
    /// <param name="passthrough">The split that goes another way, as <c>pass</c> makes it. Default: none.</param>
    static member cascade(splits: Expression, each: Step list, ?carry: Expression, ?passthrough: Passthrough) : Step =
        Steps.step (Operation.Cascade { Splits = splits; Carry = carry; Passthrough = passthrough; Each = each })

    /// <summary>The split of a cascade that goes another way.</summary>
    /// <param name="at">Which split.</param>
    /// <param name="through">What it goes through. Default: nothing.</param>
    static member pass(at: Pick<PassAt>, ?through: Step list) : Passthrough = { At = at; Through = defaultArg through [] }

    /// <summary>Parallel paths over one input, brought together.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="merge">How they become one.</param>
    /// <param name="shared">Steps that run at the end of every path with one set of weights. Default: nothing.</param>
    /// <param name="axis">What a concatenation joins. Default: channels.</param>
    static member branches(paths: Step list list, merge: Merge, ?shared: Step list, ?axis: Axis) : Step =
        Steps.step (Operation.Branches { Of = paths; Shared = defaultArg shared []; Merge = merge; Axis = axis })

    /// <summary>x * f(x), or another pairing of the two, where f(x) is broadcast from size 1.</summary>
    /// <param name="by">f: gives the factors.</param>
    /// <param name="merge">Default: multiply.</param>
    static member gatedBy(by: Step list, ?merge: GateMerge) : Step = Steps.step (Operation.Gated { By = by; Merge = merge })

    /// <summary>concat(x, f(x)) (Huang et al., arXiv:1608.06993).</summary>
    /// <param name="layers">f: gives the new channels.</param>
    static member dense(layers: Step list) : Step = Steps.step (Operation.Dense { Of = layers })

    /// <summary>Copies one after the other, each with weights of its own; <c>copy</c> counts from 1.</summary>
    /// <param name="times">Number of copies.</param>
    /// <param name="steps">What is copied.</param>
    static member repeated(times: Expression, steps: Step list) : Step = Steps.step (Operation.Repeat { Times = times; Of = steps })

    /// <summary>A place where an architecture may plug gates in; empty by default.</summary>
    static member slot(name: string) : Step = Steps.step (Operation.Slot name)

    /// <summary>Another definition with its arguments, or a parameter of type steps or gate; <c>use</c> in YAML.</summary>
    static member using(name: string, ?arguments: (string * Argument) list) : Step =
        Steps.step (Operation.Use(name, Arguments.Arguments(defaultArg arguments [])))

    /// <summary>What a parameter of type steps or gate holds, by the name that <c>let!</c> gave it.</summary>
    static member using(parameter: Expression) : Step = Steps.step (Operation.Use(parameter.Text, Arguments.Arguments []))

    /// <summary>A gate with its arguments as a step.</summary>
    static member using(gate: GateUse) : Step = Steps.step (Operation.Use(gate.Gate, gate.With))

    /// <summary>The step exists only where a condition holds: <c>relu |&gt; onlyIf (stride .&gt; 1)</c>.</summary>
    static member onlyIf (condition: Expression) (step: Step) : Step = { step with When = Some condition }

    /// <summary>The step's part of the state-dict path, instead of kind and ordinal.</summary>
    static member called (name: string) (step: Step) : Step = { step with Name = Some name }

    /// <summary>What later steps of the list call the step's value.</summary>
    static member named (name: string) (step: Step) : Step = { step with As = Some name }

    /// <summary>The step reads a named value instead of that of the step before it.</summary>
    static member reading (name: string) (step: Step) : Step = { step with Of = Some name }
