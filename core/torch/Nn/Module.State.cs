namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by path. The tensors are the module's own, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (own, parameter) in _internal_params)
                {
                    if (parameter is not null)
                        destination.TryAdd(start + own, parameter);
                }
                foreach (var (own, (buffer, persistent)) in _internal_buffers)
                {
                    if (buffer is not null && persistent)
                        destination.TryAdd(start + own, buffer);
                }
                foreach (var (own, child) in named_children())
                    child.state_dict(destination, start + own);
                return destination;
            }

            /// <summary>
            /// Copies values into the parameters and buffers. When <c>strict</c>, the names on both sides must be the same; names in
            /// <c>skip</c> are left alone.
            /// </summary>
            /// <exception cref="InvalidOperationException">Names are missing or unknown although <c>strict</c>.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                var skipped = new HashSet<string>(skip ?? []);
                var missing = own.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !own.ContainsKey(key) && !skipped.Contains(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException(
                        "the state does not fit the module: " +
                        $"missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]");
                }
                using var mode = no_grad();
                foreach (var (key, target) in own)
                {
                    if (!skipped.Contains(key) && source.TryGetValue(key, out var value))
                        target.copy_(value);
                }
                return (missing, unexpected);
            }
        }
    }
}
