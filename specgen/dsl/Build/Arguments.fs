namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Documents

/// <summary>Converts implicitly to the value of a parameter.</summary>
type ToArgument =
    /// <summary>Itself.</summary>
    static member Of(value: Argument, _: ToArgument) = value
    /// <summary>A number, truth value or expression; the definition decides what a name on its own means.</summary>
    static member Of(value: Expression, _: ToArgument) = Argument.Plain value
    /// <summary>A whole number.</summary>
    static member Of(value: int, _: ToArgument) = Argument.Plain(Expression.op_Implicit value)
    /// <summary>A whole number.</summary>
    static member Of(value: int64, _: ToArgument) = Argument.Plain(Expression.op_Implicit value)
    /// <summary>A number.</summary>
    static member Of(value: float, _: ToArgument) = Argument.Plain(Expression.op_Implicit value)
    /// <summary>A truth value.</summary>
    static member Of(value: bool, _: ToArgument) = Argument.Plain(Expression.op_Implicit value)
    /// <summary>A name: a choice, or a gate without arguments.</summary>
    static member Of(value: string, _: ToArgument) = ToArgument.Word value
    /// <summary>One step.</summary>
    static member Of(value: Step, _: ToArgument) = Argument.Given [ value ]
    /// <summary>Steps.</summary>
    static member Of(value: Step list, _: ToArgument) = Argument.Given value
    /// <summary>A gate.</summary>
    static member Of(value: GateUse, _: ToArgument) = ToArgument.Gate value

    /// <summary>A gate; just its name if it has no arguments.</summary>
    static member Gate(gate: GateUse) : Argument =
        if gate.With.Pairs.IsEmpty && Naming.IsName gate.Gate then
            ToArgument.Word gate.Gate
        else
            Argument.Gate gate

    /// <summary>
    /// A name: a choice, or a gate without arguments. As in YAML, anything spelt like an expression is one; a choice spelt like one is
    /// normalised, so <c>a  +  b</c> becomes <c>a + b</c>.
    /// </summary>
    static member Word(text: string) : Argument =
        match Parsing.tryOfText text with
        // A name may look like a difference: se-2.
        | Some expression when expression.Text = text || not (Naming.IsName text) -> Argument.Plain expression
        | _ -> Argument.Word text

/// <summary>Arguments of blocks and gates.</summary>
[<AutoOpen>]
module ArgumentBuilding =
    /// <summary>A value for a parameter.</summary>
    let inline argument value : Argument =
        let inline call (witness: ^w, value: ^v) = ((^w or ^v): (static member Of: ^v * ^w -> Argument) (value, witness))

        call (Unchecked.defaultof<ToArgument>, value)

    /// <summary>
    /// A parameter's name with its value: <c>"width" =&gt; 12</c>. The value is a number, a truth value, an expression, a text for a
    /// choice, steps, or a gate.
    /// </summary>
    let inline (=>) (name: string) value : string * Argument = name, argument value

    /// <summary>A choice computed by an expression, <c>=passthrough</c> in YAML.</summary>
    let choosing (value: Expression) = Argument.Choosing value

    /// <summary>No gate, for a gate parameter that has one by default.</summary>
    let noGate: GateUse =
        { Gate = SeRes2Net.Compiler.Steps.Arguments.NoGate
          With = Arguments.Arguments [] }

    /// <summary>Arguments by their names.</summary>
    let arguments (pairs: (string * Argument) list) = Arguments.Arguments pairs

/// <summary>Optional arguments that typed wrappers pass on.</summary>
type Optional =
    /// <summary>A number, truth value or expression.</summary>
    static member expression(name: string, value: Expression option) : (string * Argument) option =
        value |> Option.map (fun value -> name, Argument.Plain value)

    /// <summary>One of some names.</summary>
    static member choice(name: string, value: Pick<'T> option, text: 'T -> string) : (string * Argument) option =
        value
        |> Option.map (function
            | Is value -> name, ToArgument.Word(text value)
            | Computed value -> name, Argument.Choosing value)

    /// <summary>Steps.</summary>
    static member steps(name: string, value: Step list option) : (string * Argument) option =
        value |> Option.map (fun value -> name, Argument.Given value)

    /// <summary>A gate.</summary>
    static member gate(name: string, value: GateUse option) : (string * Argument) option =
        value |> Option.map (fun value -> name, ToArgument.Gate value)

    /// <summary>A block of this name with the arguments that were given.</summary>
    static member block(name: string, given: (string * Argument) option list) : BlockUse =
        { Block = name; With = Arguments.Arguments(List.choose id given) }

    /// <summary>A gate of this name with the arguments that were given.</summary>
    static member gate(name: string, given: (string * Argument) option list) : GateUse =
        { Gate = name; With = Arguments.Arguments(List.choose id given) }
