using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Generator;

/// <summary>
/// Compiles the spec files of a project into C#: the compiler library hosted in Roslyn, and nothing else. A spec file is
/// an <c>AdditionalFiles</c> item that ends in <c>.yaml</c> and carries <c>SeRes2NetSpec="true"</c>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecGenerator : IIncrementalGenerator
{
    // Without a byte-order mark, as everything else in the repository.
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => IsSpec(pair.Left, pair.Right))
            .Select(static (pair, stop) => Read(pair.Left, stop))
            .WithTrackingName(StepNames.Files);

        // Specs extend each other and share definitions, so the compiler sees all files at once ...
        var compiled = files.Collect()
            .WithTrackingName(StepNames.Collected)
            .Select(static (all, stop) => Compile(all))
            .WithTrackingName(StepNames.Compiled);

        // ... and every spec goes on alone, so that only what changed is emitted again.
        var specs = compiled.SelectMany(static (result, _) => result.Specs).WithTrackingName(StepNames.Specs);
        var sources = specs.Select(static (model, _) => Emit(model)).WithTrackingName(StepNames.Sources);
        var catalogue = compiled
            .Select(static (result, _) => new EquatableArray<string>(result.Specs.Select(model => model.Spec.Stem)))
            .WithTrackingName(StepNames.Catalogue);
        var diagnostics = compiled.Select(static (result, _) => result.Diagnostics).WithTrackingName(StepNames.Diagnostics);

        context.RegisterSourceOutput(sources, static (output, source) =>
            output.AddSource(source.HintName, SourceText.From(source.Text, Utf8)));
        context.RegisterSourceOutput(catalogue, static (output, stems) =>
            output.AddSource("Catalogue.g.cs", SourceText.From(CSharpEmitter.EmitCatalogue(stems), Utf8)));
        context.RegisterSourceOutput(diagnostics, static (output, findings) =>
        {
            foreach (var finding in findings)
            {
                output.ReportDiagnostic(RoslynDiagnostics.Convert(finding));
            }
        });
    }

    private static bool IsSpec(AdditionalText text, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(text).TryGetValue("build_metadata.AdditionalFiles.SeRes2NetSpec", out var value)
        && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static SourceFile Read(AdditionalText text, CancellationToken stop) =>
        new(text.Path.Replace('\\', '/'), text.GetText(stop)?.ToString() ?? "");

    private static Compiled Compile(ImmutableArray<SourceFile> files)
    {
        var result = SpecCompiler.Compile(files);
        return new Compiled(
            new(result.Specs.OrderBy(spec => spec.Stem, StringComparer.Ordinal).Select(spec => new SpecModel(spec))),
            new(result.Diagnostics));
    }

    private static GeneratedSource Emit(SpecModel model) =>
        new(CSharpEmitter.ClassName(model.Spec.Stem) + ".g.cs", CSharpEmitter.Emit(model.Spec));
}
