namespace SeRes2Net.Dsl

open System.IO
open SeRes2Net.Compiler
open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Graph
open SeRes2Net.Compiler.Text.Sources

/// <summary>
/// Values to YAML and back, and the compiler's checks. Nothing here throws because of what a value or file says: mistakes come back as
/// a list of problems, with the ids that the same mistakes have in YAML.
/// </summary>
type Spec =
    // Some values and all their bases, as files.
    static member private sources(values: SpecFile list) : SourceFile list * Problem list =
        let rec withParents value =
            match value with
            | SpecFile.Architecture { Base = Some parent } -> value :: withParents (SpecFile.Architecture parent)
            | _ -> [ value ]

        let given = values |> List.map Files.path |> Set.ofList
        let values = values |> List.collect withParents

        let files = values |> List.map (fun value -> SourceFile(Files.place (Files.path value), Files.text value)) |> List.distinct

        let mistakes =
            [ for value in values do
                  match value with
                  | SpecFile.Architecture architecture ->
                      for part, message in architecture.Changes.Mistakes do
                          { Places.ofFile Descriptors.BadChange (Files.path value) message with
                              Path = part }
                  | _ -> ()

                  // A base may come from a file next to the specs folder.
                  let file = Files.path value

                  if not (FileName.isFile (if given.Contains file then file else file.Replace("../", ""))) then
                      Places.ofFile
                          Descriptors.BadName
                          file
                          $"'{file}' cannot be a file below specs/: its parts are letters, digits, hyphens, underscores and dots." ]

        let clashes =
            files
            |> List.countBy (fun file -> file.Path)
            |> List.filter (fun (_, count) -> count > 1)
            |> List.map (fun (path, _) ->
                Places.ofFile
                    Descriptors.StemClash
                    (Files.below path)
                    "Two different values have this file; 'named' begins a new architecture, 'filed' gives it another file.")

        files |> List.distinctBy (fun file -> file.Path), List.distinct (mistakes @ clashes)

    // There are no values for claims, which nobody authors as code: whether the files are there is checked where they are.
    static member private claims(values: SpecFile list) : SourceFile list =
        [ for value in values do
              match value with
              | SpecFile.Study study ->
                  for file in List.distinct study.Claims do
                      SourceFile(
                          Files.place (file + ".yaml"),
                          $"claims: {Paths.Name file}\nreport: Unknown\ntables: [{{ table: One, rows: [{{ row: One, n: 1 }}] }}]\n"
                      )
              | _ -> () ]
        |> List.distinct

    static member private run(values: SpecFile list, targets: string list) : CompileResult * Problem list =
        let files, clashes = Spec.sources values

        let result =
            SpecCompiler.Compile(Spec.claims values @ files, targets |> List.map (fun path -> Files.place path) |> Array.ofList)

        let texts = Map.ofList [ for file in files -> file.Path, file.Text ]
        result, List.distinct (clashes @ [ for finding in result.Diagnostics -> Places.problem texts.TryFind finding ])

    /// <summary>The value's file below <c>specs/</c>, e.g. <c>blocks/wide.yaml</c>.</summary>
    static member path(value: SpecFile) : string = Files.path value

    /// <summary>The file of the architecture below <c>specs/</c>.</summary>
    static member path(value: Architecture) : string = Spec.path (SpecFile.Architecture value)

    /// <summary>The file of the block below <c>specs/</c>.</summary>
    static member path(value: Block) : string = Spec.path (SpecFile.Block value)

    /// <summary>The file of the gate below <c>specs/</c>.</summary>
    static member path(value: Gate) : string = Spec.path (SpecFile.Gate value)

    /// <summary>The file of the recipe below <c>specs/</c>.</summary>
    static member path(value: Recipe) : string = Spec.path (SpecFile.Recipe value)

    /// <summary>The file of the study below <c>specs/</c>.</summary>
    static member path(value: Study) : string = Spec.path (SpecFile.Study value)

    /// <summary>
    /// The value as YAML, as a person would write it: keys in the usual order, small maps on one line, and for an architecture derived
    /// from another only <c>extends</c> and the differences. Lines end in LF; the only comment is the line that tells editors the schema.
    /// </summary>
    static member write(value: SpecFile) : string = Files.text value

    /// <summary>The architecture as YAML, as a person would write it.</summary>
    static member write(value: Architecture) : string = Spec.write (SpecFile.Architecture value)

    /// <summary>The block as YAML, as a person would write it.</summary>
    static member write(value: Block) : string = Spec.write (SpecFile.Block value)

    /// <summary>The gate as YAML, as a person would write it.</summary>
    static member write(value: Gate) : string = Spec.write (SpecFile.Gate value)

    /// <summary>The recipe as YAML, as a person would write it.</summary>
    static member write(value: Recipe) : string = Spec.write (SpecFile.Recipe value)

    /// <summary>The study as YAML, as a person would write it.</summary>
    static member write(value: Study) : string = Spec.write (SpecFile.Study value)

    /// <summary>What the compiler finds about a value. Empty: nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="beside">Blocks, gates, recipes and architectures it names that do not ship with the compiler. Default: none.</param>
    static member check(value: SpecFile, ?beside: SpecFile list) : Problem list =
        snd (Spec.run (value :: defaultArg beside [], [ Files.path value ]))

    /// <summary>What the compiler finds about the architecture. Empty: nothing.</summary>
    /// <param name="value">The architecture.</param>
    /// <param name="beside">Blocks, gates, recipes and architectures it names that do not ship with the compiler. Default: none.</param>
    static member check(value: Architecture, ?beside: SpecFile list) : Problem list =
        Spec.check (SpecFile.Architecture value, ?beside = beside)

    /// <summary>What the compiler finds about the block. Empty: nothing.</summary>
    /// <param name="value">The block.</param>
    /// <param name="beside">Blocks, gates, recipes and architectures it names that do not ship with the compiler. Default: none.</param>
    static member check(value: Block, ?beside: SpecFile list) : Problem list = Spec.check (SpecFile.Block value, ?beside = beside)

    /// <summary>What the compiler finds about the gate. Empty: nothing.</summary>
    /// <param name="value">The gate.</param>
    /// <param name="beside">Blocks, gates, recipes and architectures it names that do not ship with the compiler. Default: none.</param>
    static member check(value: Gate, ?beside: SpecFile list) : Problem list = Spec.check (SpecFile.Gate value, ?beside = beside)

    /// <summary>What the compiler finds about the recipe. Empty: nothing.</summary>
    /// <param name="value">The recipe.</param>
    /// <param name="beside">Blocks, gates, recipes and architectures it names that do not ship with the compiler. Default: none.</param>
    static member check(value: Recipe, ?beside: SpecFile list) : Problem list = Spec.check (SpecFile.Recipe value, ?beside = beside)

    /// <summary>What the compiler finds about the study. Empty: nothing.</summary>
    /// <param name="value">The study.</param>
    /// <param name="beside">Blocks, gates, recipes and architectures it names that do not ship with the compiler. Default: none.</param>
    static member check(value: Study, ?beside: SpecFile list) : Problem list = Spec.check (SpecFile.Study value, ?beside = beside)

    /// <summary>What the compiler finds about values in one folder.</summary>
    static member checkAll(values: SpecFile list) : Problem list = snd (Spec.run (values, values |> List.map Files.path |> List.distinct))

    /// <summary>The counts of every network among values in one folder, by file, and what the compiler finds.</summary>
    static member internal costs(values: SpecFile list) : Map<string, Costs> * Problem list =
        let result, problems = Spec.run (values, values |> List.map Files.path |> List.distinct)
        Map.ofList [ for spec in result.Specs -> Files.below spec.Path, spec.Costs ], problems

    /// <summary>The compiled network with its graph, hash and costs; or what is wrong, warnings included.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="beside">Blocks, gates and recipes it names that do not ship with the compiler. Default: none.</param>
    static member compile(architecture: Architecture, ?beside: SpecFile list) : Result<CompiledSpec, Problem list> =
        let value = SpecFile.Architecture architecture
        let result, problems = Spec.run (value :: defaultArg beside [], [ Files.path value ])

        match List.ofSeq result.Specs with
        | [ spec ] when problems |> List.forall (fun problem -> not problem.IsError) -> Ok spec
        | _ -> Error problems

    /// <summary>Parameters and multiply-accumulates, layer by layer, as text in columns; or what is wrong.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="beside">Blocks, gates and recipes it names that do not ship with the compiler. Default: none.</param>
    static member table(architecture: Architecture, ?beside: SpecFile list) : Result<string, Problem list> =
        Spec.compile (architecture, ?beside = beside) |> Result.map Table.ofCosts

    /// <summary>The value in a text.</summary>
    /// <param name="file">Its file below <c>specs/</c>, e.g. <c>my-net.yaml</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="beside">Files that it extends, with their texts. Default: none.</param>
    static member ofText(file: string, text: string, ?beside: (string * string) list) : Result<SpecFile, Problem list> =
        let texts = Map.ofList (defaultArg beside [] @ [ file, text ])

        Reading.read (Files.below >> texts.TryFind) (Files.place file)

    /// <summary>The value in a file on disk. What the file extends is read too.</summary>
    /// <param name="path">The file. Its name below the nearest folder called <c>specs</c> becomes the value's.</param>
    static member read(path: string) : Result<SpecFile, Problem list> =
        // A text that cannot be a path is not a file either.
        let full =
            try
                (Path.GetFullPath path).Replace('\\', '/')
            with :? System.ArgumentException ->
                "/" + path

        let folder =
            match full.LastIndexOf "/specs/" with
            | -1 -> full.Substring(0, full.LastIndexOf '/' + 1)
            | at -> full.Substring(0, at + 7)

        let load (name: string) =
            let file = folder + Files.below name

            try
                if File.Exists file then Some(File.ReadAllText file) else None
            with
            | :? IOException
            | :? System.UnauthorizedAccessException -> None

        Reading.read load (Files.place (full.Substring folder.Length))

    /// <summary>The architecture in a file on disk.</summary>
    /// <param name="path">The file.</param>
    static member readArchitecture(path: string) : Result<Architecture, Problem list> =
        match Spec.read path with
        | Ok(SpecFile.Architecture architecture) -> Ok architecture
        | Ok _ ->
            Error
                [ Descriptors.WrongType.At(
                      SourceSpan(Files.place (Path.GetFileName path |> nonNull), 1, 1, 1, 1),
                      "This file does not hold an architecture."
                  )
                  |> Places.problem (fun _ -> None) ]
        | Error problems -> Error problems

    /// <summary>
    /// The same architecture with <c>expect</c> filled in from what the compiler counts, so that a later change of a definition
    /// cannot change it unnoticed.
    /// </summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="beside">Blocks, gates and recipes it names that do not ship with the compiler. Default: none.</param>
    static member counted(architecture: Architecture, ?beside: SpecFile list) : Result<Architecture, Problem list> =
        Spec.compile (architecture, ?beside = beside)
        |> Result.map (fun spec ->
            { architecture with
                Expect =
                    { architecture.Expect with
                        Parameters = Some spec.Costs.Parameters
                        Macs = Some spec.Costs.Macs } })
