namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Text.Expressions
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Expressions as the compiler's parser reads them.</summary>
module internal Parsing =
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
        | :? ConditionalTerm as conditional -> Conditional(ofTerm conditional.Then, ofTerm conditional.Test, ofTerm conditional.Else)
        | :? CallTerm as call -> Call(call.Function, [ for argument in call.Arguments -> ofTerm argument ])
        | _ -> invalidOp $"There is no expression for a {term.GetType().Name}."

    /// <summary>The expression in a scalar, if there is one.</summary>
    let ofScalar (scalar: YamlScalar) : SeRes2Net.Dsl.Expression option =
        match ExpressionParser.Parse(scalar, Report(fun _ _ _ -> ())) with
        | null -> None
        | expression -> Some(ofTerm expression.Root)

    /// <summary>The expression in a text, if there is one.</summary>
    let tryOfText (text: string) = ofScalar (YamlScalar(text, true, Unchecked.defaultof<_>))
