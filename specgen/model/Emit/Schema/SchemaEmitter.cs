namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>
/// JSON Schema (draft 7) of every kind of spec file, made from the compiler's own tables: what editors check and complete
/// with.
/// </summary>
public static class SchemaEmitter
{
    /// <summary>The schemas: file names and their texts, LF line ends.</summary>
    public static IReadOnlyList<(string Name, string Text)> Emit() =>
    [
        ("architecture.json", FileSchemas.Architecture().ToString()),
        ("definition.json", FileSchemas.Definition().ToString()),
        ("recipe.json", FileSchemas.Recipe().ToString()),
        ("study.json", FileSchemas.Study().ToString()),
        ("claims.json", ClaimSchema.Claims().ToString()),
    ];
}
