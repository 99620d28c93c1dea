using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Nn;
using TorchSharp;

namespace SeRes2Net.Runner.Compilation;

/// <summary>
/// Compiles a spec that is new or has changed since the build, with the emitter that the build uses. The
/// assembly lives in a collectible context: it is unloaded when nothing refers to its types any more.
/// </summary>
public static class InMemoryCompiler
{
    // The language version of the generator's own Roslyn; the emitter writes nothing newer.
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    /// <summary>Compiles and loads <paramref name="spec"/>. libtorch is not loaded before the entry's <c>Create</c> is called.</summary>
    /// <exception cref="InvalidOperationException">The emitted text does not compile: a fault of the emitter, not of the spec.</exception>
    public static InMemoryModel Compile(CompiledSpec spec) => Compile(spec, CSharpEmitter.Emit(spec));

    /// <summary>The same with the text of <see cref="CSharpEmitter.EmitObserved"/>: for whoever looks at the values inside.</summary>
    /// <exception cref="InvalidOperationException">The emitted text does not compile: a fault of the emitter, not of the spec.</exception>
    public static InMemoryModel CompileObserved(CompiledSpec spec) => Compile(spec, CSharpEmitter.EmitObserved(spec));

    private static InMemoryModel Compile(CompiledSpec spec, string source)
    {
        var className = CSharpEmitter.ClassName(spec.Stem);
        var compilation = CSharpCompilation.Create(
            $"{CSharpEmitter.Namespace}.InMemory.{className}",
            [CSharpSyntaxTree.ParseText(source, Language, path: className + ".g.cs")],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"The C# of {spec.Stem} does not compile: {string.Join("; ", errors.Take(3))}");
        }
        image.Position = 0;
        var assembly = new AssemblyLoadContext(className, isCollectible: true).LoadFromStream(image);
        return new InMemoryModel(Entry(assembly.GetType($"{CSharpEmitter.Namespace}.{className}", throwOnError: true)!), source);
    }

    private static CatalogueEntry Entry(Type type)
    {
        var description = type.GetProperty("Description", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return new CatalogueEntry((NetworkInfo)description, () => (Network)Activator.CreateInstance(type)!);
    }

    // What this program itself uses: the framework, the modules' base classes and the tensors.
    private static IEnumerable<MetadataReference> References()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Network).Assembly.Location)
            .Append(typeof(torch).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
