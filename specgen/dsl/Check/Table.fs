namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Graph
open SeRes2Net.Compiler

/// <summary>Costs in columns, for the console.</summary>
module internal Table =
    let private count (value: int64) = value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)

    /// <summary>Layer by layer, with a total.</summary>
    let ofCosts (spec: CompiledSpec) : string =
        let rows =
            [ [ "layer"; "kind"; "output"; "parameters"; "MACs" ]
              for layer in spec.Costs.Layers do
                  [ layer.Path; layer.Kind; string layer.Output; count layer.Parameters; count layer.Macs ]
              [ "total"; ""; ""; count spec.Costs.Parameters; count spec.Costs.Macs ] ]

        let widths = [ for column in 0..4 -> rows |> List.map (fun row -> row[column].Length) |> List.max ]

        let line (row: string list) =
            List.zip row widths
            |> List.mapi (fun i (cell, width) -> if i < 3 then cell.PadRight width else cell.PadLeft width)
            |> String.concat "  "

        rows |> List.map (fun row -> (line row).TrimEnd() + "\n") |> String.concat ""
