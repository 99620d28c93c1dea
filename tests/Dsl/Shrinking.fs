namespace SeRes2Net.Dsl.Tests

open System
open FSharp.Reflection
open SeRes2Net.Dsl

/// Simpler values of the DSL, for readable counterexamples. Names and files stay as they are, so that they stay different.
module Shrinking =
    let private isKeptName (t: Type) (field: string) =
        match field with
        | "Summary" -> false
        | "Name" -> t = typeof<Parameter>
        | _ -> true

    let private replaced (values: obj[]) (make: obj[] -> obj) (smaller: int -> obj -> obj seq) =
        seq {
            for i in 0 .. values.Length - 1 do
                for other in smaller i values[i] do
                    let changed = Array.copy values
                    changed[i] <- other
                    make changed
        }

    let rec private simpler (t: Type) (value: obj) : obj seq =
        let isA (definition: Type) = t.IsGenericType && t.GetGenericTypeDefinition() = definition

        if t = typeof<Expression> then
            Seq.cast<obj>(simplerExpression (value :?> Expression))
        elif t = typeof<Argument> then
            match value :?> Argument with
            | Argument.Word _ -> Seq.empty
            | _ -> fields t value
        elif t = typeof<Arguments> then
            let pairs = (value :?> Arguments).Pairs

            seq {
                for i in 0 .. pairs.Length - 1 do
                    box (Arguments.Arguments(List.removeAt i pairs))

                for i, (name, argument) in List.indexed pairs do
                    for other in simpler typeof<Argument> argument do
                        box (Arguments.Arguments(List.updateAt i (name, other :?> Argument) pairs))
            }
        elif isA typedefof<list<_>> then
            let case = FSharpType.GetUnionCases t
            let item = t.GetGenericArguments()[0]
            let items = (value :?> Collections.IEnumerable) |> Seq.cast<obj> |> Array.ofSeq

            let make (items: obj[]) =
                Array.foldBack
                    (fun item rest -> FSharpValue.MakeUnion(case[1], [| item; rest |]))
                    items
                    (FSharpValue.MakeUnion(case[0], [||]))

            seq {
                for i in 0 .. items.Length - 1 do
                    make (Array.removeAt i items)

                if item <> typeof<string> then
                    yield! replaced items make (fun _ -> simpler item)
            }
        elif FSharpType.IsUnion(t, true) then
            fields t value
        elif FSharpType.IsRecord t then
            let properties = FSharpType.GetRecordFields t

            replaced (FSharpValue.GetRecordFields value) (fun values -> FSharpValue.MakeRecord(t, values)) (fun i field ->
                match field with
                | :? string as text -> if isKeptName t properties[i].Name || text = "" then Seq.empty else simplerText text
                | _ -> simpler properties[i].PropertyType field)
        elif FSharpType.IsTuple t then
            let types = FSharpType.GetTupleElements t
            replaced (FSharpValue.GetTupleFields value) (fun values -> FSharpValue.MakeTuple(values, t)) (fun i -> simpler types[i])
        else
            match value with
            | :? int as n when n <> 1 -> [ box 1 ]
            | :? float as x when x <> 1.0 -> [ box 1.0 ]
            | :? bool as b when b -> [ box false ]
            | _ -> Seq.empty

    and private fields (t: Type) (value: obj) =
        let case, values = FSharpValue.GetUnionFields(value, t, true)

        seq {
            if t.IsGenericType && t.GetGenericTypeDefinition() = typedefof<option<_>> && values.Length = 1 then
                FSharpValue.MakeUnion((FSharpType.GetUnionCases t)[0], [||])

            let properties = case.GetFields()
            yield! replaced values (fun values -> FSharpValue.MakeUnion(case, values, true)) (fun i -> simpler properties[i].PropertyType)
        }

    and private simplerText (text: string) : obj seq =
        let half = text.Length / 2

        seq {
            ""
            text.Substring half
            text.Substring(0, half)

            if text.Length < 12 then
                for i in 0 .. text.Length - 1 do
                    text.Remove(i, 1)
        }
        |> Seq.filter (fun other -> other <> text && other |> Seq.forall (Char.IsSurrogate >> not))
        |> Seq.cast

    and private simplerExpression (value: Expression) : Expression seq =
        let inside (children: Expression list) (make: Expression list -> Expression) =
            seq {
                yield! children

                for i, child in List.indexed children do
                    for other in simplerExpression child do
                        make (List.updateAt i other children)
            }

        match value with
        | Whole 1L -> Seq.empty
        | Whole _
        | Real _
        | Truth _
        | Quoted _
        | Variable _ -> [ Whole 1L ]
        | Unary(sign, x) -> inside [ x ] (fun list -> Unary(sign, list[0]))
        | Binary(sign, a, b) -> inside [ a; b ] (fun list -> Binary(sign, list[0], list[1]))
        | Conditional(a, b, c) -> inside [ a; b; c ] (fun list -> Conditional(list[0], list[1], list[2]))
        | Call(name, list) -> inside list (fun list -> Call(name, list))

    /// Simpler values to try instead of one that failed.
    let shrink (value: SpecFile) : SpecFile seq = simpler typeof<SpecFile> value |> Seq.cast
