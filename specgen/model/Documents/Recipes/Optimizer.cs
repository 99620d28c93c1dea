namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>What a step does with the gradients: one record for each kind. The recipe's schedule moves the rate.</summary>
public abstract record Optimizer;
