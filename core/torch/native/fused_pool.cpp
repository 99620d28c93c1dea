// Average pooling of channels-last tensors; padded zeros count.
//
// A window's sum is separable: rows are added first, then neighbours within the row of sums. In a row the channels of all pixels
// lie side by side, so adding rows is one loop over channels * columns values whatever the number of channels. Backward is the same
// the other way round: each row of gradients is spread along itself once, then added to the rows that its windows saw.
#include "fused_node.h"
#include "fused_rows.h"
#include "shim.h"

#include <ATen/ATen.h>

namespace srn {
namespace {

struct Window {
  int64_t rows, columns, row_stride, column_stride, row_padding, column_padding;
};

template <class T>
void add_row(const T* from, int64_t count, Scalar<T>* sums) {
  using L = Lanes<T>;
  using A = Scalar<T>;
  int64_t i = 0;
  for (; i + lanes <= count; i += lanes) Lanes<A>::store(sums + i, Lanes<A>::load(sums + i) + L::load(from + i));
  for (; i < count; i++) sums[i] += static_cast<A>(from[i]);
}

template <class T>
void store_scaled(const Scalar<T>* sums, int64_t count, Scalar<T> factor, T* to) {
  using L = Lanes<T>;
  using A = Scalar<T>;
  int64_t i = 0;
  for (; i + lanes <= count; i += lanes) L::store(to + i, Lanes<A>::load(sums + i) * factor);
  for (; i < count; i++) to[i] = static_cast<T>(sums[i] * factor);
}

// Images worth a thread of their own.
int64_t grain(const at::Tensor& x) { return std::max<int64_t>(1, (1 << 15) * x.size(0) / x.numel()); }

// y[r, c] = sum of x[r * stride - padding + i, c * stride - padding + j] / (rows * columns)
template <class T>
void average(const at::Tensor& x, const Window& w, const at::Tensor& y) {
  using A = Scalar<T>;
  const int64_t channels = x.size(1), rows = x.size(2), columns = x.size(3), out_rows = y.size(2), out_columns = y.size(3);
  const T* in = x.data_ptr<T>();
  T* out = y.data_ptr<T>();
  const A factor = A(1) / static_cast<A>(w.rows * w.columns);
  at::parallel_for(0, x.size(0), grain(x), [&](int64_t begin, int64_t end) {
    // One row of sums with its padding, which stays zero; one row of results.
    std::vector<A> sums((columns + 2 * w.column_padding) * channels), results(out_columns * channels);
    A* inside = sums.data() + w.column_padding * channels;
    for (int64_t n = begin; n < end; n++)
      for (int64_t r = 0; r < out_rows; r++) {
        std::fill(inside, inside + columns * channels, A(0));
        for (int64_t i = 0; i < w.rows; i++) {
          const int64_t row = r * w.row_stride - w.row_padding + i;
          if (row >= 0 && row < rows) add_row<T>(in + (n * rows + row) * columns * channels, columns * channels, inside);
        }
        std::fill(results.begin(), results.end(), A(0));
        for (int64_t j = 0; j < w.columns; j++) {
          const A* from = sums.data() + j * channels;
          if (w.column_stride == 1)
            add_row<A>(from, out_columns * channels, results.data());
          else
            for (int64_t c = 0; c < out_columns; c++)
              add_row<A>(from + c * w.column_stride * channels, channels, results.data() + c * channels);
        }
        store_scaled<T>(results.data(), out_columns * channels, factor, out + (n * out_rows + r) * out_columns * channels);
      }
  });
}

template <class T>
void average_backward(const at::Tensor& dy, const Window& w, const at::Tensor& dx) {
  using A = Scalar<T>;
  const int64_t channels = dx.size(1), rows = dx.size(2), columns = dx.size(3), out_rows = dy.size(2), out_columns = dy.size(3);
  const T* in = dy.data_ptr<T>();
  T* out = dx.data_ptr<T>();
  const A factor = A(1) / static_cast<A>(w.rows * w.columns);
  const int64_t width = (columns + 2 * w.column_padding) * channels;
  at::parallel_for(0, dx.size(0), grain(dx), [&](int64_t begin, int64_t end) {
    std::vector<A> values(out_columns * channels), spread(width), sums(rows * columns * channels);
    for (int64_t n = begin; n < end; n++) {
      std::fill(sums.begin(), sums.end(), A(0));
      for (int64_t r = 0; r < out_rows; r++) {
        std::fill(values.begin(), values.end(), A(0));
        std::fill(spread.begin(), spread.end(), A(0));
        add_row<T>(in + (n * out_rows + r) * out_columns * channels, out_columns * channels, values.data());
        for (int64_t j = 0; j < w.columns; j++) {
          A* to = spread.data() + j * channels;
          if (w.column_stride == 1)
            add_row<A>(values.data(), out_columns * channels, to);
          else
            for (int64_t c = 0; c < out_columns; c++)
              add_row<A>(values.data() + c * channels, channels, to + c * w.column_stride * channels);
        }
        for (int64_t i = 0; i < w.rows; i++) {
          const int64_t row = r * w.row_stride - w.row_padding + i;
          if (row >= 0 && row < rows)
            add_row<A>(spread.data() + w.column_padding * channels, columns * channels, sums.data() + row * columns * channels);
        }
      }
      store_scaled<T>(sums.data(), rows * columns * channels, factor, out + n * rows * columns * channels);
    }
  });
}

struct AveragePoolNode final : FusedNode {
  Window window;
  std::vector<int64_t> sizes;

  std::string name() const override { return "FusedAveragePool"; }

  variable_list backward(const variable_list& gradients) override {
    const auto dy = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
    auto dx = at::empty(sizes, dy.options().memory_format(at::MemoryFormat::ChannelsLast));
    dispatch("average pool", dy, [&](auto type) { average_backward<decltype(type)>(dy, window, dx); });
    return {dx};
  }
};

at::Tensor average_pool(const at::Tensor& x, const Window& w) {
  TORCH_CHECK(x.dim() == 4, "average pool: [N, C, H, W] expected, found ", x.sizes());
  TORCH_CHECK(w.rows > 0 && w.columns > 0 && w.row_stride > 0 && w.column_stride > 0 && w.row_padding >= 0 && w.column_padding >= 0 &&
                  2 * w.row_padding <= w.rows && 2 * w.column_padding <= w.columns,
              "average pool: a window of ", w.rows, "x", w.columns, " with padding ", w.row_padding, ", ", w.column_padding);
  const int64_t rows = (x.size(2) + 2 * w.row_padding - w.rows) / w.row_stride + 1;
  const int64_t columns = (x.size(3) + 2 * w.column_padding - w.columns) / w.column_stride + 1;
  TORCH_CHECK(x.size(2) + 2 * w.row_padding >= w.rows && x.size(3) + 2 * w.column_padding >= w.columns,
              "average pool: the window of ", w.rows, "x", w.columns, " is larger than ", x.sizes());
  const bool record = wants_gradient({x});
  at::Tensor y;
  {
    at::AutoDispatchBelowADInplaceOrView guard;
    const auto in = x.contiguous(at::MemoryFormat::ChannelsLast);
    y = at::empty({x.size(0), x.size(1), rows, columns}, x.options().memory_format(at::MemoryFormat::ChannelsLast));
    dispatch("average pool", in, [&](auto type) { average<decltype(type)>(in, w, y); });
  }
  if (record) {
    auto node = std::shared_ptr<AveragePoolNode>(new AveragePoolNode(), torch::autograd::deleteNode);
    node->set_next_edges(edges({x}));
    node->window = w;
    node->sizes = x.sizes().vec();
    torch::autograd::set_history(y, node);
  }
  return y;
}

}  // namespace
}  // namespace srn

// Mean over each window of x [N, C, H, W]; padded zeros count. All sizes are rows, columns.
SRN_API int32_t srn_fused_average_pool(Handle x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, Handle* result) {
  return guarded([&] {
    *result = wrap(srn::average_pool(*x, {kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1]}));
  });
}
