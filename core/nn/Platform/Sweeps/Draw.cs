namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>The sizes of one random case of an operation.</summary>
/// <param name="Images">N.</param>
/// <param name="Groups">Divides C.</param>
/// <param name="Channels">C.</param>
/// <param name="Rows">H.</param>
/// <param name="Columns">W.</param>
/// <param name="Cut">Two groups of channels that cover C.</param>
/// <param name="Window">Size of a pool's window; no larger than the map.</param>
/// <param name="Stride">A pool's or a shortcut's stride.</param>
/// <param name="Outputs">Features of a linear layer, or the channels that a shortcut is padded to beyond C.</param>
internal sealed record Draw(
    int Images, int Groups, int Channels, int Rows, int Columns, long[] Cut, int Window, int Stride, int Outputs)
{
    internal long[] Shape => [Images, Channels, Rows, Columns];

    internal long[] PerChannel => [Images, Channels, 1, 1];

    internal long[] PerPosition => [Images, 1, Rows, Columns];

    internal static Draw From(Random random)
    {
        var groups = random.Next(1, 5);
        var channels = groups * random.Next(2, 17);
        var (rows, columns) = (random.Next(1, 15), random.Next(1, 15));
        var first = random.Next(1, channels);
        return new(random.Next(2, 5), groups, channels, rows, columns, [first, channels - first],
            Window: random.Next(1, Math.Min(3, Math.Min(rows, columns)) + 1), Stride: random.Next(1, 3), Outputs: random.Next(1, 33));
    }

    public override string ToString() => FormattableString.Invariant(
        $"[{Images}, {Channels}, {Rows}, {Columns}], groups {Groups}, cut at {Cut[0]}, window {Window}, stride {Stride}, outputs {Outputs}");
}
