namespace SeRes2Net.Dsl

open System
open System.Security.Cryptography
open System.Text

/// <summary>Whose a file is, by its text.</summary>
[<RequireQualifiedAccess>]
type internal Author =
    /// The catalogue wrote it, and no one has changed it.
    | Catalogue
    /// The catalogue wrote it, and someone has changed it.
    | Edited
    | Person

/// <summary>The line by which a file says that the catalogue wrote it, with a checksum of all other lines.</summary>
module internal Mark =
    let private start = "# Written by the catalogue"

    let private lines (text: string) = text.Replace("\r\n", "\n").Split '\n'

    // Only this much of the line counts, so that what it says to people may change.
    let private signature (others: string array) =
        let hash = others |> String.concat "\n" |> Encoding.UTF8.GetBytes |> SHA256.HashData |> Convert.ToHexStringLower
        $"{start} ({hash.Substring(0, 12)})"

    let private line (others: string array) = $"{signature others}: change specs/Catalogue.fs, then dotnet run --project specs -- write"

    /// <summary>A text with the line as its second.</summary>
    let add (text: string) =
        let others = lines text
        Array.insertAt 1 (line others) others |> String.concat "\n"

    /// <summary>Whose a text is.</summary>
    let author (text: string) =
        let all = lines text

        match all |> Array.tryFindIndex (fun line -> line.StartsWith(start, StringComparison.Ordinal)) with
        | None -> Author.Person
        | Some 1 when all[1].StartsWith(signature (Array.removeAt 1 all), StringComparison.Ordinal) -> Author.Catalogue
        | Some _ -> Author.Edited

    /// <summary>Whether two texts are the same but for their line ends.</summary>
    let isSame (a: string) (b: string) = lines a = lines b
