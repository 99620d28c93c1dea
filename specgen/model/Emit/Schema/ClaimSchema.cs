using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>What a file of claims accepts.</summary>
internal static class ClaimSchema
{
    /// <summary>What a report publishes.</summary>
    public static JsonMap Claims()
    {
        var properties = new JsonMap
        {
            { "claims", Positions.Text("Name of the claims: the file's name without .yaml.") },
            { "report", Positions.Text("The report's title, or words by which it is known.") },
            { "source", Positions.Text("Where the report, or what is known of it, can be read.") },
            { "summary", Positions.Text("One sentence.") },
            {
                "protocols",
                new JsonMap
                {
                    { "description", "How the report trained and tested, by name." },
                    { "type", "object" },
                    { "additionalProperties", Protocol() },
                }
            },
            { "tables", NotEmpty("The report's tables, and what its text says beside them.", Table()) },
            { "language", FileSchemas.Language },
        };
        return FileSchemas.File("SeRes2Net claims", Positions.Map(
            "What a report publishes: figures as they are printed, to be checked.", ClaimReader.Keys, properties, "claims", "report", "tables"));
    }

    private static JsonMap Protocol() => Positions.Map("A protocol.", ClaimReader.ProtocolKeys, new JsonMap
    {
        { "summary", Positions.Text("One sentence.") },
        { "recipe", Positions.Name("Name of the recipe that follows it.") },
        { "data", Positions.Text("Name of the data set.") },
        { "seeds", Positions.List("Seeds of the runs behind each figure.", Positions.Int("A seed.", 0)) },
    });

    private static JsonMap Table() => Positions.Map("A table, or a passage of the text.", ClaimReader.TableKeys, new JsonMap
    {
        { "table", Positions.Text("What it is called.") },
        { "place", Positions.Text("Page, table or section.") },
        { "protocol", Positions.Text("The one of 'protocols' that is behind its figures. Default: not known.") },
        { "rows", NotEmpty("Its rows.", Row()) },
    }, "table", "rows");

    private static JsonMap Row()
    {
        var properties = new JsonMap
        {
            { "row", Positions.Text("Its name as printed; unique in the file.") },
            { "spec", Positions.Path("The architecture; relative to this file.") },
            { "part", Positions.Text("State-dict path of the part of 'spec' that is counted, such as stage1.block2. Default: all of it.") },
            { "of", Positions.Text("Name of the row that a comparison is about. Default: this one.") },
            { "baseline", Positions.Text("Name of the row that it is compared with.") },
            { "repeats", Positions.Text("Name of a row whose figures this one states again.") },
            { "test", Positions.Word("The test of t, p and d. Default: paired.", ClaimReader.Tests) },
            { "note", Positions.Text("What else is to be said of it.") },
        };
        foreach (var quantity in Quantity.All)
            properties.Add(quantity.Name, Figure(quantity));
        var row = Positions.Map("A network, or a comparison of two, with figures as they are printed.", ClaimReader.RowKeys, properties, "row");
        row.Add("anyOf", Quantity.All.Select(quantity => new JsonMap { { "required", new[] { quantity.Name } } }));
        return row;
    }

    private static JsonMap Figure(Quantity quantity)
    {
        var unit = quantity.Unit.Length == 0 ? "" : $" In {quantity.Unit}.";
        return new JsonMap { { "description", quantity.Summary + unit }, { "type", new[] { "number", "string" } } };
    }

    private static JsonMap NotEmpty(string summary, JsonMap item) => Positions.List(summary, item).With(new JsonMap
    {
        { "minItems", 1 },
        { "maxItems", ClaimReader.Most },
    });
}
