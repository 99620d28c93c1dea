namespace SeRes2Net.Dsl

/// <summary>A file of the language as a value. Each kind converts implicitly.</summary>
[<RequireQualifiedAccess>]
type SpecFile =
    /// <summary>A network.</summary>
    | Architecture of Architecture
    /// <summary>A block.</summary>
    | Block of Block
    /// <summary>A gate.</summary>
    | Gate of Gate
    /// <summary>A training protocol.</summary>
    | Recipe of Recipe
    /// <summary>A comparison of networks.</summary>
    | Study of Study

    static member op_Implicit(value: Architecture) : SpecFile = Architecture value
    static member op_Implicit(value: Block) : SpecFile = Block value
    static member op_Implicit(value: Gate) : SpecFile = Gate value
    static member op_Implicit(value: Recipe) : SpecFile = Recipe value
    static member op_Implicit(value: Study) : SpecFile = Study value

/// <summary>One finding of the compiler, the same as for a YAML file.</summary>
type Problem =
    {
        /// <summary>Its stable id, e.g. <c>SR0013</c>; <c>runner explain</c> says more.</summary>
        Id: string
        /// <summary>True: an error. False: a warning.</summary>
        IsError: bool
        /// <summary>What was expected, what was found, a suggestion.</summary>
        Message: string
        /// <summary>File of the value below <c>specs/</c>, e.g. <c>res2net-29.yaml</c>.</summary>
        File: string
        /// <summary>
        /// The part of the value that is wrong, by the keys of the language with lists counted from 0 as in F#:
        /// <c>stages[1].width</c>. Empty for the whole.
        /// </summary>
        Path: string
        /// <summary>Line in the file that was read, or for a value in the YAML that <c>Spec.write</c> gives, from 1.</summary>
        Line: int
        /// <summary>Column in that line, from 1.</summary>
        Column: int
    }

    /// <summary>In one line: <c>res2net-29.yaml, stages[1].width: error SR0013: ..</c></summary>
    override this.ToString() =
        let place = if this.Path = "" then this.File else $"{this.File}, {this.Path}"
        let severity = if this.IsError then "error" else "warning"
        $"{place}: {severity} {this.Id}: {this.Message}"
