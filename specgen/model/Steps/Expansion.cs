using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Finds a definition by name; null after reporting why there is none.</summary>
internal delegate Definition? FindDefinition(string name, DefinitionKind? kind, SourceSpan where, Report report);

/// <summary>
/// A graph under construction: steps append operations to it, one architecture from the input to the logits. Holds the names in the
/// current scope and enforces the limits on growth.
/// </summary>
internal sealed class Expansion(FindDefinition find, Reporter reporter, int? classes)
{
    private const double MostParameters = 9007199254740992; // 2^53: exact in every language that reads the counts
    private const int DeepestUse = 16;

    private readonly List<Op> ops = [];
    private readonly List<ModuleNode?> modules = [];
    private readonly HashSet<string> modulePaths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Op> byPath = new(StringComparer.Ordinal);
    private readonly Stack<(string Copy, string Owner)> sharing = new();
    private readonly Dictionary<PluggedGate, int> plugged = [];
    private string prefix = "";
    private int steps, depth;
    private double parameters, macs;
    private bool insideGate;
    private IReadOnlyDictionary<string, Flow> named = new Dictionary<string, Flow>();

    /// <summary>The names in scope here.</summary>
    public Place Place { get; set; } = new() { HasShapes = true, HasClasses = true, Classes = classes };

    /// <summary>Gates for the slots of the current stage.</summary>
    public IReadOnlyList<PluggedGate> Gates { get; set; } = [];

    /// <summary>Inside a residual's shortcut, the branch's shape.</summary>
    public Shape? ShortcutTarget { get; private set; }

    /// <summary>Whether a limit was exceeded; after that, nothing more is appended.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Operations so far.</summary>
    public IReadOnlyList<Op> Ops => ops;

    /// <summary>Modules so far.</summary>
    public IReadOnlyList<ModuleNode> Modules => modules.OfType<ModuleNode>().ToList();

    /// <summary>How often a gate was plugged into a slot.</summary>
    public int TimesPlugged(PluggedGate gate) => plugged.TryGetValue(gate, out var times) ? times : 0;

    /// <summary>Reports a finding.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message) => reporter.Report(descriptor, where, message);

    /// <summary>State-dict path of a local name.</summary>
    public string PathOf(string local) => prefix.Length == 0 ? local : local.Length == 0 ? prefix : prefix + "." + local;

    /// <summary>Evaluates an integer in the current scope.</summary>
    public long? Int(Expression expression, string what, double least, double most) =>
        Evaluator.Int(expression, Place, what, least, most, Report);

    /// <summary>Evaluates a number in the current scope.</summary>
    public double? Float(Expression expression, string what, double least, double most) =>
        Evaluator.Float(expression, Place, what, least, most, Report);

    /// <summary>Evaluates a truth value in the current scope.</summary>
    public bool? Bool(Expression expression, string what) => Evaluator.Bool(expression, Place, what, Report);

    /// <summary>Evaluates a choice in the current scope.</summary>
    public string? Choice(Expression expression, string what, IReadOnlyList<string> choices) =>
        Evaluator.Choice(expression, Place, what, choices, Report);

    /// <summary>An expression that is computed for every element.</summary>
    public Formula? Formula(Expression expression, IReadOnlyList<string> variables, string what) =>
        Text.Expressions.Formula.Of(expression, Place, variables,
            variables == ConstantOp.Variables && Place.Here is { } here ? [here.Channels, here.Rows, here.Columns] : null, what, Report);

    /// <summary>Names a value for the later steps of the list.</summary>
    public void Name(string name, Flow value) =>
        named = named.Where(pair => pair.Key != name).Append(new(name, value)).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>The value with a name. Whoever read the steps checked that there is one.</summary>
    public Flow Named(string name) => named.TryGetValue(name, out var value) ? value : Flow.Unknown;

    /// <summary>Prepares the scope for a step; false if there are too many.</summary>
    public bool Enter(Step step, Flow input)
    {
        if (Stopped)
            return false;
        if (++steps > Limits.MostSteps)
        {
            Stop(step.Where, $"The network has more than {Limits.MostSteps} steps.");
            return false;
        }
        Place = Place with { Here = input.Shape };
        return true;
    }

    /// <summary>Runs steps one after the other.</summary>
    public Flow Run(IReadOnlyList<Step> list, Flow input)
    {
        var outer = named;
        foreach (var step in list)
            input = step.Run(this, input);
        named = outer;
        return input;
    }

    /// <summary>Appends an operation.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="local">Its local name.</param>
    /// <param name="inputs">The values it reads.</param>
    /// <param name="where">Where it was written.</param>
    public Flow Emit(Op op, string local, IReadOnlyList<int> inputs, SourceSpan where = default)
    {
        op = op with { Path = PathOf(local), Inputs = inputs, Where = where };
        if (Stopped || op.Inputs.Any(input => input < 0))
            return Flow.Unknown;
        if (ops.Count >= Limits.MostSteps)
        {
            Stop(op.Where, $"The network has more than {Limits.MostSteps} operations.");
            return Flow.Unknown;
        }
        if (byPath.ContainsKey(op.Path) || op.HasLayer && modulePaths.Contains(op.Path))
        {
            ReportTaken(op.Path, op.Where);
            return Flow.Unknown;
        }
        if (sharing.Count > 0 && op.HasState)
        {
            if (Owner(op) is not { } owner)
                return Flow.Unknown;
            op = op with { SharesWith = owner };
        }
        byPath.Add(op.Path, op);
        parameters += op.Parameters;
        macs += inputs.Count == 0 ? 0 : op.Cost(ops[inputs[0]].Shape).Macs;
        if (parameters > MostParameters || macs > MostParameters)
        {
            Stop(op.Where, "The network has more than 2^53 parameters or multiply-accumulates.");
            return Flow.Unknown;
        }
        ops.Add(op);
        return new Flow(ops.Count - 1, op.Shape);
    }

    private void ReportTaken(string path, SourceSpan where) =>
        Report(Descriptors.DuplicatePath, where, $"The name '{path}' is already taken; give one of the two steps another 'name:'.");

    /// <summary>A group in the module tree; no group if the name is empty or nothing is in it.</summary>
    public Flow Group(string local, Flow input, Func<Flow, Flow> body) =>
        local.Length == 0 ? body(input) : Module(ModuleKind.Group, local, null, input, body);

    /// <summary>A module of the tree around whatever the body appends.</summary>
    public Flow Module(ModuleKind kind, string local, Definition? definition, Flow input, Func<Flow, Flow> body)
    {
        var (outer, slot, first) = (prefix, modules.Count, ops.Count);
        prefix = PathOf(local);
        modules.Add(null);
        var output = body(input);
        // A second run of shared steps has no layers of its own: its operations belong to the enclosing forward.
        if (sharing.Count == 0 && (ops.Count > first || kind != ModuleKind.Group))
        {
            // Two modules, or a module and a layer, cannot have the same path.
            if ((!modulePaths.Add(prefix) || byPath.TryGetValue(prefix, out var layer) && layer.HasLayer) && ops.Count > first)
                ReportTaken(prefix, ops[first].Where);
            modules[slot] = new ModuleNode
            {
                Path = prefix,
                Kind = kind,
                Definition = definition?.Name ?? "",
                Summary = definition?.Summary ?? "",
                Input = input.Value,
                Output = output.Value,
                FirstOp = first,
                OpCount = ops.Count - first,
            };
        }
        prefix = outer;
        return output;
    }

    /// <summary>Runs a residual's shortcut, whose <c>projection</c> and <c>pad</c> match the branch's shape.</summary>
    public Flow Shortcut(Shape? target, Func<Flow> body)
    {
        var outer = ShortcutTarget;
        ShortcutTarget = target;
        var output = body();
        ShortcutTarget = outer;
        return output;
    }

    /// <summary>Runs steps at a place where names mean something else.</summary>
    public Flow At(Place place, Func<Flow> body)
    {
        var outer = Place;
        Place = place;
        var output = body();
        Place = outer;
        return output;
    }

    /// <summary>Reruns steps that ran before under another name; they use the parameters of the first run.</summary>
    /// <param name="copy">Name of this run.</param>
    /// <param name="owner">Name of the first run, under the same parent.</param>
    /// <param name="body">Runs the steps.</param>
    public Flow Sharing(string copy, string owner, Func<Flow> body)
    {
        var outer = prefix;
        var copyPath = PathOf(copy);
        sharing.Push((copyPath + ".", PathOf(owner) + "."));
        prefix = copyPath;
        var output = body();
        prefix = outer;
        sharing.Pop();
        return output;
    }

    /// <summary>Runs the steps that a parameter holds, in the scope in which they were written.</summary>
    public Flow RunBound(string parameter, string local, Flow input)
    {
        if (!Place.Bindings.TryGetValue(parameter, out var binding))
            return Flow.Unknown;
        var place = Place with
        {
            Parameters = binding.Place.Parameters,
            Bindings = binding.Place.Bindings,
            Inside = binding.Place.Inside,
            HasClasses = binding.Place.HasClasses,
            Entry = input.Shape,
            Here = input.Shape,
        };
        return At(place, () => Group(local, input, x => Run(binding.Steps, x)));
    }

    /// <summary>Plugs the current stage's gates into a slot. Slots inside a plugged gate stay empty.</summary>
    public Flow Plug(string slot, string local, Flow input)
    {
        var gates = insideGate ? [] : Gates.Where(gate => gate.At == slot).ToList();
        if (gates.Count == 0)
            return input;
        return Group(local, input, x =>
        {
            var ordinals = new Dictionary<string, int>();
            foreach (var gate in gates)
                x = PlugOne(gate, x, ordinals);
            return x;
        });
    }

    /// <summary>Runs a used definition.</summary>
    public Flow Use(UseStep use, Flow input)
    {
        if (find(use.Name, use.Kind, use.Where, Report) is not { } definition)
            return Flow.Unknown;
        var reader = new ExpressionReader(use.Names, Report);
        return Arguments.Match(definition, use.Arguments, reader, use.Where, Report, use.Bindings) is { } call
            ? reporter.Within(use.Where, $"'{use.Name}'", () => Call(call, ModuleKind.Gate, use.LocalName, Place, input))
            : Flow.Unknown;
    }

    /// <summary>Runs a definition's body with its arguments, which are evaluated in the caller's scope.</summary>
    public Flow Call(DefinitionCall call, ModuleKind kind, string local, Place arguments, Flow input)
    {
        if (arguments.Inside.Contains(call.Definition))
        {
            var circle = arguments.Inside.SkipWhile(definition => definition != call.Definition).Select(definition => definition.Name);
            Report(Descriptors.UseCycle, call.Where,
                $"Definitions use each other in a circle: {string.Join(" -> ", circle.Concat([call.Definition.Name]))}.");
            return Flow.Unknown;
        }
        if (depth == DeepestUse)
        {
            Stop(call.Where, $"Definitions use each other more than {DeepestUse} levels deep.");
            return Flow.Unknown;
        }
        depth++;
        var output = At(ParameterValues.Evaluate(call, arguments, input.Shape, Report), () =>
        {
            var fits = Checks(call);
            return Module(kind, local, call.Definition, input, x => fits ? Run(call.Definition.Body, x) : Flow.Unknown);
        });
        depth--;
        return output;
    }

    private Flow PlugOne(PluggedGate gate, Flow input, Dictionary<string, int> ordinals)
    {
        var name = gate.Gate.Definition.Name;
        // Counted before conditions, as everywhere: a condition on another gate renames nothing here.
        var ordinal = ordinals[name] = ordinals.TryGetValue(name, out var count) ? count + 1 : 1;
        var atSlot = Place with
        {
            Parameters = Scope.Constants.Parameters,
            Bindings = new Dictionary<string, Binding>(),
            Inside = [],
            Entry = input.Shape,
            Here = input.Shape,
            HasClasses = true,
        };
        if (gate.Streams is { } streams)
        {
            if (Place.Split is not { } split)
            {
                Report(Descriptors.InvalidValue, streams.Where,
                    $"'streams' chooses splits of a cascade; the slot '{gate.At}' is not inside one.");
                return Flow.Unknown;
            }
            if (streams.Largest > Place.Splits)
            {
                Report(Descriptors.InvalidValue, streams.Where,
                    $"'streams' names split {streams.Largest}; the cascade has {Place.Splits}.");
                return Flow.Unknown;
            }
            if (!streams.Contains(split, Place.Splits!.Value))
                return input;
        }
        if (gate.When is { } when)
        {
            if (Evaluator.Bool(when, atSlot, "'when'", Report) is not { } applies)
                return Flow.Unknown;
            if (!applies)
                return input;
        }
        plugged[gate] = TimesPlugged(gate) + 1;
        var local = Naming.PathPart(name) + (ordinal == 1 ? "" : ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));
        insideGate = true;
        var output = reporter.Within(
            gate.Gate.Where, $"gate '{name}' at '{gate.At}'", () => Call(gate.Gate, ModuleKind.Gate, local, atSlot, input));
        insideGate = false;
        return output;
    }

    // The operation of the first run whose parameters this one uses; null after reporting that it does not fit.
    private string? Owner(Op op)
    {
        // From the innermost sharing outwards, since the first run may itself be part of a second run.
        var path = sharing.Aggregate(op.Path, (path, pair) =>
            path.StartsWith(pair.Copy, StringComparison.Ordinal) ? pair.Owner + path.Substring(pair.Copy.Length) : path);
        if (byPath.TryGetValue(path, out var owner) && owner.SameStateAs(op) && owner.Attributes.SequenceEqual(op.Attributes))
            return path;
        Report(Descriptors.ShapesDiffer, op.Where,
            owner is null
                ? "This shared step does not exist on the first path, so there are no weights to share."
                : owner.SameStateAs(op)
                ? $"On the first path this shared step is '{owner.Label}', on this one '{op.Label}': one layer cannot be both."
                : $"The first path's {ops[owner.Inputs[0]].Shape} and this path's {ops[op.Inputs[0]].Shape} need weights of different shapes,"
                    + " which cannot be shared.");
        return null;
    }

    // Reported where the definition is used: that place passed in what the author rules out.
    private bool Checks(DefinitionCall call)
    {
        var definition = call.Definition;
        var holds = true;
        foreach (var check in definition.Checks)
        {
            var met = Evaluator.Bool(check.Condition, Place, check.MustHold ? "'require'" : "'warn-if'", Report);
            holds &= met is not null && (met.Value || !check.MustHold);
            if (met is not null && met != check.MustHold)
                Report(check.MustHold ? Descriptors.CheckFails : Descriptors.CheckWarns, call.Where, $"{definition.Name}: {check.Message}");
        }
        return holds;
    }

    private void Stop(SourceSpan where, string message)
    {
        Stopped = true;
        Report(Descriptors.TooLarge, where, message);
    }
}
