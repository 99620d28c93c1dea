using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>What PyTorch does not have by itself, written into a module that needs it.</summary>
internal static class PythonHelpers
{
    private const string ChannelLayerNorm = """"


        class ChannelLayerNorm(nn.LayerNorm):
            """Layer normalisation over the channels of every position of [N, C, H, W]."""

            def forward(self, x):
                return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        """";

    private const string Scale = """"


        class Scale(nn.Module):
            """A learned factor per channel of [N, C, H, W]."""

            def __init__(self, channels, init):
                super().__init__()
                self.weight = nn.Parameter(torch.full((channels,), float(init)))

            def forward(self, x):
                return x * self.weight[:, None, None]
        """";

    private const string ChannelConv = """"


        class ChannelConv(nn.Conv1d):
            """A convolution along the channels of [N, C, H, W], the same at every position."""

            def __init__(self, kernel, bias):
                super().__init__(1, 1, kernel, padding=kernel // 2, bias=bias)

            def forward(self, x):
                n, c, h, w = x.shape
                y = super().forward(x.permute(0, 2, 3, 1).reshape(n * h * w, 1, c))
                return y.reshape(n, h, w, c).permute(0, 3, 1, 2)
        """";

    private const string PointLinear = """"


        class PointLinear(nn.Linear):
            """A fully connected layer on a 1x1 map: [N, C, 1, 1] to [N, out, 1, 1]."""

            def forward(self, x):
                return super().forward(x.flatten(1))[:, :, None, None]
        """";

    private const string DropPath = """"


        def drop_path(x, rate, training):
            """While training, zeroes whole images with probability rate and divides the others by 1 - rate."""
            if not training or rate == 0:
                return x
            kept = torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= rate
            return x * kept.to(x.dtype) / (1 - rate)
        """";

    private const string PadShortcut = """"


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

    /// <summary>Names that the module may define; no class of an architecture may have them.</summary>
    public static readonly IReadOnlyCollection<string> Names =
        ["ChannelLayerNorm", "Scale", "ChannelConv", "PointLinear", "F", "Module", "Network"];

    /// <summary>The method that draws the starting point, as the compiler's rules say.</summary>
    public static IEnumerable<string> Initialise => Lines(InitialiseMethod);

    /// <summary>The definitions that a graph needs.</summary>
    public static IEnumerable<string> Needed(NetworkGraph graph) =>
    [
        .. For<LayerNormOp>(graph, ChannelLayerNorm),
        .. For<ScaleOp>(graph, Scale),
        .. For<ChannelConvOp>(graph, ChannelConv),
        .. For<LinearOp>(graph, PointLinear),
        .. For<DropPathOp>(graph, DropPath),
        .. For<PadShortcutOp>(graph, PadShortcut),
    ];

    private static IEnumerable<string> For<T>(NetworkGraph graph, string text) => graph.Ops.Any(op => op is T) ? Lines(text) : [];

    private static IEnumerable<string> Lines(string text) => text.Replace("\r", "").Split('\n');
}
