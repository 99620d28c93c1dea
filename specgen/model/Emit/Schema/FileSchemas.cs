using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>The kinds of files.</summary>
internal static class FileSchemas
{
    /// <summary>The version of the language.</summary>
    public static readonly JsonMap Language = new() { { "description", "Version of the language." }, { "enum", new[] { 1 } } };

    /// <summary>An architecture.</summary>
    public static JsonMap Architecture()
    {
        var properties = new JsonMap
        {
            { "name", Positions.Text("The architecture's name, one line.") },
            { "extends", Positions.Path("An architecture file that this one changes; relative to this file.") },
            { "summary", Positions.Text("One sentence, with the source.") },
            { "input", Positions.Shape("Shape of an image") },
            { "classes", Positions.Int("Number of classes.", 1) },
            { "stem", StepSchemas.Steps("Steps before the stages.") },
            { "block", Positions.Name("Block of every stage that does not say its own.") },
            { "repeat", Positions.Int("Blocks of every stage that does not say its own.", 1) },
            { "with", StepSchemas.Arguments("Arguments for the blocks that declare them.") },
            { "gates", Positions.Defined("gates", "What is plugged into the blocks' slots, in every stage that does not say its own.") },
            { "stages", Positions.Defined("stages", "The stages: a list, or changes to inherited ones by their numbers.") },
            { "head", StepSchemas.Steps("Steps after the stages; they end in the classes.") },
            { "recipe", Positions.Text("Name of the training protocol.") },
            { "expect", Expect() },
            { "allow", Positions.List("Warnings that are acknowledged.", Warnings()) },
            { "language", Language },
        };
        var optional = new JsonMap();
        foreach (var property in properties)
        {
            var isKept = property.Key is "name" or "language";
            optional.Add(property.Key, isKept ? property.Value : Positions.OrNothing((JsonMap)property.Value));
        }
        var root = Positions.Map("An architecture.", ArchitectureReader.Keys, optional, "name");
        root.Add("anyOf", new[] { Requires("extends"), Requires("input", "classes") });
        return File("SeRes2Net architecture", root, StepSchemas.Definitions().With(new JsonMap
        {
            { "gates", Positions.List("Gates, in order.", Positions.Defined("gate")) },
            { "gate", Gate() },
            { "stages", Stages() },
            { "stage", Stage() },
        }));
    }

    /// <summary>A block or a gate.</summary>
    public static JsonMap Definition()
    {
        var properties = new JsonMap
        {
            { "block", Positions.Name("Name of the block: the file's name without .yaml.") },
            { "gate", Positions.Name("Name of the gate: the file's name without .yaml.") },
            { "summary", Positions.Text("One sentence, with the source.") },
            {
                "parameters",
                new JsonMap
                {
                    { "description", "Parameters by name; a default may use those before it and the shape that enters." },
                    { "type", "object" },
                    { "propertyNames", new JsonMap { { "pattern", Naming.Pattern } } },
                    { "additionalProperties", Positions.Defined("parameter") },
                }
            },
            { "checks", Positions.List("Conditions with messages.", Check()) },
            {
                "try",
                Positions.Map("What the definition is checked with on its own.", DefinitionReader.ExampleKeys, new JsonMap
                {
                    { "input", Positions.Shape("Shape that enters") },
                    { "with", StepSchemas.Arguments("Arguments.") },
                }, "input")
            },
            { "body", StepSchemas.Steps("What it does.") },
            { "language", Language },
        };
        var root = Positions.Map("A block or a gate.", DefinitionReader.Keys, properties, "body");
        root.Add("oneOf", new[] { Requires("block"), Requires("gate") });
        return File("SeRes2Net block or gate", root, StepSchemas.Definitions().With(new JsonMap { { "parameter", Parameter() } }));
    }

    /// <summary>A training protocol.</summary>
    public static JsonMap Recipe() => File("SeRes2Net recipe", RecipeSchema.Group(
        "A training protocol.", typeof(Recipe), new JsonMap { { "language", Language }, { "extends", Positions.Name("Name of a recipe that says the rest.") } }));

    /// <summary>A question asked of several architectures.</summary>
    public static JsonMap Study()
    {
        var properties = new JsonMap
        {
            { "study", Positions.Text("Name of the study: the file's name without .yaml.") },
            { "summary", Positions.Text("One sentence.") },
            { "specs", Distinct("The architectures to compare.", Positions.Path("An architecture file; relative to this file.")) },
            { "baseline", Positions.Path("The one of 'specs' that the others are compared with. Default: the first.") },
            { "recipe", new JsonMap
                {
                    { "description", "Name of the training protocol, or a list of names: every architecture is trained with each. Default: each architecture's own." },
                    { "anyOf", new[] { Positions.Text("A name."), Distinct("Names.", Positions.Text("A name.")) } },
                } },
            { "data", Positions.Text("Name of the data set. Default: cifar10 if it is available, otherwise shapes10.") },
            { "equivalence", Positions.Float("Differences in accuracy, in percentage points, that count as none in practice.", StudyReader.SmallestBand, StudyReader.LargestBand) },
            { "measure", Distinct("What is measured of every finished run beside its accuracy.", Positions.Word("A measure.", Documents.Studies.Study.AllMeasures)) },
            { "claims", Distinct("Published figures to show beside the measured ones.", Positions.Path("A file of claims; relative to this file.")) },
            { "seeds", Distinct("Seeds; each architecture is trained once with each. Default: [0].", Positions.Int("A seed.", 0)) },
            { "language", Language },
        };
        return File("SeRes2Net study", Positions.Map(
            "A question asked of several architectures.", StudyReader.Keys, properties, "study", "specs"));
    }

    private static JsonMap Distinct(string summary, JsonMap item) => Positions.List(summary, item).With(new JsonMap
    {
        { "minItems", 1 },
        { "maxItems", StudyReader.Most },
        { "uniqueItems", true },
    });

    /// <summary>A whole schema.</summary>
    public static JsonMap File(string title, JsonMap root, JsonMap? definitions = null)
    {
        var file = new JsonMap { { "$schema", "http://json-schema.org/draft-07/schema#" }, { "title", title } }.With(root);
        if (definitions is not null)
            file.Add("definitions", definitions);
        return file;
    }

    private static JsonMap Requires(params string[] keys) => new() { { "required", keys } };

    private static JsonMap Expect()
    {
        var counts = new JsonMap();
        foreach (var key in Expectation.Keys)
            counts.Add(key, Positions.OrNothing(Positions.Int(Meaning(key), 0)));
        return Positions.Map("Counts that the network must have; a broken budget is an error.", Expectation.Keys, counts);

        static string Meaning(string key) => key switch
        {
            Expectation.Parameters => "Learned values, exactly.",
            Expectation.ParametersMax => "Learned values, at most.",
            Expectation.Macs => "Multiply-accumulates for one image, exactly.",
            Expectation.MacsMax => "Multiply-accumulates for one image, at most.",
            _ => throw new System.InvalidOperationException($"The schema does not know the count '{key}'."),
        };
    }

    private static JsonMap Warnings() => new()
    {
        {
            "anyOf",
            Descriptors.All.Where(descriptor => descriptor.Severity == Severity.Warning)
                .Select(descriptor => new JsonMap { { "const", descriptor.Id }, { "description", descriptor.Title + "." } })
        },
    };

    private static JsonMap Stages() => new()
    {
        {
            "anyOf",
            new[]
            {
                Positions.List("The stages in order.", Positions.Defined("stage")),
                new JsonMap
                {
                    { "description", "Changes to inherited stages, by number or name; ~ removes, 'before 1' and 'after 1' insert." },
                    { "type", "object" },
                    { "propertyNames", new JsonMap { { "pattern", "^((before|after) )?[A-Za-z0-9-]+$" } } },
                    { "additionalProperties", Positions.OrNothing(StageOrStages()) },
                },
            }
        },
    };

    private static JsonMap StageOrStages() => new()
    {
        { "anyOf", new[] { Positions.Defined("stage"), Positions.List("Stages to insert, in order.", Positions.Defined("stage")) } },
    };

    private static JsonMap Stage() => Open("A stage. Other keys are arguments of its block.", ArchitectureReader.StageKeys, new JsonMap
    {
        { "block", Positions.OrNothing(Positions.Name("Its block, instead of the architecture's.")) },
        { "repeat", Positions.OrNothing(Positions.Int("Number of blocks, instead of the architecture's.", 1)) },
        { "gates", Positions.OrNothing(Positions.Defined("gates", "Its gates, instead of the architecture's.")) },
        { "with", Positions.OrNothing(StepSchemas.Arguments("Arguments of its block.")) },
        { "name", Positions.OrNothing(Positions.Name("Its part of the state-dict path, instead of its number.")) },
    });

    private static JsonMap Gate() => Open("A gate in a slot. Other keys are arguments of the gate.", GateReader.GateKeys, new JsonMap
    {
        { "gate", Positions.Name("Name of the gate.") },
        { "at", Positions.Name("Name of the slot.") },
        { "when", Positions.Bool("Plugged only where this holds.") },
        {
            "streams",
            new JsonMap
            {
                { "description", "Which splits of a cascade: all, last, first N, or their numbers." },
                {
                    "anyOf",
                    new[]
                    {
                        new JsonMap { { "enum", new[] { "all", "last" } } },
                        new JsonMap { { "type", "string" }, { "pattern", "^first +[0-9]+$" } },
                        Positions.List("Numbers of splits, counted from 1.", Positions.Int("A split.", 1)),
                    }
                },
            }
        },
        { "with", StepSchemas.Arguments("Arguments of the gate.") },
    }, "gate", "at");

    // Arguments may appear next to the reserved keys.
    private static JsonMap Open(string summary, string[] keys, JsonMap described, params string[] required)
    {
        var open = new JsonMap();
        foreach (var member in Positions.Map(summary, keys, described, required))
            open.Add(member.Key, member.Key == "additionalProperties" ? StepSchemas.Argument() : member.Value);
        return open;
    }

    private static JsonMap Check()
    {
        var check = Positions.Map("A condition with a message.", DefinitionReader.CheckKeys, new JsonMap
        {
            { "require", Positions.Bool("An error where this does not hold.") },
            { "warn-if", Positions.Bool("A warning where this holds.") },
            { "message", Positions.Text("What to say.") },
        }, "message");
        check.Add("oneOf", new[] { Requires("require"), Requires("warn-if") });
        return check;
    }

    private static JsonMap Parameter()
    {
        var scalar = new JsonMap { { "type", new[] { "string", "number", "boolean" } } };
        var parameter = Positions.Map("A parameter.", DefinitionReader.ParameterKeys, new JsonMap
        {
            { "type", Positions.Word("Its type.", DefinitionReader.Types) },
            { "min", Positions.Float("Smallest value of a number.") },
            { "max", Positions.Float("Largest value of a number.") },
            { "of", Positions.List("Values of a choice.", Positions.Text("A value.")) },
            { "default", new JsonMap { { "description", "Default value; may be an expression." } } },
            { "first-only", Positions.Bool("A stage's value reaches its first block only.") },
            { "summary", Positions.Text("What it means.") },
        }, "type");
        parameter.Add("allOf", DefinitionReader.Types.Select(type => new JsonMap
        {
            { "if", new JsonMap { { "properties", new JsonMap { { "type", new JsonMap { { "const", type } } } } } } },
            { "then", Then(type) },
        }));
        return parameter;

        JsonMap Then(string type)
        {
            var value = type switch
            {
                "steps" => Positions.Defined(StepSchemas.StepsName),
                "gate" => StepSchemas.GateValue(),
                _ => scalar,
            };
            var then = new JsonMap { { "properties", new JsonMap { { "default", value } } } };
            if (type == "choice")
                then.Add("required", new[] { "of" });
            return then;
        }
    }
}
