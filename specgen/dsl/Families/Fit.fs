namespace SeRes2Net.Dsl

open System.Collections.Generic

/// <summary>Sizes that are solved for, instead of tabulated.</summary>
type Fit =
    static member private parameters(architecture: Architecture, beside: SpecFile list) : Result<int64, Problem list> =
        Spec.compile (architecture, beside) |> Result.map (fun spec -> spec.Costs.Parameters)

    static member private nothing(message: string) : Result<'T, Problem list> =
        Error [ Places.ofFile SeRes2Net.Compiler.Text.Diagnostics.Descriptors.InvalidValue "" message ]

    /// <summary>Of some architectures, the one whose number of parameters is nearest to a target; the first of equally near ones.</summary>
    /// <param name="target">Number of parameters.</param>
    /// <param name="among">The architectures; at least one.</param>
    /// <param name="beside">What they name that does not ship with the compiler. Default: nothing.</param>
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
        | Ok None -> Fit.nothing "There is nothing to choose from."
        | Error problems -> Error problems

    /// <summary>
    /// The largest size in a range whose architecture has at most the given number of parameters; parameters must grow with the size.
    /// A problem where even the smallest has more. Takes the logarithm of the range in compilations.
    /// </summary>
    /// <param name="target">Number of parameters.</param>
    /// <param name="low">Smallest size.</param>
    /// <param name="high">Largest size.</param>
    /// <param name="make">The architecture of a size.</param>
    /// <param name="beside">What it names that does not ship with the compiler. Default: nothing.</param>
    static member largest
        (target: int64, low: int, high: int, make: int -> Architecture, ?beside: SpecFile list)
        : Result<int, Problem list> =
        let fits size = Fit.parameters (make size, defaultArg beside []) |> Result.map (fun count -> count <= target)

        // 'low' fits; 'high' and everything above it may not.
        let rec search low high =
            if high - low <= 1 then
                Ok low
            else
                let middle = low + (high - low) / 2

                match fits middle with
                | Error problems -> Error problems
                | Ok true -> search middle high
                | Ok false -> search low middle

        if high < low then
            Fit.nothing $"There is no size from {low} to {high}."
        else
            match fits low with
            | Error problems -> Error problems
            | Ok false -> Fit.nothing $"Even the smallest size, {low}, has more than {target} parameters."
            | Ok true -> search low (high + 1)
