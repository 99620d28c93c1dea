using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Lab.Measures;

namespace SeRes2Net.Core.Tests.Lab.Measures;

/// <summary>What studies can have measured.</summary>
public sealed class MeasureTableTests
{
    [Fact]
    public void Every_measure_that_a_study_may_name_has_a_row() =>
        MeasureTable.All.Select(measure => measure.Name).Should().BeEquivalentTo(Study.AllMeasures).And.OnlyHaveUniqueItems();

    [Fact]
    public void Figures_are_found_by_their_path_and_what_is_missing_is_left_out()
    {
        using var folder = new TemporaryFolder();
        var measure = new Measure("speed", "speed", "speed/speed.json", _ => [],
            [new("median", "results.1.median", 2), new("percent", "share", 0, Factor: 100), new("absent", "results.2.median", 2), new("text", "name", 0)]);
        measure.IsDone(folder.Path).Should().BeFalse();
        measure.Read(folder.Path).Should().BeEmpty();

        folder.Write("speed/speed.json", """{ "name": "x", "share": 0.25, "results": [{ "median": 1 }, { "median": 2.5 }] }""");

        measure.IsDone(folder.Path).Should().BeTrue();
        measure.Read(folder.Path).Should().BeEquivalentTo(new Dictionary<string, double> { ["median"] = 2.5, ["percent"] = 25 });
    }
}
