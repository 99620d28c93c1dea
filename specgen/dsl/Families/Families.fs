namespace SeRes2Net.Dsl

open System
open System.Collections.Generic
open System.IO
open System.Runtime.CompilerServices
open System.Text.RegularExpressions
open System.Threading
open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Expand
open SeRes2Net.Compiler.Text.Sources

/// <summary>Families of architectures, and the files they are written to.</summary>
module Families =
    let private root = "families"

    let private folder (family: Family) = $"{root}/{family.Name}"

    /// <summary>
    /// A family: its members' files are put into its folder, but for those of <paramref name="existing"/>. Recipe, seeds and what its
    /// members name that does not ship are fields: <c>{ family .. with Seeds = [ 0 .. 4 ] }</c>.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">The question that it answers.</param>
    /// <param name="existing">Architectures that have a file of their own already.</param>
    /// <param name="added">Architectures that the catalogue writes.</param>
    let family (name: string) (summary: string) (existing: Architecture list) (added: Architecture list) : Family =
        let existingFiles = set [ for architecture in existing -> architecture.File ]

        let addedFiles =
            Map.ofList
                [ for architecture in added do
                      if not (existingFiles.Contains architecture.File) then
                          architecture.File, architecture ]

        // What is made from a member that is written extends the file that it is put into. What is being placed is not placed again:
        // a member may have the name of its own base.
        let rec based (within: string list) (parent: Architecture) =
            match addedFiles.TryFind parent.File with
            | Some written when not (List.contains parent.File within) && Comparing.areSame written parent -> placed within written
            | _ -> { parent with Base = Option.map (based within) parent.Base }

        and placed (within: string list) (architecture: Architecture) =
            { architecture with
                File = $"{root}/{name}/{Paths.Name architecture.File}"
                Base = Option.map (based (architecture.File :: within)) architecture.Base }

        { Name = name
          Summary = summary
          Existing = existing
          Written = List.map (placed []) added
          Recipe = None
          Seeds = [ 0; 1; 2 ]
          Beside = [] }

    let private study (family: Family) : Study =
        { File = folder family
          Summary = family.Summary
          Specs = [ for architecture in family.Members -> architecture.File ]
          Baseline = None
          Recipes = Option.toList family.Recipe
          Data = None
          Equivalence = None
          Measures = []
          Claims = []
          Seeds = family.Seeds }

    let private written (families: Family list) =
        [ for family in families do
              for architecture in family.Written do
                  SpecFile.Architecture architecture

              SpecFile.Study(study family) ]

    // What must have a file that was written by hand: all that the catalogue writes is made from it.
    let private byHand (families: Family list) =
        let rec withBases (architecture: Architecture) =
            architecture :: (architecture.Base |> Option.map withBases |> Option.defaultValue [])

        let writtenFiles = HashSet(written families |> List.map Files.path)

        [ for family in families do
              yield! family.Members |> List.collect withBases |> List.map SpecFile.Architecture
              yield! family.Beside ]
        |> List.distinctBy Files.path
        |> List.filter (fun value -> not (writtenFiles.Contains(Files.path value)))

    let private stem = Regex @"\A[a-z0-9]+(-[a-z0-9]+)*\z"

    // Nothing is written outside the folder of the families: a name that could lead there is refused.
    let private wrongNames (families: Family list) =
        let at file (descriptor: DiagnosticDescriptor) message = Places.ofFile descriptor file message

        [ for family in families do
              if not (SeRes2Net.Compiler.Text.Sources.Naming.IsName family.Name && stem.IsMatch family.Name) then
                  $"'{family.Name}' cannot be the name of a family: lower-case letters a to z and digits, joined by single hyphens, a "
                  + "letter first, 64 at most."
                  |> at (folder family) Descriptors.BadName

              for architecture in family.Written do
                  let name = Paths.Name architecture.File

                  // With prefix and suffix it stays below the 255 characters that file systems allow.
                  if architecture.File <> $"{folder family}/{name}" || not (stem.IsMatch name) || name.Length > 200 then
                      $"The catalogue cannot write '{architecture.File}.yaml': the files of the family '{family.Name}' are "
                      + $"'{folder family}/FILE.yaml', FILE in lower-case letters a to z and digits, joined by single hyphens, 200 at most."
                      |> at (architecture.File + ".yaml") Descriptors.BadName
          for name, count in families |> List.countBy (fun family -> family.Name) do
              if count > 1 then
                  at $"{root}/{name}.yaml" Descriptors.StemClash $"{count} families are called '{name}'." ]

    type private Prepared = { Texts: Map<string, string>; Problems: Problem list }

    let private prepare (families: Family list) =
        let wrongNames = wrongNames families

        let members =
            [ for family in families do
                  for architecture in family.Members do
                      SpecFile.Architecture architecture

                  yield! family.Beside
                  SpecFile.Study(study family) ]

        // The compiler would say the same again, in other words.
        let costs, problems = if wrongNames.IsEmpty then Spec.costs members else Map.empty, wrongNames

        // Every file that is written states its counts, so that no later change of a block changes it unnoticed.
        let counted (value: SpecFile) =
            match value, costs.TryFind(Files.path value) with
            | SpecFile.Architecture architecture, Some costs when architecture.Expect = Expect.Nothing ->
                SpecFile.Architecture
                    { architecture with
                        Expect =
                            { Expect.Nothing with
                                Parameters = Some costs.Parameters
                                Macs = Some costs.Macs } }
            | _ -> value

        { Texts = Map.ofList [ for value in written families -> Files.path value, Mark.add (Files.text (counted value)) ]
          Problems = problems }

    // A catalogue never changes: what takes long is done once for each.
    let private known = ConditionalWeakTable<Family list, Prepared>()

    let private prepared (families: Family list) = known.GetValue(families, prepare)

    /// <summary>Every file that the catalogue writes, below <c>specs/</c>, with its text; in order of their paths.</summary>
    /// <param name="families">The catalogue.</param>
    let files (families: Family list) : (string * string) list = Map.toList (prepared families).Texts

    /// <summary>
    /// Errors and warnings: what the compiler finds about all members, names that cannot be used, files that two families or two
    /// architectures claim.
    /// </summary>
    /// <param name="families">The catalogue.</param>
    let problems (families: Family list) : Problem list = (prepared families).Problems

    // The folders of what is written, from the outermost.
    let private folders (families: Family list) = root :: List.map folder families

    let private byHandDifferences (specs: string) (families: Family list) =
        let load (name: string) =
            let path = Disk.at specs (Files.below name)

            if Disk.isReadable path then Some(File.ReadAllText path) else None

        [ for value in byHand families do
              let file = Files.path value

              if not (Disk.isReadable (Disk.at specs file)) then
                  NotFound file
              else
                  match Reading.read load (Files.place file) with
                  | Error problems -> Unreadable(file, problems)
                  | Ok found ->
                      match Comparing.keys value found with
                      | [] -> ()
                      | keys -> OtherNetwork(file, keys) ]

    let private isBelow (folders: string list) (file: string) = folders |> List.exists (fun folder -> file.StartsWith $"{folder}/")

    /// <summary>
    /// How the files in a folder differ from the catalogue: those that it writes, and those written by hand that its members are or are
    /// made from. Line ends make no difference. Empty: not at all.
    /// </summary>
    /// <param name="specs">The folder <c>specs</c>.</param>
    /// <param name="families">The catalogue.</param>
    let differences (specs: string) (families: Family list) : Difference list =
        let wanted = (prepared families).Texts

        // Anything that takes the place of a folder is not searched.
        let blocked =
            folders families
            |> List.filter (fun folder ->
                match Disk.standing (Disk.at specs folder) with
                | Standing.Nothing
                | Standing.Folder -> false
                | Standing.File
                | Standing.Other -> true)

        let ofWanted file text =
            let path = Disk.at specs file

            match Disk.standing path with
            | Standing.Nothing -> Some(Missing file)
            | Standing.Folder
            | Standing.Other -> Some(InTheWay file)
            | Standing.File ->
                let found = File.ReadAllText path

                match Mark.author found with
                | _ when Mark.isSame found text -> None
                | Author.Catalogue -> Some(Changed file)
                | Author.Edited -> Some(Edited file)
                | Author.Person -> Some(InTheWay file)

        let kept = HashSet(byHand families |> List.map Files.path)

        let ofOther (path: string) =
            let file = Path.GetRelativePath(specs, path).Replace('\\', '/')

            if wanted.ContainsKey file || kept.Contains file || Disk.standing path <> Standing.File then
                None
            else
                match Mark.author (File.ReadAllText path) with
                | Author.Catalogue -> Some(Stale file)
                | Author.Edited -> Some(Edited file)
                | Author.Person -> None

        List.map InTheWay blocked
        @ [ for KeyValue(file, text) in wanted do
                if not (isBelow blocked file) then
                    yield! Option.toList (ofWanted file text) ]
        @ (Disk.files (Disk.at specs root)
           |> List.filter (fun path -> path.EndsWith(".yaml", StringComparison.Ordinal))
           |> List.sortWith (fun a b -> String.CompareOrdinal(a, b))
           |> List.choose ofOther)
        @ byHandDifferences specs families

    /// <summary>
    /// Writes what differs and removes what the catalogue wrote earlier and no longer has. What a person wrote or changed is never
    /// touched. Nothing is written where something is wrong with the catalogue, a file of a person is in the way, or one that members
    /// are made from is not what the catalogue has.
    /// </summary>
    /// <param name="said">Is told of each file as soon as it is written or removed.</param>
    /// <param name="stop">Ends the work before the next file.</param>
    /// <param name="specs">The folder <c>specs</c>.</param>
    /// <param name="families">The catalogue.</param>
    /// <returns>What was done away with, and what remains; or the errors of the catalogue.</returns>
    /// <exception cref="T:System.IO.IOException">A file cannot be written; the others are whole.</exception>
    let writing
        (said: Difference -> unit)
        (stop: CancellationToken)
        (specs: string)
        (families: Family list)
        : Result<Difference list * Difference list, Problem list> =
        let repair difference =
            match difference with
            | Missing file
            | Changed file -> Disk.replace (Disk.at specs file) (prepared families).Texts[file]
            | Stale file ->
                File.Delete(Disk.at specs file)
                Disk.removeEmpty (Path.GetDirectoryName(Disk.at specs file) |> nonNull)
            | other -> invalidOp $"{other}"

            said difference

        match problems families |> List.filter (fun problem -> problem.IsError) with
        | _ :: _ as errors -> Error errors
        | [] ->
            let found = differences specs families

            // What is not as the catalogue thinks would give other networks than it says.
            if found |> List.exists (fun difference -> difference.IsInTheWay || difference.IsOfAnother) then
                Ok([], found)
            else
                Disk.files (Disk.at specs root) |> List.filter Disk.isLeftover |> List.iter File.Delete
                let repairable, remaining = found |> List.partition (fun difference -> difference.IsRepairable)

                let made =
                    repairable
                    |> List.takeWhile (fun difference ->
                        let goesOn = not stop.IsCancellationRequested

                        if goesOn then
                            repair difference

                        goesOn)

                Ok(made, List.skip made.Length repairable @ remaining)

    /// <summary>Writes what differs, as <c>writing</c> does, but silently.</summary>
    /// <param name="specs">The folder <c>specs</c>.</param>
    /// <param name="families">The catalogue.</param>
    /// <returns>What was done away with, and what remains; or the errors of the catalogue.</returns>
    /// <exception cref="T:System.IO.IOException">A file cannot be written; the others are whole.</exception>
    let write (specs: string) (families: Family list) : Result<Difference list * Difference list, Problem list> =
        writing ignore CancellationToken.None specs families
