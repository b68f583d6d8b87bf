#include "app/effects/catching.h"

#include <algorithm>

#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// `except Exception` lets these through.
constexpr std::string_view kBeyondException[] = {"builtins.KeyboardInterrupt",
                                                 "builtins.SystemExit", "builtins.GeneratorExit",
                                                 "asyncio.CancelledError"};

enum class Catch : std::uint8_t { No, Yes, Unknown };

std::string_view package_of(std::string_view name) { return name.substr(0, name.find('.')); }

// Classes of one library whose hierarchy nobody knows.
bool may_be_related(std::string_view type, std::string_view caught) {
  return package_of(type) == package_of(caught) && package_of(type) != "builtins" &&
         package_of(type) != "fastapi" && package_of(type) != "starlette";
}

Catch catches(const FileModel& file, std::string_view type, std::string_view caught) {
  const semantic::Model& model = file.project();
  if (caught.empty()) return Catch::Unknown;
  if (caught == "builtins.BaseException" || type == caught) return Catch::Yes;
  if (caught == "builtins.Exception") {
    const bool beyond = std::find(std::begin(kBeyondException), std::end(kBeyondException), type) !=
                        std::end(kBeyondException);
    return beyond ? Catch::No : Catch::Yes;
  }
  if (model.is_subclass(type, caught)) return Catch::Yes;
  const bool own = model.definition(type) && model.definition(caught);
  return !own && may_be_related(type, caught) ? Catch::Unknown : Catch::No;
}

Catch catches(const FileModel& file, std::string_view type, const ExceptHandler& handler) {
  if (handler.type == nullptr) return Catch::Yes;
  Catch result = Catch::No;
  semantic::any_caught(file, handler, [&](std::string_view caught) {
    const Catch one = catches(file, type, caught);
    if (one != Catch::No) result = one;
    return one == Catch::Yes;
  });
  return result;
}

// `if isinstance(error, HTTPException): raise` raises only some of them again.
bool is_for_others(const FileModel& file, const ExceptHandler& handler, const Node& raise,
                   std::string_view type) {
  const Node* child = &raise;
  for (const Node* at = file.parent(raise); at != nullptr && at != &handler;
       child = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    const auto* test = choice != nullptr ? choice->test->as<Call>() : nullptr;
    if (test == nullptr || test->args.size() != 2) continue;
    if (file.resolve(*test->func) != "builtins.isinstance") continue;
    const std::string_view wanted = file.resolve(*test->args[1]);
    if (wanted.empty()) continue;
    const bool is_one = catches(file, type, wanted) == Catch::Yes;
    if (is_one != holds(choice->body, *child)) return true;
  }
  return false;
}

bool is_caught_again(const ExceptHandler& handler, const Raise& raise) {
  return raise.exc == nullptr || semantic::is_caught_exception(handler, *raise.exc);
}

bool raises_again(const FileModel& file, const ExceptHandler& handler, std::string_view type) {
  return std::any_of(handler.body.begin(), handler.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* raise = node.as<Raise>();
      return raise != nullptr && is_caught_again(handler, *raise) &&
             !is_for_others(file, handler, *raise, type);
    });
  });
}

Passage pass_suppression(const Guard& guard, std::string_view type) {
  for (const Expr* one : guard.suppression->args) {
    const Catch caught = catches(*guard.file, type, guard.file->resolve(*one));
    if (caught == Catch::Yes) return {Passage::Way::Swallowed, nullptr};
    if (caught == Catch::Unknown) return {Passage::Way::Unknown, nullptr};
  }
  return {};
}

// The place of the first `yield` of a function's own body.
const Node* first_yield(const Definition& function) {
  for (const Expr* one : function.file->scopes().yields()) {
    if (function.file->enclosing_function(*one) == function.node) return one;
  }
  return nullptr;
}

// `with suppress(KeyError):` and `with translated_errors():`
void add_manager(const FileModel& file, const With& with, std::vector<Guard>& guards) {
  for (std::uint32_t i = with.items.size(); i-- > 0;) {
    const auto* call = with.items[i]->context_expr->as<Call>();
    if (call == nullptr) continue;
    if (file.resolve(*call->func) == "contextlib.suppress") {
      guards.push_back({&file, nullptr, call});
      continue;
    }
    const Definition manager = file.definition_of(*call->func);
    if (as<FunctionDef>(manager.node) == nullptr) continue;
    const Node* yield = first_yield(manager);
    if (yield == nullptr) continue;
    for (const Node* at = yield; at != nullptr && at != manager.node;
         at = manager.file->parent(*at)) {
      const auto* attempt = as<Try>(manager.file->parent(*at));
      if (attempt != nullptr && holds(attempt->body, *at)) {
        guards.push_back({manager.file, attempt, nullptr});
      }
    }
  }
}

bool is_parameter_of(const FunctionDef& function, const Name& name) {
  return std::any_of(function.args->all.begin(), function.args->all.end(),
                     [&](const Arg* arg) { return arg->name == name.name; });
}

}  // namespace

bool holds(const StmtList& body, const Node& node) {
  return !body.empty() && body.front()->id <= node.id && node.id <= body.back()->last;
}

std::vector<Guard> guards_of(const FileModel& file, const Node& node) {
  std::vector<Guard> guards;
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->as<FunctionDef>() != nullptr) break;
    if (const auto* attempt = at->as<Try>(); attempt != nullptr && holds(attempt->body, node)) {
      guards.push_back({&file, attempt, nullptr});
    }
    if (const auto* with = at->as<With>(); with != nullptr && holds(with->body, node)) {
      add_manager(file, *with, guards);
    }
  }
  return guards;
}

Passage pass(const Guard& guard, std::string_view type) {
  if (guard.suppression != nullptr) return pass_suppression(guard, type);
  for (const ExceptHandler* handler : guard.attempt->handlers) {
    const Catch caught = catches(*guard.file, type, *handler);
    if (caught == Catch::No) continue;
    if (raises_again(*guard.file, *handler, type)) return {};
    if (caught == Catch::Unknown) return {Passage::Way::Unknown, nullptr};
    return {Passage::Way::Swallowed, handler};
  }
  return {};
}

Wrapper wrapper_of(const FileModel& file, const Expr& decorator) {
  const auto* made = decorator.as<Call>();
  const Definition outer = file.definition_of(made != nullptr ? *made->func : decorator);
  const auto* function = as<FunctionDef>(outer.node);
  if (function == nullptr) return {};
  for (const auto* call : outer.file->tree().nodes_of<Call>(*function)) {
    const auto* callee = call->func->as<Name>();
    const FunctionDef* inner = callee != nullptr ? outer.file->enclosing_function(*call) : nullptr;
    if (inner == nullptr || inner == function) continue;
    for (const FunctionDef* at = outer.file->enclosing_function(*inner); at != nullptr;
         at = outer.file->enclosing_function(*at)) {
      if (is_parameter_of(*at, *callee)) return {{outer.file, inner}, call};
    }
  }
  return {};
}

}  // namespace fastidious::app
