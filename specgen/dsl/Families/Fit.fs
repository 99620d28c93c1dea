namespace SeRes2Net.Dsl

open System.Collections.Generic

/// <summary>Sizes that are solved for, instead of tabulated.</summary>
type Fit =
    static member private parameters(architecture: Architecture, beside: SpecFile list) : Result<int64, Problem list> =
        Spec.compile (architecture, beside) |> Result.map (fun spec -> spec.Costs.Parameters)

    /// <summary>Of some architectures, the one whose number of parameters is nearest to a target; the first of equally near ones.</summary>
    /// <param name="target">Number of parameters.</param>
    /// <param name="among">The architectures; at least one.</param>
    /// <param name="beside">What they name and what does not ship with the compiler. Default: nothing.</param>
    static member nearest(target: int64, among: Architecture list, ?beside: SpecFile list) : Result<Architecture, Problem list> =
        let rec closest best candidates =
            match candidates with
            | [] -> Ok best
            | candidate :: rest ->
                match Fit.parameters (candidate, defaultArg beside []) with
                | Error problems -> Error problems
                | Ok count ->
                    match best with
                    | Some(_, distance) when distance <= abs (count - target) -> closest best rest
                    | _ -> closest (Some(candidate, abs (count - target))) rest

        match closest None among with
        | Ok(Some(architecture, _)) -> Ok architecture
        | Ok None ->
            let nowhere = SeRes2Net.Compiler.Sources.SourceSpan("", 1, 1, 1, 1)

            Error
                [ SeRes2Net.Compiler.Diagnostics.Descriptors.InvalidValue.At(nowhere, "There is nothing to choose from.")
                  |> Places.problem (fun _ -> None) ]
        | Error problems -> Error problems

    /// <summary>
    /// The largest size in a range whose architecture has at most the given number of parameters, or the smallest where all have
    /// more; parameters must grow with the size. Takes the logarithm of the range in compilations.
    /// </summary>
    /// <param name="target">Number of parameters.</param>
    /// <param name="low">Smallest size.</param>
    /// <param name="high">Largest size.</param>
    /// <param name="make">The architecture of a size.</param>
    /// <param name="beside">What it names and what does not ship with the compiler. Default: nothing.</param>
    static member largest
        (target: int64, low: int, high: int, make: int -> Architecture, ?beside: SpecFile list)
        : Result<int, Problem list> =
        // Every size up to 'low' fits, none from 'high' on does.
        let rec search low high =
            if high - low <= 1 then
                Ok low
            else
                let middle = low + (high - low) / 2

                match Fit.parameters (make middle, defaultArg beside []) with
                | Error problems -> Error problems
                | Ok count when count <= target -> search middle high
                | Ok _ -> search low middle

        search low (high + 1)
