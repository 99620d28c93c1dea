using Microsoft.CodeAnalysis;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Generator.Tests;

/// <summary>Every case runs twice: whatever has not changed must not run again.</summary>
public sealed class CachingTests
{
    private static readonly SourceFile First = new("/p/specs/first.yaml", Text("First", 16));
    private static readonly SourceFile Second = new("/p/specs/second.yaml", Text("Second", 8));
    private static readonly SourceFile Broken = new(
        "/p/specs/broken.yaml", "name: Broken\ninput: [3, 8, 8]\nclasses: 2\nstages: oops\nhead: []\n");

    public static TheoryData<string> Cases() =>
        ["one spec", "two specs", "a broken spec among good ones", "no spec", "the repository's own"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_unrelated_edit_leaves_every_step_cached(string name)
    {
        var host = new GeneratorHost(Files(name));
        host.Run();
        host.AddCSharpFile();
        var second = host.Run();

        foreach (var step in StepNames.All)
        {
            if (!second.TrackedSteps.TryGetValue(step, out var runs))
            {
                name.Should().Be("no spec", "every step runs if there is a spec");
                continue;
            }
            runs.SelectMany(run => run.Outputs).Select(output => output.Reason)
                .Should().OnlyContain(
                    reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged, step);
        }
        second.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)
            .Should().OnlyContain(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Only_the_spec_that_changed_is_emitted_again()
    {
        var host = new GeneratorHost([First, Second]);
        host.Run();
        host.Edit(Second.Path, text => text.Replace("out: 8", "out: 24"));
        var reasons = Reasons(host.Run(), StepNames.Sources);

        reasons.Should().BeEquivalentTo([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified]);
    }

    [Fact]
    public void A_new_comment_in_a_spec_emits_nothing_again()
    {
        var host = new GeneratorHost([First, Second]);
        host.Run();
        host.Edit(Second.Path, text => text + "# a remark\n");
        var result = host.Run();

        Reasons(result, StepNames.Files).Should().Contain(IncrementalStepRunReason.Modified);
        Reasons(result, StepNames.Sources).Should().OnlyContain(reason => reason == IncrementalStepRunReason.Cached);
        Reasons(result, StepNames.Catalogue).Should().OnlyContain(
            reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void A_changed_summary_emits_its_spec_again()
    {
        var host = new GeneratorHost([First, Second]);
        host.Run();
        host.Edit(Second.Path, text => "summary: Another sentence.\n" + text);
        var result = host.Run();

        Reasons(result, StepNames.Sources).Should().Contain(IncrementalStepRunReason.Modified);
        result.GeneratedSources.Should().Contain(source => source.SourceText.ToString().Contains("Another sentence."));
    }

    [Fact]
    public void The_pipeline_keeps_none_of_Roslyns_symbols_and_trees()
    {
        var host = new GeneratorHost([First, Broken]);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var step in StepNames.All)
        {
            foreach (var (value, _) in host.Run().TrackedSteps[step].SelectMany(run => run.Outputs))
            {
                Inspect(value, seen);
            }
        }
        seen.Should().HaveCountGreaterThan(100, "the walk must have reached the graphs");
    }

    // NotBeOfType would let derived types pass, and all of Roslyn's are.
    private static void Inspect(object? value, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is Type
            || !value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }
        value.Should().NotBeAssignableTo<ISymbol>();
        value.Should().NotBeAssignableTo<Compilation>();
        value.Should().NotBeAssignableTo<SyntaxNode>();
        value.Should().NotBeAssignableTo<SyntaxTree>();
        value.Should().NotBeAssignableTo<AdditionalText>();
        if (value is Array array)
        {
            foreach (var item in array)
            {
                Inspect(item, seen);
            }
            return;
        }
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public
                | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly))
            {
                Inspect(field.GetValue(value), seen);
            }
        }
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IEnumerable<SourceFile> Files(string name) => name switch
    {
        "one spec" => [First],
        "two specs" => [First, Second],
        "a broken spec among good ones" => [First, Broken, Second],
        "no spec" => [],
        _ => Repository.SpecsByFullPath,
    };

    private static string Text(string name, int channels) => $$"""
        name: {{name}}
        input: [3, 8, 8]
        classes: 2
        stem:
          - conv: { out: 8, kernel: 3 }
          - batch-norm
          - relu
        block: basic
        stages:
          - { repeat: 2, out: {{channels}} }
        head:
          - global-avg-pool
          - linear: { out: classes }

        """;
}
