using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Generator.Tests;

/// <summary>Runs the generator as a build does, over files that exist only in memory, and records its steps.</summary>
internal sealed class GeneratorHost
{
    private readonly Dictionary<string, AdditionalText> texts;
    private GeneratorDriver driver;
    private CSharpCompilation compilation = CSharpCompilation.Create("Models", [CSharpSyntaxTree.ParseText("class Start;")]);

    public GeneratorHost(IEnumerable<SourceFile> files, bool marked = true)
    {
        texts = files.ToDictionary(file => file.Path, file => (AdditionalText)new MemoryText(file.Path, file.Text));
        driver = CSharpGeneratorDriver.Create(
            [new SpecGenerator().AsSourceGenerator()],
            texts.Values,
            optionsProvider: new Options(marked),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>Runs again and returns the result.</summary>
    public GeneratorRunResult Run()
    {
        driver = driver.RunGenerators(compilation);
        return driver.GetRunResult().Results.Single();
    }

    /// <summary>An edit that has nothing to do with specs.</summary>
    public void AddCSharpFile() => compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;"));

    /// <summary>Changes the text of one file.</summary>
    public void Edit(string path, Func<string, string> change)
    {
        var old = texts[path];
        var text = old.GetText()!.ToString();
        var changed = change(text);
        if (changed == text)
        {
            throw new InvalidOperationException($"The edit changed nothing in {path}.");
        }
        texts[path] = new MemoryText(path, changed);
        driver = driver.ReplaceAdditionalText(old, texts[path]);
    }

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(bool marked) : AnalyzerConfigOptionsProvider
    {
        private readonly Metadata metadata = new(marked);

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Metadata(false);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => metadata;
    }

    private sealed class Metadata(bool marked) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = marked && key == "build_metadata.AdditionalFiles.SeRes2NetSpec" ? "true" : null;
            return value is not null;
        }
    }
}
