// The passes over memory of batch normalisation; the formulae stand in fused_batch_norm.cpp.
#pragma once

#include "fused_rows.h"

#include <algorithm>
#include <vector>

namespace srn {

enum class Sign { all, of_normalised, of_result };  // where the gradient passes

// Factors per channel, in the type that arithmetic is done in.
template <class A>
struct Factors {
  std::vector<A> mean, scale, shift;  // v = (x - mean) * scale + shift
  std::vector<A> inverse_deviation;
};

// The tensor's values, or `otherwise` for each channel where there is none.
template <class A>
std::vector<A> values_of(const at::Tensor& tensor, int64_t channels, A otherwise) {
  if (!tensor.defined()) return std::vector<A>(channels, otherwise);
  const auto same = tensor.detach().to(c10::CppTypeToScalarType<A>::value).contiguous();
  return std::vector<A>(same.template data_ptr<A>(), same.template data_ptr<A>() + channels);
}

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
    variance[c] = variance[c] / walk.pixels - offset * offset;
    if (variance[c] < 0) variance[c] = 0;
    mean[c] = k[c] + offset;
  }
}

// Writes y, and y + next where asked for.
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
          if (relu) v = v < 0 ? V{} : v;  // this way round a NaN stays one
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

// g = dy where the result was positive, or not a number.
template <Sign sign, class T>
inline Vector<T> pass(const Vector<T>& dy, const Vector<T>& normalised, const T* y) {
  if (sign == Sign::of_normalised) return normalised <= 0 ? Vector<T>{} : dy;
  if (sign == Sign::of_result) return Lanes<T>::load(y) <= 0 ? Vector<T>{} : dy;
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
          const V g = pass<sign, T>(L::load(in_dy + i), d * a.v[u] + b.v[u], sign == Sign::of_result ? in_y + i : nullptr);
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

}  // namespace srn
