namespace SeRes2Net.Dsl

/// <summary>A window's size: one number for rows and columns, or a pair of them: <c>3</c>, <c>(1, 3)</c>.</summary>
[<StructuredFormatDisplay("{Text}")>]
type Size =
    internal
    | Square of Expression
    | Sides of rows: Expression * columns: Expression

    static member op_Implicit(both: int) : Size = Square(Expression.op_Implicit both)
    static member op_Implicit(both: Expression) : Size = Square both
    static member op_Implicit((rows, columns): int * int) : Size = Sides(Expression.op_Implicit rows, Expression.op_Implicit columns)

    static member op_Implicit((rows, columns): int * Expression) : Size = Sides(Expression.op_Implicit rows, columns)
    static member op_Implicit((rows, columns): Expression * int) : Size = Sides(rows, Expression.op_Implicit columns)
    static member op_Implicit((rows, columns): Expression * Expression) : Size = Sides(rows, columns)

    /// <summary>As it is written in a YAML file.</summary>
    member this.Text =
        match this with
        | Square both -> both.Text
        | Sides(rows, columns) -> $"[{rows.Text}, {columns.Text}]"

    override this.ToString() = this.Text

/// <summary>One of several names, or an expression that gives one.</summary>
type Pick<'T> =
    /// <summary>This one.</summary>
    | Is of 'T
    /// <summary>The one whose name a parameter of type choice holds; <c>=passthrough</c> in YAML.</summary>
    | Computed of Expression

    static member op_Implicit(value: 'T) : Pick<'T> = Is value
    static member op_Implicit(value: Expression) : Pick<'T> = Computed value

/// <summary>An axis of one image's value.</summary>
[<RequireQualifiedAccess>]
type Axis =
    /// <summary>The channels.</summary>
    | Channels
    /// <summary>The rows.</summary>
    | Rows
    /// <summary>The columns.</summary>
    | Columns
