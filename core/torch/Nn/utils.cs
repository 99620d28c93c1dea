using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to all gradients at once.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients down so that their common norm is at most <c>max_norm</c>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                var gradients = tensors.Select(tensor => tensor.grad).OfType<Tensor>().ToList();
                if (gradients.Count == 0)
                    return 0;
                var norms = gradients.ConvertAll(gradient => gradient.norm((float)norm_type).to(gradients[0].device));
                var total = stack(norms).norm((float)norm_type).ToDouble();
                var factor = max_norm / (total + 1e-6);
                if (factor < 1)
                    gradients.ForEach(gradient => gradient.mul_(factor));
                return total;
            }

            /// <summary>Limits every element of the gradients to [-clip_value, clip_value].</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                foreach (var tensor in tensors)
                    tensor.grad?.clamp_(-clip_value, clip_value);
            }
        }
    }
}
