using System.Text.RegularExpressions;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Emit;
using SeRes2Net.Compiler.Sources;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using static TorchSharp.torch;

namespace SeRes2Net.Runner.Tests;

/// <summary>A spec that the build has not seen becomes the model that the build would have made of it.</summary>
public sealed class InMemoryCompilerTests
{
    [Fact]
    public void The_text_is_what_the_build_generates_byte_for_byte()
    {
        var spec = Compile("se-res2net-29", text => text);

        var model = InMemoryCompiler.Compile(spec);

        var generated = Path.Combine(Root, "core", "models", "Generated", CSharpEmitter.ClassName(spec.Stem) + ".g.cs");
        System.Text.Encoding.UTF8.GetBytes(model.Source).Should().Equal(File.ReadAllBytes(generated));
        model.Entry.Info.Should().BeEquivalentTo(Catalogue.Find(spec.Stem)!.Info);
    }

    [Fact]
    public void It_computes_what_the_compiled_in_model_computes()
    {
        using var scope = NewDisposeScope();
        using var compiledIn = Catalogue.Find("se-res2net-29")!.Create();
        using var inMemory = InMemoryCompiler.Compile(Compile("se-res2net-29", text => text)).Entry.Create();
        Initialisation.Apply(compiledIn, seed: 3);
        Initialisation.Apply(inMemory, seed: 3);
        compiledIn.eval();
        inMemory.eval();
        var images = randn(2, 3, 32, 32);

        inMemory.call(images).eq(compiledIn.call(images)).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void An_edited_spec_is_used_as_edited()
    {
        var entry = InMemoryCompiler.Compile(Compile("se-res2net-29", text => text.Replace("reduction: 16", "reduction: 8"))).Entry;
        using var model = entry.Create();

        entry.Info.SpecHash.Should().NotBe(Catalogue.Find("se-res2net-29")!.Info.SpecHash);
        entry.Info.Parameters.Should().BeGreaterThan(670_337).And.Be(model.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void A_name_that_looks_like_code_is_only_a_name()
    {
        const string Name = "\"); throw new System.Exception(\"evil\"); //";
        var spec = Compile("res2net-29", text => Regex.Replace(text, "(?m)^name: .*$", $"name: '{Name}'"));
        var entry = InMemoryCompiler.Compile(spec).Entry;

        using var model = entry.Create();
        model.Info.Name.Should().Be(Name);
    }

    private static CompiledSpec Compile(string stem, Func<string, string> edit)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, "specs"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => new SourceFile(path.Replace('\\', '/'), File.ReadAllText(path)))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path) == stem
                ? file with { Text = Regex.Replace(edit(file.Text), "(?m)^expect:.*$", "") }
                : file);
        return SpecCompiler.Compile(files).Specs.Single(spec => spec.Stem == stem);
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeRes2Net.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        }
        return folder;
    }
}
