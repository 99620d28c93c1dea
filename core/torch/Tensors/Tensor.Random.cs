using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>1 with the probability that each element states, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => Aten.Bernoulli.Call(this, generator);

        /// <summary>Redrawn: 1 with probability p, else 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            Aten.BernoulliInPlaceFloat.Run(this, p, generator);
            return this;
        }

        /// <summary>Redrawn: 1 with the probability that p states, else 0.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null)
        {
            Aten.BernoulliInPlaceTensor.Run(this, p, generator);
            return this;
        }

        /// <summary>Redrawn: cauchy.</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null)
        {
            Aten.CauchyInPlace.Run(this, median, sigma, generator);
            return this;
        }

        /// <summary>Redrawn: exponential.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null)
        {
            Aten.ExponentialInPlace.Run(this, lambda, generator);
            return this;
        }

        /// <summary>Redrawn: geometric.</summary>
        public Tensor geometric_(double p, Generator? generator = null)
        {
            Aten.GeometricInPlace.Run(this, p, generator);
            return this;
        }

        /// <summary>Redrawn: log-normal.</summary>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            Aten.LogNormalInPlace.Run(this, mean, std, generator);
            return this;
        }

        /// <summary>Indices drawn with the weights of each row.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.Multinomial.Call(this, num_samples, replacement, generator);

        /// <summary>Redrawn: normal.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            Aten.NormalInPlace.Run(this, mean, std, generator);
            return this;
        }

        /// <summary>Poisson numbers with the rates that the elements state.</summary>
        public Tensor poisson(Generator? generator = null) => Aten.Poisson.Call(this, generator);

        /// <summary>Redrawn: whole numbers in [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null)
        {
            Aten.RandomInPlaceFrom.Run(this, (long)from, (long)to, generator);
            return this;
        }

        /// <summary>Redrawn: uniform in [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            Aten.UniformInPlace.Run(this, from, to, generator);
            return this;
        }
    }
}
