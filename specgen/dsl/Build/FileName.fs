namespace SeRes2Net.Dsl

/// <summary>Names of files.</summary>
module internal FileName =
    /// <summary>A title as a file's name: lower case, letters and digits joined by single hyphens.</summary>
    let ofName (name: string) =
        let letters =
            name.ToLowerInvariant()
            |> Seq.map (fun c -> if System.Char.IsAsciiLetterOrDigit c then string c else " ")
            |> String.concat ""

        match letters.Split(' ', System.StringSplitOptions.RemoveEmptyEntries) with
        | [||] -> "unnamed"
        | words -> String.concat "-" words
