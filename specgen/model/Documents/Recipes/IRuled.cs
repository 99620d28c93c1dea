namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>A recipe or group with rules that a key's type and range cannot say.</summary>
internal interface IRuled
{
    /// <summary>The rules that are broken: the property at whose key to report it, and what is wrong.</summary>
    IEnumerable<(string Property, string Message)> BrokenRules { get; }
}
