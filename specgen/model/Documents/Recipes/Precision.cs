namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>In what arithmetic a run computes.</summary>
public enum Precision
{
    /// <summary>bf16 where the processor or card has it, otherwise fp32.</summary>
    Auto,
    /// <summary>32-bit floats throughout.</summary>
    Fp32,
    /// <summary>bfloat16 activations, 32-bit weights and statistics.</summary>
    Bf16,
    /// <summary>16-bit floats for activations, 32-bit weights and statistics, and a loss scaled so that gradients do not vanish.</summary>
    Fp16,
}
