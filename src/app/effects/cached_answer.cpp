#include "app/effects/cached_answer.h"

#include "app/effects/catching.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool speaks_of_cache(std::string_view text) {
  return text.find("cach") != text.npos || text.find("Cach") != text.npos;
}

// The last call of what is decorated, by the name that `first` calls it by.
const Call& last_call(const Wrapper& wrapper) {
  const FileModel& file = *wrapper.function.file;
  const Call* last = wrapper.inner;
  for (const auto* call : file.tree().nodes_of<Call>(*wrapper.function.node)) {
    const bool is_same = call->func->is(Kind::Name) &&
                         file.text(*call->func) == file.text(*wrapper.inner->func);
    if (is_same && call->begin > last->begin) last = call;
  }
  return *last;
}

// `if cached: return cached`, above the call; not `return await function(…)`.
Placed given_before_call(const Wrapper& wrapper) {
  const FileModel& file = *wrapper.function.file;
  if (!speaks_of_cache(file.text(*wrapper.function.node))) return {};
  const Call& call = last_call(wrapper);
  for (const auto* one : file.tree().nodes_of<Return>(*wrapper.function.node)) {
    const bool is_early = one->end <= call.begin && one->value != nullptr &&
                          !one->value->is(Kind::Constant) &&
                          file.enclosing_function(*one) == wrapper.function.node;
    if (!is_early) continue;
    bool calls = false;
    for (const auto* inner : file.tree().nodes_of<Call>(*one)) {
      calls |= file.text(*inner->func) == file.text(*call.func);
    }
    if (!calls) return {&file, one->value};
  }
  return {};
}

}  // namespace

CachedAnswer CachedAnswers::of(const Definition& handler) {
  constexpr std::size_t kMost = 50;  // of decorators: each of them may be a route of its own
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr || function->decorator_list.size() > kMost) return {};
  for (const Expr* decorator : function->decorator_list) {
    const auto* made = decorator->as<Call>();
    const Definition outer =
        handler.file->definition_of(made != nullptr ? *made->func : *decorator);
    if (as<FunctionDef>(outer.node) == nullptr) continue;
    const auto [at, is_new] = known_.try_emplace(outer.node);
    if (is_new) {
      const Wrapper wrapper = wrapper_of(*handler.file, *decorator);
      if (wrapper.inner != nullptr) at->second = given_before_call(wrapper);
    }
    if (at->second) return {decorator, at->second};
  }
  return {};
}

}  // namespace fastidious::app
