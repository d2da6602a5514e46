// Gradient reducers as JavaScript sees them.
#include "distributed.h"
#include "gradient_reducer.h"

namespace cotrain {
namespace {

using Held = std::shared_ptr<GradientReducer>;

GradientReducer& reducer(const Napi::CallbackInfo& info) {
  const auto& reducer = held<Held>(info, 0);
  TORCH_CHECK(reducer != nullptr, "this reducer has been disposed of");
  TORCH_CHECK(bridge(info.Env()).running_backwards == 0,
              "a backwardAsync() is running, which the reducer takes part in: await it first");
  return *reducer;
}

std::vector<size_t> indices(const Napi::CallbackInfo& info, size_t argument) {
  const auto array = info[argument].As<Napi::Array>();
  std::vector<size_t> result;
  for (uint32_t i = 0; i < array.Length(); ++i)
    result.push_back(array.Get(i).As<Napi::Number>().Uint32Value());
  return result;
}

Napi::Value numbers(Napi::Env env, const std::vector<size_t>& values) {
  auto array = Napi::Array::New(env, values.size());
  for (size_t i = 0; i < values.size(); ++i)
    array.Set(i, Napi::Number::New(env, static_cast<double>(values[i])));
  return array;
}

// makeReducer(group, parameters, names, bytes of the first bucket, of the others, gradients are views)
Napi::Value make_reducer(const Napi::CallbackInfo& info) {
  ReducerOptions options;
  const auto names = info[2].As<Napi::Array>();
  for (uint32_t i = 0; i < names.Length(); ++i)
    options.names.push_back(names.Get(i).As<Napi::String>().Utf8Value());
  options.first_bucket_bytes = whole(info, 3, "a number of bytes");
  options.bucket_bytes = whole(info, 4, "a number of bytes");
  options.gradients_are_views = info[5].ToBoolean();
  return external(info.Env(), std::make_unique<Held>(GradientReducer::make(
                                  group_of(info, 0), tensors(info, 1), std::move(options))));
}

// prepareReducer(reducer, indices of unused parameters, ends itself)
Napi::Value prepare_reducer(const Napi::CallbackInfo& info) {
  reducer(info).prepare(indices(info, 1), info[2].ToBoolean());
  return info.Env().Undefined();
}

// finishReducer(reducer)
Napi::Value finish_reducer(const Napi::CallbackInfo& info) {
  reducer(info).finish();
  return info.Env().Undefined();
}

// searchUnused(reducer, outputs) -> indices of the parameters that they do not depend on
Napi::Value search_unused(const Napi::CallbackInfo& info) {
  return numbers(info.Env(), reducer(info).search_unused(tensors(info, 1)));
}

// isReducing(reducer): whether gradients of a step that has not ended have come
Napi::Value is_reducing(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), reducer(info).is_reducing());
}

// startedBuckets(reducer) -> how many of this step
Napi::Value started_buckets(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(held<Held>(info, 0)->started()));
}

// bucketBytes(reducer) -> of each bucket, in order
Napi::Value bucket_bytes(const Napi::CallbackInfo& info) {
  return numbers(info.Env(), reducer(info).bucket_bytes());
}

// freeReducer(reducer)
Napi::Value free_reducer(const Napi::CallbackInfo& info) {
  held<Held>(info, 0).reset();
  return info.Env().Undefined();
}

}  // namespace

void export_gradient_reducer(Napi::Env env, Napi::Object exports) {
  define<make_reducer>(env, exports, "makeReducer");
  define<prepare_reducer>(env, exports, "prepareReducer");
  define<finish_reducer>(env, exports, "finishReducer");
  define<search_unused>(env, exports, "searchUnused");
  define<is_reducing>(env, exports, "isReducing");
  define<started_buckets>(env, exports, "startedBuckets");
  define<bucket_bytes>(env, exports, "bucketBytes");
  define<free_reducer>(env, exports, "freeReducer");
}

}  // namespace cotrain
