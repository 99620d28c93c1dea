using System.CommandLine;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Evaluation;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>evaluate</c>: a run's weights on test images.</summary>
public static class Evaluate
{
    /// <summary>The values of <c>--test-views</c>, in the order of <see cref="TestViews"/>.</summary>
    public static IReadOnlyList<string> Views { get; } = RecipeTable.Keys(typeof(Recipe)).Single(key => key.Type == typeof(TestViews)).Words;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run directory." };
        var data = CommonOptions.Data();
        var weights = CommonOptions.Weights();
        var views = new Option<string>("--test-views")
        {
            Description = "Views of an image whose logits are averaged.",
            HelpName = string.Join('|', Views),
            DefaultValueFactory = _ => Views[0],
        };
        views.AcceptOnlyFromAmong([.. Views]);
        var device = CommonOptions.Device();
        var batch = CommonOptions.EvaluationBatch();
        var output = new Option<string>("--out")
        {
            Description = "Write the answers as predictions.csv does [default, without FILE: predictions-DATA-WEIGHTS.csv in the run directory].",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = CommonOptions.Json();
        var command = new Command("evaluate", "Evaluate a run's weights on test images: accuracy with its 95% interval, loss, accuracy by class.")
        {
            run, data, weights, views, device, batch, output, json,
        };
        command.SetAction(parsed => EvaluationCommand.Run(new EvaluationOptions
        {
            Run = parsed.GetValue(run)!,
            Data = parsed.GetValue(data),
            Weights = parsed.GetValue(weights)!,
            Views = (TestViews)Views.ToList().IndexOf(parsed.GetValue(views)!),
            Device = parsed.GetValue(device)!,
            Batch = parsed.GetValue(batch) ?? TrainingRequest.UsualEvaluationBatch,
            WritesAnswers = parsed.GetResult(output) is { Implicit: false },
            Output = parsed.GetValue(output),
            Json = parsed.GetValue(json),
        }));
        return command.WithExamples("""
            runner evaluate runs/first                                the last weights on the run's own test images
            runner evaluate runs/first --weights ema --test-views flip
            runner evaluate runs/first --data DIR --out               other images; the answers are kept beside the run
            """);
    }
}
