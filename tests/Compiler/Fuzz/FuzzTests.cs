using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using Xunit.Abstractions;

namespace SeRes2Net.Compiler.Tests.Fuzz;

/// <summary>
/// Broken, hostile and absurd specs, derived from all shipped files: the compiler never throws, never takes longer than a second,
/// never takes unbounded memory, places every finding inside its file, and what it accepts is consistent. Everything follows from
/// one seed; SERES2NET_FUZZ=SEED:COUNT tries others. A case that fails is saved under artifacts/fuzz.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Cases = 20_000;
    private const int Seed = 20240607;
    private const int Threads = 2;
    private const long MostBytes = 512L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // Far longer than on any slow machine: it will not return.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly Corpus corpus = new(Repository.SpecsOfEveryStep);
    private readonly ConcurrentQueue<string> faults = [];

    [Fact]
    public void Twenty_thousand_mutated_specs_do_no_harm()
    {
        var (seed, count) = Plan();
        var mutator = new Mutator(corpus.Files.Select(file => file.Text));
        var slowest = new ConcurrentQueue<Run>();
        var next = -1;
        var watch = Stopwatch.StartNew();

        InThreads(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < count && faults.Count < 10; i = Interlocked.Increment(ref next))
            {
                var random = new Random(unchecked(seed * 1_000_003 + i));
                var file = corpus.Files[random.Next(corpus.Files.Count)];
                slowest.Enqueue(Try($"seed {seed}, case {i}", file with { Text = mutator.Mutate(file.Text, random) }, random));
            }
        });

        Tell(slowest, watch);
        faults.Should().BeEmpty();
        slowest.Should().HaveCount(count);
        // A mutation that breaks everything at once would test the first check only.
        slowest.Count(run => run.Compiled).Should().BeInRange(count / 20, count / 2);
    }

    [Fact]
    public void Monsters_do_no_harm()
    {
        var runs = new ConcurrentQueue<Run>();
        var watch = Stopwatch.StartNew();

        InThreads(() =>
        {
            foreach (var (name, text) in Hostile.Monsters)
            {
                var path = text.StartsWith("block: x", StringComparison.Ordinal) ? "specs/blocks/x.yaml"
                    : text.StartsWith("recipe: x", StringComparison.Ordinal) ? "specs/recipes/x.yaml"
                    : text.StartsWith("study: x", StringComparison.Ordinal) ? "specs/x.yaml" : "specs/monster.yaml";
                runs.Enqueue(Try(name, new SourceFile(path, text), new Random(0)));
            }
        }, 1);

        Tell(runs, watch);
        faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("extends", "name: A\nextends: a{0}.yaml\n", "specs/a{0}.yaml", "SR0005")]
    [InlineData("use", "block: a{1}\ntry: {{ input: [1, 1, 1] }}\nbody: [use: a{0}]\n", "specs/blocks/a{0}.yaml", "SR0005")]
    [InlineData("use twice", "block: a{1}\ntry: {{ input: [1, 1, 1] }}\nbody: [use: a{0}, use: a{0}]\n", "specs/blocks/a{0}.yaml", "SR0005")]
    public void Chains_of_ten_thousand_files_do_no_harm(string name, string text, string path, string id)
    {
        const int Length = 10_000;
        var files = Enumerable.Range(0, Length)
            .Select(i => new SourceFile(string.Format(CultureInfo.InvariantCulture, path, i),
                string.Format(CultureInfo.InvariantCulture, text, i + 1, i)))
            .ToList();
        var (result, watch) = (new CompileResult([], [], [], []), Stopwatch.StartNew());

        InThreads(() => result = SpecCompiler.Compile(files, [files[0].Path, files[Length / 2].Path]), 1);

        output.WriteLine($"{name}: {watch.ElapsedMilliseconds} ms.");
        result.Diagnostics.Should().Contain(finding => finding.Id == id).And.HaveCountLessThan(10);
        Consistency.Faults(result, files).Should().BeEmpty();
    }

    private Run Try(string name, SourceFile mutant, Random random)
    {
        var files = corpus.Files.Where(file => file.Path != mutant.Path).Append(mutant).ToList();
        var users = corpus.Users.TryGetValue(mutant.Path, out var known) && random.Next(2) == 0 ? known[random.Next(known.Count)] : null;
        string[] targets = users is null ? [mutant.Path] : [mutant.Path, users];
        var found = new List<string>();
        var (time, bytes, compiled) = (TimeSpan.MaxValue, 0L, false);
        try
        {
            // The machines that run this are shared: only a case that is slow three times is slow.
            for (var attempt = 0; attempt < 3 && time > Longest; attempt++)
            {
                // A file instance is parsed only once.
                files[^1] = mutant with { };
                var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
                var result = SpecCompiler.Compile(files, targets);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                time = watch.Elapsed < time ? watch.Elapsed : time;
                compiled = result.Specs.Count > 0;
                if (attempt > 0)
                    continue;
                found.AddRange(Consistency.Faults(result, files));
                if (random.Next(4) == 0)
                    found.AddRange(result.Specs.Where(spec => spec.Graph.Ops.Count < 400).SelectMany(spec => FaultsBehind(spec, files)));
            }
        }
        catch (Exception e)
        {
            found.Add($"an exception: {e}");
        }
        if (time > Longest)
            found.Add($"it took {time.TotalSeconds:f1} s");
        if (bytes > MostBytes)
            found.Add($"it allocated {bytes >> 20} MB");
        if (found.Count > 0)
            faults.Enqueue($"{name}, {mutant.Path}, saved as {Save(name, mutant)}: {string.Join("; ", found.Take(3))}");
        return new Run(name, time, bytes, compiled);
    }

    // What comes after the graph: programs in two languages, and the resolved spec compiled by itself.
    private static IEnumerable<string> FaultsBehind(CompiledSpec spec, List<SourceFile> files)
    {
        CSharpEmitter.Emit(spec);
        PythonEmitter.Emit(spec);
        PythonEmitter.Emit(spec, Folding.Apply(spec.Graph));
        var resolved = new SourceFile(spec.Path, spec.ResolvedYaml);
        var again = SpecCompiler.Compile([.. files.Where(file => file.Path != spec.Path), resolved], [spec.Path]).Specs;
        if (again.Count != 1 || again[0].Hash != spec.Hash)
            yield return $"the resolved spec gives another network:\n{spec.ResolvedYaml}";
    }

    private void InThreads(Action work, int count = Threads)
    {
        Exception? failure = null;
        // The stack size of a thread that a host might use.
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        }, 1 << 20)
        { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        foreach (var thread in threads)
            thread.Join();
        failure.Should().BeNull();
    }

    private void Tell(IReadOnlyCollection<Run> runs, Stopwatch watch)
    {
        output.WriteLine($"{runs.Count} specs in {watch.Elapsed.TotalSeconds:f1} s, {runs.Count(run => run.Compiled)} compiled.");
        foreach (var run in runs.OrderByDescending(run => run.Time).Take(10))
            output.WriteLine($"slow: {run.Time.TotalMilliseconds:f0} ms, {run.Name}");
        foreach (var run in runs.OrderByDescending(run => run.Bytes).Take(10))
            output.WriteLine($"large: {run.Bytes >> 20} MB, {run.Name}");
    }

    private static string Save(string name, SourceFile mutant)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name.Replace(", ", "-").Replace(' ', '-') + ".yaml");
        File.WriteAllText(path, mutant.Text);
        return path;
    }

    private static (int Seed, int Count) Plan()
    {
        var parts = (Environment.GetEnvironmentVariable("SERES2NET_FUZZ") ?? $"{Seed}:{Cases}").Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private sealed record Run(string Name, TimeSpan Time, long Bytes, bool Compiled);
}
