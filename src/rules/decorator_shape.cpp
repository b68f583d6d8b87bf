#include "rules/decorator_shape.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "semantic/exception_handlers.h"
#include "text/in_words.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::Definition;
using semantic::FileModel;

namespace {

// `await function(…)`, `await asyncio.wait_for(function(…), 5)`
bool is_awaited(const FileModel& file, const Call& call) {
  constexpr int kNear = 4;  // expressions around it
  const Node* around = file.parent(call);
  for (int i = 0; i < kNear && around != nullptr; ++i, around = file.parent(*around)) {
    if (around->is(Kind::Await)) return true;
  }
  return false;
}

// Whether the wrapper calls it, and awaits it if it is `async def` itself: else what it is put
// around is no coroutine.
bool calls(const FileModel& file, const FunctionDef& wrapper, Identifier name) {
  const auto all = file.tree().nodes_of<Call>(wrapper);
  return std::any_of(all.begin(), all.end(), [&](const Call* one) {
    const auto* callee = one->func->as<Name>();
    return callee != nullptr && callee->name == name &&
           (!wrapper.is_async() || is_awaited(file, *one));
  });
}

}  // namespace

bool takes_anything(const FunctionDef& wrapper) {
  bool positional = false, keywords = false;
  for (const Arg* arg : wrapper.args->all) {
    positional = positional || arg->passing == Passing::VarPositional;
    keywords = keywords || arg->passing == Passing::VarKeyword;
  }
  return positional && keywords;
}

const FunctionDef* inner_function(const FileModel& file, const FunctionDef& decorator) {
  const FunctionDef* found = nullptr;
  for (const Stmt* statement : decorator.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* result = node.as<Return>();
      if (result == nullptr || result->value == nullptr) return false;
      const Definition inner = file.definition_of(*result->value);
      const auto* function = inner.file == &file ? as<FunctionDef>(inner.node) : nullptr;
      if (function != nullptr && decorator.encloses(*function)) found = function;
      return found != nullptr;
    });
  }
  return found;
}

std::string parameters_of(const FileModel& file, const FunctionDef& wrapper) {
  std::string own;
  for (const Arg* arg : wrapper.args->all) {
    if (arg->passing == Passing::VarPositional) break;
    if (arg->annotation == nullptr) return {};
    own += std::string(file.text(*arg->annotation)) + ", ";
  }
  return own.empty() ? "P" : "Concatenate[" + own + "P]";
}

std::string decorated_type(const FileModel& file, const FunctionDef& decorator,
                           const Arg& parameter) {
  const FunctionDef* wrapper = inner_function(file, decorator);
  if (wrapper == nullptr || !takes_anything(*wrapper) || !calls(file, *wrapper, parameter.name)) {
    return {};
  }
  const std::string parameters = parameters_of(file, *wrapper);
  const bool streams = wrapper->is_async() && file.is_generator(*wrapper);  // awaited by nobody
  if (parameters.empty() || streams) return {};
  return "Callable[" + parameters + (wrapper->is_async() ? ", Coroutine[Any, Any, R]]" : ", R]");
}

std::string homes_of_shape(std::string_view type) {
  const auto named = [type](std::initializer_list<std::string_view> names) {
    std::vector<std::string_view> found;
    for (const std::string_view one : names) {
      if (type.find(std::string(one) + "[") != type.npos) found.push_back(one);
    }
    return found;
  };
  std::vector<std::string_view> of_typing = named({"Concatenate"});
  if (type.find("[Any, ") != type.npos) of_typing.push_back("Any");
  of_typing.insert(of_typing.end(), {"ParamSpec", "TypeVar"});
  return in_code(named({"Callable", "AsyncIterator", "Coroutine"})) + " from `collections.abc`, " +
         in_code(of_typing) + " from `typing`";
}

std::string decorator_result(const FileModel& file, const FunctionDef& function) {
  for (const Arg* one : function.args->all) {
    if (std::string type = decorated_type(file, function, *one); !type.empty()) return type;
  }
  const FunctionDef* made = inner_function(file, function);
  if (made == nullptr) return {};
  for (const Arg* one : made->args->all) {
    const std::string type = decorated_type(file, *made, *one);
    if (!type.empty()) return "Callable[[" + type + "], " + type + "]";
  }
  return {};
}

}  // namespace fastidious::rules
