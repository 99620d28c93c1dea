using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp.Modules;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>The optimisers. There is only one; when recipes get a key that names others, their rows belong here.</summary>
public static class OptimizerTable
{
    /// <summary>The optimiser that a recipe asks for.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parameters">The parameters it updates.</param>
    public static RunOptimizer Create(Recipe recipe, IEnumerable<Parameter> parameters) => Sgd.Create((SgdOptimizer)recipe.Optimizer, recipe.LearningRate, parameters);
}
