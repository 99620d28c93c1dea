namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>
/// How the learning rate moves over a run: one record for each kind. Positions are fractions of the run, so that fewer epochs rescale it.
/// </summary>
public abstract record Schedule;
