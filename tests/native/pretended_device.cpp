// A pretended second device, `pretend:0`, for tests on machines without an accelerator. Its memory is the
// host's and its kernels are the CPU's, but LibTorch takes it for another device: an operator that gets
// tensors of both is an error, as on CUDA.
//
// A storage of the device owns a storage of the host, its twin, which holds the bytes. The fallback below
// gives a kernel of the CPU the twins, and wraps what it returns.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/PrivateUse1HooksInterface.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/library.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace {

using c10::IValue;
using c10::Storage;

const c10::Device kDevice(c10::DeviceType::PrivateUse1, 0);
constexpr c10::DispatchKeySet kKeys(c10::DispatchKey::PrivateUse1);

// --- Memory ---

// Bytes of the device's storages, as a caching allocator counts them.
std::mutex statistics_mutex;
c10::CachingDeviceAllocator::DeviceStats statistics;

void count(int64_t bytes) {
  const std::lock_guard lock(statistics_mutex);
  for (auto* const stats : {&statistics.allocated_bytes, &statistics.reserved_bytes}) {
    auto& all = (*stats)[static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE)];
    bytes < 0 ? all.decrease(static_cast<size_t>(-bytes)) : all.increase(static_cast<size_t>(bytes));
  }
}

struct Twin : Storage {
  explicit Twin(Storage host) : Storage(std::move(host)), counted(static_cast<int64_t>(nbytes())) {
    count(counted);
  }
  Twin(const Twin&) = delete;
  ~Twin() { count(-counted); }
  const int64_t counted;
};

void release(void* twin) { delete static_cast<Twin*>(static_cast<Storage*>(twin)); }

c10::DataPtr device_pointer(Storage host) {
  void* const data = host.mutable_data();
  return {data, static_cast<Storage*>(new Twin(std::move(host))), &release, kDevice};
}

struct DeviceAllocator final : c10::DeviceAllocator {
  bool initialized() override { return true; }
  void emptyCache(c10::MempoolId_t) override {}
  void recordStream(const c10::DataPtr&, c10::Stream) override {}
  c10::CachingDeviceAllocator::DeviceStats getDeviceStats(c10::DeviceIndex) override {
    const std::lock_guard lock(statistics_mutex);
    return statistics;
  }
  void resetAccumulatedStats(c10::DeviceIndex) override {
    reset(&c10::CachingAllocator::Stat::reset_accumulated);
  }
  void resetPeakStats(c10::DeviceIndex) override { reset(&c10::CachingAllocator::Stat::reset_peak); }
  void reset(void (c10::CachingAllocator::Stat::*how)()) {
    const std::lock_guard lock(statistics_mutex);
    for (auto* const stats : {&statistics.allocated_bytes, &statistics.reserved_bytes})
      for (auto& stat : *stats) (stat.*how)();
  }

  c10::DataPtr allocate(size_t bytes) override {
    return device_pointer(Storage(Storage::use_byte_size_t{}, bytes, c10::GetCPUAllocator(), true));
  }
  c10::DeleterFnPtr raw_deleter() const override { return nullptr; }
  void copy_data(void* to, const void* from, size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
} device_allocator;

const Storage& twin(const Storage& device) {
  return *static_cast<const Storage*>(device.data_ptr().get_context());
}

Storage on_device(Storage host) {
  const size_t bytes = host.nbytes();
  return {Storage::use_byte_size_t{}, bytes, device_pointer(std::move(host)), &device_allocator, true};
}

// Host memory from which the device copies without the host's waiting: here, memory that says so.
struct PinnedAllocator final : c10::Allocator {
  std::mutex mutex;
  std::map<const char*, size_t> blocks;

  c10::DataPtr allocate(size_t bytes) override {
    c10::DataPtr block = c10::GetCPUAllocator()->allocate(bytes);
    void* const data = block.get();
    const std::lock_guard lock(mutex);
    blocks[static_cast<const char*>(data)] = bytes;
    return {data, block.release_context(), &free, c10::Device(c10::kCPU)};
  }
  static void free(void* block);
  bool holds(const void* data) {
    const std::lock_guard lock(mutex);
    const auto* const address = static_cast<const char*>(data);
    auto after = blocks.upper_bound(address);
    return after != blocks.begin() && (--after, address < after->first + std::max<size_t>(after->second, 1));
  }
  c10::DeleterFnPtr raw_deleter() const override { return nullptr; }
  void copy_data(void* to, const void* from, size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
} pinned_allocator;

void PinnedAllocator::free(void* block) {
  {
    const std::lock_guard lock(pinned_allocator.mutex);
    pinned_allocator.blocks.erase(static_cast<const char*>(block));
  }
  c10::GetCPUAllocator()->raw_deallocate(block);
}

// --- What LibTorch asks of a device ---

struct DeviceGuard final : c10::impl::NoOpDeviceGuardImpl<c10::DeviceType::PrivateUse1> {
  c10::Device exchangeDevice(c10::Device) const override { return kDevice; }
  c10::Device getDevice() const override { return kDevice; }
  c10::Stream getStream(c10::Device) const noexcept override { return stream(current_stream); }
  c10::Stream getDefaultStream(c10::Device) const override { return stream(0); }
  c10::Stream getNewStream(c10::Device, int) const override {
    static std::atomic<c10::StreamId> last = 0;
    return stream(++last);
  }
  c10::Stream exchangeStream(c10::Stream to) const noexcept override {
    return stream(std::exchange(current_stream, to.id()));
  }
  void synchronizeDevice(const c10::DeviceIndex) const override {}

  // Work is done when it is queued: an event is the time at which it was recorded.
  using Clock = std::chrono::steady_clock;
  void record(void** event, const c10::Stream&, const c10::DeviceIndex, const c10::EventFlag) const override {
    if (*event == nullptr) *event = new Clock::time_point;
    *static_cast<Clock::time_point*>(*event) = Clock::now();
  }
  void block(void*, const c10::Stream&) const override {}
  bool queryEvent(void*) const override { return true; }
  void synchronizeEvent(void*) const override {}
  void destroyEvent(void* event, const c10::DeviceIndex) const noexcept override {
    delete static_cast<Clock::time_point*>(event);
  }
  double elapsedTime(void* from, void* to, const c10::DeviceIndex) const override {
    const auto at = [](void* event) { return *static_cast<Clock::time_point*>(event); };
    return std::chrono::duration<double, std::milli>(at(to) - at(from)).count();
  }

 private:
  static c10::Stream stream(c10::StreamId id) { return c10::Stream(c10::Stream::UNSAFE, kDevice, id); }
  static thread_local c10::StreamId current_stream;
};
thread_local c10::StreamId DeviceGuard::current_stream = 0;
C10_REGISTER_GUARD_IMPL(PrivateUse1, DeviceGuard)

struct Hooks final : at::PrivateUse1HooksInterface {
  bool isBuilt() const override { return true; }
  bool isAvailable() const override { return true; }
  bool hasPrimaryContext(c10::DeviceIndex) const override { return true; }
  c10::DeviceIndex deviceCount() const override { return 1; }
  c10::DeviceIndex getCurrentDevice() const override { return 0; }
  // Random numbers are those of the CPU, so that results can be compared with the CPU's.
  const at::Generator& getDefaultGenerator(c10::DeviceIndex) const override {
    return at::detail::getDefaultCPUGenerator();
  }
  at::Generator getNewGenerator(c10::DeviceIndex) const override { return at::detail::createCPUGenerator(); }
  bool isPinnedPtr(const void* data) const override { return pinned_allocator.holds(data); }
  c10::Allocator* getPinnedMemoryAllocator() const override { return &pinned_allocator; }
} hooks;

const bool is_registered = [] {
  c10::register_privateuse1_backend("pretend");
  c10::SetAllocator(c10::DeviceType::PrivateUse1, &device_allocator);
  at::RegisterPrivateUse1HooksInterface(&hooks);
  return true;
}();

// --- Operators ---

bool is_here(const at::Tensor& tensor) { return tensor.device().type() == c10::DeviceType::PrivateUse1; }

at::Tensor tensor_of(Storage storage, c10::DispatchKeySet keys, const at::Tensor& like) {
  auto result = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), keys, like.dtype());
  result.unsafeGetTensorImpl()->set_sizes_and_strides(like.sizes(), like.strides(), like.storage_offset());
  return result;
}

// The tensors of one call, as a kernel of the CPU takes them. Tensors that share memory still do.
class Call {
 public:
  at::Tensor to_host(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.layout() == c10::kStrided, "the pretended device holds strided tensors only, not ",
                tensor.layout());
    const Storage& host = twin(tensor.storage());
    storages_.emplace(host.unsafeGetStorageImpl(), tensor.storage());
    auto result = tensor_of(host, c10::DispatchKeySet(c10::DispatchKey::CPU), tensor);
    arguments_.emplace_back(tensor, result);
    return result;
  }

  at::Tensor to_device(const at::Tensor& result) {
    if (!result.defined()) return result;
    for (const auto& [device, host] : arguments_)
      if (result.is_same(host)) return device;
    return tensor_of(storage_of(result), kKeys, result);
  }

  // In-place and out operators may have resized a tensor, or set it to other memory.
  void finish() {
    for (auto& [host, device] : storages_) {
      const Storage same = twin(device);
      if (device.data() == same.data() && device.nbytes() == same.nbytes()) continue;
      device.unsafeGetStorageImpl()->set_data_ptr_noswap(device_pointer(same));
      device.set_nbytes(same.nbytes());
    }
    for (auto& [device, host] : arguments_) {
      auto* const impl = device.unsafeGetTensorImpl();
      const auto* const now = host.unsafeGetTensorImpl();
      if (now->storage().unsafeGetStorageImpl() != twin(device.storage()).unsafeGetStorageImpl())
        impl->set_storage_keep_dtype(storage_of(host));
      if (device.sizes() != host.sizes() || device.strides() != host.strides() ||
          device.storage_offset() != host.storage_offset())
        impl->set_sizes_and_strides(host.sizes(), host.strides(), host.storage_offset());
    }
  }

 private:
  Storage storage_of(const at::Tensor& host) {
    const Storage& storage = host.storage();
    const auto known = storages_.find(storage.unsafeGetStorageImpl());
    if (known != storages_.end()) return known->second;
    return storages_.emplace(storage.unsafeGetStorageImpl(), on_device(storage)).first->second;
  }

  std::map<c10::StorageImpl*, Storage> storages_;  // those of the device, by their twins
  std::vector<std::pair<at::Tensor, at::Tensor>> arguments_;
};

// Changes every tensor in a value, also those in lists.
template <typename Change>
IValue mapped(const IValue& value, const Change& change) {
  if (value.isTensor()) return value.toTensor().defined() ? IValue(change(value.toTensor())) : value;
  if (value.isTensorList()) {
    c10::List<at::Tensor> list;
    for (const at::Tensor& tensor : value.toTensorVector())
      list.push_back(tensor.defined() ? change(tensor) : tensor);
    return list;
  }
  if (value.isOptionalTensorList()) {
    c10::List<std::optional<at::Tensor>> list;
    for (const auto& tensor : value.toOptionalTensorVector())
      list.push_back(tensor && tensor->defined() ? std::optional(change(*tensor)) : tensor);
    return list;
  }
  return value;
}

// Elementwise operators take scalars from the host, all others and all outputs must be on the device.
void check_device(const c10::OperatorHandle& op, const c10::Argument& argument, const at::Tensor& tensor) {
  const bool is_written = argument.alias_info() != nullptr && argument.alias_info()->isWrite();
  const bool is_scalar = tensor.is_cpu() && tensor.dim() == 0 && op.hasTag(at::Tag::pointwise);
  TORCH_CHECK(is_here(tensor) || (is_scalar && !is_written),
              "Expected all tensors to be on the same device, but found at least two devices, ", kDevice,
              " and ", tensor.device(), "! (argument ", argument.name(), " of ", op.schema().name(), ")");
}

void on_host(const c10::OperatorHandle& op, c10::DispatchKeySet, torch::jit::Stack* stack) {
  const auto& schema = op.schema();
  const auto arguments = torch::jit::last(*stack, schema.arguments().size());
  for (size_t i = 0; i < arguments.size(); ++i)
    mapped(arguments[i], [&](const at::Tensor& tensor) {
      check_device(op, schema.arguments()[i], tensor);
      return tensor;
    });

  Call call;
  const size_t first = stack->size() - arguments.size();
  for (size_t i = first; i < stack->size(); ++i) {
    IValue& value = (*stack)[i];
    value = mapped(value,
                   [&](const at::Tensor& tensor) { return is_here(tensor) ? call.to_host(tensor) : tensor; });
    if (value.isDevice() && value.toDevice().type() == kDevice.type()) value = c10::Device(c10::kCPU);
  }
  {
    const at::AutoDispatchBelowADInplaceOrView below_autograd;
    const c10::impl::ExcludeDispatchKeyGuard no_autocast(c10::autocast_dispatch_keyset);
    op.callBoxed(stack);
  }
  call.finish();
  for (size_t i = stack->size() - schema.returns().size(); i < stack->size(); ++i)
    (*stack)[i] = mapped((*stack)[i], [&](const at::Tensor& tensor) { return call.to_device(tensor); });
}

// Copies between the devices, in either direction.
at::Tensor copy_from(const at::Tensor& from, const at::Tensor& to, bool) {
  Call call;
  const at::AutoDispatchBelowADInplaceOrView below_autograd;
  const auto reach = [&](const at::Tensor& tensor) {
    return is_here(tensor) ? call.to_host(tensor) : tensor;
  };
  reach(to).copy_(reach(from));
  return to;
}

at::Tensor copy_from_and_resize(const at::Tensor& from, const at::Tensor& to) {
  to.resize_(from.sizes());
  return copy_from(from, to, false);
}

// LibTorch moves parameters in place (`Module.to`) only between the devices that it knows.
void set_data(at::Tensor& self, const at::Tensor& data) {
  self.unsafeGetTensorImpl()->shallow_copy_from(data.getIntrusivePtr());
  if (auto* const meta = torch::autograd::impl::get_autograd_meta(self)) meta->grad_accumulator_.reset();
}

}  // namespace

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) {
  library.fallback(torch::CppFunction::makeFromBoxedFunction<&on_host>());
}

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) {
  library.impl("_copy_from", &copy_from);
  library.impl("_copy_from_and_resize", &copy_from_and_resize);
  // LibTorch would ask the device for a convolution of its own.
  for (const char* name : {"convolution", "convolution_backward"})
    library.impl(name, torch::CppFunction::makeFromBoxedFunction<&on_host>());
}

// Like CUDA, it has a search of its own; other devices' costs would come to the host.
TORCH_LIBRARY_IMPL(cotrain, PrivateUse1, library) {
  library.impl("linear_sum_assignment", torch::CppFunction::makeFromBoxedFunction<&on_host>());
}

TORCH_LIBRARY_IMPL(aten, AutogradPrivateUse1, library) { library.impl("set_data", &set_data); }
