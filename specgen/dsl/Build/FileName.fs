namespace SeRes2Net.Dsl

/// <summary>Names of files.</summary>
module internal FileName =
    /// <summary>A title as a file's name: lower case, letters and digits joined by single hyphens.</summary>
    let ofName (name: string) =
        let letters =
            name.ToLowerInvariant()
            |> Seq.map (fun c -> if System.Char.IsLetterOrDigit c then string c else " ")
            |> String.concat ""

        match letters.Split(' ', System.StringSplitOptions.RemoveEmptyEntries) with
        | [||] -> "unnamed"
        | words -> String.concat "-" words

    /// <summary>Whether a path stays inside the folder and is valid on every file system.</summary>
    let isFile (path: string) =
        path.Split '/'
        |> Array.forall (fun part ->
            part <> ""
            && not (part.StartsWith '.')
            && part |> Seq.forall (fun c -> System.Char.IsLetterOrDigit c || c = '-' || c = '_' || c = '.'))
