namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Diagnostics
open SeRes2Net.Compiler.Expressions
open SeRes2Net.Compiler.Yaml

/// <summary>Expressions as the compiler's parser reads them.</summary>
module internal ExpressionText =
    let rec private ofTerm (term: Term) : SeRes2Net.Dsl.Expression =
        match term with
        | :? LiteralTerm as literal ->
            match literal.Value.Kind with
            | ConstantKind.Int -> Whole literal.Value.Int
            | ConstantKind.Float -> Real literal.Value.Float
            | ConstantKind.Bool -> Truth literal.Value.Bool
            | _ -> Quoted literal.Value.Text
        | :? NameTerm as name -> Variable name.Name
        | :? UnaryTerm as unary -> Unary(unary.Operator, ofTerm unary.Operand)
        | :? BinaryTerm as binary -> Binary(binary.Operator, ofTerm binary.Left, ofTerm binary.Right)
        | :? ConditionalTerm as conditional ->
            Conditional(ofTerm conditional.Then, ofTerm conditional.Test, ofTerm conditional.Else)
        | :? CallTerm as call -> Call(call.Function, [ for argument in call.Arguments -> ofTerm argument ])
        | _ -> invalidOp $"There is no expression for a {term.GetType().Name}."

    let private parse (scalar: YamlScalar) : SeRes2Net.Dsl.Expression option =
        match ExpressionParser.Parse(scalar, Report(fun _ _ _ -> ())) with
        | null -> None
        | expression -> Some(ofTerm expression.Root)

    /// <summary>The expression in a text, where there is one.</summary>
    let tryOfText (text: string) = parse (YamlScalar(text, true, Unchecked.defaultof<_>))

    /// <summary>The expression in a scalar.</summary>
    let ofNode (node: YamlNode) : SeRes2Net.Dsl.Expression =
        match node with
        | :? YamlScalar as scalar when not scalar.IsNull ->
            match parse scalar with
            | Some expression -> expression
            | None -> Node.unreadable node "an expression"
        | _ -> Node.unreadable node "an expression"

    let private constant (node: YamlNode) (evaluate: SeRes2Net.Compiler.Expressions.Expression -> Report -> System.Nullable<'T>) =
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
    let bool (node: YamlNode) =
        constant node (fun expression report -> Evaluator.Bool(expression, Scope.Constants, "it", report))
