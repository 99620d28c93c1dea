using SeRes2Net.Compiler.Documents.Renames;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Exchanges weights with other libraries: the same tensors under different names.</summary>
public static class WeightExchange
{
    /// <summary>
    /// A file's tensors under our names: everything that a network of the spec stores, and nothing else. Numbers become float32, counters
    /// int64.
    /// </summary>
    /// <param name="tensors">What the file holds.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="spec">The architecture.</param>
    /// <param name="map">Their names; null if the file uses ours.</param>
    /// <param name="fresh">A new network's state dict, for tensors that the map says a file may lack.</param>
    /// <exception cref="CheckpointException">Tensors are missing, left over or have a different shape. The message names them.</exception>
    public static IReadOnlyDictionary<string, torch.Tensor> Import(
        IReadOnlyDictionary<string, torch.Tensor> tensors,
        string source,
        CompiledSpec spec,
        RenameMap? map,
        Func<IReadOnlyDictionary<string, torch.Tensor>> fresh)
    {
        var layout = StateLayout.Of(spec.Graph);
        var names = Names(layout, map);
        var used = layout.Select(tensor => names[tensor.Name]).ToHashSet();
        var problems = new Problems(source, spec, map);
        var left = tensors.Keys.Where(name => !used.Contains(name) && map?.IsIgnored(name) is not true).ToList();
        foreach (var tensor in layout)
        {
            if (tensors.TryGetValue(names[tensor.Name], out var found))
                problems.Shape(tensor, names[tensor.Name], found.shape);
            else if (map?.IsOptional(tensor.Name) is not true)
                problems.Missing(tensor, names[tensor.Name], left);
        }
        problems.LeftOver(left, used.Where(name => !tensors.ContainsKey(name)));
        problems.Throw();

        var start = layout.All(tensor => tensors.ContainsKey(names[tensor.Name])) ? null : fresh();
        return layout.ToDictionary(tensor => tensor.Name, tensor =>
            tensors.TryGetValue(names[tensor.Name], out var found) ? Ours(found) : start![tensor.Name]);
    }

    /// <summary>Our tensors under their names: everything that a network of the spec stores.</summary>
    /// <exception cref="CheckpointException">The tensors are not the spec's, or the map has no rule for one of them, or gives two the same
    /// name.</exception>
    public static IReadOnlyDictionary<string, torch.Tensor> Export(
        IReadOnlyDictionary<string, torch.Tensor> tensors, string source, CompiledSpec spec, RenameMap? map)
    {
        var layout = StateLayout.Of(spec.Graph);
        var own = Import(tensors, source, spec, null, () => throw new InvalidOperationException("Nothing may be missing without a map."));
        var names = Names(layout, map);
        return layout.ToDictionary(tensor => names[tensor.Name], tensor => own[tensor.Name]);
    }

    /// <summary>The names that the map gives to the spec's tensors.</summary>
    /// <exception cref="CheckpointException">The map has no rule for a tensor, or gives two the same name.</exception>
    private static Dictionary<string, string> Names(IReadOnlyList<StateTensor> layout, RenameMap? map)
    {
        if (map is null)
            return layout.ToDictionary(tensor => tensor.Name, tensor => tensor.Name);
        var names = layout.ToDictionary(tensor => tensor.Name, tensor => map.ToTheirs(tensor.Name));
        var without = names.Where(name => name.Value is null).Select(name => name.Key).ToList();
        if (without.Count > 0)
            throw new CheckpointException($"The rename map {map.Name} has no rule for {Listed(without)}.");
        foreach (var same in names.GroupBy(name => name.Value!, name => name.Key).Where(group => group.Count() > 1))
            throw new CheckpointException($"The rename map {map.Name} gives {Listed([.. same])} the same name, {same.Key}.");
        return names.ToDictionary(name => name.Key, name => name.Value!);
    }

    private static torch.Tensor Ours(torch.Tensor tensor) =>
        tensor.is_floating_point() ? tensor.to(torch.ScalarType.Float32) : tensor.to(torch.ScalarType.Int64);

    private static string Listed(IReadOnlyList<string> names)
    {
        const int Shown = 5;
        return string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
    }

    /// <summary>Everything that does not fit, reported together.</summary>
    private sealed class Problems(string source, CompiledSpec spec, RenameMap? map)
    {
        private const int Shown = 8;

        private readonly List<string> missing = [], shapes = [], leftOver = [];

        public void Missing(StateTensor tensor, string theirs, IEnumerable<string> left)
        {
            // Looking for a similar name is slow; the first few are enough to see what is wrong.
            string near = missing.Count < Shown ? Suggestion.For(theirs, left) : "";
            missing.Add($"missing: {Both(tensor.Name, theirs)} [{string.Join(", ", tensor.Shape)}].{near}");
        }

        public void Shape(StateTensor tensor, string theirs, IReadOnlyList<long> found)
        {
            if (!found.SequenceEqual(tensor.Shape))
                shapes.Add($"other shape: {Both(tensor.Name, theirs)} is [{string.Join(", ", found)}], expected [{string.Join(", ", tensor.Shape)}].");
        }

        public void LeftOver(IReadOnlyList<string> names, IEnumerable<string> absent)
        {
            foreach (string name in names)
            {
                string near = leftOver.Count < Shown ? Suggestion.For(name, absent) : "";
                leftOver.Add($"left over: {name}{(map?.ToOurs(name) is { } ours ? $" (ours: {ours})" : "")}.{near}");
            }
        }

        public void Throw()
        {
            if (missing.Count + shapes.Count + leftOver.Count == 0)
                return;
            string through = map is null ? "" : $" through the rename map {map.Name}";
            throw new CheckpointException($"{source} does not fit {spec.Graph.Name}{through}:\n" +
                string.Join("\n", new[] { missing, shapes, leftOver }.SelectMany(Few)));
        }

        private static IEnumerable<string> Few(List<string> lines) =>
            lines.Take(Shown).Append($"and {lines.Count - Shown} more").Take(lines.Count > Shown ? Shown + 1 : lines.Count).Select(line => "  " + line);

        private static string Both(string ours, string theirs) => ours == theirs ? ours : $"{theirs} (ours: {ours})";
    }
}
