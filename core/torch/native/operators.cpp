// Every operator of libtorch through one function.
//
// The dispatcher knows each operator's schema: the types of its arguments and their defaults. C# names an operator once, keeps the
// resolved entry, and passes arguments as a flat run of 64-bit words; here they become IValues. Arguments that are left out
// take the schema's defaults, so arguments that newer releases append need no change on either side.
#include "shim.h"

#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>

#include <cstdlib>
#include <cstring>

namespace {

// Low byte of an argument's first word; the rest of that word counts elements. Mirrors Arg.Kind in C#.
enum Kind : int64_t {
  kDefault = 0,
  kNone = 1,
  kTensor = 2,
  kInt = 3,
  kDouble = 4,
  kBool = 5,
  kIntList = 6,
  kTensorList = 7,
  kDoubleList = 8,
  kString = 9,
  kDevice = 10,
  kGenerator = 11,
  kOptionalTensorList = 12,
};

// c10::optional up to 2.2, std::optional since; the library itself says which.
using MaybeTensor = decltype(std::declval<const c10::IValue&>().toOptionalTensorVector())::value_type;

double as_double(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

bool wants_double(const c10::FunctionSchema& schema, size_t position) {
  if (position >= schema.arguments().size()) return false;
  const auto type = schema.arguments()[position].type();
  if (type->kind() == c10::TypeKind::FloatType) return true;
  const auto optional = type->cast<c10::OptionalType>();
  return optional && optional->getElementType()->kind() == c10::TypeKind::FloatType;
}

// One argument read from `words`, which moves on behind it.
c10::IValue read(const int64_t*& words, const c10::FunctionSchema& schema, size_t position) {
  const int64_t head = *words++;
  const int64_t count = head >> 8;
  switch (head & 0xff) {
    case kDefault: {
      TORCH_CHECK(position < schema.arguments().size() && schema.arguments()[position].default_value().has_value(),
                  schema.name(), ": argument ", position, " has no default");
      return *schema.arguments()[position].default_value();
    }
    case kNone:
      return c10::IValue();
    case kTensor:
      return c10::IValue(unwrap(reinterpret_cast<Handle>(*words++)));
    case kInt: {
      const int64_t value = *words++;
      if (wants_double(schema, position)) return c10::IValue(static_cast<double>(value));
      return c10::IValue(value);
    }
    case kDouble:
      return c10::IValue(as_double(*words++));
    case kBool:
      return c10::IValue(*words++ != 0);
    case kIntList: {
      c10::List<int64_t> list;
      list.reserve(count);
      for (int64_t i = 0; i < count; i++) list.push_back(*words++);
      return c10::IValue(std::move(list));
    }
    case kTensorList: {
      c10::List<at::Tensor> list;
      list.reserve(count);
      for (int64_t i = 0; i < count; i++) list.push_back(unwrap(reinterpret_cast<Handle>(*words++)));
      return c10::IValue(std::move(list));
    }
    case kOptionalTensorList: {
      c10::List<MaybeTensor> list;
      list.reserve(count);
      for (int64_t i = 0; i < count; i++) {
        const auto handle = reinterpret_cast<Handle>(*words++);
        list.push_back(handle == nullptr ? MaybeTensor() : MaybeTensor(*handle));
      }
      return c10::IValue(std::move(list));
    }
    case kDoubleList: {
      c10::List<double> list;
      list.reserve(count);
      for (int64_t i = 0; i < count; i++) list.push_back(as_double(*words++));
      return c10::IValue(std::move(list));
    }
    case kString: {
      std::string text(reinterpret_cast<const char*>(words), static_cast<size_t>(count));
      words += (count + 7) / 8;
      return c10::IValue(std::move(text));
    }
    case kDevice: {
      const auto type = static_cast<c10::DeviceType>(*words++);
      const auto index = static_cast<c10::DeviceIndex>(*words++);
      return c10::IValue(c10::Device(type, index));
    }
    case kGenerator:
      return c10::IValue(*reinterpret_cast<at::Generator*>(*words++));
    default:
      TORCH_CHECK(false, schema.name(), ": argument ", position, " is of unknown kind ", head & 0xff);
  }
}

using Operator = c10::OperatorHandle;

torch::jit::Stack call(const Operator& op, const int64_t* words, int32_t count) {
  const auto& schema = op.schema();
  const auto& arguments = schema.arguments();
  torch::jit::Stack stack;
  stack.reserve(arguments.size());
  for (int32_t i = 0; i < count; i++) stack.push_back(read(words, schema, static_cast<size_t>(i)));
  for (size_t i = stack.size(); i < arguments.size(); i++) {
    const auto& value = arguments[i].default_value();
    TORCH_CHECK(value.has_value(), schema.name(), ": argument '", arguments[i].name(), "' is missing");
    stack.push_back(*value);
  }
  op.callBoxed(stack);
  return stack;
}

}  // namespace

// Looks an operator up by its qualified name ("aten::add") and overload ("Tensor", or "").
SRN_API int32_t srn_op_find(const char* name, const char* overload, Operator** result) {
  return guarded([&] { *result = new Operator(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload)); });
}

// Calls an operator whose first `wanted` results are tensors; the others are dropped. An undefined result is a null handle.
SRN_API int32_t srn_op_call(const Operator* op, const int64_t* words, int32_t count, Handle* results, int32_t wanted) {
  return guarded([&] {
    auto stack = call(*op, words, count);
    TORCH_CHECK(static_cast<size_t>(wanted) <= stack.size(), op->schema().name(), " has ", stack.size(), " results, not ", wanted);
    for (int32_t i = 0; i < wanted; i++) TORCH_CHECK(stack[i].isTensor(), op->schema().name(), ": result ", i, " is not a tensor");
    for (int32_t i = 0; i < wanted; i++) results[i] = wrap(std::move(stack[i]).toTensor());
  });
}

// Calls an operator that returns a list of tensors. `results` is freed with srn_free; its elements are the caller's.
SRN_API int32_t srn_op_call_list(const Operator* op, const int64_t* words, int32_t count, Handle** results, int64_t* length) {
  return guarded([&] {
    auto stack = call(*op, words, count);
    const auto tensors = stack.at(0).toTensorVector();
    auto* array = static_cast<Handle*>(std::malloc(sizeof(Handle) * (tensors.size() + 1)));
    if (array == nullptr) throw std::bad_alloc();
    for (size_t i = 0; i < tensors.size(); i++) array[i] = wrap(tensors[i]);
    *results = array;
    *length = static_cast<int64_t>(tensors.size());
  });
}

// Calls an operator that returns one number: as an integer (also for bool) in `integer`, or as a double in `real`, by `is_real`.
SRN_API int32_t srn_op_call_number(const Operator* op, const int64_t* words, int32_t count, int64_t* integer, double* real,
                                   int32_t* is_real) {
  return guarded([&] {
    auto stack = call(*op, words, count);
    const auto& value = stack.at(0);
    *is_real = value.isDouble() ? 1 : 0;
    *real = 0;
    *integer = 0;
    if (value.isDouble()) {
      *real = value.toDouble();
    } else if (value.isBool()) {
      *integer = value.toBool() ? 1 : 0;
    } else {
      *integer = value.toInt();
    }
  });
}

SRN_API void srn_free(void* memory) { std::free(memory); }
