// What the fused kernels share: a channels-last tensor seen as a matrix of pixels by channels, walked in blocks that fit the
// first-level cache, sixteen values at a time.
//
// The difficulty is that the number of channels need not be a multiple of sixteen (a split of Res2Net-29 has 12). The rows of a
// dense matrix follow each other without a gap, though, so sixteen values starting at a multiple of lcm(channels, 16) always see
// the same channels: factors per channel are repeated up to that period once, and the loops then run over whole vectors only.
// Operands with gaps between rows (a slice of the channels) and last rows that do not fill a period go through a small buffer.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/util/BFloat16.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#if defined(__AVX512BF16__) && defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace srn {

constexpr int64_t lanes = 16;

// Sixteen values in the type that arithmetic is done in; the compiler lowers them to what the processor has.
typedef float float_lanes __attribute__((vector_size(lanes * sizeof(float))));
typedef double double_lanes __attribute__((vector_size(lanes * sizeof(double))));

template <class T>
struct Lanes;

template <>
struct Lanes<float> {
  using Scalar = float;
  using Vector = float_lanes;
  static inline Vector load(const float* from) {
    Vector v;
    std::memcpy(&v, from, sizeof v);
    return v;
  }
  static inline void store(float* to, const Vector& v) { std::memcpy(to, &v, sizeof v); }
};

template <>
struct Lanes<double> {
  using Scalar = double;
  using Vector = double_lanes;
  static inline Vector load(const double* from) {
    Vector v;
    std::memcpy(&v, from, sizeof v);
    return v;
  }
  static inline void store(double* to, const Vector& v) { std::memcpy(to, &v, sizeof v); }
};

// A bfloat16 is the upper half of a float32.
template <>
struct Lanes<c10::BFloat16> {
  using Scalar = float;
  using Vector = float_lanes;
  typedef uint16_t half_lanes __attribute__((vector_size(lanes * 2)));
  typedef uint32_t word_lanes __attribute__((vector_size(lanes * 4)));

  static inline Vector load(const c10::BFloat16* from) {
    half_lanes h;
    std::memcpy(&h, from, sizeof h);
    const word_lanes w = __builtin_convertvector(h, word_lanes) << 16;
    return (Vector)w;
  }

  // Rounds to nearest, ties to even; a NaN stays one.
  static inline void store(c10::BFloat16* to, const Vector& v) {
#if defined(__AVX512BF16__) && defined(__AVX512F__)
    const __m256bh h = _mm512_cvtneps_pbh((__m512)v);
    std::memcpy(to, &h, sizeof h);
#else
    const word_lanes w = (word_lanes)v;
    const word_lanes rounded = (w + 0x7fff + ((w >> 16) & 1)) >> 16;
    const word_lanes quiet_nan = (w >> 16) | 0x40;
    const half_lanes h = __builtin_convertvector(v == v ? rounded : quiet_nan, half_lanes);
    std::memcpy(to, &h, sizeof h);
#endif
  }
};

template <class T>
using Scalar = typename Lanes<T>::Scalar;
template <class T>
using Vector = typename Lanes<T>::Vector;

// How a matrix of `pixels` rows and `channels` columns is walked.
struct Walk {
  int64_t pixels;
  int64_t channels;
  int64_t period;         // values after which the channels under the lanes repeat
  int64_t period_pixels;  // the same in rows
  int64_t block_pixels;   // rows of one block, a multiple of period_pixels

  Walk(int64_t pixels_, int64_t channels_) : pixels(pixels_), channels(channels_) {
    int64_t a = channels, b = lanes;
    while (b != 0) {
      const int64_t rest = a % b;
      a = b;
      b = rest;
    }
    period_pixels = lanes / a;
    period = channels * period_pixels;
    block_pixels = period_pixels * std::max<int64_t>(1, 4096 / period);
  }

  int64_t block_values() const { return block_pixels * channels; }

  // Rows rounded up to whole periods.
  int64_t periods(int64_t count) const { return (count + period_pixels - 1) / period_pixels; }

  // A factor per channel, repeated to one period.
  template <class A, class B>
  std::vector<A> spread(const B* per_channel) const {
    std::vector<A> result(period);
    for (int64_t i = 0; i < period; i++) result[i] = static_cast<A>(per_channel[i % channels]);
    return result;
  }

  // Adds up what the lanes of one period hold for each channel.
  template <class A, class B>
  void gather(const A* of_period, B* per_channel) const {
    for (int64_t i = 0; i < period; i++) per_channel[i % channels] += static_cast<B>(of_period[i]);
  }

  // Threads worth starting.
  int64_t workers() const {
    const int64_t by_size = pixels * channels / (1 << 15);
    return std::max<int64_t>(1, std::min<int64_t>(at::in_parallel_region() ? 1 : at::get_num_threads(), by_size));
  }

  // Calls body(worker, first row, rows) for every block; one worker's blocks follow each other. The division depends on the
  // number of threads only, so that sums come out the same every time.
  template <class Body>
  void blocks(int64_t workers, const Body& body) const {
    const int64_t count = (pixels + block_pixels - 1) / block_pixels;
    at::parallel_for(0, workers, 1, [&](int64_t begin, int64_t end) {
      for (int64_t worker = begin; worker < end; worker++)
        for (int64_t block = count * worker / workers; block < count * (worker + 1) / workers; block++)
          body(worker, block * block_pixels, std::min(block_pixels, pixels - block * block_pixels));
    });
  }
};

// Calls body(first value, number of vectors) for stripes of up to four vectors side by side. The number is a compile-time constant:
// with the factors of one stripe in registers, its rows are read one after the other, a whole cache line at a time.
template <class Body>
inline void stripes(int64_t period, const Body& body) {
  for (int64_t j = 0; j < period;) {
    switch (std::min<int64_t>(4, (period - j) / lanes)) {
      case 1: body(j, std::integral_constant<int, 1>()); break;
      case 2: body(j, std::integral_constant<int, 2>()); break;
      case 3: body(j, std::integral_constant<int, 3>()); break;
      default: body(j, std::integral_constant<int, 4>()); break;
    }
    j += 4 * lanes;
  }
}

// The factors under one stripe.
template <class A, int width>
struct Stripe {
  typename Lanes<A>::Vector v[width];
  explicit Stripe(const A* from) {
    for (int u = 0; u < width; u++) v[u] = Lanes<A>::load(from + u * lanes);
  }
};

// Memory for one block of one operand, on the stack of a worker.
template <class T>
class Buffer {
 public:
  explicit Buffer(const Walk& walk) : values_(walk.block_values()) {}
  T* data() { return values_.data(); }

 private:
  std::vector<T> values_;
};

// The rows of a tensor [N, C, H, W]: channels next to each other, pixels `stride` values apart.
template <class T>
struct Rows {
  T* data = nullptr;
  int64_t stride = 0;
  int64_t channels = 0;

  Rows() = default;
  explicit Rows(const at::Tensor& tensor)
      : data(tensor.template data_ptr<T>()), stride(pixel_stride(tensor)), channels(tensor.size(1)) {}

  // Distance between neighbouring pixels, or -1 where the tensor is not laid out as rows.
  static int64_t pixel_stride(const at::Tensor& t) {
    if (t.size(1) != 1 && t.stride(1) != 1) return -1;
    int64_t stride = -1;
    int64_t steps = 1;  // pixels that one step along the dimension skips
    for (const int64_t dimension : {3, 2, 0}) {
      const int64_t size = t.size(dimension);
      if (size != 1) {
        if (stride < 0) {
          if (t.stride(dimension) % steps != 0) return -1;
          stride = t.stride(dimension) / steps;
        } else if (t.stride(dimension) != stride * steps) {
          return -1;
        }
      }
      steps *= size;
    }
    if (stride < 0) return t.size(1);
    return stride >= t.size(1) ? stride : -1;
  }

  // Where the rows can be used in place: no gaps, and no period left half filled.
  bool in_place(const Walk& walk, int64_t count) const {
    return stride == walk.channels && channels == walk.channels && count % walk.period_pixels == 0;
  }

  // Copies rows into columns [offset, offset + channels) of a block.
  void pack(int64_t first, int64_t count, T* block, int64_t width, int64_t offset) const {
    for (int64_t i = 0; i < count; i++) std::memcpy(block + i * width + offset, data + (first + i) * stride, channels * sizeof(T));
  }

  // The way back.
  void unpack(int64_t first, int64_t count, const T* block, int64_t width, int64_t offset) const {
    for (int64_t i = 0; i < count; i++) std::memcpy(data + (first + i) * stride, block + i * width + offset, channels * sizeof(T));
  }

  // A block to read: the tensor's own memory where possible, else a copy whose last period is filled up with `fill`
  // (one row; null: zeros).
  const T* read(const Walk& walk, int64_t first, int64_t count, T* buffer, const T* fill = nullptr) const {
    if (in_place(walk, count)) return data + first * stride;
    pack(first, count, buffer, walk.channels, 0);
    pad(walk, count, buffer, fill);
    return buffer;
  }

  static void pad(const Walk& walk, int64_t count, T* buffer, const T* fill) {
    for (int64_t i = count; i < walk.periods(count) * walk.period_pixels; i++)
      for (int64_t c = 0; c < walk.channels; c++) buffer[i * walk.channels + c] = fill != nullptr ? fill[c] : T(0);
  }

  // A block to write: the tensor's own memory where possible, else a buffer that `finish` copies.
  T* write(const Walk& walk, int64_t first, int64_t count, T* buffer) const {
    return in_place(walk, count) ? data + first * stride : buffer;
  }

  void finish(const Walk& walk, int64_t first, int64_t count, const T* buffer) const {
    if (!in_place(walk, count)) unpack(first, count, buffer, walk.channels, 0);
  }
};

// Calls body with a value of x's type, whose decltype chooses the kernel.
template <class Body>
auto dispatch(const char* what, const at::Tensor& x, const Body& body) {
  switch (x.scalar_type()) {
    case at::kFloat: return body(float());
    case at::kDouble: return body(double());
    case at::kBFloat16: return body(c10::BFloat16());
    default: TORCH_CHECK(false, what, ": no kernel for ", x.scalar_type());
  }
}

// The tensor itself where it is laid out as rows, else a channels-last copy.
inline at::Tensor as_rows(const at::Tensor& tensor) {
  return Rows<float>::pixel_stride(tensor) > 0 ? tensor : tensor.contiguous(at::MemoryFormat::ChannelsLast);
}

// New memory for [N, channels, H, W] like `like`, dense rows.
inline at::Tensor empty_rows(const at::Tensor& like, int64_t channels) {
  return at::empty({like.size(0), channels, like.size(2), like.size(3)},
                   like.options().memory_format(at::MemoryFormat::ChannelsLast));
}

}  // namespace srn
