#include <algorithm>
#include <array>

#include "base/known_names.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

// Names that a module has without binding them (reference, section 3.2, "Modules"), and some that
// tools put among the builtins.
constexpr std::array<std::string_view, 14> kModuleNames = {
    "__file__",     "__name__",    "__doc__",      "__package__",     "__spec__",
    "__loader__",   "__path__",    "__builtins__", "__annotations__", "__dict__",
    "WindowsError", "reveal_type", "__debug__",    "__class__"};

bool handles_name_error(const Try& attempt, const semantic::FileModel& file) {
  for (const ExceptHandler* handler : attempt.handlers) {
    if (handler->type == nullptr) return true;
    for (const Node* type : file.tree().subtree(*handler->type)) {
      const auto* name = type->as<Name>();
      if (name != nullptr && file.text(name->name) == "NameError") return true;
    }
  }
  return false;
}

bool in_class_body(const Name& name, const semantic::FileModel& file) {
  const semantic::FileScopes& scopes = file.scopes();
  const std::string_view word = file.text(name.name);
  return scopes.scope(scopes.scope_of(name)).kind == semantic::ScopeKind::Class &&
         (word == "__module__" || word == "__qualname__");
}

// `total if "total" in locals() else 0`; looked for among the nearest expressions and statements
// around the name.
bool is_asked_for(const Name& name, const semantic::FileModel& file) {
  const std::string_view word = file.text(name.name);
  const auto asks = [&](const Expr& test) {
    const auto* comparison = test.as<Compare>();
    const auto* text = comparison != nullptr ? comparison->left->as<Constant>() : nullptr;
    return text != nullptr && text->value == word && comparison->ops[0] == Comparator::In &&
           comparison->comparators[0]->is(Kind::Call);
  };
  constexpr int kNearest = 64;
  const Node* at = file.parent(name);
  for (int i = 0; i < kNearest && at != nullptr; ++i, at = file.parent(*at)) {
    const auto* choice = at->as<IfExp>();
    const auto* branch = at->as<If>();
    if (choice != nullptr && asks(*choice->test)) return true;
    if (branch != nullptr && asks(*branch->test)) return true;
    if (at->as<FunctionDef>() != nullptr) break;
  }
  return false;
}

// `if name in globals()`, `exec(…)` at module level and star imports bind what nobody can see.
bool binds_unseen_names(const semantic::FileModel& file) {
  const auto nodes = file.tree().nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (const auto* alias = node->as<Alias>()) return alias->name == "*";
    const auto* call = node->as<Call>();
    const auto* callee = call == nullptr ? nullptr : as<Name>(call->func);
    if (callee == nullptr) return false;
    const std::string_view word = file.text(callee->name);
    return word == "exec" || word == "globals" || word == "vars";
  });
}

// Names whose annotation is never evaluated cost nothing at run time.
bool is_only_annotation(const Name& name, const semantic::FileModel& file) {
  return file.in_annotation(name) &&
         (file.scopes().has_deferred_annotations() || file.in_type_checking_block(name));
}

void report(const Name& name, Check& check) {
  const semantic::FileModel& file = check.file();
  const bool only_annotation = is_only_annotation(name, file);
  check.report(name, "`{}` is not defined", {file.text(name.name)})
      .severity(only_annotation ? Severity::Warning : Severity::Critical);
}

void check(Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.tree().errors().empty()) {
    return;  // what the broken lines bind is not known
  }
  bool told_about_file = false;
  NodeId judged_from{0};  // behind the last `try` that handles NameError
  for (const Node* node : file.tree().nodes()) {
    if (const auto* attempt = node->as<Try>(); attempt != nullptr && node->id >= judged_from) {
      judged_from = handles_name_error(*attempt, file) ? NodeId{node->last.value + 1} : judged_from;
    }
    const auto* name = node->as<Name>();
    if (name == nullptr || node->id < judged_from || name->context == Context::Store ||
        file.scopes().symbol_of(*name).valid() || !file.resolve(*name).empty()) {
      continue;
    }
    const std::string_view word = file.text(name->name);
    if (std::find(kModuleNames.begin(), kModuleNames.end(), word) != kModuleNames.end() ||
        in_class_body(*name, file) || is_asked_for(*name, file)) {
      continue;
    }
    if (!told_about_file && binds_unseen_names(file)) {
      return;
    }
    told_about_file = true;
    report(*name, check);
  }
}

}  // namespace

extern constinit const Rule COD028 = {
    .code = "COD028",
    .name = "undefined-name",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::AllCode,
    .references = {"CWE-457", "https://docs.python.org/3/library/exceptions.html#NameError"},
    .risk =
        "The line raises NameError when it runs; in a request handler that is a 500 for every "
        "request that gets there.",
    .advice = "Import or define the name, or correct its spelling.",
    .docs = R"md(
A name is used that nothing in the file binds, that is no builtin, and that no star import can bring.

```python bad
def area(radius: float) -> float:
    return math.pi * radius**2
```

```python good
import math


def area(radius: float) -> float:
    return math.pi * radius**2
```

In an annotation that is never evaluated (`from __future__ import annotations`) it is a warning. Files with syntax
errors, star imports or `exec` are not judged, nor are names whose `NameError` is handled.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
