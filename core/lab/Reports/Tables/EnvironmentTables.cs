using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>Where and with what the runs were computed.</summary>
internal static class EnvironmentTables
{
    private static readonly (string Name, Func<RunRecord, string?> Value)[] Kept =
    [
        ("Data", run => run.Data),
        ("Data source", run => run.DataSource),
        ("Data checksum", run => run.DataChecksum),
        ("Training images", run => Figures.Count(run.TrainImages)),
        ("Validation images", run => Figures.Count(run.ValidationImages)),
        ("Test images", run => Figures.Count(run.TestImages)),
        ("Recipe", run => run.Recipe),
        ("Epochs", run => $"{run.Epochs}"),
        ("Batch", run => $"{run.Batch}"),
        ("Device", run => run.Device),
        ("Threads", run => $"{run.Threads}"),
        ("Precision", run => run.Precision),
        ("Channels last", run => run.ChannelsLast ? "yes" : "no"),
        ("Numerics", run => run.Numerics.Treatment.ToString()),
        ("Git commit", run => run.GitCommit),
    ];

    /// <summary>Every value that some run has, and in how many runs it holds.</summary>
    public static ReportTable Values(ReportInput input)
    {
        var records = Records(input);
        var names = records.SelectMany(record => record.Versions.Keys).Distinct().ToList();
        var all = Kept.Concat(names.Select(name => (Name: "Version of " + name, Value: (Func<RunRecord, string?>)(record => record.Versions.GetValueOrDefault(name)))));
        return new ReportTable("Environment", ReportColumn.Of("What", "Value", ">Runs"),
        [
            .. from kept in all
               from value in records.GroupBy(record => kept.Value(record) ?? "").OrderBy(value => value.Key, StringComparer.Ordinal)
               where value.Key.Length > 0
               select (IReadOnlyList<string>)[kept.Name, value.Key, Figures.Count(value.Count())],
        ]);
    }

    /// <summary>What identifies each network and recipe.</summary>
    public static ReportTable Hashes(ReportInput input) => new("Hashes", ReportColumn.Of("Network", "SHA-256 of the network's graph", "Recipe", "SHA-256 of the recipe"),
    [
        .. from @group in input.Results.Groups
           let recipes = @group.Runs.Select(run => run.Folder?.Record.RecipeHash).OfType<string>().Distinct()
           select (IReadOnlyList<string>)[input.Results.NameOf(@group), @group.SpecHash, @group.Recipe, string.Join(", ", recipes)],
    ]);

    /// <summary>The records of all runs that there are.</summary>
    public static IReadOnlyList<RunRecord> Records(ReportInput input) =>
        [.. input.Results.Groups.SelectMany(group => group.Runs).Select(run => run.Folder?.Record).OfType<RunRecord>()];
}
