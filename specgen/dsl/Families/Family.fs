namespace SeRes2Net.Dsl

open System.IO
open System.Text
open SeRes2Net.Compiler.Resolve

/// <summary>Architectures that answer one question. Those whose file lies in <c>families/</c> are written, the others exist by hand.</summary>
type Family =
    {
        /// <summary>Its name, in lower case with hyphens; its folder is <c>families/NAME</c>.</summary>
        Name: string
        /// <summary>The question, in one sentence.</summary>
        Summary: string
        /// <summary>Its architectures, the baseline first.</summary>
        Members: Architecture list
    }

/// <summary>How a family's file on disk stands to the catalogue.</summary>
type Difference =
    /// <summary>The file is not there.</summary>
    | Missing of file: string
    /// <summary>The file says something else.</summary>
    | Changed of file: string
    /// <summary>The catalogue no longer has the file.</summary>
    | Stale of file: string
    /// <summary>A file that was written by hand stands where the catalogue's would.</summary>
    | InTheWay of file: string
    /// <summary>A file that was written by hand is not the network of the same file in the catalogue.</summary>
    | OtherNetwork of file: string

    override this.ToString() =
        match this with
        | Missing file -> $"{file}: missing"
        | Changed file -> $"{file}: differs from the catalogue"
        | Stale file -> $"{file}: no longer in the catalogue"
        | InTheWay file -> $"{file}: written by hand, and in the way of the catalogue's"
        | OtherNetwork file -> $"{file}: written by hand, and not the network that the catalogue calls so"

/// <summary>Families of architectures, and the files they are written to.</summary>
module Families =
    let private folder = "families/"

    let private marker = "# Written by the catalogue: dotnet run --project specs -- write"

    /// <summary>A family: its members' files are put into its folder, but for those of <paramref name="existing"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">The question that it answers.</param>
    /// <param name="existing">Architectures that have a file of their own already.</param>
    /// <param name="added">Architectures that the catalogue writes.</param>
    let family (name: string) (summary: string) (existing: Architecture list) (added: Architecture list) : Family =
        let placed =
            added |> List.map (fun architecture -> { architecture with File = $"{folder}{name}/{Paths.Name architecture.File}" })

        { Name = name; Summary = summary; Members = existing @ placed }

    let private isWritten (architecture: Architecture) = architecture.File.StartsWith folder

    let private study (family: Family) : Study =
        { File = folder + family.Name
          Summary = family.Summary
          Specs = family.Members |> List.map (fun architecture -> architecture.File)
          Baseline = None
          Recipe = None
          Seeds = [ 0; 1; 2 ] }

    // Every file that is written says what it counts, so that no later change of a block changes it unnoticed.
    let private counted (architecture: Architecture) =
        match architecture.Expect, Spec.counted architecture with
        | { Parameters = None; ParametersMax = None; Macs = None; MacsMax = None }, Ok known -> known
        | _ -> architecture

    /// <summary>Every file that the catalogue writes, below <c>specs/</c>, with its text; in order of their paths.</summary>
    let files (families: Family list) : (string * string) list =
        [ for family in families do
              for architecture in family.Members |> List.filter isWritten do
                  SpecFile.Architecture(counted architecture)

              SpecFile.Study(study family) ]
        |> List.distinct
        |> List.map (fun value -> Files.path value, $"{Files.firstLine value}\n{marker}\n{Files.content value}")
        |> List.sortBy fst

    /// <summary>What the compiler finds about all members, errors and warnings.</summary>
    let problems (families: Family list) : Problem list =
        Spec.checkAll (
            [ for family in families do
                  for architecture in family.Members do
                      SpecFile.Architecture architecture

                  SpecFile.Study(study family) ]
            |> List.distinct
        )

    let private isOurs (file: string) = File.ReadLines file |> Seq.truncate 2 |> Seq.contains marker

    let private onDisk (specs: string) =
        let path = Path.Combine(specs, folder)

        if Directory.Exists path then
            [ for file in Directory.GetFiles(path, "*.yaml", SearchOption.AllDirectories) ->
                  Path.GetRelativePath(specs, file).Replace('\\', '/'), file ]
        else
            []

    // The catalogue's values of files that are written by hand must be the same networks.
    let private handWritten (specs: string) (families: Family list) =
        [ for architecture in families |> List.collect (fun family -> family.Members) |> List.distinct do
              if not (isWritten architecture) then
                  let file = architecture.File + ".yaml"
                  let path = Path.Combine(specs, file)

                  if not (File.Exists path) then
                      Missing file
                  else
                      match Spec.readArchitecture path with
                      | Ok found when
                          { found with
                              Summary = architecture.Summary
                              Base = architecture.Base
                              Allow = architecture.Allow
                              Expect = architecture.Expect }
                              =
                              architecture
                          ->
                          ()
                      | _ -> OtherNetwork file ]

    /// <summary>How the files in a folder differ from the catalogue. Empty: not at all.</summary>
    /// <param name="specs">The folder <c>specs</c>.</param>
    /// <param name="families">The catalogue.</param>
    let differences (specs: string) (families: Family list) : Difference list =
        let wanted = Map.ofList (files families)
        let found = onDisk specs

        [ for KeyValue(file, text) in wanted do
              match found |> List.tryFind (fun (name, _) -> name = file) with
              | None -> Missing file
              | Some(_, path) when not (isOurs path) -> InTheWay file
              | Some(_, path) when File.ReadAllText path <> text -> Changed file
              | Some _ -> ()
          for file, path in found do
              if not (wanted.ContainsKey file) && isOurs path then
                  Stale file ]
        @ handWritten specs families

    // Beside, flushed, renamed: a half-written file never replaces a whole one.
    let private replace (path: string) (text: string) =
        Directory.CreateDirectory(Path.GetDirectoryName path |> nonNull) |> ignore
        let beside = path + ".new"

        try
            (use stream = new FileStream(beside, FileMode.Create)
             stream.Write(UTF8Encoding(false).GetBytes text)
             stream.Flush true)

            File.Move(beside, path, true)
        finally
            File.Delete beside

    /// <summary>
    /// Writes what differs and removes what the catalogue wrote earlier and no longer has. Files that were written by hand are never
    /// touched; where one is in the way, nothing is written.
    /// </summary>
    /// <param name="specs">The folder <c>specs</c>.</param>
    /// <param name="families">The catalogue.</param>
    /// <returns>What was done away with, and what remains.</returns>
    /// <exception cref="T:System.IO.IOException">A file cannot be written; the others are whole.</exception>
    let write (specs: string) (families: Family list) : Difference list * Difference list =
        let texts = Map.ofList (files families)

        let isFatal =
            function
            | InTheWay _ -> true
            | _ -> false

        let isFixable =
            function
            | Missing file
            | Changed file -> texts.ContainsKey file
            | Stale _ -> true
            | _ -> false

        let found = differences specs families

        if List.exists isFatal found then
            [], found
        else
            let fixable, remaining = List.partition isFixable found

            for difference in fixable do
                match difference with
                | Stale file -> File.Delete(Path.Combine(specs, file))
                | Missing file
                | Changed file
                | InTheWay file
                | OtherNetwork file -> replace (Path.Combine(specs, file)) texts[file]

            fixable, remaining
