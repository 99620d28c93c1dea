using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>call</c> can be watched: hooks run before and after forward.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected Dictionary<string, TPreHook> pre_hooks = [];
            protected Dictionary<string, TPostHook> post_hooks = [];
            private int hooksGiven;

            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Adds a hook that sees, and may replace, the output of each call.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = NextKey();
                post_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Adds a hook that sees, and may replace, the input of each call.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = NextKey();
                pre_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private string NextKey() => (hooksGiven++).ToString(CultureInfo.InvariantCulture);

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>The hook runs no more.</summary>
                public void remove()
                {
                    module.pre_hooks.Remove(key);
                    module.post_hooks.Remove(key);
                }
            }
        }

        /// <summary>Something that can be called like a module.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Runs it, with its hooks.</summary>
            public TResult call(T input1);
        }

        /// <summary>A module of one input.</summary>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What it computes. Use <see cref="call"/> so that hooks run.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks and <see cref="forward"/>. A hook that returns null changes nothing.</summary>
            public TResult call(T input)
            {
                foreach (var hook in pre_hooks.Count == 0 ? [] : pre_hooks.Values.ToArray())
                    input = hook(this, input) ?? input;
                var result = forward(input);
                foreach (var hook in post_hooks.Count == 0 ? [] : post_hooks.Values.ToArray())
                    result = hook(this, input, result) ?? result;
                return result;
            }
        }

        /// <summary>A module of two inputs.</summary>
        public abstract class Module<T1, T2, TResult>
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>,
                IModule<T1, T2, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What it computes. Use <see cref="call"/> so that hooks run.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the hooks and <see cref="forward"/>. A hook that returns null changes nothing.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                foreach (var hook in pre_hooks.Count == 0 ? [] : pre_hooks.Values.ToArray())
                    (input1, input2) = hook(this, input1, input2) ?? (input1, input2);
                var result = forward(input1, input2);
                foreach (var hook in post_hooks.Count == 0 ? [] : post_hooks.Values.ToArray())
                    result = hook(this, input1, input2, result) ?? result;
                return result;
            }
        }

        /// <summary>Something of two inputs that can be called like a module.</summary>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Runs it, with its hooks.</summary>
            public TResult call(T1 input1, T2 input2);
        }
    }
}
