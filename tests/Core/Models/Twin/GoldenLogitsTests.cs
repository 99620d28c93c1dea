using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>
/// The recorded logits of every generated model with <see cref="FormulaWeights"/>: they need no Python, and hold on every system and back
/// end. <c>SERES2NET_ACCEPT=1 dotnet test tests/Core</c> records them again, in float64; the twin's tests show whether they are right.
/// </summary>
[OneThread]
public sealed class GoldenLogitsTests
{
    private const double Tolerance = 1e-5;
    private const int MostShown = 10;

    private static readonly string GoldenFile = Path.Combine(Repository.Root, "tests", "Core", "Models", "Golden", "logits.json");
    private static readonly Lazy<JsonObject> Golden = new(() => File.Exists(GoldenFile) ? JsonNode.Parse(File.ReadAllText(GoldenFile))!.AsObject() : []);

    private static bool Accepts => Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1";

    public static TheoryData<string> Stems() => [.. Specs.All.Select(spec => spec.Stem)];

    [Theory]
    [MemberData(nameof(Stems))]
    public void Logits_are_the_recorded_ones(string stem)
    {
        var spec = Specs.Get(stem);
        var input = InputSizes.Smallest(spec);
        if (Accepts)
        {
            Accept(stem, Describe(input.ToString(), Logits(stem, input, ScalarType.Float64)));
        }
        Golden.Value.ContainsKey(stem).Should().BeTrue("SERES2NET_ACCEPT=1 records a new spec's logits");
        var golden = Golden.Value[stem]!;

        ((string)golden["input"]!).Should().Be(input.ToString());
        var found = Logits(stem, input, ScalarType.Float32);
        var expected = golden["logits"]!.AsArray().Select(value => (double)value!).ToArray();
        var (shown, scale) = (Shown(found), (double)golden["largest"]!);
        shown.Should().HaveSameCount(expected);
        shown.Zip(expected, (a, b) => Math.Abs(a - b) / scale).Max().Should().BeLessThan(Tolerance);
        found.Max(Math.Abs).Should().BeApproximately(scale, scale * Tolerance);
        Mean(found).Should().BeApproximately((double)golden["mean"]!, scale * Tolerance);
    }

    [Fact]
    public void Every_recorded_spec_is_still_there()
    {
        if (Accepts)
        {
            foreach (var stale in Golden.Value.Select(entry => entry.Key).Except(Specs.All.Select(spec => spec.Stem)).ToList())
            {
                Golden.Value.Remove(stale);
            }
            Write();
        }
        Golden.Value.Select(entry => entry.Key).Should().BeSubsetOf(Specs.All.Select(spec => spec.Stem));
    }

    // The logits of the first image, with running statistics.
    private static double[] Logits(string stem, Compiler.Graph.Shape input, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = Catalogue.Find(stem)!.Create();
        model.to(type);
        FormulaWeights.Fill(model);
        model.eval();
        var logits = model.call(FormulaWeights.Images(input, 1).to(type));
        return [.. logits.to(ScalarType.Float64).data<double>()];
    }

    // All of them if there are few classes; otherwise a few that are evenly spread.
    private static double[] Shown(double[] logits)
    {
        var step = Math.Max(1, logits.Length / MostShown);
        return [.. logits.Where((_, i) => i % step == 0).Take(MostShown)];
    }

    private static double Mean(double[] logits) => logits.Average();

    private static JsonObject Describe(string input, double[] logits) => new()
    {
        ["input"] = input,
        ["largest"] = Rounded(logits.Max(Math.Abs)),
        ["mean"] = Rounded(Mean(logits)),
        ["logits"] = new JsonArray([.. Shown(logits).Select(value => JsonValue.Create(Rounded(value)))]),
    };

    private static double Rounded(double value) => double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static void Accept(string stem, JsonObject golden)
    {
        Golden.Value[stem] = golden;
        Write();
    }

    // One line per spec, sorted by name.
    private static void Write()
    {
        var lines = Golden.Value.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"  {JsonSerializer.Serialize(entry.Key)}: {entry.Value!.ToJsonString()}");
        Directory.CreateDirectory(Path.GetDirectoryName(GoldenFile)!);
        File.WriteAllText(GoldenFile, "{\n" + string.Join(",\n", lines) + "\n}\n", new UTF8Encoding(false));
    }
}
