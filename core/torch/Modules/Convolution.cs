using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions have in common: weight [out, in / groups, kernel..] and bias [out].</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    protected Parameter _weight;
    protected Parameter? _bias;

    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null,
        ScalarType? dtype = null)
        : base(name)
    {
        if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{in_channels} and {out_channels} channels cannot be divided into {groups} groups");
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;

        var (rows, columns) = transposed ? (in_channels, out_channels / groups) : (out_channels, in_channels / groups);
        long[] shape = [rows, columns, .. kernel_size];
        _weight = new Parameter(empty(shape, dtype, device));
        register_parameter(nameof(weight), _weight);
        if (bias)
        {
            _bias = new Parameter(empty([out_channels], dtype, device));
            register_parameter(nameof(this.bias), _bias);
        }
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] padding { get; private set; }

    /// <summary>Padding by rule instead of by numbers.</summary>
    public Padding? padding_type { get; private set; }

    public long[] dilation { get; set; }

    public bool transposed { get; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight;
        set
        {
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>Null when there is none.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    public void SetPadding(Padding padding) => padding_type = padding;

    public void SetPadding(long[] padding)
    {
        padding_type = null;
        this.padding = padding;
    }

    /// <summary>PyTorch's default: uniform within 1 / sqrt(fan-in).</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (_bias is null)
            return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(_weight);
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(_bias, -bound, bound);
    }
}

/// <summary>Convolution of sequences [N, C, L].</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(
        long in_channels, long out_channels, long kernel_size, long stride, long padding, long dilation, PaddingModes padding_mode,
        long groups, bool bias, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], [padding], null, [dilation], false, [0], groups, bias,
            padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (padding_mode is PaddingModes.Zeros or PaddingModes.Constant)
            return nn.functional.conv1d(input, weight, bias, stride[0], padding[0], dilation[0], groups);
        using var padded = nn.functional.pad(input, (padding[0], padding[0]), padding_mode);
        return nn.functional.conv1d(padded, weight, bias, stride[0], 0, dilation[0], groups);
    }
}

/// <summary>Convolution of images [N, C, H, W].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, Padding? padding_type,
        (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv2d), in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], [stride.Item1, stride.Item2],
            [padding.Item1, padding.Item2], padding_type, [dilation.Item1, dilation.Item2], false, [0, 0], groups, bias, padding_mode,
            device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (padding_mode is PaddingModes.Zeros or PaddingModes.Constant)
        {
            return padding_type is { } type
                ? nn.functional.Conv2dWithRule(input, weight, bias, stride, type, dilation, groups)
                : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
        }
        var sides = padding_type switch
        {
            Padding.Valid => [0, 0, 0, 0],
            Padding.Same => [.. Same(1), .. Same(0)],
            _ => new[] { padding[1], padding[1], padding[0], padding[0] },
        };
        using var padded = nn.functional.pad(input, sides, padding_mode);
        return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
    }

    private long[] Same(int dim)
    {
        var total = dilation[dim] * (kernel_size[dim] - 1);
        return [total / 2, total - total / 2];
    }
}
