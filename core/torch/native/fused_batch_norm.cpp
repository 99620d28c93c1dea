// Batch normalisation with what follows it, each as one node of the graph:
//
//   v_i  = (x_i - mean) * w / sqrt(var + eps) + b      (Ioffe and Szegedy, arXiv:1502.03167, algorithm 1)
//   y    = v | relu(v) | v + residual | relu(v + residual)
//
// Forward: one pass over x for the statistics, one that writes y. Backward, with g = dy where y > 0 and n pixels:
//
//   db = sum g         dw = sum g * (x - mean) / sqrt(var + eps)
//   dx = w / sqrt(var + eps) * (g - db / n - (x - mean) / sqrt(var + eps) * dw / n)
//
// one pass for the sums, one that writes dx. Without a residual, y > 0 is computed again from x: reading y would cost more.
//
// Two variations save passes over memory inside Res2Net's cascade: the result can be written as several tensors along the
// channels (`parts`), whose gradients are read where they lie; and y + next can be written beside y (`next`), so that the two
// gradients of y are added on the way instead of in a pass of their own.
#include "fused_batch_norm_kernels.h"
#include "fused_node.h"
#include "shim.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numeric>

namespace srn {
namespace {

// What the operation is, apart from its tensors.
struct Settings {
  bool relu = false;
  bool training = true;
  double momentum = 0.1;
  double eps = 1e-5;
  std::vector<int64_t> parts;  // channels of each result; one: all
};

struct BatchNormNode final : FusedNode {
  Settings settings;
  bool has_residual = false;
  bool has_next = false;
  SavedVariable x, weight, bias, mean, inverse_deviation, y;

  std::string name() const override { return "FusedBatchNorm"; }

  void release_variables() override {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto* saved : {&x, &weight, &bias, &mean, &inverse_deviation, &y}) saved->reset_data();
  }

  variable_list backward(const variable_list& gradients) override;

  template <class T>
  variable_list backward_as(const variable_list& gradients);
};

template <class T>
variable_list BatchNormNode::backward_as(const variable_list& gradients) {
  // Inputs by number: 0 x, 1 weight, 2 bias, 3 residual, 4 next.
  using A = Scalar<T>;
  const auto self = shared_from_this();
  const auto input = x.unpack();
  const auto result = y.unpack(self);
  const auto scale = weight.unpack();
  const int64_t channels = input.size(1);
  const Walk walk(input.numel() / channels, channels);
  const auto f = factors_of<T>(mean.unpack(), inverse_deviation.unpack(), scale, bias.unpack(), channels);

  // Keeps the gradients alive while Rows point at them.
  std::vector<at::Tensor> kept_alive;
  Gradient<T> dy;
  const size_t parts = settings.parts.size();
  for (size_t i = 0; i < parts; i++) {
    Rows<T> rows;
    rows.channels = settings.parts[i];
    if (gradients[i].defined()) {
      kept_alive.push_back(as_rows(gradients[i]));
      rows = Rows<T>(kept_alive.back());
    }
    dy.parts.push_back(rows);
  }
  if (has_next && gradients[parts].defined()) {
    kept_alive.push_back(as_rows(gradients[parts]));
    if (dy.parts[0].data == nullptr)
      dy.parts[0] = Rows<T>(kept_alive.back());
    else
      dy.second = Rows<T>(kept_alive.back());
  }

  const bool keep = has_residual && settings.relu && task_should_compute_output(3);
  const Rows<T> in(input);
  at::Tensor residual_gradient;
  Rows<T> kept;
  if (keep) {
    residual_gradient = empty_rows(input, channels);
    kept = Rows<T>(residual_gradient);
  }
  const Rows<T> out = result.defined() ? Rows<T>(result) : Rows<T>();
  const Sign sign = !settings.relu ? Sign::all : has_residual ? Sign::of_result : Sign::of_normalised;

  std::vector<double> sum_g, sum_gx;
  if (sign == Sign::all)
    reduce_blocks<Sign::all, false, T>(walk, f, dy, in, out, kept, sum_g, sum_gx);
  else if (sign == Sign::of_normalised)
    reduce_blocks<Sign::of_normalised, false, T>(walk, f, dy, in, out, kept, sum_g, sum_gx);
  else {
    // The masked gradient is needed twice more, so it is kept even where the residual does not want it.
    if (!keep) {
      residual_gradient = empty_rows(input, channels);
      kept = Rows<T>(residual_gradient);
    }
    reduce_blocks<Sign::of_result, true, T>(walk, f, dy, in, out, kept, sum_g, sum_gx);
    dy = Gradient<T>();
    dy.parts.push_back(kept);
  }

  variable_list result_gradients(num_outputs());
  if (task_should_compute_output(0)) {
    std::vector<A> of_x(channels, 0), constant(channels, 0);
    if (settings.training) {
      for (int64_t c = 0; c < channels; c++) {
        const double inverse = f.inverse_deviation[c];
        of_x[c] = static_cast<A>(-f.scale[c] * inverse * inverse * sum_gx[c] / walk.pixels);
        constant[c] = static_cast<A>(-f.scale[c] * sum_g[c] / walk.pixels);
      }
    }
    auto dx = empty_rows(input, channels);
    const Rows<T> to(dx);
    if (sign == Sign::of_normalised)
      input_gradient_blocks<Sign::of_normalised, T>(walk, f, of_x, constant, dy, in, to);
    else
      input_gradient_blocks<Sign::all, T>(walk, f, of_x, constant, dy, in, to);
    result_gradients[0] = dx;
  }
  if (scale.defined() && task_should_compute_output(1)) {
    auto dw = at::empty({channels}, scale.options().dtype(at::kDouble));
    for (int64_t c = 0; c < channels; c++) dw.template data_ptr<double>()[c] = sum_gx[c] * f.inverse_deviation[c];
    result_gradients[1] = dw.to(scale.scalar_type());
  }
  const auto shift = bias.unpack();
  if (shift.defined() && task_should_compute_output(2)) {
    auto db = at::empty({channels}, shift.options().dtype(at::kDouble));
    std::copy(sum_g.begin(), sum_g.end(), db.template data_ptr<double>());
    result_gradients[2] = db.to(shift.scalar_type());
  }
  if (has_residual && task_should_compute_output(3)) result_gradients[3] = settings.relu ? residual_gradient : gradients[0];
  if (has_next && task_should_compute_output(4)) result_gradients[4] = gradients[parts];
  return result_gradients;
}

variable_list BatchNormNode::backward(const variable_list& gradients) {
  const auto input = x.unpack();
  return dispatch("batch-norm", input, [&](auto type) { return backward_as<decltype(type)>(gradients); });
}

// x[C] <- (1 - momentum) * x + momentum * observed.
void follow(const at::Tensor& running, const std::vector<double>& observed, double momentum) {
  if (!running.defined()) return;
  auto latest = at::empty({static_cast<int64_t>(observed.size())}, running.options().dtype(at::kDouble));
  std::copy(observed.begin(), observed.end(), latest.data_ptr<double>());
  running.mul_(1 - momentum).add_(latest.to(running.scalar_type()), momentum);
}

template <class T>
std::vector<at::Tensor> forward_as(const Settings& settings, const at::Tensor& x, const at::Tensor& residual, const at::Tensor& next,
                                   const at::Tensor& running_mean, const at::Tensor& running_var, const at::Tensor& weight,
                                   const at::Tensor& bias, at::Tensor& mean, at::Tensor& inverse_deviation) {
  const int64_t channels = x.size(1);
  const Walk walk(x.numel() / channels, channels);
  const Rows<T> in(x);
  std::vector<double> centre, variance;
  if (settings.training) {
    batch_statistics<T>(walk, in, centre, variance);
    std::vector<double> unbiased(variance);
    for (auto& value : unbiased) value *= walk.pixels / static_cast<double>(std::max<int64_t>(1, walk.pixels - 1));
    follow(running_mean, centre, settings.momentum);
    follow(running_var, unbiased, settings.momentum);
  } else {
    centre = values_of<double>(running_mean, channels, 0);
    variance = values_of<double>(running_var, channels, 1);
  }
  const auto options = x.options().dtype(c10::CppTypeToScalarType<Scalar<T>>::value);
  mean = at::empty({channels}, options);
  inverse_deviation = at::empty({channels}, options);
  for (int64_t c = 0; c < channels; c++) {
    mean.template data_ptr<Scalar<T>>()[c] = static_cast<Scalar<T>>(centre[c]);
    inverse_deviation.template data_ptr<Scalar<T>>()[c] = static_cast<Scalar<T>>(1 / std::sqrt(variance[c] + settings.eps));
  }
  const auto f = factors_of<T>(mean, inverse_deviation, weight, bias, channels);

  std::vector<at::Tensor> results;
  std::vector<Rows<T>> y;
  for (const int64_t part : settings.parts) {
    results.push_back(empty_rows(x, part));
    y.push_back(Rows<T>(results.back()));
  }
  Rows<T> sum, more, after;
  if (residual.defined()) more = Rows<T>(residual);
  if (next.defined()) {
    results.push_back(empty_rows(x, channels));
    sum = Rows<T>(results.back());
    after = Rows<T>(next);
  }
  if (next.defined())
    normalise_blocks<true, false, true, T>(walk, f, in, more, after, y, sum);
  else if (residual.defined() && settings.relu)
    normalise_blocks<true, true, false, T>(walk, f, in, more, after, y, sum);
  else if (residual.defined())
    normalise_blocks<false, true, false, T>(walk, f, in, more, after, y, sum);
  else if (settings.relu)
    normalise_blocks<true, false, false, T>(walk, f, in, more, after, y, sum);
  else
    normalise_blocks<false, false, false, T>(walk, f, in, more, after, y, sum);
  return results;
}

std::vector<at::Tensor> fused_batch_norm(const at::Tensor& x, const at::Tensor& residual, const at::Tensor& next,
                                         const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean,
                                         const at::Tensor& running_var, bool relu, bool training, double momentum, double eps,
                                         std::vector<int64_t> parts) {
  Settings settings;
  settings.relu = relu;
  settings.training = training;
  settings.momentum = momentum;
  settings.eps = eps;
  settings.parts = std::move(parts);

  TORCH_CHECK(x.dim() == 4 && x.numel() > 0, "fused batch-norm: [N, C, H, W] expected, found ", x.sizes());
  TORCH_CHECK(!residual.defined() || residual.sizes() == x.sizes(), "fused batch-norm: residual is ", residual.sizes(), ", x is ",
              x.sizes());
  TORCH_CHECK(!next.defined() || next.sizes() == x.sizes(), "fused batch-norm: next is ", next.sizes(), ", x is ", x.sizes());
  TORCH_CHECK(!next.defined() || (relu && !residual.defined() && settings.parts.size() == 1), "fused batch-norm: next alone");
  TORCH_CHECK(settings.parts.size() == 1 || !residual.defined(), "fused batch-norm: parts without a residual");
  TORCH_CHECK(std::accumulate(settings.parts.begin(), settings.parts.end(), int64_t(0)) == x.size(1),
              "fused batch-norm: the parts do not add up to ", x.size(1), " channels");
  for (const auto& values : {weight, bias, running_mean, running_var})
    TORCH_CHECK(!values.defined() || values.numel() == x.size(1), "fused batch-norm: ", values.numel(), " values for ", x.size(1),
                " channels");
  const bool record = wants_gradient({x, weight, bias, residual, next});
  at::Tensor input, mean, inverse_deviation;
  std::vector<at::Tensor> results;
  {
    at::AutoDispatchBelowADInplaceOrView guard;
    input = as_rows(x);
    const auto more = residual.defined() ? as_rows(residual) : residual;
    const auto after = next.defined() ? as_rows(next) : next;
    results = dispatch("batch-norm", x, [&](auto type) {
      return forward_as<decltype(type)>(settings, input, more, after, running_mean, running_var, weight, bias, mean, inverse_deviation);
    });
  }
  if (record) {
    auto node = std::shared_ptr<BatchNormNode>(new BatchNormNode(), torch::autograd::deleteNode);
    node->set_next_edges(edges({x, weight, bias, residual, next}));
    node->settings = settings;
    node->has_residual = residual.defined();
    node->has_next = next.defined();
    node->x = SavedVariable(input, false);
    node->weight = SavedVariable(weight, false);
    node->bias = SavedVariable(bias, false);
    node->mean = SavedVariable(mean, false);
    node->inverse_deviation = SavedVariable(inverse_deviation, false);
    for (auto& result : results) torch::autograd::set_history(result, node);
    if (residual.defined() && relu) node->y = SavedVariable(results[0], true);
  }
  return results;
}

}  // namespace
}  // namespace srn

// Batch normalisation of x [N, C, H, W] on the CPU, float32, float64 or bfloat16, and what follows it.
//   residual  x's shape, or none                 next  x's shape, or none; only with ReLU, one part and no residual
//   weight, bias, running_mean, running_var  [C] or none; the running ones are updated in place while training
//   channels  of the `parts` results, adding up to C
//   results   one handle for each part, then one for y + next where there is a next
SRN_API int32_t srn_fused_batch_norm(Handle x, Handle residual, Handle next, Handle weight, Handle bias, Handle running_mean,
                                     Handle running_var, int32_t relu, int32_t training, double momentum, double eps,
                                     const int64_t* channels, int32_t parts, Handle* results) {
  return guarded([&] {
    const auto tensors =
        srn::fused_batch_norm(*x, unwrap(residual), unwrap(next), unwrap(weight), unwrap(bias), unwrap(running_mean),
                              unwrap(running_var), relu != 0, training != 0, momentum, eps, {channels, channels + parts});
    srn::hand_over(tensors, results);
  });
}
