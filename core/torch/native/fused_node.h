// What every fused operation shares with libtorch's autograd: whether to record a node, and how to save and connect it.
#pragma once

#include "shim.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/grad_mode.h>

#include <initializer_list>
#include <memory>
#include <mutex>
#include <vector>

namespace srn {

using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

// A node of the graph with a backward kernel written by hand. The kernels are not differentiable a second time.
struct FusedNode : torch::autograd::Node {
  variable_list apply(variable_list&& gradients) final {
    TORCH_CHECK(!at::GradMode::is_enabled(), name(),
                " has no second derivative; set SERES2NET_PLAIN=1 (Capabilities.UseNative = false) for create_graph");
    bool any = false;
    for (const auto& gradient : gradients) any = any || gradient.defined();
    if (!any) return variable_list(num_outputs());
    std::lock_guard<std::mutex> lock(mutex_);
    return backward(gradients);
  }

  // Gradients of the inputs, in the order they were connected; those of the outputs may be undefined.
  virtual variable_list backward(const variable_list& gradients) = 0;
};

// True where one of the inputs wants a gradient.
inline bool wants_gradient(std::initializer_list<at::Tensor> inputs) {
  if (!at::GradMode::is_enabled()) return false;
  for (const auto& input : inputs)
    if (input.defined() && input.requires_grad()) return true;
  return false;
}

inline bool wants_gradient(const std::vector<at::Tensor>& inputs) {
  if (!at::GradMode::is_enabled()) return false;
  for (const auto& input : inputs)
    if (input.defined() && input.requires_grad()) return true;
  return false;
}

// An undefined tensor connects to nothing.
inline torch::autograd::edge_list edges(const std::vector<at::Tensor>& inputs) {
  torch::autograd::edge_list result;
  for (const auto& input : inputs)
    result.push_back(input.defined() ? torch::autograd::impl::gradient_edge(input) : torch::autograd::Edge());
  return result;
}

// Gives the results to the caller, all or none.
inline void hand_over(const std::vector<at::Tensor>& tensors, Handle* results) {
  std::vector<std::unique_ptr<at::Tensor>> owned;
  for (const auto& tensor : tensors) owned.emplace_back(new at::Tensor(tensor));
  for (size_t i = 0; i < owned.size(); i++) results[i] = owned[i].release();
}

}  // namespace srn
