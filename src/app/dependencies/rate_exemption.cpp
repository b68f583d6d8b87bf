#include "app/dependencies/rate_exemption.h"

#include <algorithm>

#include "app/dependencies/authentication.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// "limiter" of `limiter = getattr(request.app.state, "limiter", None)`; empty if it is none.
std::string_view asked_of_state(const FileModel& file, const Assign& assignment) {
  const auto* call = as<Call>(assignment.value);
  constexpr std::size_t kArguments = 3;
  if (call == nullptr || file.resolve(*call->func) != "builtins.getattr" ||
      call->args.size() != kArguments || !file.text(*call->args[0]).ends_with("app.state") ||
      file.text(*call->args[2]) != "None") {
    return {};
  }
  const auto* name = call->args[1]->as<Constant>();
  return name != nullptr && name->is_str() ? std::string_view(name->value) : std::string_view();
}

// `if not isinstance(limiter, Limiter): return await call_next(request)`
bool lets_pass_without(const FileModel& file, const FunctionDef& function, const Expr& variable) {
  const auto choices = file.tree().nodes_of<If>(function);
  return std::any_of(choices.begin(), choices.end(), [&](const If* one) {
    const auto* leave = as<Return>(one->body.front());
    return leave != nullptr && leave->value != nullptr &&
           has_word(file.text(*one->test), file.text(variable)) &&
           file.text(*leave->value).find("call_next(") != std::string_view::npos;
  });
}

// Whether some file of the application writes `….state.NAME = …` or names it in a text, as
// `setattr(app.state, "NAME", …)` does.
bool is_put_into_state(const semantic::Model& model, const FileModel& asker,
                       std::string_view name) {
  const std::string attribute = "state." + std::string(name);
  const std::string quoted = '"' + std::string(name) + '"';
  return std::any_of(model.files().begin(), model.files().end(), [&](const FileModel& file) {
    if (file.file().role == project::Role::Test) return false;
    const std::string_view text = file.file().text.view();
    return text.find(attribute) != text.npos || (&file != &asker && text.find(quoted) != text.npos);
  });
}

}  // namespace

bool lacks_its_limiter(const Definition& middleware) {
  const auto* function = as<FunctionDef>(middleware.node);
  if (function == nullptr) return false;
  const FileModel& file = *middleware.file;
  const auto all = file.tree().nodes_of<Assign>(*function);
  return std::any_of(all.begin(), all.end(), [&](const Assign* one) {
    const std::string_view name = asked_of_state(file, *one);
    return !name.empty() && lets_pass_without(file, *function, *one->targets[0]) &&
           !is_put_into_state(file.project(), file, name);
  });
}

bool lifts_limits(std::string_view decorator) {
  const std::string_view name = decorator.substr(0, decorator.find('('));
  return name.ends_with(".exempt") && is_named_like_a_limit(name);
}

bool has_limits_lifted(const Route& route) {
  const Definition& handler = route.handler.definition;
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr) return false;
  const auto& all = function->decorator_list;
  constexpr std::size_t kMost = 50;  // of decorators: each of them may be a route of its own
  if (all.size() > kMost) return false;
  return std::any_of(all.begin(), all.end(),
                     [&](const Expr* one) { return lifts_limits(handler.file->text(*one)); });
}

}  // namespace fastidious::app
