namespace SeRes2Net.Generator;

/// <summary>Names of the pipeline's steps, under which the tests find them.</summary>
public static class StepNames
{
    /// <summary>The text of each spec file.</summary>
    public const string Files = "spec files";

    /// <summary>All of them together.</summary>
    public const string Collected = "all spec files";

    /// <summary>What the compiler made of them.</summary>
    public const string Compiled = "compiled";

    /// <summary>Each architecture.</summary>
    public const string Specs = "architectures";

    /// <summary>The C# of each architecture.</summary>
    public const string Sources = "sources";

    /// <summary>The names in the catalogue.</summary>
    public const string Catalogue = "catalogue";

    /// <summary>What there is to report.</summary>
    public const string Diagnostics = "diagnostics";

    /// <summary>All steps.</summary>
    public static readonly System.Collections.Generic.IReadOnlyList<string> All =
        [Files, Collected, Compiled, Specs, Sources, Catalogue, Diagnostics];
}
