using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>A part of networks that may stay in float32.</summary>
public enum QuantisedPart
{
    /// <summary>Everything in a gate that a definition of the kind <c>gate</c> describes, its product with what it gates included.</summary>
    Gates,
    /// <summary>The steps before the stages.</summary>
    Stem,
    /// <summary>The steps after the stages.</summary>
    Head,
}

/// <summary>Finds the parts in a network.</summary>
public static class QuantisedParts
{
    /// <summary>Whether an operation, by its state-dict path, is in one of the parts.</summary>
    public static Func<string, bool> Contains(CompiledSpec spec, IReadOnlyCollection<QuantisedPart> parts)
    {
        var modules = spec.Graph.Modules.Where(module => PartOf(spec, module) is { } part && parts.Contains(part))
            .Select(module => module.Path + ".").ToList();
        return path => modules.Any(module => path.StartsWith(module, StringComparison.Ordinal));
    }

    // A block may use another block, which is a module of the same kind as a gate: the definition's folder tells them apart.
    private static QuantisedPart? PartOf(CompiledSpec spec, ModuleNode module) => module.Kind switch
    {
        ModuleKind.Stem => QuantisedPart.Stem,
        ModuleKind.Head => QuantisedPart.Head,
        ModuleKind.Gate when spec.Definitions.Any(file => file.Path.EndsWith($"gates/{module.Definition}.yaml", StringComparison.Ordinal)) => QuantisedPart.Gates,
        _ => null,
    };
}
