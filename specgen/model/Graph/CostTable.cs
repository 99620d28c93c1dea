namespace SeRes2Net.Compiler.Graph;

/// <summary>Computes a network's costs from its graph.</summary>
internal static class CostTable
{
    /// <summary>Counts a whole graph.</summary>
    public static Costs Of(NetworkGraph graph)
    {
        var layers = new List<LayerCost>(graph.Ops.Count);
        var kept = ActivationMemory.Kept(graph);
        long parameters = 0, macs = 0, thop = 0, fvcore = 0, training = kept.Length > 0 ? kept[0] : 0;
        for (var position = 0; position < graph.Ops.Count; position++)
        {
            var op = graph.Ops[position];
            if (op is InputOp)
                continue;
            var cost = op.Cost(graph.Ops[op.Inputs[0]].Shape);
            var layer = new LayerCost(op.Path, op.Label, op.Shape, op.Parameters, cost.Macs)
            {
                Thop = cost.Thop,
                Fvcore = cost.Fvcore,
                TrainingBytes = kept[position],
            };
            layers.Add(layer);
            parameters += layer.Parameters;
            macs += layer.Macs;
            thop = Amount.Plus(thop, layer.Thop);
            fvcore = Amount.Plus(fvcore, layer.Fvcore);
            training = Amount.Plus(training, layer.TrainingBytes);
        }
        return new Costs(parameters, macs, layers)
        {
            Thop = thop,
            Fvcore = fvcore,
            TrainingBytes = training,
            InferenceBytes = ActivationMemory.Peak(graph),
        };
    }
}
