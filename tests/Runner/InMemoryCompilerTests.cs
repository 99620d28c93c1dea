using System.Text.RegularExpressions;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using static TorchSharp.torch;

namespace SeRes2Net.Runner.Tests;

/// <summary>A spec that the build has not seen becomes the model that the build would have made from it.</summary>
public sealed class InMemoryCompilerTests
{
    [Fact]
    public void The_text_is_what_the_build_generates_byte_for_byte()
    {
        var spec = Compile("se-res2net-29", text => text);

        var model = InMemoryCompiler.Compile(spec);

        var generated = Path.Combine(Repository.Root, "core", "models", "Generated", CSharpEmitter.ClassName(spec.Stem) + ".g.cs");
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

    [Fact]
    public void Parts_may_have_the_names_of_CSharp_keywords_and_members()
    {
        string[] names =
        [
            "class", "static", "this", "base", "new", "x", "X", "y", "input", "scope", "using", "forward", "call", "training", "train", "eval", "name",
            "get-name", "GetName", "to", "cpu", "cuda", "half", "handle", "dispose", "Dispose", "apply", "children", "modules", "named-modules", "buffers",
            "parameters", "Parameters", "state-dict", "register-module", "zero-grad", "info", "description", "create", "macs", "classes", "input-shape",
            "spec-hash", "ops", "Ops", "tensor", "Tensor", "torch", "nn", "Module", "module", "network", "conv2d", "Conv2d", "linear", "Linear", "system",
            "object", "string", "equals", "get-type", "to-string", "get-hash-code", "finalize", "memberwise-clone", "value", "var", "await", "record", "A1",
            "a-1", "stem2", "stage1", "block1", "head2", "own",
        ];
        static string Each(IEnumerable<string> words, string text) => string.Join(", ", words.Select(name => text.Replace("NAME", name)));
        // Every name in every role: a step with weights, a slot with a gate in it, a stage.
        var gates = $"gates: [{Each(names, "{ gate: se, at: NAME }")}]";
        var stages = names.Except(["input"]);
        List<SourceFile> files =
        [
            new("/specs/own.yaml", "name: Own\ninput: [3, 8, 8]\nclasses: 10\nblock: own\n"
                + $"stem: [{Each(names, "{ conv: ~, name: NAME }")}]\n"
                + $"stages: [{Each(stages.Take(3), $"{{ name: NAME, {gates} }}")}, {Each(stages.Skip(3), "{ name: NAME }")}]\n"
                + "head: [global-avg-pool, linear: { out: classes }]\n"),
            new("/specs/blocks/own.yaml", $"block: own\nbody:\n  residual:\n    branch: [{Each(names, "{ slot: NAME }")}, conv]\n"),
        ];
        var result = SpecCompiler.Compile(files, [files[0].Path]);
        result.Diagnostics.Where(finding => finding.Severity == SeRes2Net.Compiler.Text.Diagnostics.Severity.Error).Should().BeEmpty();

        using var model = InMemoryCompiler.Compile(result.Specs.Single()).Entry.Create();

        model.parameters().Sum(parameter => parameter.numel()).Should().Be(result.Specs.Single().Costs.Parameters);
    }

    private static CompiledSpec Compile(string stem, Func<string, string> edit)
    {
        var files = Repository.Specs.Select(file => Path.GetFileNameWithoutExtension(file.Path) == stem
            ? file with { Text = Regex.Replace(edit(file.Text), "(?m)^expect:.*$", "") }
            : file);
        return SpecCompiler.Compile(files).Specs.Single(spec => spec.Stem == stem);
    }
}
