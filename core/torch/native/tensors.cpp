// What a tensor is: lifetime, shape, type, memory.
#include "shim.h"

#include <ATen/ops/from_blob.h>

namespace {
thread_local std::string last_error;
}

namespace srn {
void set_error(const char* message) noexcept {
  try {
    last_error = message;
  } catch (...) {
    // Out of memory while reporting an error: an empty message is better than termination.
    last_error.clear();
  }
}
}  // namespace srn

// The message of the last failed call of this thread, as UTF-8; valid until the thread's next failed call.
SRN_API const char* srn_last_error() { return last_error.c_str(); }

SRN_API void srn_tensor_free(Handle tensor) { delete tensor; }

// A second handle of the same tensor (no copy of the data, no node in the autograd graph).
SRN_API int32_t srn_tensor_share(Handle tensor, Handle* result) {
  return guarded([&] { *result = wrap(*tensor); });
}

// The functions that return their value directly cannot fail.
SRN_API int64_t srn_tensor_ndim(Handle tensor) { return tensor->dim(); }

SRN_API int64_t srn_tensor_numel(Handle tensor) { return tensor->numel(); }

SRN_API int32_t srn_tensor_sizes(Handle tensor, int64_t* result) {
  return guarded([&] {
    int64_t i = 0;
    for (const int64_t size : tensor->sizes()) result[i++] = size;
  });
}

SRN_API int32_t srn_tensor_strides(Handle tensor, int64_t* result) {
  return guarded([&] {
    int64_t i = 0;
    for (const int64_t stride : tensor->strides()) result[i++] = stride;
  });
}

SRN_API int32_t srn_tensor_storage_offset(Handle tensor, int64_t* result) {
  return guarded([&] { *result = tensor->storage_offset(); });
}

SRN_API int32_t srn_tensor_dtype(Handle tensor) { return static_cast<int32_t>(tensor->scalar_type()); }

SRN_API int32_t srn_tensor_element_size(Handle tensor) { return static_cast<int32_t>(tensor->element_size()); }

SRN_API int32_t srn_tensor_device_type(Handle tensor) { return static_cast<int32_t>(tensor->device().type()); }

SRN_API int32_t srn_tensor_device_index(Handle tensor) { return static_cast<int32_t>(tensor->device().index()); }

// `format` is c10::MemoryFormat: 0 contiguous, 2 channels-last.
SRN_API int32_t srn_tensor_is_contiguous(Handle tensor, int32_t format, int32_t* result) {
  return guarded([&] { *result = tensor->is_contiguous(static_cast<c10::MemoryFormat>(format)) ? 1 : 0; });
}

// Address of the first element; only for strided tensors.
SRN_API int32_t srn_tensor_data(Handle tensor, void** result) {
  return guarded([&] { *result = tensor->data_ptr(); });
}

SRN_API int32_t srn_tensor_is_same(Handle left, Handle right) { return left->is_same(*right) ? 1 : 0; }

// A CPU tensor over memory that somebody else owns; `release(owner)` is called when its last user is gone.
SRN_API int32_t srn_tensor_from_memory(void* data, const int64_t* sizes, int32_t ndim, int32_t dtype,
                                       void (*release)(void*), void* owner, Handle* result) {
  return guarded([&] {
    const auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype)).device(c10::kCPU);
    *result = wrap(at::from_blob(
        data, at::IntArrayRef(sizes, static_cast<size_t>(ndim)), [release, owner](void*) { release(owner); }, options));
  });
}
