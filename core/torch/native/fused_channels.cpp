// Cutting a tensor along its channels, putting parts together, and weighting channels, for channels-last tensors.
//
// libtorch's own slices make each consumer copy its part and make backward fill a whole tensor with zeros for every slice. Here a
// cut writes dense parts once, and the gradient of a concatenation is a set of views that the next kernel reads in place.
#include "fused_node.h"
#include "fused_rows.h"
#include "shim.h"

#include <ATen/ATen.h>

#include <numeric>

namespace srn {
namespace {

// Copies between one tensor and its parts, in either direction. An undefined part is read as zeros.
template <bool join, class T>
void copy_channels(const at::Tensor& whole, const std::vector<at::Tensor>& parts, const std::vector<int64_t>& channels) {
  const Rows<T> all(whole);
  const int64_t pixels = whole.numel() / whole.size(1);
  std::vector<Rows<T>> rows;
  for (size_t i = 0; i < channels.size(); i++) rows.push_back(parts[i].defined() ? Rows<T>(parts[i]) : Rows<T>());
  const int64_t grain = std::max<int64_t>(1, (1 << 15) / whole.size(1));
  at::parallel_for(0, pixels, grain, [&](int64_t begin, int64_t end) {
    // A few rows at a time, part by part: short loops over one stride, and lines that are still in the cache.
    for (int64_t first = begin; first < end; first += 64) {
      const int64_t last = std::min(end, first + 64);
      T* offset = all.data;
      for (size_t i = 0; i < channels.size(); i++) {
        const size_t bytes = channels[i] * sizeof(T);
        for (int64_t p = first; p < last; p++) {
          T* in_whole = offset + p * all.stride;
          T* in_part = rows[i].data + p * rows[i].stride;
          if (!join)
            std::memcpy(in_part, in_whole, bytes);
          else if (rows[i].data != nullptr)
            std::memcpy(in_whole, in_part, bytes);
          else
            std::memset(in_whole, 0, bytes);
        }
        offset += channels[i];
      }
    }
  });
}

struct SplitNode final : FusedNode {
  std::vector<int64_t> channels;
  std::vector<int64_t> sizes;
  at::TensorOptions options;

  std::string name() const override { return "FusedSplit"; }

  variable_list backward(const variable_list& gradients) override {
    auto whole = at::empty(sizes, options.memory_format(at::MemoryFormat::ChannelsLast));
    variable_list parts;
    for (const auto& gradient : gradients) parts.push_back(gradient.defined() ? as_rows(gradient) : gradient);
    dispatch("split", whole, [&](auto type) { copy_channels<true, decltype(type)>(whole, parts, channels); });
    return {whole};
  }
};

// Mean over the pixels of each image: [N, C].
template <class T>
void image_means(const at::Tensor& x, at::Tensor& means) {
  using L = Lanes<T>;
  using A = Scalar<T>;
  const int64_t images = x.size(0), channels = x.size(1), pixels = x.size(2) * x.size(3);
  const Walk walk(pixels, channels);
  const Rows<T> in(x);
  A* result = means.data_ptr<A>();
  const int64_t grain = std::max<int64_t>(1, (1 << 15) / (pixels * channels));
  at::parallel_for(0, images, grain, [&](int64_t begin, int64_t end) {
    Buffer<T> buffer(walk);
    std::vector<A> sums(walk.period);
    std::vector<double> totals(channels);
    for (int64_t n = begin; n < end; n++) {
      std::fill(totals.begin(), totals.end(), 0);
      for (int64_t first = 0; first < pixels; first += walk.block_pixels) {
        const int64_t count = std::min(walk.block_pixels, pixels - first);
        const T* block = in.read(walk, n * pixels + first, count, buffer.data());
        const int64_t values = walk.periods(count) * walk.period;
        stripes(walk.period, [&](int64_t j, auto width) {
          constexpr int w = decltype(width)::value;
          Vector<T> sum[w] = {};
          for (int64_t i = j; i < values; i += walk.period)
            for (int u = 0; u < w; u++) sum[u] += L::load(block + i + u * lanes);
          for (int u = 0; u < w; u++) Lanes<A>::store(&sums[j + u * lanes], sum[u]);
        });
        walk.gather(sums.data(), totals.data());
      }
      for (int64_t c = 0; c < channels; c++) result[n * channels + c] = static_cast<A>(totals[c] / pixels);
    }
  });
}

// dx = dy + mean gradient / pixels, in one pass; dy may be missing.
template <class T>
void add_mean_gradient(const at::Tensor& dy, const at::Tensor& mean_gradient, at::Tensor& dx) {
  using L = Lanes<T>;
  using A = Scalar<T>;
  const int64_t images = dx.size(0), channels = dx.size(1), pixels = dx.size(2) * dx.size(3);
  const Walk walk(pixels, channels);
  const Rows<T> in = dy.defined() ? Rows<T>(dy) : Rows<T>();
  const Rows<T> out(dx);
  const A* means = mean_gradient.data_ptr<A>();
  const int64_t grain = std::max<int64_t>(1, (1 << 15) / (pixels * channels));
  at::parallel_for(0, images, grain, [&](int64_t begin, int64_t end) {
    Buffer<T> buffer(walk), out_buffer(walk);
    for (int64_t n = begin; n < end; n++) {
      auto share = walk.spread<A>(means + n * channels);
      for (auto& value : share) value /= static_cast<A>(pixels);
      for (int64_t first = 0; first < pixels; first += walk.block_pixels) {
        const int64_t count = std::min(walk.block_pixels, pixels - first), row = n * pixels + first;
        const T* block = in.data != nullptr ? in.read(walk, row, count, buffer.data()) : nullptr;
        T* to = out.write(walk, row, count, out_buffer.data());
        const int64_t values = walk.periods(count) * walk.period;
        stripes(walk.period, [&](int64_t j, auto width) {
          constexpr int w = decltype(width)::value;
          const Stripe<A, w> f(&share[j]);
          for (int64_t start = j; start < values; start += walk.period)
            for (int u = 0; u < w; u++) {
              const int64_t i = start + u * lanes;
              L::store(to + i, block != nullptr ? L::load(block + i) + f.v[u] : f.v[u]);
            }
        });
        out.finish(walk, row, count, to);
      }
    }
  });
}

// [N, C, 1, 1] or [N, C] in the type that arithmetic is done in, dense.
template <class T>
at::Tensor per_image(const at::Tensor& tensor) {
  return tensor.to(c10::CppTypeToScalarType<Scalar<T>>::value).reshape({tensor.size(0), -1}).contiguous();
}

// Concatenation (of one part or more) and the mean of the result over rows and columns.
struct ConcatNode final : FusedNode {
  std::vector<int64_t> channels;
  std::vector<int64_t> sizes;
  at::TensorOptions options;
  bool pooled = false;

  std::string name() const override { return "FusedConcat"; }

  variable_list backward(const variable_list& gradients) override {
    auto whole = gradients[0];
    if (pooled && gradients[1].defined()) {
      auto dx = at::empty(sizes, options.memory_format(at::MemoryFormat::ChannelsLast));
      const auto dy = whole.defined() ? as_rows(whole) : whole;
      dispatch("concat", dx, [&](auto type) {
        add_mean_gradient<decltype(type)>(dy, per_image<decltype(type)>(gradients[1]), dx);
      });
      whole = dx;
    }
    variable_list parts;
    int64_t offset = 0;
    for (const int64_t part : channels) {
      parts.push_back(channels.size() == 1 ? whole : whole.narrow(1, offset, part));
      offset += part;
    }
    return parts;
  }
};

// y = x * gate, the gate one value per image and channel.
template <class T>
void weight_channels(const at::Tensor& x, const at::Tensor& gate, at::Tensor& y) {
  using L = Lanes<T>;
  using A = Scalar<T>;
  const int64_t images = x.size(0), channels = x.size(1), pixels = x.size(2) * x.size(3);
  const Walk walk(pixels, channels);
  const Rows<T> in(x), out(y);
  const A* gates = gate.data_ptr<A>();
  const int64_t grain = std::max<int64_t>(1, (1 << 15) / (pixels * channels));
  at::parallel_for(0, images, grain, [&](int64_t begin, int64_t end) {
    Buffer<T> buffer(walk), out_buffer(walk);
    for (int64_t n = begin; n < end; n++) {
      const auto factor = walk.spread<A>(gates + n * channels);
      for (int64_t first = 0; first < pixels; first += walk.block_pixels) {
        const int64_t count = std::min(walk.block_pixels, pixels - first), row = n * pixels + first;
        const T* block = in.read(walk, row, count, buffer.data());
        T* to = out.write(walk, row, count, out_buffer.data());
        const int64_t values = walk.periods(count) * walk.period;
        stripes(walk.period, [&](int64_t j, auto width) {
          constexpr int w = decltype(width)::value;
          const Stripe<A, w> f(&factor[j]);
          for (int64_t start = j; start < values; start += walk.period)
            for (int u = 0; u < w; u++) L::store(to + start + u * lanes, L::load(block + start + u * lanes) * f.v[u]);
        });
        out.finish(walk, row, count, to);
      }
    }
  });
}

// dx = dy * gate and dgate = sum over pixels of dy * x, in one pass.
template <class T>
void weight_channels_backward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& gate, at::Tensor& dx, at::Tensor& dgate) {
  using L = Lanes<T>;
  using A = Scalar<T>;
  const int64_t images = x.size(0), channels = x.size(1), pixels = x.size(2) * x.size(3);
  const Walk walk(pixels, channels);
  const Rows<T> in(x), in_dy(dy), out(dx);
  const A* gates = gate.data_ptr<A>();
  A* result = dgate.data_ptr<A>();
  const int64_t grain = std::max<int64_t>(1, (1 << 15) / (pixels * channels));
  at::parallel_for(0, images, grain, [&](int64_t begin, int64_t end) {
    Buffer<T> buffer(walk), dy_buffer(walk), out_buffer(walk);
    std::vector<A> sums(walk.period);
    std::vector<double> totals(channels);
    for (int64_t n = begin; n < end; n++) {
      const auto factor = walk.spread<A>(gates + n * channels);
      std::fill(totals.begin(), totals.end(), 0);
      for (int64_t first = 0; first < pixels; first += walk.block_pixels) {
        const int64_t count = std::min(walk.block_pixels, pixels - first), row = n * pixels + first;
        const T* block = in.read(walk, row, count, buffer.data());
        const T* block_dy = in_dy.read(walk, row, count, dy_buffer.data());
        T* to = out.write(walk, row, count, out_buffer.data());
        const int64_t values = walk.periods(count) * walk.period;
        stripes(walk.period, [&](int64_t j, auto width) {
          constexpr int w = decltype(width)::value;
          const Stripe<A, w> f(&factor[j]);
          Vector<T> sum[w] = {};
          for (int64_t start = j; start < values; start += walk.period)
            for (int u = 0; u < w; u++) {
              const int64_t i = start + u * lanes;
              const auto g = L::load(block_dy + i);
              sum[u] += g * L::load(block + i);
              L::store(to + i, g * f.v[u]);
            }
          for (int u = 0; u < w; u++) Lanes<A>::store(&sums[j + u * lanes], sum[u]);
        });
        walk.gather(sums.data(), totals.data());
        out.finish(walk, row, count, to);
      }
      for (int64_t c = 0; c < channels; c++) result[n * channels + c] = static_cast<A>(totals[c]);
    }
  });
}

struct MultiplyNode final : FusedNode {
  SavedVariable x, gate;

  std::string name() const override { return "FusedMultiply"; }

  void release_variables() override {
    std::lock_guard<std::mutex> lock(mutex_);
    x.reset_data();
    gate.reset_data();
  }

  variable_list backward(const variable_list& gradients) override {
    const auto input = as_rows(x.unpack().detach());
    const auto weights = gate.unpack();
    const auto dy = as_rows(gradients[0]);
    auto dx = empty_rows(input, input.size(1));
    at::Tensor dgate;
    dispatch("multiply", input, [&](auto type) {
      using T = decltype(type);
      const auto factors = per_image<T>(weights.detach());
      dgate = at::empty_like(factors);
      weight_channels_backward<T>(dy, input, factors, dx, dgate);
    });
    return {dx, dgate.to(weights.scalar_type()).view(weights.sizes())};
  }
};

std::vector<at::Tensor> fused_split(const at::Tensor& x, const std::vector<int64_t>& channels) {
  TORCH_CHECK(std::accumulate(channels.begin(), channels.end(), int64_t(0)) == x.size(1), "split: the parts do not add up to ", x.size(1),
              " channels");
  std::vector<at::Tensor> parts;
  const bool record = wants_gradient({x});
  {
    at::AutoDispatchBelowADInplaceOrView guard;
    const auto whole = as_rows(x);
    for (const int64_t part : channels) parts.push_back(empty_rows(x, part));
    dispatch("split", whole, [&](auto type) { copy_channels<false, decltype(type)>(whole, parts, channels); });
  }
  if (record) {
    auto node = std::shared_ptr<SplitNode>(new SplitNode(), torch::autograd::deleteNode);
    node->set_next_edges(edges({x}));
    node->channels = channels;
    node->sizes = x.sizes().vec();
    node->options = x.options();
    for (auto& part : parts) torch::autograd::set_history(part, node);
  }
  return parts;
}

// The parts along the channels; with `pool` also their mean over rows and columns, [N, C, 1, 1].
std::vector<at::Tensor> fused_concat(const std::vector<at::Tensor>& parts, bool pool) {
  std::vector<int64_t> channels;
  for (const auto& part : parts) {
    const auto& first = parts[0];
    TORCH_CHECK(part.dim() == 4 && part.size(0) == first.size(0) && part.size(2) == first.size(2) && part.size(3) == first.size(3),
                "concat: parts of sizes ", first.sizes(), " and ", part.sizes());
    channels.push_back(part.size(1));
  }
  const int64_t total = std::accumulate(channels.begin(), channels.end(), int64_t(0));
  const bool record = wants_gradient(parts);
  at::Tensor whole, means;
  {
    at::AutoDispatchBelowADInplaceOrView guard;
    std::vector<at::Tensor> rows;
    for (const auto& part : parts) rows.push_back(as_rows(part));
    // One part is only looked at: the result shares its memory.
    whole = parts.size() == 1 ? rows[0].alias() : empty_rows(parts[0], total);
    dispatch("concat", whole, [&](auto type) {
      using T = decltype(type);
      if (parts.size() > 1) copy_channels<true, T>(whole, rows, channels);
      if (pool) {
        means = at::empty({whole.size(0), total}, whole.options().dtype(c10::CppTypeToScalarType<Scalar<T>>::value));
        image_means<T>(whole, means);
        means = means.to(whole.scalar_type()).view({whole.size(0), total, 1, 1});
      }
    });
  }
  if (record) {
    auto node = std::shared_ptr<ConcatNode>(new ConcatNode(), torch::autograd::deleteNode);
    node->set_next_edges(edges(parts));
    node->channels = channels;
    node->sizes = whole.sizes().vec();
    node->options = whole.options();
    node->pooled = pool;
    torch::autograd::set_history(whole, node);
    if (pool) torch::autograd::set_history(means, node);
  }
  std::vector<at::Tensor> results{whole};
  if (pool) results.push_back(means);
  return results;
}

at::Tensor fused_multiply(const at::Tensor& x, const at::Tensor& gate) {
  TORCH_CHECK(x.dim() == 4 && gate.dim() == 4 && gate.size(0) == x.size(0) && gate.size(1) == x.size(1) &&
                  gate.numel() == x.size(0) * x.size(1),
              "multiply: a gate of sizes ", gate.sizes(), " for ", x.sizes());
  const bool record = wants_gradient({x, gate});
  at::Tensor y;
  {
    at::AutoDispatchBelowADInplaceOrView guard;
    const auto input = as_rows(x);
    y = empty_rows(x, x.size(1));
    dispatch("multiply", input, [&](auto type) { weight_channels<decltype(type)>(input, per_image<decltype(type)>(gate), y); });
  }
  if (record) {
    auto node = std::shared_ptr<MultiplyNode>(new MultiplyNode(), torch::autograd::deleteNode);
    node->set_next_edges(edges({x, gate}));
    node->x = SavedVariable(x, false);
    node->gate = SavedVariable(gate, false);
    torch::autograd::set_history(y, node);
  }
  return y;
}

}  // namespace
}  // namespace srn

// Cuts x [N, C, H, W] into `count` dense tensors along the channels.
SRN_API int32_t srn_fused_split(Handle x, const int64_t* channels, int32_t count, Handle* results) {
  return guarded([&] { srn::hand_over(srn::fused_split(*x, {channels, channels + count}), results); });
}

// Puts `count` tensors together along the channels; with `pool` a second result is the mean over rows and columns, [N, C, 1, 1].
SRN_API int32_t srn_fused_concat(const Handle* parts, int32_t count, int32_t pool, Handle* results) {
  return guarded([&] {
    std::vector<at::Tensor> tensors;
    for (int32_t i = 0; i < count; i++) tensors.push_back(*parts[i]);
    srn::hand_over(srn::fused_concat(tensors, pool != 0), results);
  });
}

// x [N, C, H, W] times gate [N, C, 1, 1].
SRN_API int32_t srn_fused_multiply(Handle x, Handle gate, Handle* result) {
  return guarded([&] { *result = wrap(srn::fused_multiply(*x, *gate)); });
}
