namespace SeRes2Net.Dsl

/// <summary>The shape that reaches a step: <c>here.channels</c>, <c>here.rows</c>, <c>here.columns</c>.</summary>
type Here =
    {
        /// <summary>Its channels.</summary>
        channels: Expression
        /// <summary>Its rows.</summary>
        rows: Expression
        /// <summary>Its columns.</summary>
        columns: Expression
    }

/// <summary>Names that are built into the language. No parameter can have one of these names.</summary>
[<AutoOpen>]
module Names =
    /// <summary>Channels that enter the definition; for a plugged gate those at the slot.</summary>
    let channels = Expr.name "channels"

    /// <summary>Rows that enter the definition.</summary>
    let rows = Expr.name "rows"

    /// <summary>Columns that enter the definition.</summary>
    let columns = Expr.name "columns"

    /// <summary>Channels that enter the block of the stage, also in a gate plugged into it; <c>in</c> in YAML.</summary>
    let arriving = Expr.name "in"

    /// <summary>3.14159..</summary>
    let pi = Expr.name "pi"

    /// <summary>The shape that reaches this step.</summary>
    let here =
        { channels = Expr.name "here.channels"
          rows = Expr.name "here.rows"
          columns = Expr.name "here.columns" }

    /// <summary>The stage, from 1; <c>stage</c> in YAML.</summary>
    let stageNumber = Expr.name "stage"

    /// <summary>The block in its stage, from 1.</summary>
    let index = Expr.name "index"

    /// <summary>Whether this is the first block of its stage.</summary>
    let first = Expr.name "first"

    /// <summary>The block in the network, from 1.</summary>
    let depth = Expr.name "depth"

    /// <summary>Number of blocks in the network.</summary>
    let depths = Expr.name "depths"

    /// <summary>The split in channel order, from 1, inside a cascade.</summary>
    let split = Expr.name "split"

    /// <summary>Number of splits, inside a cascade.</summary>
    let splits = Expr.name "splits"

    /// <summary>The copy in a repeat, from 1.</summary>
    let copy = Expr.name "copy"

    /// <summary>Number of classes, in an architecture.</summary>
    let classes = Expr.name "classes"

/// <summary>What varies in an expression that is computed for every element.</summary>
module Element =
    /// <summary>The element; in <c>map</c>.</summary>
    let x = Expr.name "x"

    /// <summary>Its channel, from 0; in <c>constant</c>, as the others.</summary>
    let channel = Expr.name "channel"

    /// <summary>Its row, from 0.</summary>
    let row = Expr.name "row"

    /// <summary>Its column, from 0.</summary>
    let column = Expr.name "column"
