/// The DSL has exactly the steps of the language, and describes each as the language does.
module SeRes2Net.Dsl.Tests.SurfaceTests

open System
open System.IO
open System.Reflection
open System.Runtime.CompilerServices
open System.Xml.Linq
open FSharp.Reflection
open SeRes2Net.Compiler.Steps
open SeRes2Net.Dsl
open Xunit

let private cases = FSharpType.GetUnionCases typeof<Operation>

let private isOption (t: Type) = t.IsGenericType && t.GetGenericTypeDefinition() = typedefof<option<_>>

let private withoutOption (t: Type) = if isOption t then t.GetGenericArguments()[0] else t

let private fieldsOf (t: Type) = FSharpType.GetRecordFields t |> List.ofArray

let private recordOf (kind: string) =
    let case = cases |> Array.find (fun case -> StepText.kebab case.Name = kind)

    match case.GetFields() with
    | [| field |] -> fieldsOf field.PropertyType
    | _ -> []

let private casesOf (t: Type) = FSharpType.GetUnionCases t |> Array.map (fun case -> StepText.kebab case.Name) |> set

let private camel (name: string) =
    let words = name.Split '-'
    String.concat "" (words[0] :: [ for word in Seq.skip 1 words -> word.Substring(0, 1).ToUpperInvariant() + word.Substring 1 ])

let private pascal (name: string) =
    let camel = camel name
    camel.Substring(0, 1).ToUpperInvariant() + camel.Substring 1

[<Fact>]
let ``Every step of the language is a case, and every case a step`` () =
    let combinators = cases |> Array.filter (fun case -> case.Name <> "Primitive")

    Assert.Equal<string Set>(
        set StepTable.Kinds.Keys,
        Array.append combinators (FSharpType.GetUnionCases typeof<Primitive>)
        |> Array.map (fun case -> StepText.kebab case.Name)
        |> set
    )

[<Fact>]
let ``The keys of a combinator are the fields of its record`` () =
    let keys =
        [ "residual", ResidualStep.Keys
          "cascade", CascadeStep.Keys
          "branches", BranchesStep.Keys
          "gated", GatedStep.Keys
          "dense", DenseStep.Keys
          "repeat", RepeatStep.Keys ]

    for kind, keys in keys do
        Assert.Equal<string Set>(set keys, [ for field in recordOf kind -> StepText.kebab field.Name ] |> set)

    Assert.Equal<string Set>(set CascadeStep.PassKeys, [ for field in fieldsOf typeof<Passthrough> -> StepText.kebab field.Name ] |> set)
    Assert.Equal<string Set>(set CascadeStep.Places, casesOf typeof<PassAt>)
    Assert.Equal<string Set>(set SeRes2Net.Compiler.Graph.Merge.Names, casesOf typeof<SeRes2Net.Dsl.Merge>)
    Assert.Equal<string Set>(set [ for merge in GatedStep.Merges -> merge.Name ], casesOf typeof<GateMerge>)
    Assert.Equal<string Set>(set SeRes2Net.Compiler.Graph.Axes.Names, casesOf typeof<Axis>)

    // Steps that are not primitives and have no record.
    let others = [ "projection"; "pad"; "slot"; "use" ]

    let named =
        set (others @ List.map fst keys @ [ for primitive in SeRes2Net.Compiler.Graph.Primitives.All -> primitive.Name ])

    Assert.Equal<string Set>(set StepTable.Kinds.Keys, named)

// Named differently if F# or YAML uses the name for something else.
let private functionOf kind =
    match kind with
    | "gated" -> "gatedBy"
    | "repeat" -> "repeated"
    | "use" -> "using"
    | _ -> camel kind

[<Fact>]
let ``Every step has a function or value`` () =
    for kind in StepTable.Kinds.Keys do
        let found =
            [ typeof<Steps>; typeof<PrimitiveSteps> ]
            |> List.collect (fun t -> List.ofArray (t.GetMember(functionOf kind, BindingFlags.Public ||| BindingFlags.Static)))
            |> Array.ofList

        Assert.False(Array.isEmpty found, $"Steps.{functionOf kind}")

[<Fact>]
let ``Every function of expressions is a member, and every name a value`` () =
    for name in SeRes2Net.Compiler.Text.Expressions.Functions.Names do
        Assert.NotEmpty(typeof<Expr>.GetMember(name, BindingFlags.Public ||| BindingFlags.Static))

let private assembly = typeof<Spec>.Assembly

let private documented =
    lazy
        (let file = Path.ChangeExtension(assembly.Location, ".xml")

         [ for entry in XDocument.Load(file).Descendants(XName.Get "member") -> entry.Attribute(XName.Get "name").Value, entry ])

// The entry of a member, whatever its arguments.
let private entriesOf (id: string) =
    documented.Value
    |> List.filter (fun (name, _) -> name = id || name.StartsWith(id + "(") || name.StartsWith(id + "``"))
    |> List.map snd

let private summaryOf (entry: XElement) =
    match entry.Element(XName.Get "summary") with
    | null -> ""
    | summary -> summary.Value.Trim()

let private isOwn (info: MemberInfo) =
    isNull (info.GetCustomAttribute<CompilerGeneratedAttribute>())
    && isNull (info.GetCustomAttribute<Diagnostics.DebuggerNonUserCodeAttribute>())

let private nameOf (t: Type) = t.FullName.Replace('+', '.')

// Everything public, by its id in the documentation file; overloads once each.
let private publicIds =
    let declared = BindingFlags.Public ||| BindingFlags.Static ||| BindingFlags.Instance ||| BindingFlags.DeclaredOnly

    // Members that represent one case of a union, or number the cases.
    let isPartOfUnion (t: Type) = not (isNull t.DeclaringType) && FSharpType.IsUnion(t.DeclaringType, true)

    [ for t in assembly.GetExportedTypes() do
          if isOwn t && not (isPartOfUnion t) && not (t.Name.Contains '@') then
              let name = nameOf t
              $"T:{name}"

              let isUnion = FSharpType.IsUnion(t, true)

              if FSharpType.IsUnion t then
                  for case in FSharpType.GetUnionCases t do
                      $"T:{name}.{case.Name}"

              // A union's own members are its cases, and tests for them.
              if not isUnion then
                  for property in t.GetProperties declared do
                      if isOwn property || FSharpType.IsRecord t then
                          $"P:{name}.{property.Name}"

              for method in t.GetMethods declared do
                  let isOverride = method.GetBaseDefinition().DeclaringType <> t
                  let isOperator = method.Name.StartsWith "op_" || method.Name = "Pow"
                  // The twin of an inline function, with witnesses of its constraints.
                  let isTwin = method.Name.EndsWith "$W"

                  if isOwn method && not (method.IsSpecialName || isOverride || isOperator || isTwin) then
                      $"M:{name}.{method.Name}" ]

[<Fact>]
let ``Everything public is documented`` () =
    Assert.True(publicIds.Length > 200, $"{publicIds.Length} were found.")

    let missing =
        [ for id, count in List.countBy id publicIds do
              let described = entriesOf id |> List.filter (fun entry -> summaryOf entry <> "")

              if described.Length < count then
                  id ]

    Assert.True(missing.IsEmpty, String.concat "\n" missing)
