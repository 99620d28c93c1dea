using System.Xml.Linq;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Runs;

public sealed class RunReportsTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_metrics_become_a_table_with_the_keys_that_there_are()
    {
        Write(SampleRun.Epoch(1) with { TestLoss = double.PositiveInfinity }, SampleRun.Epoch(2) with { EmaAccuracy = 0.5 });

        File.ReadAllText(folder.File("results.csv")).Should().Be(
            "epoch,step,train_loss,train_accuracy,test_loss,test_accuracy,ema_accuracy,learning_rate\n" +
            "1,10,2,0.5,,0.25,,0.1\n" +
            "2,20,1,0.75,1.25,0.625,0.5,0.1\n");
    }

    [Fact]
    public void The_confusion_matrix_and_the_classes_become_tables()
    {
        Write(SampleRun.Epoch(1));

        File.ReadAllText(folder.File("confusion.csv")).Should().Be(
            "label,cat,\"dog, large\",\"\"\"fish\"\" <&>\"\ncat,1,1,0\n\"dog, large\",0,2,0\n\"\"\"fish\"\" <&>\",1,0,1\n");
        File.ReadAllText(folder.File("classes.csv")).Should().Be(
            "class,name,images,correct,accuracy\n0,cat,2,1,0.5\n1,\"dog, large\",2,2,1\n2,\"\"\"fish\"\" <&>\",2,1,0.5\n");
    }

    [Fact]
    public void The_pictures_can_be_announced_and_adapt_to_a_dark_page()
    {
        Write(SampleRun.Epoch(1), SampleRun.Epoch(2));

        foreach (var (name, said) in new[] { ("curves.svg", "After epoch 2: training loss 1.0000"), ("confusion.svg", "4 of 6 test images are right. Most often, cat was taken for dog, large: 1 of 2") })
        {
            var picture = XDocument.Load(folder.File(name)).Root!;
            picture.Attribute("role")!.Value.Should().Be("img");
            picture.Element(Svg + "title")!.Value.Should().NotBeEmpty();
            picture.Element(Svg + "desc")!.Value.Should().Contain(said);
            picture.Element(Svg + "style")!.Value.Should().Contain("prefers-color-scheme: dark");
        }
    }

    [Fact]
    public void Every_curve_has_a_colour_and_dashes_of_its_own()
    {
        var full = SampleRun.Epoch(2) with { ValidationLoss = 1, ValidationAccuracy = 0.5, EmaAccuracy = 0.6, ViewsAccuracy = 0.7 };
        Write(SampleRun.Epoch(1) with { ValidationLoss = 2, ValidationAccuracy = 0.4, EmaAccuracy = 0.3, ViewsAccuracy = 0.2 }, full);

        var picture = XDocument.Load(folder.File("curves.svg")).Root!;
        picture.Elements(Svg + "polyline").Select(line => line.Attribute("class")!.Value).Should().Equal(
            "line a", "line b", "line c", "line a", "line b", "line c", "line d", "line e", "line b");
        string style = picture.Element(Svg + "style")!.Value;
        var kinds = "abcde".Select(c => style.Split('\n').First(line => line.StartsWith($".{c} {{", StringComparison.Ordinal))).ToList();
        kinds.Select(line => line.Split("stroke:")[1].Split(';')[0]).Should().OnlyHaveUniqueItems();
        kinds.Select(line => line.Contains("dasharray", StringComparison.Ordinal) ? line.Split("dasharray:")[1] : "").Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_loss_that_overflowed_interrupts_its_curve()
    {
        Write([.. Enumerable.Range(1, 5).Select(epoch => epoch == 3 ? SampleRun.Epoch(3) with { TestLoss = double.NaN } : SampleRun.Epoch(epoch))]);

        XDocument.Load(folder.File("curves.svg")).Root!.Elements(Svg + "polyline").Count(line => line.Attribute("class")!.Value == "line b")
            .Should().Be(4, "the loss has two parts, and accuracy and rate have one each");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Any_number_of_classes_fits(int classes)
    {
        int[] labels = [.. Enumerable.Range(0, classes)];
        var result = new EvaluationResult(1, 0, labels, labels, new float[classes * classes]);

        RunReports.Write(folder.Path, [SampleRun.Epoch(1)], result, [.. labels.Select(label => $"class {label}")]);

        double width = double.Parse(XDocument.Load(folder.File("confusion.svg")).Root!.Attribute("width")!.Value);
        width.Should().BeLessThan(1300);
    }

    private void Write(params EpochMetrics[] metrics) => RunReports.Write(folder.Path, metrics, SampleRun.Result, SampleRun.ClassNames);
}
