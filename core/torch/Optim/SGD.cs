using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Stochastic gradient descent as PyTorch defines it: g += weight_decay p; v = momentum v + (1 - dampening) g (the first v is g);
/// p -= lr v, or with Nesterov's momentum p -= lr (g + momentum v).
/// </summary>
public class SGD : OptimizerHelper, optim.IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters.ToList() }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
    {
        if (lr < 0 || momentum < 0 || weight_decay < 0)
            throw new ArgumentException("learning rate, momentum and weight decay cannot be negative");
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException("Nesterov's momentum needs a momentum and no dampening");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The momentum of all groups.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum ?? 0;
        set
        {
            ((Options)_defaults).momentum = value;
            foreach (var group in _parameter_groups)
                ((ParamGroup)group).Momentum = value;
        }
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        if (param_group.Options is not Options)
            param_group.Options = new Options();
        var options = (Options)param_group.Options;
        options.LearningRate ??= defaults.LearningRate;
        options.InitialLearningRate = options.LearningRate!.Value;
        options.momentum ??= defaults.momentum;
        options.dampening ??= defaults.dampening;
        options.weight_decay ??= defaults.weight_decay;
        options.nesterov ??= defaults.nesterov;
        options.maximize ??= defaults.maximize;
        _parameter_groups.Add(param_group);
        foreach (var parameter in param_group.Parameters)
        {
            var state = new State(parameter);
            state.Initialize(options);
            _state[parameter.Handle] = state;
        }
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(StepGroup, closure);

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var state in _state.Values)
            ((State)state).Dispose();
    }

    private void StepGroup(ParamGroup group)
    {
        var options = group.Options;
        var momentum = options.momentum!.Value;
        var decay = options.weight_decay!.Value;
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } update)
                continue;
            if (options.maximize == true)
                update = -update;
            if (decay != 0)
                update = update.add(parameter, decay);
            if (momentum != 0)
                update = ((State)_state[parameter.Handle]).Follow(update, momentum, options.dampening!.Value, options.nesterov == true);
            parameter.add_(update, -options.LearningRate!.Value);
        }
    }

    /// <summary>What a group of parameters shares.</summary>
    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            momentum = other.momentum;
            dampening = other.dampening;
            weight_decay = other.weight_decay;
            nesterov = other.nesterov;
            maximize = other.maximize;
        }
    }

    /// <summary>The velocity of one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The velocity; null before the first step.</summary>
        public Tensor? momentum_buffer;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options) => Dispose();

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var value = ((State)source).momentum_buffer;
            if (ReferenceEquals(value, momentum_buffer))
                return;
            Dispose();
            momentum_buffer = value?.to(_parameter.dtype, _parameter.device, copy: true).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && (momentum_buffer is null
                ? state.momentum_buffer is null
                : state.momentum_buffer is not null && momentum_buffer.allclose(state.momentum_buffer));

        /// <inheritdoc/>
        public override void to(Device device)
        {
            if (momentum_buffer is null)
                return;
            var moved = momentum_buffer.to(device);
            if (!ReferenceEquals(moved, momentum_buffer))
                momentum_buffer.Dispose();
            momentum_buffer = moved.DetachFromDisposeScope();
        }

        /// <summary>Forgets the velocity.</summary>
        public void Dispose()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }

        internal Tensor Follow(Tensor gradient, double momentum, double dampening, bool nesterov)
        {
            if (momentum_buffer is null)
                momentum_buffer = gradient.detach().clone().DetachFromDisposeScope();
            else
                momentum_buffer.mul_(momentum).add_(gradient, 1 - dampening);
            return nesterov ? gradient.add(momentum_buffer, momentum) : momentum_buffer;
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(
                parameters,
                new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    momentum = momentum,
                    dampening = dampening,
                    weight_decay = weight_decay,
                    nesterov = nesterov,
                    maximize = maximize,
                })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }
}
