namespace SeRes2Net.Dsl

/// <summary>
/// A number, truth value or text that a spec computes: <c>width * scale</c>, <c>stride .&gt; 1</c>.
/// F#'s own operators work where F# lets them be overloaded (<c>+ - * / % **</c>); comparisons, logic and division rounded down
/// have a dot in front: <c>.= .&lt;&gt; .&lt; .&lt;= .&gt; .&gt;= .&amp;&amp; .|| .//</c>. Numbers and truth values turn into expressions by themselves.
/// F#'s <c>=</c> asks whether two expressions are written the same, at once; the question in the spec is <c>.=</c>.
/// </summary>
[<NoComparison; StructuredFormatDisplay("{Text}")>]
type Expression =
    internal
    // Not negative: a minus is an operator, as it is in the text.
    | Whole of int64
    | Real of float
    | Truth of bool
    | Quoted of string
    | Variable of string
    | Unary of operator: string * Expression
    | Binary of operator: string * Expression * Expression
    | Conditional of yes: Expression * test: Expression * no: Expression
    | Call of func: string * Expression list

    // Its precedence, as in the compiler's parser: the higher, the tighter it binds.
    member private this.Level =
        match this with
        | Conditional _ -> 0
        | Binary("or", _, _) -> 1
        | Binary("and", _, _) -> 2
        | Unary("not", _) -> 3
        | Binary(("==" | "!=" | "<" | "<=" | ">" | ">="), _, _) -> 4
        | Binary(("+" | "-"), _, _) -> 5
        | Binary("**", _, _) -> 8
        | Binary _ -> 6
        | Unary _ -> 7
        | _ -> 9

    member private this.Within level =
        let text = this.Text
        if this.Level < level then "(" + text + ")" else text

    static member private Digits(value: float) =
        let text = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture).ToLowerInvariant().Replace("e+", "e")

        if text.Contains "e-0" then
            text.Replace("e-0", "e-")
        // 0.0005 is easier to read as 5e-4.
        elif value < 1e-3 && text.StartsWith "0.000" then
            let digits = text.Substring(2).TrimStart '0'
            let exponent = text.Length - 2 - digits.Length + 1
            let rest = if digits.Length > 1 then "." + digits.Substring 1 else ""
            $"{digits[0]}{rest}e-{exponent}"
        elif text |> Seq.forall System.Char.IsDigit then
            text + ".0"
        else
            text

    /// <summary>As it is written in a YAML file.</summary>
    member this.Text: string =
        match this with
        | Whole value -> string value
        | Real value -> Expression.Digits value
        | Truth value -> if value then "true" else "false"
        | Quoted value -> if value.Contains '\'' then "\"" + value + "\"" else "'" + value + "'"
        | Variable name -> name
        | Unary("not", x) -> "not " + x.Within 3
        | Unary(sign, x) -> sign + x.Within 7
        | Binary("**", a, b) -> a.Within 9 + " ** " + b.Within 7
        | Binary(operator, a, b) ->
            // Comparisons do not chain; the others group to the left.
            let left = if this.Level = 4 then 5 else this.Level
            a.Within left + " " + operator + " " + b.Within(this.Level + 1)
        | Conditional(yes, test, no) -> yes.Within 1 + " if " + test.Within 1 + " else " + no.Within 0
        | Call(func, arguments) -> func + "(" + System.String.Join(", ", arguments |> List.map (fun x -> x.Text)) + ")"

    override this.ToString() = this.Text

    static member internal OfInt(value: int64) =
        if value >= 0L then
            Whole value
        elif value = System.Int64.MinValue then
            // Its digits alone do not fit 64 bits.
            Binary("-", Unary("-", Whole System.Int64.MaxValue), Whole 1L)
        else
            Unary("-", Whole(-value))

    static member internal OfFloat(value: float) =
        if System.Double.IsNegative value && not (System.Double.IsNaN value) then
            Unary("-", Real(-value))
        else
            Real value

    /// <summary>A whole number.</summary>
    static member op_Implicit(value: int) : Expression = Expression.OfInt(int64 value)

    /// <summary>A whole number.</summary>
    static member op_Implicit(value: int64) : Expression = Expression.OfInt value

    /// <summary>A number.</summary>
    static member op_Implicit(value: float) : Expression = Expression.OfFloat value

    /// <summary>A truth value.</summary>
    static member op_Implicit(value: bool) : Expression = Truth value

    static member (+)(a: Expression, b: Expression) = Binary("+", a, b)
    static member (+)(a: Expression, b: int) = Binary("+", a, Expression.OfInt(int64 b))
    static member (+)(a: int, b: Expression) = Binary("+", Expression.OfInt(int64 a), b)
    static member (+)(a: Expression, b: float) = Binary("+", a, Expression.OfFloat b)
    static member (+)(a: float, b: Expression) = Binary("+", Expression.OfFloat a, b)
    static member (-)(a: Expression, b: Expression) = Binary("-", a, b)
    static member (-)(a: Expression, b: int) = Binary("-", a, Expression.OfInt(int64 b))
    static member (-)(a: int, b: Expression) = Binary("-", Expression.OfInt(int64 a), b)
    static member (-)(a: Expression, b: float) = Binary("-", a, Expression.OfFloat b)
    static member (-)(a: float, b: Expression) = Binary("-", Expression.OfFloat a, b)
    static member (*)(a: Expression, b: Expression) = Binary("*", a, b)
    static member (*)(a: Expression, b: int) = Binary("*", a, Expression.OfInt(int64 b))
    static member (*)(a: int, b: Expression) = Binary("*", Expression.OfInt(int64 a), b)
    static member (*)(a: Expression, b: float) = Binary("*", a, Expression.OfFloat b)
    static member (*)(a: float, b: Expression) = Binary("*", Expression.OfFloat a, b)
    static member (/)(a: Expression, b: Expression) = Binary("/", a, b)
    static member (/)(a: Expression, b: int) = Binary("/", a, Expression.OfInt(int64 b))
    static member (/)(a: int, b: Expression) = Binary("/", Expression.OfInt(int64 a), b)
    static member (/)(a: Expression, b: float) = Binary("/", a, Expression.OfFloat b)
    static member (/)(a: float, b: Expression) = Binary("/", Expression.OfFloat a, b)
    static member (%)(a: Expression, b: Expression) = Binary("%", a, b)
    static member (%)(a: Expression, b: int) = Binary("%", a, Expression.OfInt(int64 b))
    static member (%)(a: int, b: Expression) = Binary("%", Expression.OfInt(int64 a), b)
    static member Pow(a: Expression, b: Expression) = Binary("**", a, b)
    static member Pow(a: Expression, b: int) = Binary("**", a, Expression.OfInt(int64 b))
    static member (~-)(a: Expression) = Unary("-", a)

/// <summary>Converts implicitly to an expression; the operators with a dot use it.</summary>
type ToExpression =
    /// <summary>Itself.</summary>
    static member Of(value: Expression, _: ToExpression) = value
    /// <summary>A whole number.</summary>
    static member Of(value: int, _: ToExpression) : Expression = Expression.op_Implicit value
    /// <summary>A whole number.</summary>
    static member Of(value: int64, _: ToExpression) : Expression = Expression.op_Implicit value
    /// <summary>A number.</summary>
    static member Of(value: float, _: ToExpression) : Expression = Expression.op_Implicit value
    /// <summary>A truth value.</summary>
    static member Of(value: bool, _: ToExpression) : Expression = Expression.op_Implicit value

    /// <summary>An operation by its sign in the text.</summary>
    static member Binary(operator: string, a: Expression, b: Expression) = Binary(operator, a, b)

/// <summary>Operators on expressions for which F# has no overloadable sign.</summary>
[<AutoOpen>]
module Operators =
    /// <summary>A number or truth value as an expression.</summary>
    let inline expr value : Expression =
        let inline call (witness: ^w, value: ^v) = ((^w or ^v): (static member Of: ^v * ^w -> Expression) (value, witness))

        call (Unchecked.defaultof<ToExpression>, value)

    /// <summary>Equal: <c>split .= 1</c>.</summary>
    let inline (.=) a b = ToExpression.Binary("==", expr a, expr b)

    /// <summary>Not equal.</summary>
    let inline (.<>) a b = ToExpression.Binary("!=", expr a, expr b)

    /// <summary>Less.</summary>
    let inline (.<) a b = ToExpression.Binary("<", expr a, expr b)

    /// <summary>Less or equal.</summary>
    let inline (.<=) a b = ToExpression.Binary("<=", expr a, expr b)

    /// <summary>Greater.</summary>
    let inline (.>) a b = ToExpression.Binary(">", expr a, expr b)

    /// <summary>Greater or equal.</summary>
    let inline (.>=) a b = ToExpression.Binary(">=", expr a, expr b)

    /// <summary>Both. Binds as tightly as a comparison: write <c>(a .&gt; 1) .&amp;&amp; (b .&gt; 1)</c>.</summary>
    let inline (.&&) a b = ToExpression.Binary("and", expr a, expr b)

    /// <summary>Either. Binds as tightly as a comparison: write <c>(a .&gt; 1) .|| (b .&gt; 1)</c>.</summary>
    let inline (.||) a b = ToExpression.Binary("or", expr a, expr b)

    /// <summary>Quotient rounded down: <c>channels .// 2</c>.</summary>
    let inline (.//) a b = ToExpression.Binary("//", expr a, expr b)

/// <summary>Functions of expressions.</summary>
type Expr =
    /// <summary>A parameter or built-in name, e.g. <c>Expr.name "here.channels"</c>.</summary>
    static member name(name: string) : Expression = Variable name

    /// <summary>A text, for comparison with a parameter of type choice: <c>shortcut .= Expr.text "pad"</c>.</summary>
    static member text(value: string) : Expression = Quoted value

    /// <summary>The opposite of a truth value.</summary>
    static member not(value: Expression) : Expression = Unary("not", value)

    /// <summary>One value if a condition holds, otherwise another.</summary>
    static member choose(test: Expression, yes: Expression, no: Expression) : Expression = Conditional(yes, test, no)

    /// <summary>The smallest.</summary>
    static member min(a: Expression, b: Expression, [<System.ParamArray>] more: Expression[]) : Expression =
        Call("min", a :: b :: List.ofArray more)

    /// <summary>The largest.</summary>
    static member max(a: Expression, b: Expression, [<System.ParamArray>] more: Expression[]) : Expression =
        Call("max", a :: b :: List.ofArray more)

    /// <summary>The nearest integer, half up.</summary>
    static member round(x: Expression) : Expression = Call("round", [ x ])

    /// <summary>The largest integer not greater than x.</summary>
    static member floor(x: Expression) : Expression = Call("floor", [ x ])

    /// <summary>The smallest integer not less than x.</summary>
    static member ceil(x: Expression) : Expression = Call("ceil", [ x ])

    /// <summary>The absolute value.</summary>
    static member abs(x: Expression) : Expression = Call("abs", [ x ])

    /// <summary>The logarithm to base 2, a float.</summary>
    static member log2(x: Expression) : Expression = Call("log2", [ x ])

    /// <summary>The square root, a float.</summary>
    static member sqrt(x: Expression) : Expression = Call("sqrt", [ x ])

    /// <summary>The natural logarithm, a float.</summary>
    static member log(x: Expression) : Expression = Call("log", [ x ])

    /// <summary>e to the power of x.</summary>
    static member exp(x: Expression) : Expression = Call("exp", [ x ])

    /// <summary>1 / (1 + exp(-x)).</summary>
    static member sigmoid(x: Expression) : Expression = Call("sigmoid", [ x ])

    /// <summary>The hyperbolic tangent.</summary>
    static member tanh(x: Expression) : Expression = Call("tanh", [ x ])

    /// <summary>The sine of an angle in radians.</summary>
    static member sin(x: Expression) : Expression = Call("sin", [ x ])

    /// <summary>The cosine of an angle in radians.</summary>
    static member cos(x: Expression) : Expression = Call("cos", [ x ])

    /// <summary>The first of the values for 0, the second for 1, ..</summary>
    static member pick(index: Expression, [<System.ParamArray>] values: Expression[]) : Expression =
        Call("pick", index :: List.ofArray values)
