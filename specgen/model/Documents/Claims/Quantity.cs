namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>What a published figure measures.</summary>
public sealed record Quantity
{
    private Quantity(string name, string unit, string summary) => (Name, Unit, Summary) = (name, unit, summary);

    /// <summary>Its key in a file.</summary>
    public string Name { get; }
    /// <summary>Its unit, such as <c>%</c>; empty for counts and pure numbers.</summary>
    public string Unit { get; }
    /// <summary>What it is.</summary>
    public string Summary { get; }
    /// <summary>The most that it can be, in its unit.</summary>
    public double Most { get; private init; } = double.PositiveInfinity;

    /// <summary>Learned values.</summary>
    public static readonly Quantity Parameters = new("parameters", "", "Learned values.");
    /// <summary>Multiply-accumulates.</summary>
    public static readonly Quantity Macs = new("macs", "", "Multiply-accumulates for one image.");
    /// <summary>FLOPs, in whichever convention.</summary>
    public static readonly Quantity Flops = new("flops", "", "FLOPs for one image, in whichever convention.");
    /// <summary>Test error.</summary>
    public static readonly Quantity Error = new("error", "%", "Test error; mean +- standard deviation over the runs.") { Most = 100 };
    /// <summary>Test accuracy.</summary>
    public static readonly Quantity Accuracy = new("accuracy", "%", "Test accuracy; mean +- standard deviation over the runs.") { Most = 100 };
    /// <summary>Error removed.</summary>
    public static readonly Quantity Gain = new("gain", "points", "Percentage points of error less than the baseline has.");
    /// <summary>Parameters added.</summary>
    public static readonly Quantity AddedParameters = new("added-parameters", "", "Parameters more than the baseline has.");
    /// <summary>Multiply-accumulates added.</summary>
    public static readonly Quantity AddedMacs = new("added-macs", "", "Multiply-accumulates more than the baseline has.");
    /// <summary>Efficiency in parameters.</summary>
    public static readonly Quantity ParametersPerPoint =
        new("parameters-per-point", "per point", "Parameters added for each percentage point of error removed.");
    /// <summary>Efficiency in multiply-accumulates.</summary>
    public static readonly Quantity MacsPerPoint =
        new("macs-per-point", "per point", "Multiply-accumulates added for each percentage point of error removed.");
    /// <summary>Number of runs.</summary>
    public static readonly Quantity Runs = new("n", "", "Runs of each network that a test compares.");
    /// <summary>Statistic of a t-test.</summary>
    public static readonly Quantity T = new("t", "", "Statistic of the t-test.");
    /// <summary>Two-sided p.</summary>
    public static readonly Quantity P = new("p", "", "Two-sided p of the t-test.") { Most = 1 };
    /// <summary>Cohen's d.</summary>
    public static readonly Quantity D =
        new("d", "", "Cohen's d: of a paired test, the mean difference over the standard deviation of the differences.");
    /// <summary>Intersection over union.</summary>
    public static readonly Quantity Iou = new("iou", "", "Intersection over union of saliency map and object mask.") { Most = 1 };
    /// <summary>Time for an image.</summary>
    public static readonly Quantity Latency = new("latency", "ms", "Milliseconds for one image.");
    /// <summary>Size of the weights.</summary>
    public static readonly Quantity Size = new("size", "bytes", "Bytes that the weights take.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Quantity> All =
    [
        Parameters, Macs, Flops, Error, Accuracy, Gain, AddedParameters, AddedMacs, ParametersPerPoint, MacsPerPoint, Runs, T, P, D, Iou,
        Latency, Size,
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
