// The library itself: version, threads, memory, random numbers, devices.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Generator.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <dlfcn.h>

#include <mutex>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Called once, before anything else.
SRN_API int32_t srn_initialise(int32_t threads) {
  return guarded([&] {
#ifdef __GLIBC__
    // A training step allocates the same large blocks again and again. By default glibc maps blocks of this size afresh and gives
    // them back to the kernel when freed, and the page faults cost 10 to 25% of the time of a step. These thresholds keep the
    // memory in the process. The second call is for C libraries that refuse a threshold above 32 MiB.
    if (mallopt(M_MMAP_THRESHOLD, 1 << 30) == 0) mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
    // libtorch's own default depends on how it was built, and may be a single thread.
    at::set_num_threads(threads);
  });
}

SRN_API const char* srn_version() { return TORCH_VERSION; }

// Path of the libtorch that was loaded, or an empty string.
SRN_API const char* srn_library_path() {
  static const std::string path = [] {
    Dl_info info{};
    const auto address = reinterpret_cast<void*>(static_cast<void (*)(int)>(&at::set_num_threads));
    return dladdr(address, &info) != 0 && info.dli_fname != nullptr ? std::string(info.dli_fname) : std::string();
  }();
  return path.c_str();
}

SRN_API int32_t srn_get_num_threads() { return at::get_num_threads(); }

SRN_API int32_t srn_set_num_threads(int32_t threads) {
  return guarded([&] { at::set_num_threads(threads); });
}

SRN_API int32_t srn_get_num_interop_threads() { return at::get_num_interop_threads(); }

SRN_API int32_t srn_set_num_interop_threads(int32_t threads) {
  return guarded([&] { at::set_num_interop_threads(threads); });
}

SRN_API int32_t srn_cuda_device_count(int32_t* result) {
  return guarded([&] { *result = static_cast<int32_t>(torch::cuda::device_count()); });
}

SRN_API int32_t srn_cudnn_available(int32_t* result) {
  return guarded([&] { *result = torch::cuda::cudnn_is_available() ? 1 : 0; });
}

SRN_API int32_t srn_cuda_synchronize(int64_t device) {
  return guarded([&] { torch::cuda::synchronize(device); });
}

SRN_API int32_t srn_manual_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

// Seeds the current CUDA device, or all of them.
SRN_API int32_t srn_cuda_manual_seed(uint64_t seed, int32_t all_devices) {
  return guarded([&] {
    if (all_devices != 0) {
      torch::cuda::manual_seed_all(seed);
    } else {
      torch::cuda::manual_seed(seed);
    }
  });
}

// The process-wide generator of a device.
SRN_API int32_t srn_generator_default(int32_t device_type, int32_t device_index, at::Generator** result) {
  return guarded([&] {
    const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    *result = new at::Generator(at::globalContext().defaultGenerator(device));
  });
}

SRN_API int32_t srn_generator_new(uint64_t seed, int32_t device_type, int32_t device_index, at::Generator** result) {
  return guarded([&] {
    const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    // A copy of the default one works for every kind of device without naming its class.
    auto generator = at::globalContext().defaultGenerator(device).clone();
    generator.set_current_seed(seed);
    *result = new at::Generator(std::move(generator));
  });
}

SRN_API void srn_generator_free(at::Generator* generator) { delete generator; }

SRN_API int32_t srn_generator_set_seed(at::Generator* generator, uint64_t seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(seed);
  });
}

SRN_API int32_t srn_generator_seed(at::Generator* generator, int64_t* result) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *result = static_cast<int64_t>(generator->seed());
  });
}

SRN_API int32_t srn_generator_current_seed(at::Generator* generator, int64_t* result) {
  return guarded([&] { *result = static_cast<int64_t>(generator->current_seed()); });
}

SRN_API int32_t srn_generator_state(at::Generator* generator, Handle* result) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *result = wrap(generator->get_state());
  });
}

SRN_API int32_t srn_generator_set_state(at::Generator* generator, Handle state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(*state);
  });
}
