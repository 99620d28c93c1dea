namespace SeRes2Net.Dsl.Tests

open System.IO

/// The files of this repository, found from where the tests run.
module Repository =
    let root =
        let rec find (folder: string) =
            if File.Exists(Path.Combine(folder, "SeRes2Net.sln")) then
                folder
            else
                match Path.GetDirectoryName folder with
                | null -> failwith "SeRes2Net.sln was not found above the tests."
                | above -> find above

        find (Path.GetFullPath System.AppContext.BaseDirectory)

    /// Every YAML file in a folder, with its path relative to the root.
    let files (folder: string) =
        Directory.EnumerateFiles(Path.Combine(root, folder), "*.yaml", SearchOption.AllDirectories)
        |> Seq.map (fun path -> Path.GetRelativePath(root, path).Replace('\\', '/'))
        |> Seq.sortWith (fun a b -> System.String.CompareOrdinal(a, b))
        |> List.ofSeq

    let text (path: string) = File.ReadAllText(Path.Combine(root, path))
