// The C ABI between SeRes2Net.Torch and libtorch.
//
// To add a function:
//   1. write it in any .cpp file of this folder (CMakeLists.txt takes them all), marked SRN_API:
//
//        SRN_API int32_t srn_double_it(Handle x, Handle* result) {
//          return guarded([&] { *result = wrap(at::mul(*x, 2)); });
//        }
//
//   2. declare it in C#: [LibraryImport(NativeMethods.Library)] internal static partial int srn_double_it(nint x, out nint result);
//   3. call it as NativeMethods.Check(srn_double_it(x.Handle, out var y)); return torch.Tensor.UnsafeCreateTensor(y);
//      with GC.KeepAlive(x) after the call, so that the finaliser cannot free the tensor while it runs.
//
// Most operators need none of this: srn_op_call reaches every operator of libtorch by name (see operators.cpp).
//
// Rules: no C++ exception leaves a function (guarded catches them all); results are written last, when nothing can fail any
// more, so that an exception leaks nothing; a Handle is owned by whoever received it and is freed with srn_tensor_free.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#define SRN_API extern "C" __attribute__((visibility("default")))

// The tensor handle that C# holds: a tensor on the heap. Zero stands for "no tensor".
using Handle = at::Tensor*;

namespace srn {

// Remembers the message of the exception that this thread's last failed call ended with.
void set_error(const char* message) noexcept;

inline Handle wrap(at::Tensor tensor) {
  return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
}

inline at::Tensor unwrap(Handle handle) {
  return handle == nullptr ? at::Tensor() : *handle;
}

// Runs `body`; 0 when it returned, 1 when it threw (the message is then in srn_last_error).
template <class Body>
int32_t guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& error) {
    set_error(error.what_without_backtrace());
  } catch (const std::exception& error) {
    set_error(error.what());
  } catch (...) {
    set_error("an exception of unknown type");
  }
  return 1;
}

}  // namespace srn

using srn::guarded;
using srn::unwrap;
using srn::wrap;
