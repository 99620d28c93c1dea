namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Documents.Recipes
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Recipes as YAML nodes, written and read by the compiler.</summary>
module internal RecipeText =
    /// <summary>A recipe's keys, in the order of writing.</summary>
    let recipe (recipe: SeRes2Net.Dsl.Recipe) =
        [ for entry in RecipeWriter.Tree(recipe.ToCompiler(), complete = false).Entries -> entry.Key.Text, entry.Value ]

    /// <summary>The recipe in a tree.</summary>
    let ofNode (node: YamlNode) : SeRes2Net.Dsl.Recipe =
        let refuse = Report(fun _ where _ -> raise (Node.Unreadable(where, "a recipe")))

        match node with
        | :? YamlMapping as map ->
            match RecipeReader.ReadForm(map, refuse) with
            | null -> Node.unreadable node "a recipe"
            | recipe -> Recipe.Of recipe
        | _ -> Node.unreadable node "a map"
