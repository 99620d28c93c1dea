// Gradients: flags, the backward pass, modes.
#include "shim.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

namespace {
std::vector<at::Tensor> list(const Handle* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; i++) tensors.push_back(unwrap(handles[i]));
  return tensors;
}
}  // namespace

SRN_API int32_t srn_tensor_requires_grad(Handle tensor) { return tensor->requires_grad() ? 1 : 0; }

SRN_API int32_t srn_tensor_set_requires_grad(Handle tensor, int32_t value) {
  return guarded([&] { tensor->set_requires_grad(value != 0); });
}

SRN_API int32_t srn_tensor_is_leaf(Handle tensor) { return tensor->is_leaf() ? 1 : 0; }

SRN_API int32_t srn_tensor_retain_grad(Handle tensor) {
  return guarded([&] { tensor->retain_grad(); });
}

SRN_API int32_t srn_tensor_grad(Handle tensor, Handle* result) {
  return guarded([&] { *result = wrap(tensor->grad()); });
}

// A null `grad` clears it.
SRN_API int32_t srn_tensor_set_grad(Handle tensor, Handle grad) {
  return guarded([&] { tensor->mutable_grad() = unwrap(grad); });
}

// Null gradients stand for ones of a scalar. With `inputs`, gradients go to those tensors only.
SRN_API int32_t srn_backward(const Handle* tensors, int32_t count, const Handle* gradients, int32_t gradient_count, int32_t retain_graph,
                             int32_t create_graph, const Handle* inputs, int32_t input_count) {
  return guarded([&] {
    torch::autograd::backward(list(tensors, count), list(gradients, gradient_count), retain_graph != 0, create_graph != 0,
                              list(inputs, input_count));
  });
}

// `results` has one place for each input.
SRN_API int32_t srn_grad(const Handle* outputs, int32_t count, const Handle* inputs, int32_t input_count, const Handle* gradients,
                         int32_t gradient_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, Handle* results) {
  return guarded([&] {
    const auto found = torch::autograd::grad(list(outputs, count), list(inputs, input_count), list(gradients, gradient_count),
                                             retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = wrap(found[i]);
  });
}

SRN_API int32_t srn_grad_mode() { return at::GradMode::is_enabled() ? 1 : 0; }

SRN_API void srn_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

SRN_API int32_t srn_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

// The mode belongs to the thread and ends when the guard is freed; guards must be freed in reverse order on the same thread.
SRN_API int32_t srn_inference_mode_new(int32_t enabled, c10::InferenceMode** result) {
  return guarded([&] { *result = new c10::InferenceMode(enabled != 0); });
}

SRN_API void srn_inference_mode_free(c10::InferenceMode* guard) { delete guard; }
