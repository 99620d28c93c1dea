// How long the generator takes for 200 specs, and for one edit among them:
//   dotnet run -c Release --project tests/benchmarks/generate
// The first figure is for a process that has just started, with nothing compiled by the JIT yet: what a build without a build
// server pays. The project's limit for it is 3 s; more is exit code 1.
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Generator.Tests;

const int Count = 200;
const double Limit = 3;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var files = Enumerable.Range(0, Count).Select(Spec).ToList();
var host = new GeneratorHost(files);
var cold = Measure(out var first);
host.Edit(files[7].Path, text => text.Replace("out: 64", "out: 72"));
var edited = Measure(out var second);
host = new GeneratorHost(files);
var warm = Measure(out _);

var lines = first.GeneratedSources.Sum(source => source.SourceText.Lines.Count);
Console.WriteLine($"{Count} specs, {lines:N0} lines of C#, {Environment.ProcessorCount} processors");
Console.WriteLine($"  in a new process   {cold.TotalSeconds,6:F2} s   (limit {Limit:F0} s)");
Console.WriteLine($"  once more, warm    {warm.TotalSeconds,6:F2} s");
Console.WriteLine($"  one spec edited    {edited.TotalSeconds,6:F2} s   ({Emitted(second)} of {Count} emitted again)");
return cold.TotalSeconds < Limit ? 0 : 1;

TimeSpan Measure(out GeneratorRunResult result)
{
    var clock = Stopwatch.StartNew();
    result = host.Run();
    clock.Stop();
    var failed = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    if (result.Exception is not null || failed || result.GeneratedSources.Length != Count + 1)
    {
        throw new InvalidOperationException($"{result.Exception} {string.Join("; ", result.Diagnostics.Take(3))}");
    }
    return clock.Elapsed;
}

static int Emitted(GeneratorRunResult result) => result.TrackedSteps[SeRes2Net.Generator.StepNames.Sources]
    .SelectMany(step => step.Outputs).Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);

// Res2Net-29 with and without gates in many widths: as a study of ablations would have them.
static SourceFile Spec(int number)
{
    var gates = number % 2 == 0 ? "" : "gates:\n  - { gate: se, at: concat, reduction: 16 }\n";
    var text = $$"""
        name: Res2Net-29 number {{number}}
        summary: One of many.
        input: [3, 32, 32]
        classes: 10
        stem:
          - conv: { out: 16, kernel: 3 }
          - batch-norm
          - relu
        block: res2net
        with: { scale: {{2 + (number % 5)}} }
        {{gates}}stages:
          - { repeat: 3, out: 64,  width: {{4 + (number / 10)}} }
          - { repeat: 3, out: 128, width: {{8 + (number / 10)}}, stride: 2 }
          - { repeat: 3, out: 256, width: {{16 + (number / 10)}}, stride: 2 }
        head:
          - global-avg-pool
          - linear: { out: classes }

        """;
    return new SourceFile($"/p/specs/study-{number:D3}.yaml", text);
}
