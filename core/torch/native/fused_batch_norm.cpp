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
#include "fused_node.h"
#include "fused_rows.h"
#include "shim.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numeric>

namespace srn {
namespace {

enum class Sign { all, of_normalised, of_result };  // where the gradient passes

// Factors per channel, in the type that arithmetic is done in.
template <class A>
struct Factors {
  std::vector<A> mean, scale, shift;  // v = (x - mean) * scale + shift
  std::vector<A> inverse_deviation;
};

template <class A>
std::vector<A> values_of(const at::Tensor& tensor, int64_t channels, A otherwise) {
  if (!tensor.defined()) return std::vector<A>(channels, otherwise);
  const auto same = tensor.detach().to(c10::CppTypeToScalarType<A>::value).contiguous();
  return std::vector<A>(same.template data_ptr<A>(), same.template data_ptr<A>() + channels);
}

// Adds each lane of a stripe to a sum of its own.
template <int width, class V>
inline void add_lanes(const V* stripe, double* sums) {
  for (int u = 0; u < width; u++)
    for (int64_t l = 0; l < lanes; l++) sums[u * lanes + l] += stripe[u][l];
}

// Mean and biased variance per channel. Sums of (x - k) and (x - k)^2, where k is the first pixel, do not cancel however far
// from zero the mean lies; blocks are summed in the arithmetic type, their sums in double.
template <class T>
void batch_statistics(const Walk& walk, const Rows<T>& x, std::vector<double>& mean, std::vector<double>& variance) {
  using L = Lanes<T>;
  using V = Vector<T>;
  using A = Scalar<T>;
  const int64_t workers = walk.workers();
  const int64_t step = walk.period;
  std::vector<A> k(walk.channels);
  for (int64_t c = 0; c < walk.channels; c++) k[c] = static_cast<A>(x.data[c]);
  const auto origin = walk.spread<A>(k.data());
  std::vector<Buffer<T>> buffers(workers, Buffer<T>(walk));
  std::vector<std::vector<double>> sums(workers, std::vector<double>(2 * step));

  walk.blocks(workers, [&](int64_t worker, int64_t first, int64_t count) {
    const T* block = x.read(walk, first, count, buffers[worker].data(), x.data);
    double* sum = sums[worker].data();
    const int64_t values = walk.periods(count) * step;
    stripes(step, [&](int64_t j, auto width) {
      constexpr int w = decltype(width)::value;
      const Stripe<A, w> o(&origin[j]);
      V s[w] = {}, q[w] = {};
      for (int64_t i = j; i < values; i += step)
        for (int u = 0; u < w; u++) {
          const V d = L::load(block + i + u * lanes) - o.v[u];
          s[u] += d;
          q[u] += d * d;
        }
      add_lanes<w, V>(s, sum + j);
      add_lanes<w, V>(q, sum + step + j);
    });
  });

  mean.assign(walk.channels, 0);
  variance.assign(walk.channels, 0);
  for (int64_t worker = 0; worker < workers; worker++) {
    walk.gather(sums[worker].data(), mean.data());
    walk.gather(sums[worker].data() + step, variance.data());
  }
  for (int64_t c = 0; c < walk.channels; c++) {
    const double offset = mean[c] / walk.pixels;
    variance[c] = std::max(0.0, variance[c] / walk.pixels - offset * offset);
    mean[c] = k[c] + offset;
  }
}

template <bool relu, bool add_residual, bool add_next, class T>
void normalise_blocks(const Walk& walk, const Factors<Scalar<T>>& f, const Rows<T>& x, const Rows<T>& residual, const Rows<T>& next,
                      const std::vector<Rows<T>>& y, const Rows<T>& sum) {
  using L = Lanes<T>;
  using V = Vector<T>;
  using A = Scalar<T>;
  const int64_t workers = walk.workers();
  const int64_t step = walk.period;
  const auto mean = walk.spread<A>(f.mean.data());
  const auto scale = walk.spread<A>(f.scale.data());
  const auto shift = walk.spread<A>(f.shift.data());
  std::vector<Buffer<T>> buffers(workers * 5, Buffer<T>(walk));

  walk.blocks(workers, [&](int64_t worker, int64_t first, int64_t count) {
    Buffer<T>* buffer = &buffers[worker * 5];
    const T* in = x.read(walk, first, count, buffer[0].data());
    const T* in_residual = add_residual ? residual.read(walk, first, count, buffer[1].data()) : nullptr;
    const T* in_next = add_next ? next.read(walk, first, count, buffer[2].data()) : nullptr;
    T* out = y.size() == 1 ? y[0].write(walk, first, count, buffer[3].data()) : buffer[3].data();
    T* out_sum = add_next ? sum.write(walk, first, count, buffer[4].data()) : nullptr;
    const int64_t values = walk.periods(count) * step;
    stripes(step, [&](int64_t j, auto width) {
      constexpr int w = decltype(width)::value;
      const Stripe<A, w> m(&mean[j]), a(&scale[j]), b(&shift[j]);
      for (int64_t start = j; start < values; start += step)
        for (int u = 0; u < w; u++) {
          const int64_t i = start + u * lanes;
          V v = (L::load(in + i) - m.v[u]) * a.v[u] + b.v[u];
          if (add_residual) v += L::load(in_residual + i);
          if (relu) v = v > 0 ? v : V{};
          L::store(out + i, v);
          if (add_next) L::store(out_sum + i, v + L::load(in_next + i));
        }
    });
    if (y.size() == 1) {
      y[0].finish(walk, first, count, out);
    } else {
      int64_t offset = 0;
      for (const auto& part : y) {
        part.unpack(first, count, out, walk.channels, offset);
        offset += part.channels;
      }
    }
    if (add_next) sum.finish(walk, first, count, out_sum);
  });
}

// The gradient of y: of its parts, or of y itself and of y + next, any of which may be missing.
template <class T>
struct Gradient {
  std::vector<Rows<T>> parts;  // data == nullptr: zeros
  Rows<T> second;              // to be added

  const T* read(const Walk& walk, int64_t first, int64_t count, T* buffer, T* buffer2) const {
    if (parts.size() == 1 && second.data == nullptr) return parts[0].read(walk, first, count, buffer);
    int64_t offset = 0;
    for (const auto& part : parts) {
      if (part.data != nullptr)
        part.pack(first, count, buffer, walk.channels, offset);
      else
        for (int64_t i = 0; i < count; i++) std::fill_n(buffer + i * walk.channels + offset, part.channels, T(0));
      offset += part.channels;
    }
    Rows<T>::pad(walk, count, buffer, nullptr);
    if (second.data != nullptr) {
      using L = Lanes<T>;
      const T* other = second.read(walk, first, count, buffer2);
      for (int64_t i = 0; i < walk.periods(count) * walk.period; i += lanes)
        L::store(buffer + i, L::load(buffer + i) + L::load(other + i));
    }
    return buffer;
  }
};

// g = dy where the result was positive.
template <Sign sign, class T>
inline Vector<T> pass(const Vector<T>& dy, const Vector<T>& normalised, const T* y) {
  if (sign == Sign::of_normalised) return normalised > 0 ? dy : Vector<T>{};
  if (sign == Sign::of_result) return Lanes<T>::load(y) > 0 ? dy : Vector<T>{};
  return dy;
}

// sum_g and sum_gx: sums of g and g * (x - mean). Where a residual wants g, it is written to `kept`.
template <Sign sign, bool keep, class T>
void reduce_blocks(const Walk& walk, const Factors<Scalar<T>>& f, const Gradient<T>& dy, const Rows<T>& x, const Rows<T>& y,
                   const Rows<T>& kept, std::vector<double>& sum_g, std::vector<double>& sum_gx) {
  using L = Lanes<T>;
  using V = Vector<T>;
  using A = Scalar<T>;
  const int64_t workers = walk.workers();
  const int64_t step = walk.period;
  const auto mean = walk.spread<A>(f.mean.data());
  const auto scale = walk.spread<A>(f.scale.data());
  const auto shift = walk.spread<A>(f.shift.data());
  std::vector<Buffer<T>> buffers(workers * 5, Buffer<T>(walk));
  std::vector<std::vector<double>> sums(workers, std::vector<double>(2 * step));

  walk.blocks(workers, [&](int64_t worker, int64_t first, int64_t count) {
    Buffer<T>* buffer = &buffers[worker * 5];
    const T* in_dy = dy.read(walk, first, count, buffer[0].data(), buffer[1].data());
    const T* in_x = x.read(walk, first, count, buffer[2].data());
    const T* in_y = sign == Sign::of_result ? y.read(walk, first, count, buffer[3].data()) : nullptr;
    T* out = keep ? kept.write(walk, first, count, buffer[4].data()) : nullptr;
    double* sum = sums[worker].data();
    const int64_t values = walk.periods(count) * step;
    stripes(step, [&](int64_t j, auto width) {
      constexpr int w = decltype(width)::value;
      const Stripe<A, w> m(&mean[j]), a(&scale[j]), b(&shift[j]);
      V s[w] = {}, q[w] = {};
      for (int64_t start = j; start < values; start += step)
        for (int u = 0; u < w; u++) {
          const int64_t i = start + u * lanes;
          const V d = L::load(in_x + i) - m.v[u];
          const V g = pass<sign, T>(L::load(in_dy + i), d * a.v[u] + b.v[u], in_y + i);
          s[u] += g;
          q[u] += g * d;
          if (keep) L::store(out + i, g);
        }
      add_lanes<w, V>(s, sum + j);
      add_lanes<w, V>(q, sum + step + j);
    });
    if (keep) kept.finish(walk, first, count, out);
  });

  sum_g.assign(walk.channels, 0);
  sum_gx.assign(walk.channels, 0);
  for (int64_t worker = 0; worker < workers; worker++) {
    walk.gather(sums[worker].data(), sum_g.data());
    walk.gather(sums[worker].data() + step, sum_gx.data());
  }
}

// dx = scale * g + of_x * (x - mean) + constant.
template <Sign sign, class T>
void input_gradient_blocks(const Walk& walk, const Factors<Scalar<T>>& f, const std::vector<Scalar<T>>& of_x_,
                           const std::vector<Scalar<T>>& constant_, const Gradient<T>& dy, const Rows<T>& x, const Rows<T>& dx) {
  using L = Lanes<T>;
  using V = Vector<T>;
  using A = Scalar<T>;
  const int64_t workers = walk.workers();
  const int64_t step = walk.period;
  const auto mean = walk.spread<A>(f.mean.data());
  const auto scale = walk.spread<A>(f.scale.data());
  const auto shift = walk.spread<A>(f.shift.data());
  const auto of_x = walk.spread<A>(of_x_.data());
  const auto constant = walk.spread<A>(constant_.data());
  std::vector<Buffer<T>> buffers(workers * 4, Buffer<T>(walk));

  walk.blocks(workers, [&](int64_t worker, int64_t first, int64_t count) {
    Buffer<T>* buffer = &buffers[worker * 4];
    const T* in_dy = dy.read(walk, first, count, buffer[0].data(), buffer[1].data());
    const T* in_x = x.read(walk, first, count, buffer[2].data());
    T* out = dx.write(walk, first, count, buffer[3].data());
    const int64_t values = walk.periods(count) * step;
    stripes(step, [&](int64_t j, auto width) {
      constexpr int w = decltype(width)::value;
      const Stripe<A, w> m(&mean[j]), a(&scale[j]), b(&shift[j]), slope(&of_x[j]), c(&constant[j]);
      for (int64_t start = j; start < values; start += step)
        for (int u = 0; u < w; u++) {
          const int64_t i = start + u * lanes;
          const V d = L::load(in_x + i) - m.v[u];
          const V g = pass<sign, T>(L::load(in_dy + i), d * a.v[u] + b.v[u], nullptr);
          L::store(out + i, a.v[u] * g + slope.v[u] * d + c.v[u]);
        }
    });
    dx.finish(walk, first, count, out);
  });
}

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
Factors<Scalar<T>> factors_of(const at::Tensor& mean, const at::Tensor& inverse_deviation, const at::Tensor& weight,
                              const at::Tensor& bias, int64_t channels) {
  using A = Scalar<T>;
  Factors<A> f;
  f.mean = values_of<A>(mean, channels, 0);
  f.inverse_deviation = values_of<A>(inverse_deviation, channels, 1);
  f.scale = values_of<A>(weight, channels, 1);
  f.shift = values_of<A>(bias, channels, 0);
  for (int64_t c = 0; c < channels; c++) f.scale[c] *= f.inverse_deviation[c];
  return f;
}

template <class T>
variable_list BatchNormNode::backward_as(const variable_list& gradients) {
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

  TORCH_CHECK(x.dim() == 4, "fused batch-norm: [N, C, H, W] expected, found ", x.sizes());
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
