#include "warnings.h"

#include "bridge.h"

namespace cotrain {
namespace {

// The handler of a thread that runs JavaScript. It is called in the middle of an operator, so the function
// does no more than keep the text; an error that it throws is dropped.
class ScriptHandler : public c10::WarningHandler {
 public:
  explicit ScriptHandler(Napi::Function function) : function_(Napi::Persistent(function)) {}

  void process(const c10::Warning& warning) override {
    const Napi::Env env = function_.Env();
    const Napi::HandleScope scope(env);
    const bool deprecation = std::holds_alternative<c10::DeprecationWarning>(warning.type());
    napi_value arguments[2], receiver, result, ignored;
    napi_create_string_utf8(env, warning.msg().c_str(), NAPI_AUTO_LENGTH, &arguments[0]);
    napi_get_boolean(env, deprecation, &arguments[1]);
    napi_get_undefined(env, &receiver);
    if (napi_call_function(env, receiver, function_.Value(), 2, arguments, &result) != napi_ok)
      napi_get_and_clear_last_exception(env, &ignored);
  }

 private:
  Napi::FunctionReference function_;
};

// setWarningHandler(handler(message, deprecation?)): for warnings of this thread
Napi::Value set_warning_handler(const Napi::CallbackInfo& info) {
  TORCH_CHECK(info[0].IsFunction(), "a handler is a function");
  auto& bridge = cotrain::bridge(info.Env());
  auto handler = std::make_unique<ScriptHandler>(info[0].As<Napi::Function>());
  c10::WarningUtils::set_warning_handler(handler.get());
  bridge.warning_handler = std::move(handler);
  return info.Env().Undefined();
}

// warn(message): as LibTorch would
Napi::Value warn(const Napi::CallbackInfo& info) {
  c10::warn(c10::Warning(c10::UserWarning(), {__func__, __FILE__, __LINE__},
                         info[0].As<Napi::String>().Utf8Value(), false));
  return info.Env().Undefined();
}

}  // namespace

void export_warnings(Napi::Env env, Napi::Object exports) {
  define<set_warning_handler>(env, exports, "setWarningHandler");
  define<warn>(env, exports, "warn");
}

}  // namespace cotrain
