namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Text.Expressions
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Expressions and constants in YAML nodes.</summary>
module internal ExpressionText =
    /// <summary>The expression in a scalar.</summary>
    let ofNode (node: YamlNode) : SeRes2Net.Dsl.Expression =
        match node with
        | :? YamlScalar as scalar when not scalar.IsNull ->
            match Parsing.ofScalar scalar with
            | Some expression -> expression
            | None -> Node.unreadable node "an expression"
        | _ -> Node.unreadable node "an expression"

    let private constant (node: YamlNode) (evaluate: SeRes2Net.Compiler.Text.Expressions.Expression -> Report -> System.Nullable<'T>) =
        match ExpressionReader([||], Report(fun _ _ _ -> ())).Read(node, "it") with
        | null -> Node.unreadable node "a constant"
        | expression ->
            match evaluate expression (Report(fun _ _ _ -> ())) |> Option.ofNullable with
            | Some value -> value
            | None -> Node.unreadable node "a constant"

    let private unbounded = System.Double.PositiveInfinity

    /// <summary>A whole number without names.</summary>
    let long (node: YamlNode) =
        constant node (fun expression report -> Evaluator.Int(expression, Scope.Constants, "it", -unbounded, unbounded, report))

    /// <summary>A whole number without names, of 32 bits.</summary>
    let int (node: YamlNode) =
        let value = long node

        if value >= int64 System.Int32.MinValue && value <= int64 System.Int32.MaxValue then
            int value
        else
            Node.unreadable node "a smaller number"

    /// <summary>A number without names.</summary>
    let float (node: YamlNode) =
        constant node (fun expression report -> Evaluator.Float(expression, Scope.Constants, "it", -unbounded, unbounded, report))

    /// <summary>A truth value without names.</summary>
    let bool (node: YamlNode) = constant node (fun expression report -> Evaluator.Bool(expression, Scope.Constants, "it", report))
