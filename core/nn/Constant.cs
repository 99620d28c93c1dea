namespace SeRes2Net.Nn;

/// <summary>
/// Numbers that depend only on their position (the frequencies of a cosine transform, a position code): computed once, in float64,
/// neither learned nor stored with the weights.
/// </summary>
public sealed class Constant : nn.Module<Tensor, Tensor>
{
    // [1, C, H, W], and a copy in the type and on the device that was used last.
    private readonly Tensor exact;
    private Tensor latest;

    /// <param name="shape">Channels, rows and columns.</param>
    /// <param name="formula">The numbers, from the channel [C, 1, 1], the row [1, H, 1] and the column [1, 1, W], which count from 0.</param>
    public Constant(long[] shape, Func<Tensor, Tensor, Tensor, Tensor> formula)
        : base(nameof(Constant))
    {
        using var scope = NewDisposeScope();
        Tensor Count(int axis) => arange(shape[axis], ScalarType.Float64, CPU)
            .reshape([.. Enumerable.Range(0, 3).Select(other => other == axis ? shape[axis] : 1L)]);
        exact = formula(Count(0), Count(1), Count(2)).expand(shape).unsqueeze(0).contiguous().DetachFromDisposeScope();
        latest = exact;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => Ops.Constant(this, x);

    /// <summary>Nothing: the numbers are no part of the state dict.</summary>
    protected override void RegisterComponents()
    {
    }

    internal Tensor For(Tensor x)
    {
        if (latest.dtype != x.dtype || latest.device != x.device)
        {
            if (!ReferenceEquals(latest, exact))
                latest.Dispose();
            latest = exact.to(x.dtype, x.device).DetachFromDisposeScope();
        }
        return latest.expand(x.shape[0], -1, -1, -1);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            latest.Dispose();
            exact.Dispose();
        }
        base.Dispose(disposing);
    }
}
