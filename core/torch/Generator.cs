using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the generators of all devices, and returns the CPU's.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeMethods.Check(NativeMethods.srn_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    /// <summary>The state of the CPU's generator.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Restores the state of the CPU's generator.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>The seed the CPU's generator was last given.</summary>
    public static long initial_seed() => random.initial_seed();

    /// <summary>A source of random numbers on a device.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        /// <summary>A generator of its own, independent of the device's default one.</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            NativeMethods.Check(NativeMethods.srn_generator_new(seed, (int)this.device.type, this.device.index, out handle));
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle;
            this.device = device;
        }

        /// <summary>Frees the native generator if nobody has.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The CPU's own generator, which functions use when none is passed.</summary>
        public static Generator Default
        {
            get
            {
                NativeMethods.Check(NativeMethods.srn_generator_default((int)DeviceType.CPU, -1, out var handle));
                return new Generator(handle, CPU);
            }
        }

        /// <summary>Where it draws.</summary>
        public Device device { get; }

        /// <summary>The native generator.</summary>
        /// <exception cref="InvalidOperationException">The generator was disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("the generator was disposed");

        /// <summary>Seeds it and returns it.</summary>
        public Generator manual_seed(long seed)
        {
            NativeMethods.Check(NativeMethods.srn_generator_set_seed(Handle, unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Seeds it from the operating system's randomness and returns the seed.</summary>
        public long seed()
        {
            NativeMethods.Check(NativeMethods.srn_generator_seed(Handle, out var result));
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>The seed it was last given.</summary>
        public long initial_seed()
        {
            NativeMethods.Check(NativeMethods.srn_generator_current_seed(Handle, out var result));
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>Its whole state, a tensor of bytes.</summary>
        public Tensor get_state()
        {
            NativeMethods.Check(NativeMethods.srn_generator_state(Handle, out var result));
            GC.KeepAlive(this);
            return new Tensor(result);
        }

        /// <summary>Restores a state.</summary>
        public void set_state(Tensor value)
        {
            NativeMethods.Check(NativeMethods.srn_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        /// <summary>Frees the native generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var owned = Interlocked.Exchange(ref handle, 0);
            if (owned != 0)
                NativeMethods.srn_generator_free(owned);
        }
    }

    /// <summary>The CPU's random numbers.</summary>
    public static class random
    {
        /// <summary>Seeds the generators of all devices, and returns the CPU's.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Seeds from the operating system's randomness and returns the seed.</summary>
        public static long seed()
        {
            using var generator = Generator.Default;
            return generator.seed();
        }

        /// <summary>The seed the CPU's generator was last given.</summary>
        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        /// <summary>The state of the CPU's generator.</summary>
        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        /// <summary>Restores the state of the CPU's generator.</summary>
        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
