using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers and submodules under names. Register each one explicitly.</summary>
        public partial class Module : IDisposable
        {
            protected string name;
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected OrderedDict<string, Module> _internal_submodules = new();

            protected Module(string name)
            {
                this.name = name;
            }

            /// <summary>Whether it is in training mode.</summary>
            public virtual bool training { get; private protected set; } = true;

            /// <summary>Its name, by default its class's.</summary>
            public virtual string GetName() => name;

            /// <summary>Adds a parameter. The module owns it from now on.</summary>
            /// <exception cref="ArgumentException">The name is taken, empty or has a dot.</exception>
            public virtual void register_parameter(string name, Parameter? param)
            {
                CheckName(name);
                param?.DetachFromDisposeScope();
                _internal_params.Add(name, param!);
            }

            /// <summary>Adds a tensor that is saved (when persistent) but not learned. The module owns it from now on.</summary>
            /// <exception cref="ArgumentException">The name is taken, empty or has a dot.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                CheckName(name);
                tensor.DetachFromDisposeScope();
                _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>Adds a submodule, which is disposed with this one.</summary>
            /// <exception cref="ArgumentException">The name is taken, empty or has a dot.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                CheckName(name);
                _internal_submodules.Add(name, submodule);
            }

            /// <summary>As <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>The submodules right below.</summary>
            public virtual IEnumerable<Module> children() => _internal_submodules.Values;

            /// <summary>The submodules right below, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            /// <summary>All modules below.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(item => item.module);

            /// <summary>All modules below, with their paths.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (childName, child) in named_children())
                {
                    yield return (childName, child);
                    foreach (var (path, module) in child.named_modules())
                        yield return ($"{childName}.{path}", module);
                }
            }

            /// <summary>The parameters here and (when <c>recurse</c>) below.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(item => item.parameter);

            /// <summary>The parameters here and (when <c>recurse</c>) below, with their paths. One that is shared appears once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (path, module) in Here(recurse))
                {
                    foreach (var (own, parameter) in module._internal_params)
                    {
                        if (parameter is not null && seen.Add(parameter))
                            yield return (path + own, parameter);
                    }
                }
            }

            /// <summary>The buffers here and (when <c>recurse</c>) below.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(item => item.buffer);

            /// <summary>The buffers here and (when <c>recurse</c>) below, with their paths.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (path, module) in Here(recurse))
                {
                    foreach (var (own, (buffer, persistent)) in module._internal_buffers)
                    {
                        if (buffer is not null && (persistent || include_nonpersistent) && seen.Add(buffer))
                            yield return (path + own, buffer);
                    }
                }
            }

            /// <summary>Whether there is a parameter under that path.</summary>
            public virtual bool has_parameter(string target) => named_parameters().Any(item => item.name == target);

            /// <summary>Whether there is a buffer under that path.</summary>
            public virtual bool has_buffer(string target) => named_buffers().Any(item => item.name == target);

            /// <summary>The parameter under that path; null when there is none.</summary>
            public virtual Parameter get_parameter(string target) =>
                named_parameters().FirstOrDefault(item => item.name == target).parameter;

            /// <summary>The buffer under that path; null when there is none.</summary>
            public virtual Tensor get_buffer(string target) => named_buffers().FirstOrDefault(item => item.name == target).buffer;

            /// <summary>Goes to training mode (or to evaluation), here and below.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children())
                    child.train(train);
            }

            /// <summary>Goes to evaluation mode, here and below.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <c>fn</c> for every module below and then for this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Drops the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }
                    using var gradient = parameter.grad;
                    using var detached = gradient?.detach();
                    detached?.zero_();
                }
            }

            /// <summary>Frees the parameters and buffers, here and below.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var (_, parameter) in _internal_params)
                {
                    if (parameter is not null)
                        parameter.Dispose();
                }
                foreach (var (_, (buffer, _)) in _internal_buffers)
                    buffer?.Dispose();
                foreach (var (_, child) in _internal_submodules)
                    child.Dispose();
            }

            /// <summary>Forgets the submodules.</summary>
            protected void ClearModules() => _internal_submodules.Clear();

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                _internal_params.Remove(name);
                if (value is not null)
                    register_parameter(name, value);
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                _internal_buffers.Remove(name);
                if (value is not null)
                    register_buffer(name, value, persistent);
            }

            private IEnumerable<(string Prefix, Module Module)> Here(bool recurse)
            {
                yield return ("", this);
                if (!recurse)
                    yield break;
                foreach (var (path, module) in named_modules())
                    yield return (path + ".", module);
            }

            private void CheckName(string name)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"'{name}' cannot name a part of a module: it is empty or has a dot");
                if (_internal_params.ContainsKey(name) || _internal_buffers.ContainsKey(name) || _internal_submodules.ContainsKey(name))
                    throw new ArgumentException($"'{GetName()}' has a part named '{name}' already");
            }
        }
    }
}
