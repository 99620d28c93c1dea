namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>Names that mean something in the generated text or in its base classes already: no member may take them.</summary>
internal static class Reserved
{
    /// <summary>Types that generated code names; a generated class of the same name would hide them.</summary>
    public static readonly IReadOnlyCollection<string> Types =
    [
        "Catalogue", "CatalogueEntry", "Network", "NetworkInfo", "Ops", "SeRes2Net", "TorchSharp", "System", "Tensor",
        .. CSharpOps.Table.Rows.Select(row => row.LayerType).OfType<string>(),
        "StatePath", "StatePathAttribute", "Layers", "GeneratedModule", "IReadOnlyList", "Models", "Nn", "StringComparison", "Module", "Unnamed",
    ];

    /// <summary>Members of the module base classes and of every generated architecture.</summary>
    public static readonly IReadOnlyCollection<string> Members =
    [
        "Ops", "Tensor", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize", "Dispose",
        "GetName", "Create", "ClearModules", "RegisterComponents", "ConditionallyRegisterBuffer", "ConditionallyRegisterParameter",
        "GetDefaultDeviceAndType", "ReplaceBuffer", "ReplaceParameter", "Info", "Description", "Parameters", "Macs", "InputShape",
        "SpecHash", "Classes", "HookRemover", "Observed", "Observer",
    ];
}
