/// Every F# example on the pages runs, all in one script, and prints what the block that follows it shows.
module SeRes2Net.Dsl.Tests.DocsTests

open System
open System.IO
open System.Text.RegularExpressions
open SeRes2Net.Dsl
open Xunit

type Snippet =
    {
        Page: string
        Line: int
        Code: string
        /// The text of the block that follows directly, and where it begins on the page.
        Shown: (string * int) option
    }

let private guide = "docs/dsl.md"

// In reading order: the next page may use what one page defines.
let private pages = [ guide; "README.md" ]

let private fence = Regex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline ||| RegexOptions.Singleline)

let private snippetsOf page =
    let text = Repository.text page
    let fences = List.ofSeq (fence.Matches text)
    let language (found: Match) = found.Groups[1].Value

    [ for found, next in List.zip fences (List.tail (List.map Some fences) @ [ None ]) do
          if language found = "fsharp" then
              { Page = page
                Line = text.Substring(0, found.Groups[2].Index).Split('\n').Length
                Code = found.Groups[2].Value
                Shown =
                  match next with
                  | Some next when
                      List.contains (language next) [ "yaml"; "text" ]
                      && String.IsNullOrWhiteSpace(text.Substring(found.Index + found.Length, next.Index - found.Index - found.Length))
                      ->
                      Some(next.Groups[2].Value, next.Groups[2].Index)
                  | _ -> None } ]

let private snippets = pages |> List.collect snippetsOf

let private family = snippets |> List.find (fun snippet -> snippet.Page = guide && snippet.Code.Contains "    family \"")

let private marker = "---- next ----"

// The networks of the family, after everything on the pages.
let private epilogue =
    let name = Regex.Match(family.Code, @"\Alet (\w+) \(\) =").Groups[1].Value

    $"""
for net in ({name} ()).Members do
    if net.File.StartsWith "families/" then
        match Spec.compile net with
        | Ok spec -> printfn "%%s" spec.Hash
        | Error problems -> printfn "error in %%s: %%A" net.File problems
"""

let private session =
    lazy
        (Interactive.inNewFolder (fun folder ->
            let parts =
                [ for snippet in snippets do
                      // So the compiler's messages name the line of the page.
                      $"#line {snippet.Line} \"{snippet.Page}\"\n{snippet.Code}"
                  epilogue ]

            let script = Path.Combine(folder, "pages.fsx")
            let separator = $"\nprintf \"{marker}\"\n"

            File.WriteAllText(script, parts |> String.concat separator |> Interactive.withOwnLibraries "specs/bin/Release/net10.0/")

            Interactive.run script []))

let private outputs () =
    let session = session.Value
    Assert.True((session.ExitCode = 0), session.Errors)
    session.Output.Split marker |> List.ofArray

[<Fact>]
let ``The examples compile without warnings and run to their end`` () =
    Assert.Equal(snippets.Length + 1, (outputs ()).Length)
    Assert.DoesNotContain("warning FS", session.Value.Errors)
    Assert.All(pages, fun page -> Assert.Contains(snippets, fun snippet -> snippet.Page = page))

// SERES2NET_ACCEPT=1 writes the output into the page. From the end, so that earlier blocks stay where they are.
let private accept (printed: (Snippet * string) list) =
    for snippet, output in List.rev printed do
        match snippet.Shown with
        | Some(shown, start) when shown <> output ->
            let text = Repository.text snippet.Page
            let text = text.Remove(start, shown.Length).Insert(start, output)
            File.WriteAllText(Path.Combine(Repository.root, snippet.Page), text)
        | _ -> ()

[<Fact>]
let ``An example prints what the page shows below it`` () =
    let printed = List.zip snippets (List.take snippets.Length (outputs ()))

    if Environment.GetEnvironmentVariable "SERES2NET_ACCEPT" = "1" then
        accept printed
    else
        for snippet, output in printed do
            match snippet.Shown with
            | Some(shown, _) ->
                let place = $"{snippet.Page}, line {snippet.Line}:\n"
                Assert.Equal(place + shown, place + output)
            // If it prints something, the page must show it.
            | None -> Assert.Equal("", output)

[<Fact>]
let ``A family of six new networks takes fewer than ten lines`` () =
    Assert.InRange(family.Code.TrimEnd('\n').Split('\n').Length, 1, 9)

    let hashes = (outputs () |> List.last).Split('\n', StringSplitOptions.RemoveEmptyEntries)
    Assert.All(hashes, fun hash -> Assert.Matches("^[0-9a-f]{64}$", hash))
    Assert.Equal(6, (Array.distinct hashes).Length)

[<Fact>]
let ``The guide names every change of an architecture and every line of a builder`` () =
    let types = typeof<Architecture>.Assembly.GetExportedTypes()
    let changes = types |> Array.find (fun found -> found.Name = "Variations")

    let names =
        [ for change in changes.GetMethods() do
              if change.DeclaringType = changes then
                  change.Name.Replace("get_", "")
          for found in types do
              for operation in found.GetMethods() do
                  for mark in operation.GetCustomAttributes(typeof<CustomOperationAttribute>, true) do
                      (mark :?> CustomOperationAttribute).Name ]

    let page = Repository.text guide
    Assert.NotEmpty names
    Assert.Empty(names |> List.distinct |> List.filter (fun name -> not (Regex.IsMatch(page, $"`{name}\\b"))))
