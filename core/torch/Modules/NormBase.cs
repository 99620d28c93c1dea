using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What norms over the batch have in common: weight and bias [C], running mean and variance [C], a count of batches.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;
    private Tensor? _running_mean;
    private Tensor? _running_var;
    private Tensor? _num_batches_tracked;

    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones([num_features], dtype, device));
            bias = new Parameter(zeros([num_features], dtype, device));
        }
        if (track_running_stats)
        {
            running_mean = zeros([num_features], dtype, device);
            running_var = ones([num_features], dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
        }
    }

    public long num_features { get; }

    public double eps { get; set; }

    /// <summary>Weight of the new batch in the running statistics; null averages over all batches alike.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    /// <summary>Gamma; null when not affine.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>Beta; null when not affine.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    public Tensor? running_mean
    {
        get => _running_mean;
        set
        {
            _running_mean = value;
            ConditionallyRegisterBuffer(nameof(running_mean), value);
        }
    }

    public Tensor? running_var
    {
        get => _running_var;
        set
        {
            _running_var = value;
            ConditionallyRegisterBuffer(nameof(running_var), value);
        }
    }

    public Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set
        {
            _num_batches_tracked = value;
            ConditionallyRegisterBuffer(nameof(num_batches_tracked), value);
        }
    }

    /// <summary>Mean 0, variance 1, no batches.</summary>
    public void reset_running_stats()
    {
        _running_mean?.zero_();
        _running_var?.fill_(1);
        _num_batches_tracked?.zero_();
    }

    /// <summary>Gamma 1, beta 0 and the running statistics anew.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        using var mode = no_grad();
        _weight?.fill_(1);
        _bias?.zero_();
    }

    /// <exception cref="ArgumentException">The input has a wrong number of dimensions.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}

/// <summary>Batch normalisation (arXiv:1502.03167).</summary>
public abstract class BatchNorm : NormBase
{
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var factor = momentum ?? 0;
        if (training && num_batches_tracked is { } count)
        {
            using (no_grad())
                count.add_(1);
            factor = momentum ?? 1.0 / count.item<long>();
        }
        return nn.functional.batch_norm(
            input, running_mean!, running_var!, weight, bias, training || running_mean is null, factor, eps);
    }
}

/// <summary>Batch normalisation of images [N, C, H, W].</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
    {
    }

    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.ndim != 4)
            throw new ArgumentException($"BatchNorm2d takes [N, C, H, W]; this tensor has {input.ndim} dimensions");
    }
}
