using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>
/// Learned relative positions of queries and keys on a map (Srinivas et al., arXiv:2101.11605, section 3.2), the same for all heads.
/// Parameter: <c>weight</c> [2 rows - 1 + 2 columns - 1, width], vectors of the rows first.
/// </summary>
public sealed class RelativePosition : nn.Module<Tensor, Tensor>
{
    private readonly long rows;
    private readonly long columns;
    private Parameter weight;

    /// <summary>For queries of <paramref name="width"/> numbers on a map; the vectors start normally distributed with deviation width^-0.5.</summary>
    public RelativePosition(long rows, long columns, long width)
        : base(nameof(RelativePosition))
    {
        (this.rows, this.columns) = (rows, columns);
        weight = new Parameter(empty((2 * rows) - 1 + (2 * columns) - 1, width).normal_(0, Deviation(width)));
        register_parameter(nameof(weight), weight);
    }

    /// <summary>The vectors.</summary>
    public Parameter Weight => weight;

    /// <summary>Initial standard deviation of the vectors.</summary>
    internal static double Deviation(long width) => Math.Pow(width, -0.5);

    /// <summary>Queries [N, heads, positions, width] to logits [N, heads, positions, positions].</summary>
    public override Tensor forward(Tensor x) => Ops.RelativePosition(this, x);

    internal Tensor Logits(Tensor x)
    {
        using var scope = NewDisposeScope();
        var products = x.matmul(PlainOps.As(weight, x)!.t());
        var place = arange(rows * columns, ScalarType.Int64, x.device);
        var (row, column) = (place.div(columns, RoundingMode.floor), place.remainder(columns));
        Tensor Distance(Tensor at, long first) => (at.unsqueeze(0) - at.unsqueeze(1) + first).expand(x.shape[0], x.shape[1], -1, -1);
        var logits = products.gather(3, Distance(row, rows - 1)) + products.gather(3, Distance(column, columns - 1 + (2 * rows) - 1));
        return logits.MoveToOuterDisposeScope();
    }
}
