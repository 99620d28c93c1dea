namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Expand
open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Values as files below <c>specs/</c>.</summary>
module internal Files =
    /// <summary>What the compiler knows the folder by.</summary>
    let root = "specs/"

    /// <summary>A file below <c>specs/</c> as the compiler knows it; one next to that folder starts with <c>..</c>.</summary>
    let place (file: string) = Paths.Combine(root.TrimEnd '/', file)

    /// <summary>A file that the compiler knows as one below <c>specs/</c>, the opposite of <c>place</c>.</summary>
    let below (path: string) = if path.StartsWith root then path.Substring root.Length else "../" + path

    /// <summary>A value's file below <c>specs/</c>.</summary>
    let path (value: SpecFile) =
        match value with
        | SpecFile.Architecture architecture -> architecture.File + ".yaml"
        | SpecFile.Block block -> $"blocks/{block.Name}.yaml"
        | SpecFile.Gate gate -> $"gates/{gate.Name}.yaml"
        | SpecFile.Recipe recipe -> $"recipes/{recipe.Name}.yaml"
        | SpecFile.Study study -> study.File + ".yaml"

    /// <summary>The way from one file to another, both below the same folder.</summary>
    let relative (from: string) (target: string) =
        let folders = (Paths.Folder from).Split('/', System.StringSplitOptions.RemoveEmptyEntries) |> List.ofArray
        let parts = target.Split '/' |> List.ofArray

        let rec shared (a: string list) (b: string list) =
            match a, b with
            | x :: rest, y :: more when x = y && not more.IsEmpty -> shared rest more
            | _ -> a, b

        let up, down = shared folders parts
        String.concat "/" ((up |> List.map (fun _ -> "..")) @ down)

    /// <summary>The file that one file names by a relative path.</summary>
    let resolve (from: string) (target: string) = Paths.Combine(Paths.Folder from, target)

    let private withoutExtension (path: string) = if path.EndsWith ".yaml" then path.Substring(0, path.Length - 5) else path

    let private architecture (value: Architecture) =
        let entries = ArchitectureText.entries value

        match value.Base with
        | None -> entries
        | Some parent ->
            let target = relative (value.File + ".yaml") (parent.File + ".yaml")
            ("extends", Node.text target) :: Extending.between (ArchitectureText.entries parent) entries

    let private study (value: Study) =
        let own = path (SpecFile.Study value)
        StudyText.study (fun file -> relative own (file + ".yaml")) value

    /// <summary>A value as the text of its file, without a first line for editors.</summary>
    let content (value: SpecFile) =
        let entries =
            match value with
            | SpecFile.Architecture value -> architecture value
            | SpecFile.Block value -> DefinitionText.block value
            | SpecFile.Gate value -> DefinitionText.gate value
            | SpecFile.Recipe value -> RecipeText.recipe value
            | SpecFile.Study value -> study value

        YamlWriter.Write(Node.block entries)

    let private schema (value: SpecFile) =
        match value with
        | SpecFile.Architecture _ -> "schema/architecture.json"
        | SpecFile.Block _
        | SpecFile.Gate _ -> "schema/definition.json"
        | SpecFile.Recipe _ -> "schema/recipe.json"
        | SpecFile.Study _ -> "schema/study.json"

    /// <summary>The line that tells editors the schema.</summary>
    let firstLine (value: SpecFile) = $"# yaml-language-server: $schema={relative (path value) (schema value)}"

    /// <summary>A value as the text of its file.</summary>
    let text (value: SpecFile) = $"{firstLine value}\n{content value}"

    /// <summary>The value in a tree whose <c>extends</c> has been merged.</summary>
    let ofNode (file: string) (parent: Architecture option) (node: YamlNode) : SpecFile =
        let fields = Node.asMap node |> Map.ofList

        // Values are of the language's first version, and do not say so.
        match fields.TryFind "language" with
        | Some version when ExpressionText.long version <> 1L -> Node.unreadable version "language 1"
        | _ -> ()

        // A value has one name, and its file the same.
        let named key (name: string) (value: SpecFile) =
            if name = Paths.Name(withoutExtension file) then
                value
            else
                Node.unreadable fields[key] "the name of the file"

        if fields.ContainsKey "body" then
            match DefinitionText.ofNode node with
            | SpecFile.Block block as value -> named "block" block.Name value
            | SpecFile.Gate gate as value -> named "gate" gate.Name value
            | other -> other
        elif fields.ContainsKey "name" then
            SpecFile.Architecture(ArchitectureText.ofNode (withoutExtension file) parent node)
        elif fields.ContainsKey "study" then
            // It may have a recipe too.
            SpecFile.Study(StudyText.ofNode (withoutExtension file) (resolve file >> withoutExtension) node)
        elif fields.ContainsKey "recipe" then
            let recipe = RecipeText.ofNode node
            named "recipe" recipe.Name (SpecFile.Recipe recipe)
        else
            Node.unreadable node "an architecture, definition, recipe or study"
