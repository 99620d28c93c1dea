using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>What PyTorch lacks, written into a module that needs it.</summary>
internal static class PythonHelpers
{
    public const string ChannelLayerNorm = """"


        class ChannelLayerNorm(nn.LayerNorm):
            """Layer normalisation over the channels of every position of [N, C, H, W]."""

            def forward(self, x):
                return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        """";

    public const string Scale = """"


        class Scale(nn.Module):
            """A learned factor per channel of [N, C, H, W]."""

            def __init__(self, channels, init):
                super().__init__()
                self.weight = nn.Parameter(torch.full((channels,), float(init)))

            def forward(self, x):
                return x * self.weight[:, None, None]
        """";

    public const string ScaleAndShift = """"


        class ScaleAndShift(nn.Module):
            """A learned factor and a learned shift per channel of [N, C, H, W]."""

            def __init__(self, channels, init):
                super().__init__()
                self.weight = nn.Parameter(torch.full((channels,), float(init)))
                self.bias = nn.Parameter(torch.zeros(channels))

            def forward(self, x):
                return x * self.weight[:, None, None] + self.bias[:, None, None]
        """";

    // PyTorch 1.13's own has no shift to leave out.
    public const string FactorLayerNorm = """"


        class FactorLayerNorm(nn.Module):
            """Layer normalisation over the channels of every position of [N, C, H, W], with a factor and no shift."""

            def __init__(self, channels, eps=1e-5):
                super().__init__()
                self.weight, self.eps = nn.Parameter(torch.ones(channels)), eps

            def forward(self, x):
                y = x.permute(0, 2, 3, 1)
                return F.layer_norm(y, y.shape[3:], self.weight, None, self.eps).permute(0, 3, 1, 2)
        """";

    public const string Constant = """"


        class Constant(nn.Module):
            """Numbers that follow from their place: computed once, neither learned nor stored, the same for all images."""

            def __init__(self, channels, rows, columns, formula):
                super().__init__()
                sizes = ((channels, 1, 1), (1, rows, 1), (1, 1, columns))
                values = formula(*(torch.arange(max(size), dtype=torch.float64).reshape(size) for size in sizes))
                self.values = values.expand(channels, rows, columns)

            def forward(self, x):
                return self.values.to(x).expand(x.shape[0], -1, -1, -1)
        """";

    public const string RelativePosition = """"


        class RelativePosition(nn.Module):
            """Logits of queries [N, heads, rows * columns, width] by learned relative positions (Srinivas et al., arXiv:2101.11605)."""

            def __init__(self, rows, columns, width):
                super().__init__()
                self.rows, self.columns = rows, columns
                self.weight = nn.Parameter(torch.empty(2 * rows - 1 + 2 * columns - 1, width))
                nn.init.normal_(self.weight, std=width ** -0.5)

            def forward(self, x):
                n, heads, positions, _ = x.shape
                logits = x @ self.weight.t()
                place = torch.arange(positions, device=x.device)
                row, column = torch.div(place, self.columns, rounding_mode="floor"), place % self.columns
                down = row[None, :] - row[:, None] + self.rows - 1
                right = column[None, :] - column[:, None] + self.columns - 1 + 2 * self.rows - 1
                shape = (n, heads, positions, positions)
                return logits.gather(3, down.expand(shape)) + logits.gather(3, right.expand(shape))
        """";

    public const string Pick = """"


        def pick(index, *values):
            """values[index], element by element."""
            return torch.tensor(values, dtype=index.dtype, device=index.device)[index.long()]
        """";

    public const string ChannelConv = """"


        class ChannelConv(nn.Conv1d):
            """A convolution along the channels of [N, C, H, W], the same at every position."""

            def __init__(self, kernel, bias):
                super().__init__(1, 1, kernel, padding=kernel // 2, bias=bias)

            def forward(self, x):
                n, c, h, w = x.shape
                y = super().forward(x.permute(0, 2, 3, 1).reshape(n * h * w, 1, c))
                return y.reshape(n, h, w, c).permute(0, 3, 1, 2)
        """";

    public const string PointLinear = """"


        class PointLinear(nn.Linear):
            """A fully connected layer on a 1x1 map: [N, C, 1, 1] to [N, out, 1, 1]."""

            def forward(self, x):
                return super().forward(x.flatten(1))[:, :, None, None]
        """";

    public const string DropPath = """"


        def drop_path(x, rate, training):
            """While training, zeroes whole images with probability rate and divides the others by 1 - rate."""
            if not training or rate == 0:
                return x
            kept = torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= rate
            return x * kept.to(x.dtype) / (1 - rate)
        """";

    public const string PadShortcut = """"


        def pad_shortcut(x, row_stride, column_stride, channels):
            """Every stride-th row and column, and zero channels appended (He et al., arXiv:1512.03385, option A)."""
            y = x[:, :, ::row_stride, ::column_stride]
            return F.pad(y, (0, 0, 0, 0, 0, channels - y.shape[1]))
        """";

    private const string InitialiseMethod = """"

            def initialise(self):
                """Convolutions He-normal over the fan-out, linear layers Xavier-uniform, biases zero."""
                for layer in self.modules():
                    if isinstance(layer, (nn.Conv1d, nn.Conv2d)):
                        fan_out = layer.weight.shape[0] * layer.weight[0, 0].numel() / layer.groups
                        nn.init.normal_(layer.weight, std=(2 / fan_out) ** 0.5)
                    elif isinstance(layer, nn.Linear):
                        nn.init.xavier_uniform_(layer.weight)
                    else:
                        continue
                    if layer.bias is not None:
                        nn.init.zeros_(layer.bias)
        """";

    private static readonly string[] All =
    [
        ChannelLayerNorm, FactorLayerNorm, Scale, ScaleAndShift, ChannelConv, RelativePosition, PointLinear, Pick, Constant, DropPath, PadShortcut,
    ];

    /// <summary>Names that the module may define; no class of an architecture may have them.</summary>
    public static readonly IReadOnlyCollection<string> Names =
    [
        .. All.SelectMany(Lines)
            .Where(line => line.StartsWith("class ", StringComparison.Ordinal))
            .Select(line => line.Substring("class ".Length).Split('(')[0]),
        "F", "Module", "Network",
    ];

    /// <summary>The method that draws the starting point, as the compiler's rules say.</summary>
    public static IEnumerable<string> Initialise => Lines(InitialiseMethod);

    /// <summary>The definitions that a graph needs, in the order of the table.</summary>
    public static IEnumerable<string> Needed(NetworkGraph graph)
    {
        var kinds = new HashSet<string>(graph.Ops.Select(PythonOps.HelperOf).OfType<string>());
        var uses = graph.Ops.Select(op => (op as MapOp)?.Formula ?? (op as ConstantOp)?.Formula).OfType<Formula>();
        if (uses.Any(formula => formula.Text.Contains("pick(")))
            kinds.Add(Pick);
        return All.Where(kinds.Contains).SelectMany(Lines);
    }

    private static IEnumerable<string> Lines(string text) => text.Replace("\r", "").Split('\n');
}
