using SeRes2Net.Compiler.Recipes;
using TorchSharp.Modules;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>The optimisers. There is one; the first key of recipes that names others is the place for their rows.</summary>
public static class OptimizerTable
{
    /// <summary>The optimiser that a recipe asks for.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parameters">What it changes.</param>
    public static RunOptimizer Create(Recipe recipe, IEnumerable<Parameter> parameters) => Sgd.Create(recipe, parameters);
}
