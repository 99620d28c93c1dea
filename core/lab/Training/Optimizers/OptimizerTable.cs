using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Nn;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>The optimisers: one row for each kind that a recipe can name.</summary>
internal static class OptimizerTable
{
    /// <summary>The optimiser that a recipe asks for.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="model">The network whose parameters it updates.</param>
    public static RunOptimizer Create(Recipe recipe, Network model) => new(
    [
        .. ParameterGroup.Of(model, recipe).Select(group => recipe.Optimizer switch
        {
            SgdOptimizer sgd => Sgd.Create(sgd, group),
            AdamWOptimizer adam => AdamW.Create(adam, group),
            MuonOptimizer muon => Muon.Create(muon, group),
            var other => throw new NotSupportedException($"{other.GetType().Name} has no row in {nameof(OptimizerTable)}."),
        }),
    ]);
}
