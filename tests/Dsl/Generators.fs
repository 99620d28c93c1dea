namespace SeRes2Net.Dsl.Tests

open System
open FSharp.Reflection
open FsCheck
open FsCheck.FSharp
open SeRes2Net.Dsl

/// Values of the DSL, made only through the public API. They need not be networks that make sense.
module Generators =
    // Texts that are not texts in YAML, or look like it.
    let private words =
        "a Res2Net-29 yes No off ~ null NULL true False 12 -3 +4 0x1F 1e5 0777 0o17 .5 -.5 .inf .nan 007 1.50 3x3 a-1 1 2".Split ' '

    let private signs =
        "- -a -- --- ... .. : a: a:b # #a a#b a\\ { } {} [ ] [a] , *a &a !a %a @a `a | |- > << ? =x =-x a( b) ( $a a|b a&b /a _".Split ' '

    let private quotes = "' \" 'a' \"a\" it's '' a\"b \\ \\n '\"".Split ' '

    let private keys = "gate with name repeat gates block at when streams extends language body slot use of not if".Split ' '

    let private scripts =
        [ "é"; "日本語"; "العربية"; "٣"; "😀"; "a\u0301"; "\u2028"; "\u2029"; "\u0085"; "\uFEFF"; "a\uFEFF"; "\uFFFD"; "\uFFFE" ]

    let private controls = [ "\n"; "a\nb"; "a\r\nb"; "\r"; "\t"; "a\tb"; "\u0000"; "\u001B[31m"; "\u007F"; "\u00A0"; "\u202E" ]

    let private spaced =
        [ ""
          " "
          " a"
          "a "
          "a  b"
          "- a"
          "--- a"
          "... a"
          "a: b"
          ": a"
          "a #b"
          "{ a: 1 }"
          "a, b"
          "!!str a"
          "? a"
          "= x" ]

    let private expressionLike = [ "max(1, x)"; "a == b"; "a if b else c"; "a  +  b" ]

    let private long = [ String('x', 200); String('a', 150) + " " + String('b', 150); "a " + String('-', 300) ]

    let private hostile =
        List.concat
            [ List.ofArray words
              List.ofArray signs
              List.ofArray quotes
              List.ofArray keys
              scripts
              controls
              spaced
              expressionLike
              long ]

    let private anyChar =
        Gen.frequency [ 6, Gen.choose (32, 126); 1, Gen.choose (0, 0xD7FF); 1, Gen.choose (0xE000, 0xFFFF) ] |> Gen.map char

    /// A text of one or more lines, in any script.
    let text =
        let random = Gen.choose (1, 12) |> Gen.bind (fun n -> Gen.listOfLength n anyChar) |> Gen.map (Array.ofList >> String)

        Gen.frequency
            [ 5, Gen.elements hostile
              2, Gen.map2 (+) (Gen.elements hostile) (Gen.elements hostile)
              2, random
              1, Gen.constant (String('y', 5000)) ]

    // Never half a character.
    let private upTo count (text: string) =
        if text.Length <= count then text
        elif Char.IsHighSurrogate text[count - 1] then text.Substring(0, count - 1)
        else text.Substring(0, count)

    // A value has the name of its file, without a folder.
    let private ownName = text |> Gen.filter (fun text -> not (text.Contains '/'))

    // YAML allows keys of up to 1024 characters.
    let private key = Gen.map (upTo 900) text

    // A part of a path: excludes parts that would make a different path.
    let private fileName =
        Gen.frequency
            [ 4, Gen.elements [ "net"; "res2net-29"; "Net_2" ]
              1, Gen.elements [ "ünï"; "a b"; "- x"; "#x"; "it's"; "net.yaml"; "yes" ] ]

    let private folder =
        Gen.frequency [ 3, Gen.constant ""; 2, Gen.elements [ "families/depth/"; "studies/"; "my nets/"; "日本/" ] ]

    let private file = Gen.map2 (+) folder fileName

    let private variable =
        let letters = List.concat [ [ 'a' .. 'z' ]; [ 'A' .. 'Z' ]; [ '_' ] ]

        let word =
            Gen.map2
                (fun (first: char) rest -> string first + String(Array.ofList rest))
                (Gen.elements letters)
                (Gen.choose (0, 3) |> Gen.bind (fun n -> Gen.listOfLength n (Gen.elements (letters @ [ '0' .. '9' ]))))

        let isName (name: string) = not (Seq.contains name SeRes2Net.Compiler.Text.Expressions.Lexer.Words)

        Gen.frequency
            [ 3,
              Gen.elements
                  [ "width"
                    "carry-first"
                    "here.channels"
                    "stage"
                    "a-b-c"
                    "null"
                    "yes"
                    "No"
                    "on"
                    "True"
                    "NULL"
                    "min"
                    "e5"
                    "_" ]
              1, Gen.filter isName word ]
        |> Gen.map Expr.name

    let private finite = ArbMap.defaults |> ArbMap.generate<NormalFloat> |> Gen.map float

    let private number: Gen<Expression> =
        Gen.oneof
            [ Gen.choose (-3, 20) |> Gen.map (fun n -> n)
              Gen.elements [ Int64.MaxValue; Int64.MinValue; 1L <<< 53; 3000000000L ] |> Gen.map (fun n -> n)
              Gen.elements
                  [ 5e-4; 0.1; 0.5; 1.0; -0.0; 1e-5; 1e16; 123456789012.0; 1e300; 5e-324; 1.7976931348623157e308; 1e-7; 0.00012345; -2.5 ]
              |> Gen.map (fun x -> x)
              finite |> Gen.map (fun x -> x) ]

    // One kind of quotes must remain to enclose it.
    let private quoted =
        text |> Gen.map (upTo 30) |> Gen.filter (fun text -> not (text.Contains '\'' && text.Contains '"')) |> Gen.map Expr.text

    let private binary: (Expression -> Expression -> Expression) list =
        [ fun a b -> a + b
          fun a b -> a - b
          fun a b -> a * b
          fun a b -> a / b
          fun a b -> a % b
          fun a b -> a ** b
          fun a b -> a .// b
          fun a b -> a .= b
          fun a b -> a .<> b
          fun a b -> a .< b
          fun a b -> a .<= b
          fun a b -> a .> b
          fun a b -> a .>= b
          fun a b -> a .&& b
          fun a b -> a .|| b ]

    let private unary: (Expression -> Expression) list =
        [ (~-); Expr.not; Expr.round; Expr.floor; Expr.ceil; Expr.abs; Expr.log2; Expr.sqrt ]

    /// Every operator and function inside every other.
    let rec private expressionOf depth : Gen<Expression> =
        let leaf = Gen.frequency [ 3, variable; 3, number; 1, Gen.elements [ true; false ] |> Gen.map (fun b -> b); 1, quoted ]

        if depth = 0 then
            leaf
        else
            let inner = expressionOf (depth - 1)

            Gen.frequency
                [ 2, leaf
                  8, Gen.map3 (fun make a b -> make a b) (Gen.elements binary) inner inner
                  3, Gen.map2 (fun make a -> make a) (Gen.elements unary) inner
                  2, Gen.map3 (fun test yes no -> Expr.choose (test, yes, no)) inner inner inner
                  1, Gen.map2 (fun (a: Expression) (b: Expression) -> Expr.min (a, b)) inner inner
                  1, Gen.map3 (fun a b (c: Expression) -> Expr.max (a, b, c)) inner inner inner ]

    // The language allows expressions of up to 1000 characters.
    let expression = Gen.choose (0, 4) |> Gen.bind expressionOf |> Gen.filter (fun e -> e.Text.Length <= 1000)

    let private small = Gen.choose (0, 2) |> Gen.bind expressionOf |> Gen.filter (fun e -> e.Text.Length <= 1000)

    let private optional gen = Gen.frequency [ 1, Gen.constant None; 1, Gen.map Some gen ]

    let private listUpTo count gen = Gen.choose (0, count) |> Gen.bind (fun n -> Gen.listOfLength n gen)

    let private size: Gen<Size> =
        Gen.oneof
            [ Gen.choose (-1, 7) |> Gen.map (fun n -> n)
              small |> Gen.map (fun e -> e)
              Gen.map2 (fun (a: Expression) (b: Expression) -> (a, b)) small small |> Gen.map (fun pair -> pair) ]

    // A text that begins like a computed choice is one.
    let private word = text |> Gen.filter (fun text -> not (text.StartsWith '='))

    /// A value of one of the types that steps are made of; a step has at most this many others inside it.
    let rec private value (depth: int) (t: Type) : Gen<obj> =
        let isA (definition: Type) = t.IsGenericType && t.GetGenericTypeDefinition() = definition
        let inner = t.GetGenericArguments()

        if t = typeof<Expression> then
            Gen.map box small
        elif t = typeof<Size> then
            Gen.map box size
        elif t = typeof<string> then
            Gen.map box text
        elif t = typeof<Step list> then
            Gen.map box (steps depth)
        elif t = typeof<Axis list> then
            Gen.elements [ [ Axis.Columns; Axis.Rows; Axis.Channels ]; [ Axis.Rows; Axis.Columns; Axis.Channels ] ] |> Gen.map box
        elif t = typeof<Step list list> then
            Gen.map box (listUpTo 3 (steps depth))
        elif t = typeof<Arguments> then
            Gen.map box (arguments depth)
        elif isA typedefof<option<_>> then
            let cases = FSharpType.GetUnionCases t

            Gen.frequency
                [ 1, Gen.constant (FSharpValue.MakeUnion(cases[0], [||]))
                  1, value depth inner[0] |> Gen.map (fun some -> FSharpValue.MakeUnion(cases[1], [| some |])) ]
        elif FSharpType.IsRecord t then
            fields depth (FSharpType.GetRecordFields t) |> Gen.map (fun values -> FSharpValue.MakeRecord(t, values))
        else
            Gen.elements (FSharpType.GetUnionCases t)
            |> Gen.bind (fun case -> fields depth (case.GetFields()) |> Gen.map (fun values -> FSharpValue.MakeUnion(case, values)))

    and private fields depth (properties: Reflection.PropertyInfo[]) : Gen<obj[]> =
        let one (property: Reflection.PropertyInfo) = value depth property.PropertyType
        properties |> List.ofArray |> Gen.collectToList one |> Gen.map Array.ofList

    /// A step of the given kind.
    and stepOf depth (case: UnionCaseInfo) : Gen<Step> =
        gen {
            let! given = fields (depth - 1) (case.GetFields())
            let! condition = Gen.frequency [ 3, Gen.constant None; 1, Gen.map Some small ]
            let! name = Gen.frequency [ 3, Gen.constant None; 1, Gen.map Some text ]
            let! named = Gen.frequency [ 5, Gen.constant None; 1, Gen.map Some text ]
            let! read = Gen.frequency [ 5, Gen.constant None; 1, Gen.map Some text ]

            return
                { Operation = FSharpValue.MakeUnion(case, given) :?> Operation
                  When = condition
                  Name = name
                  As = named
                  Of = read }
        }

    and private steps depth : Gen<Step list> =
        let cases = FSharpType.GetUnionCases typeof<Operation>

        let isFlat (case: UnionCaseInfo) =
            not (List.contains case.Name [ "Residual"; "Cascade"; "Branches"; "Gated"; "Dense"; "Repeat"; "Use" ])

        // One case represents all primitives.
        let primitives = cases |> Array.filter (fun case -> case.Name = "Primitive") |> Array.collect (Array.replicate 6)
        let kinds = Array.append primitives (if depth > 0 then cases else Array.filter isFlat cases)
        listUpTo (if depth > 0 then 3 else 2) (Gen.elements kinds |> Gen.bind (stepOf depth))

    and private argumentOf depth : Gen<Argument> =
        Gen.frequency
            [ 4, Gen.map argument small
              3, Gen.map argument word
              1, Gen.map choosing small
              1, Gen.map argument (steps (depth - 1))
              1, Gen.map argument (gateUse (depth - 1)) ]

    and arguments depth : Gen<Arguments> =
        if depth <= 0 then
            listUpTo 2 (Gen.zip key (Gen.map argument small))
        else
            listUpTo 4 (Gen.zip key (argumentOf depth))
        |> Gen.map (List.distinctBy fst >> SeRes2Net.Dsl.ArgumentBuilding.arguments)

    and private gateUse depth : Gen<GateUse> = Gen.map2 (fun name (given: Arguments) -> gateOf name given.Pairs) text (arguments depth)

    let private stepList = steps 2

    let private parameterType =
        let bounds make = Gen.map2 (fun min max -> make (min, max)) (optional small) (optional small)

        Gen.oneof
            [ bounds ParameterType.Int
              bounds ParameterType.Float
              Gen.constant ParameterType.Bool
              listUpTo 4 text |> Gen.map ParameterType.Choice
              Gen.constant ParameterType.Steps
              Gen.constant ParameterType.Gate ]

    let private parameter =
        gen {
            let! name = key
            let! kind = parameterType
            let! usual = optional (argumentOf 1)
            let! firstOnly = Gen.elements [ true; false ]
            let! summary = text

            return
                { Name = name
                  Type = kind
                  Default = usual
                  FirstOnly = firstOnly
                  Summary = summary }
        }

    let private parameters = listUpTo 4 parameter |> Gen.map (List.distinctBy (fun parameter -> parameter.Name))

    let private check =
        Gen.map3
            (fun make (condition: Expression) (message: string) -> make (condition, message))
            (Gen.elements [ Require; WarnIf ])
            expression
            text

    let private shape = Gen.choose (-1, 300) |> Gen.three

    let private example = Gen.map2 (fun input given -> { Input = input; With = given }) shape (arguments 1)

    let private body =
        Gen.frequency [ 1, stepList |> Gen.filter (List.isEmpty >> not) |> Gen.map (List.head >> Single); 2, Gen.map Sequence stepList ]

    let private define (make: string -> string -> Parameter list -> Check list -> Example option -> Body -> SpecFile) body =
        gen {
            let! name = ownName
            let! summary = text
            let! parameters = parameters
            let! checks = listUpTo 2 check
            let! attempt = optional example
            let! body = body
            return make name summary parameters checks attempt body
        }

    let private makeBlock name summary parameters checks attempt body =
        SpecFile.Block
            { Name = name
              Summary = summary
              Parameters = parameters
              Checks = checks
              Try = attempt
              Body = body }

    let block = define makeBlock body

    let gate =
        define
            (fun name summary parameters checks attempt body ->
                SpecFile.Gate
                    { Name = name
                      Summary = summary
                      Parameters = parameters
                      Checks = checks
                      Try = attempt
                      Body = body })
            body

    /// Blocks with a single step; every kind is equally likely.
    let stepsOfEveryKind =
        Gen.elements (FSharpType.GetUnionCases typeof<Operation>)
        |> Gen.bind (stepOf 3)
        |> Gen.map (fun step -> makeBlock "one" "" [] [] None (Single step))

    /// Blocks that hold an expression wherever one is possible.
    let expressions =
        Gen.map2
            (fun (a: Expression) (b: Expression) ->
                let parameter = Parameters.int ("p", min = a, max = b, value = a)

                makeBlock
                    "one"
                    ""
                    [ parameter ]
                    [ Require(b, "m") ]
                    None
                    (Sequence [ conv (out = a, kernel = Size.op_Implicit b) |> onlyIf b ]))
            expression
            expression

    let private decimal =
        Gen.oneof [ Gen.elements [ 0.0; 1.0; -0.0; 0.9; 5e-4; 0.1; 1e-5; 300.0; 1e15; 1e16; 1e300; 5e-324 ]; finite ]

    let private schedule =
        Gen.oneof
            [ Gen.map2 (fun milestones factor -> MultiStep(milestones, factor)) (listUpTo 3 decimal) decimal
              Gen.map3 (fun warmup start last -> OneCycle(warmup, start, last)) decimal decimal decimal
              Gen.map Cosine decimal
              Gen.map Linear decimal ]

    let private count = Gen.oneof [ Gen.choose (-2, 400); Gen.elements [ Int32.MaxValue; Int32.MinValue ] ]

    let private truth = Gen.elements [ true; false ]

    let private optimizer =
        Gen.oneof
            [ Gen.map3 (fun (momentum, decay) nesterov decoupled -> Sgd(momentum, nesterov, decay, decoupled)) (Gen.two decimal) truth truth
              Gen.map (fun (beta1, beta2, epsilon, decay) -> Adamw(beta1, beta2, epsilon, decay)) (Gen.four decimal)
              Gen.map3 (fun momentum decay rest -> Muon(momentum, decay, rest)) decimal decimal decimal ]

    let recipe =
        gen {
            let! name = ownName
            let! summary = text
            let! epochs, batch, crop, images = Gen.four count
            let! accumulate, lookahead, validation, every = Gen.four count
            let! randAugment, cutout = Gen.two count
            let! rate, biasRate, clip, smoothing = Gen.four decimal
            let! warmup, warmupStart, ema, lookaheadRate = Gen.four decimal
            let! resized, magnitude, mixup, mixupShare = Gen.four decimal
            let! cutmix, cutmixShare = Gen.two decimal
            let! flip, alternate, last, decayNorms = Gen.four truth
            let! optimizer = optimizer
            let! schedule = schedule
            let! precision = Gen.elements (List.ofArray (Enum.GetValues<Precision>()))
            let! views = Gen.elements (List.ofArray (Enum.GetValues<TestViews>()))

            return
                SpecFile.Recipe
                    { Name = name
                      Summary = summary
                      Epochs = epochs
                      Batch = batch
                      Accumulate = accumulate
                      LearningRate = rate
                      Optimizer = optimizer
                      DecayNorms = decayNorms
                      NormBiasRate = biasRate
                      ClipNorm = clip
                      Schedule = schedule
                      Warmup = warmup
                      WarmupStart = warmupStart
                      LabelSmoothing = smoothing
                      Ema = ema
                      Lookahead = lookahead
                      LookaheadRate = lookaheadRate
                      ResizedCrop = resized
                      CropPadding = crop
                      Flip = flip
                      AlternateFlip = alternate
                      RandAugment = randAugment
                      Magnitude = magnitude
                      Cutout = cutout
                      Mixup = mixup
                      MixupProbability = mixupShare
                      Cutmix = cutmix
                      CutmixProbability = cutmixShare
                      TestViews = views
                      Precision = precision
                      ChannelsLast = last
                      TrainImages = images
                      ValidationImages = validation
                      EvaluateEvery = every }
        }

    let study =
        gen {
            let! own = file
            let! summary = text
            let! specs = listUpTo 5 file
            let! baseline = optional file
            let! recipes = listUpTo 3 text
            let! data = optional text
            let! equivalence = optional (Gen.elements [ 0.1; 0.25; 2.0 ])
            let! measures = listUpTo 2 text
            let! claims = listUpTo 2 file
            let! seeds = listUpTo 4 count

            return
                SpecFile.Study
                    { File = own
                      Summary = summary
                      Specs = specs
                      Baseline = baseline
                      Recipes = recipes
                      Data = data
                      Equivalence = equivalence
                      Measures = measures
                      Claims = claims
                      Seeds = seeds }
        }

    let private streams = Gen.oneof [ Gen.elements [ All; Last ]; Gen.map First count; Gen.map Only (listUpTo 3 count) ]

    // Slots with a predefined name are not written as text.
    let private slot =
        text |> Gen.filter (fun text -> not (List.contains text [ "pre"; "split"; "concat"; "residual"; "identity"; "post" ]))

    let private placement =
        Gen.oneof
            [ Gen.elements [ Pre; Concat; Residual; Identity; Post ]
              Gen.map Split streams
              Gen.map At slot
              Gen.map2 (fun slot which -> AtStreams(slot, which)) slot streams ]

    let private pluggedGate =
        Gen.map3 (fun gate at condition -> { Gate = gate; At = at; When = condition }) (gateUse 1) placement (optional small)

    let private stage =
        gen {
            let! name = optional text
            let! block = optional text
            let! times = optional small
            let! given = arguments 1
            let! gates = optional (listUpTo 2 pluggedGate)

            return { Name = name; Block = block; Repeat = times; With = given; Gates = gates }
        }

    let private expect =
        let count = optional (Gen.elements [ 0L; 1L; 670337L; -4L; Int64.MaxValue; 9007199254740993L ])

        Gen.map (fun (a, b, c, d) -> { Parameters = a; ParametersMax = b; Macs = c; MacsMax = d }) (Gen.four count)

    let private root =
        gen {
            let! name = text
            let! summary = text
            let! input = optional shape
            let! classes = optional count
            let! stem = stepList
            let! block = optional text
            let! times = optional small
            let! given = arguments 1
            let! gates = listUpTo 2 pluggedGate
            let! stages = listUpTo 4 stage
            let! head = stepList
            let! recipe = optional text
            let! expect = expect
            let! allow = listUpTo 2 text

            return
                { File = ""
                  Name = name
                  Base = None
                  Changes = Changes.None
                  Summary = summary
                  Input = input
                  Classes = classes
                  Stem = stem
                  Block = block
                  Repeat = times
                  With = given
                  Gates = gates
                  Stages = stages
                  Head = head
                  Recipe = recipe
                  Expect = expect
                  Allow = allow }
        }

    // Some arguments removed, some changed, some new.
    let private changedArguments (before: Arguments) =
        gen {
            let! kept = before.Pairs |> Gen.subListOf
            let! fresh = arguments 1
            let kept = List.ofSeq kept
            let! given = Gen.elements [ kept; kept @ fresh.Pairs; fresh.Pairs @ kept ]
            return given |> List.distinctBy fst |> SeRes2Net.Dsl.ArgumentBuilding.arguments
        }

    let private either before fresh = Gen.frequency [ 3, Gen.constant before; 1, fresh ]

    let private changedStage (before: Stage) =
        gen {
            let! fresh = stage
            let! name = either before.Name (Gen.constant fresh.Name)
            let! block = either before.Block (Gen.constant fresh.Block)
            let! times = either before.Repeat (Gen.constant fresh.Repeat)
            let! given = either before.With (changedArguments before.With)
            let! gates = either before.Gates (Gen.constant fresh.Gates)

            return { Name = name; Block = block; Repeat = times; With = given; Gates = gates }
        }

    let private changedStages (before: Stage list) =
        Gen.frequency
            [ 2, Gen.constant before
              4, before |> Gen.collectToList (fun stage -> either stage (changedStage stage))
              1, listUpTo 4 stage
              1, Gen.map (fun stage -> before @ [ stage ]) stage
              1, Gen.constant (List.truncate 1 before) ]

    let private variation (parent: Architecture) =
        gen {
            let! (fresh: Architecture) = root
            let pick before after = either before (Gen.constant after)
            let! input = pick parent.Input fresh.Input
            let! classes = pick parent.Classes fresh.Classes
            let! stem = pick parent.Stem fresh.Stem
            let! block = pick parent.Block fresh.Block
            let! times = pick parent.Repeat fresh.Repeat
            let! given = Gen.oneof [ Gen.constant parent.With; changedArguments parent.With ]
            let! gates = pick parent.Gates fresh.Gates
            let! stages = changedStages parent.Stages
            let! head = pick parent.Head fresh.Head
            let! recipe = pick parent.Recipe fresh.Recipe

            return
                { (fresh: Architecture) with
                    Base = Some parent
                    Input = input
                    Classes = classes
                    Stem = stem
                    Block = block
                    Repeat = times
                    With = given
                    Gates = gates
                    Stages = stages
                    Head = head
                    Recipe = recipe }
        }

    let private placed number (architecture: Architecture) : Gen<Architecture> =
        Gen.map (fun file -> { architecture with Architecture.File = $"{file}-{number}" }) file

    let rec private chain number parent =
        gen {
            let! child = variation parent |> Gen.bind (placed number)
            let! stop = Gen.frequency [ 2, Gen.constant true; 1, Gen.constant false ]
            return! if stop || number > 5 then Gen.constant child else chain (number + 1) child
        }

    let architecture =
        gen {
            let! first = Gen.bind (placed 0) root
            let! alone = Gen.frequency [ 1, Gen.constant true; 3, Gen.constant false ]
            return! if alone then Gen.constant first else chain 1 first
        }
        |> Gen.map SpecFile.Architecture
