namespace SeRes2Net.Dsl

/// <summary>Architectures that answer one question.</summary>
type Family =
    {
        /// <summary>Its name, in lower case with hyphens; its folder is <c>families/NAME</c>.</summary>
        Name: string
        /// <summary>The question, in one sentence.</summary>
        Summary: string
        /// <summary>Architectures that have a file of their own already: they are compared with it, and never written.</summary>
        Existing: Architecture list
        /// <summary>Architectures that the catalogue writes, with files in the family's folder.</summary>
        Written: Architecture list
        /// <summary>Name of a recipe for all runs of its study; <c>None</c>: each architecture's own.</summary>
        Recipe: string option
        /// <summary>Seeds of its study, one run of each architecture per seed.</summary>
        Seeds: int list
        /// <summary>Blocks, gates and recipes that its members name and that do not ship. They have files of their own, too.</summary>
        Beside: SpecFile list
    }

    /// <summary>Its architectures, the baseline first.</summary>
    member family.Members = family.Existing @ family.Written

/// <summary>How a file on disk differs from the catalogue.</summary>
type Difference =
    /// <summary>The file is not there yet.</summary>
    | Missing of file: string
    /// <summary>The catalogue wrote the file, and now says something else.</summary>
    | Changed of file: string
    /// <summary>The catalogue wrote the file, and no longer has it.</summary>
    | Stale of file: string
    /// <summary>The catalogue wrote the file, and someone has changed it since.</summary>
    | Edited of file: string
    /// <summary>Something the catalogue did not write, such as a file, link, folder or pipe, is where its file or folder belongs.</summary>
    | InTheWay of file: string
    /// <summary>The catalogue names a handwritten file that does not exist.</summary>
    | NotFound of file: string
    /// <summary>A file that was written by hand cannot be read.</summary>
    | Unreadable of file: string * problems: Problem list
    /// <summary>A file that was written by hand says something else than the value in the catalogue.</summary>
    | OtherNetwork of file: string * keys: string list

    /// <summary>The file, or the folder in the way, below <c>specs/</c>.</summary>
    member difference.File =
        match difference with
        | Missing file
        | Changed file
        | Stale file
        | Edited file
        | InTheWay file
        | NotFound file
        | Unreadable(file, _)
        | OtherNetwork(file, _) -> file

    /// <summary>Whether a file that was written by hand is not what the catalogue has.</summary>
    member difference.IsOfAnother = difference.IsNotFound || difference.IsUnreadable || difference.IsOtherNetwork

    /// <summary>Whether writing the catalogue makes it go away.</summary>
    member difference.IsRepairable =
        match difference with
        | Missing _
        | Changed _
        | Stale _ -> true
        | Edited _
        | InTheWay _
        | NotFound _
        | Unreadable _
        | OtherNetwork _ -> false

    override difference.ToString() =
        match difference with
        | Missing file -> $"{file}: missing"
        | Changed file -> $"{file}: differs from the catalogue"
        | Stale file -> $"{file}: no longer in the catalogue"
        | Edited file ->
            $"{file}: changed by hand, and left as it is; move the change into the catalogue and delete the file, or move it out of "
            + "the way and delete its second line to make it your own"
        | InTheWay file -> $"{file}: not written by the catalogue, and in the way of what it writes; move it, or rename the catalogue's"
        | NotFound file -> $"{file}: not there, and the catalogue does not write it; write it by hand, or let the family write it"
        | Unreadable(file, problems) ->
            let lines =
                [ for problem in problems ->
                      let severity = if problem.IsError then "error" else "warning"
                      $"\n  {problem.File}({problem.Line},{problem.Column}): {severity} {problem.Id}: {problem.Message}" ]

            $"{file}: written by hand, and cannot be read:" + String.concat "" lines
        | OtherNetwork(file, keys) ->
            let differing = String.concat ", " keys
            $"{file}: written by hand, and not what the catalogue has under this name; they differ in: {differing}"
