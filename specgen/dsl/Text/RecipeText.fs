namespace SeRes2Net.Dsl

open System
open SeRes2Net.Compiler.Yaml

/// <summary>Recipes as YAML nodes.</summary>
module internal RecipeText =
    let private number (value: float) = Node.expression (Expression.OfFloat value)

    // 0.5 as 0.5, 1.0 as 1.
    let private decimal (value: float) =
        if value = Math.Floor value && abs value < 1e15 then
            Node.plain ((int64 value).ToString Globalization.CultureInfo.InvariantCulture)
        else
            number value

    let private count (value: int) = Node.plain (string value)

    let private truth value = Node.plain (if value then "true" else "false")

    // The language's defaults, for writing and for reading.
    let private usual = RecipeBuilder("").Yield(())

    // What is as the language has it by itself need not be written.
    let private unless usual key toNode value = if value = usual then [] else [ key, toNode value ]

    let private schedule (schedule: Schedule) =
        match schedule with
        | MultiStep(milestones, factor) ->
            "multi-step", Node.map [ "milestones", Node.list (milestones |> List.map decimal); "factor", decimal factor ]
        | OneCycle(warmup, start, last) -> "one-cycle", Node.map [ "warmup", decimal warmup; "start", decimal start; "end", decimal last ]

    let private augment (recipe: Recipe) =
        unless usual.CropPadding "crop-padding" count recipe.CropPadding @ unless usual.Flip "flip" truth recipe.Flip

    /// <summary>A recipe's keys, in the order of writing.</summary>
    let recipe (recipe: Recipe) =
        [ "recipe", Node.text recipe.Name ]
        @ Node.sentence "summary" recipe.Summary
        @ [ "epochs", count recipe.Epochs
            "batch", count recipe.Batch
            "learning-rate", decimal recipe.LearningRate
            "momentum", decimal recipe.Momentum ]
        @ unless usual.Nesterov "nesterov" truth recipe.Nesterov
        @ unless usual.WeightDecay "weight-decay" decimal recipe.WeightDecay
        @ [ "schedule", Node.block [ schedule recipe.Schedule ] ]
        @ (match augment recipe with
           | [] -> []
           | entries -> [ "augment", Node.map entries ])
        @ unless usual.Precision "precision" (fun precision -> Node.plain ((string precision).ToLowerInvariant())) recipe.Precision
        @ unless usual.ChannelsLast "channels-last" truth recipe.ChannelsLast
        @ unless usual.TrainImages "train-images" count recipe.TrainImages

    let private ofSchedule (node: YamlNode) : Schedule =
        match Node.asMap node with
        | [ "multi-step", steps ] ->
            let fields = Node.asFields Keys.multiStep steps

            MultiStep(
                Node.required "milestones" steps fields |> Node.asList |> List.map ExpressionText.float,
                Node.required "factor" steps fields |> ExpressionText.float
            )
        | [ "one-cycle", cycle ] ->
            let fields = Node.asFields Keys.oneCycle cycle
            let part key = fields.TryFind key |> Option.map ExpressionText.float |> Option.defaultValue 0.0
            OneCycle(Node.required "warmup" cycle fields |> ExpressionText.float, part "start", part "end")
        | _ -> Node.unreadable node "a schedule"

    /// <summary>The recipe in a tree.</summary>
    let ofNode (node: YamlNode) : Recipe =
        let fields = Node.asFields Keys.recipe node
        let name = Node.asText (Node.required "recipe" node fields)
        let value key convert usual = fields.TryFind key |> Option.map convert |> Option.defaultValue usual

        let augment = fields.TryFind "augment" |> Option.map (Node.asFields Keys.augment) |> Option.defaultValue Map.empty

        { Name = name
          Summary = value "summary" Node.asText ""
          Epochs = Node.required "epochs" node fields |> ExpressionText.int
          Batch = value "batch" ExpressionText.int usual.Batch
          LearningRate = Node.required "learning-rate" node fields |> ExpressionText.float
          Momentum = value "momentum" ExpressionText.float usual.Momentum
          Nesterov = value "nesterov" ExpressionText.bool usual.Nesterov
          WeightDecay = value "weight-decay" ExpressionText.float usual.WeightDecay
          Schedule = Node.required "schedule" node fields |> ofSchedule
          CropPadding = augment.TryFind "crop-padding" |> Option.map ExpressionText.int |> Option.defaultValue usual.CropPadding
          Flip = augment.TryFind "flip" |> Option.map ExpressionText.bool |> Option.defaultValue usual.Flip
          Precision =
            (match fields.TryFind "precision" |> Option.map Node.asText with
             | None -> usual.Precision
             | Some "auto" -> Precision.Auto
             | Some "fp32" -> Precision.Fp32
             | Some "bf16" -> Precision.Bf16
             | Some _ -> Node.unreadable node "a precision")
          ChannelsLast = value "channels-last" ExpressionText.bool usual.ChannelsLast
          TrainImages = value "train-images" ExpressionText.int usual.TrainImages }
