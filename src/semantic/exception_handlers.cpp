#include "semantic/exception_handlers.h"

#include <algorithm>
#include <array>

#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// They end a program, a task or an iteration; nothing has failed.
constexpr std::array<std::string_view, 9> kSignals = {"builtins.KeyboardInterrupt",
                                                      "builtins.SystemExit",
                                                      "builtins.GeneratorExit",
                                                      "builtins.StopIteration",
                                                      "builtins.StopAsyncIteration",
                                                      "asyncio.CancelledError",
                                                      "asyncio.exceptions.CancelledError",
                                                      "fastapi.WebSocketDisconnect",
                                                      "anyio.EndOfStream"};

constexpr std::string_view kHttpException = "starlette.exceptions.HTTPException";

}  // namespace

const ExceptHandler* enclosing_handler(const FileModel& file, const Node& node) {
  const Node* child = &node;
  for (const Node* at = file.parent(node); at != nullptr; child = at, at = file.parent(*at)) {
    if (at->as<FunctionDef>() != nullptr || at->is(Kind::Lambda) || at->is(Kind::ClassDef)) {
      return nullptr;
    }
    const auto* handler = at->as<ExceptHandler>();
    if (handler != nullptr && child != handler->type) {
      return handler;
    }
  }
  return nullptr;
}

bool catches_everything(const FileModel& file, const ExceptHandler& handler) {
  return handler.type == nullptr || any_caught(file, handler, [](std::string_view name) {
           return name == "builtins.Exception" || name == "builtins.BaseException";
         });
}

bool catches_only_signals(const FileModel& file, const ExceptHandler& handler) {
  return handler.type != nullptr && !any_caught(file, handler, [](std::string_view name) {
           return std::find(kSignals.begin(), kSignals.end(), name) == kSignals.end();
         });
}

bool raises(const FileModel& file, const ExceptHandler& handler) {
  return std::any_of(handler.body.begin(), handler.body.end(), [&](const Stmt* statement) {
    return any_own_node(file, *statement, [](const Node& node) { return node.is(Kind::Raise); });
  });
}

bool is_caught_exception(const ExceptHandler& handler, const Expr& expr) {
  const auto* name = expr.as<Name>();
  return name != nullptr && handler.name && name->name == handler.name;
}

std::optional<HttpError> http_error(const FileModel& file, const Raise& raise) {
  const auto* call = as<Call>(raise.exc);
  const std::string_view type =
      call == nullptr ? file.type_of(raise.exc) : file.resolve(call->func);
  if (type != "fastapi.HTTPException" && type != kHttpException &&
      (type.empty() || !file.project().is_subclass(type, kHttpException))) {
    return std::nullopt;
  }
  HttpError error;
  const Expr* status = call == nullptr ? nullptr : argument(file, *call, 0, "status_code");
  if (status != nullptr) {
    const auto value = file.constant(*status);
    if (value && value->type == ConstantValue::Type::Int) {
      error.status = static_cast<int>(value->integer);
    }
  }
  return error;
}

}  // namespace fastidious::semantic
