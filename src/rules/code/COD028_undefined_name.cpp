#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/known_names.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/counted.h"
#include "text/one_of.h"

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

// The functions around the name that is looked at, the innermost last: names come in order.
class OpenFunctions {
 public:
  explicit OpenFunctions(const semantic::FileModel& file)
      : all_(file.tree().nodes_of<FunctionDef>()), next_(all_.begin()) {}

  // The innermost function that the name is part of, its head included.
  const FunctionDef* around(const Name& name) {
    for (; next_ != all_.end() && (*next_)->id < name.id; ++next_) {
      close_before((*next_)->id);
      open_.push_back(*next_);
    }
    close_before(name.id);
    return open_.empty() ? nullptr : open_.back();
  }

 private:
  void close_before(NodeId id) {
    while (!open_.empty() && open_.back()->last < id) open_.pop_back();
  }

  decltype(std::declval<const semantic::FileModel&>().tree().nodes_of<FunctionDef>()) all_;
  decltype(all_.begin()) next_;
  std::vector<const FunctionDef*> open_;
};

// All uses of a name in one function, or outside of functions: one line mends them all.
struct Uses {
  const Name* first = nullptr;
  const FunctionDef* function = nullptr;
  std::size_t more = 0;
  bool only_annotations = true;
};

class Found {
 public:
  void add(const Name& name, const FunctionDef* function, bool only_annotation) {
    const std::uint64_t place = function == nullptr ? 0 : function->id.value;
    const auto [at, is_new] = index_.emplace(place << 32 | name.name.value, uses_.size());
    if (is_new) {
      uses_.push_back({&name, function, 0, only_annotation});
      return;
    }
    Uses& uses = uses_[at->second];
    ++uses.more;
    // What raises is shown before what an annotation says.
    if (uses.only_annotations && !only_annotation) {
      uses.first = &name;
      uses.only_annotations = false;
    }
  }
  const std::vector<Uses>& all() const { return uses_; }

 private:
  std::vector<Uses> uses_;  // in the order of the file
  std::unordered_map<std::uint64_t, std::size_t> index_;
};

std::string others_of(const Uses& uses, const semantic::FileModel& file) {
  if (uses.more == 0) return {};
  const std::string where = uses.function == nullptr
                                ? " outside of functions"
                                : " in `" + std::string(file.text(uses.function->name)) + "`";
  return ", and used " + counted(uses.more, "more time") + where;
}

void report(const Found& found, Check& check) {
  const semantic::FileModel& file = check.file();
  for (const Uses& uses : found.all()) {
    check
        .report(*uses.first, "`{}` is not defined{}",
                {file.text(uses.first->name), others_of(uses, file)})
        .severity(uses.only_annotations ? Severity::Warning : Severity::Critical);
  }
}

// Whether nothing binds the name, as far as one can see.
bool is_undefined(const Name& name, const semantic::FileModel& file) {
  if (name.context == Context::Store || file.scopes().symbol_of(name).valid() ||
      !file.resolve(name).empty()) {
    return false;
  }
  return !is_one_of(file.text(name.name), kModuleNames) && !in_class_body(name, file) &&
         !is_asked_for(name, file);
}

void check(Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.tree().errors().empty()) {
    return;  // what the broken lines bind is not known
  }
  Found found;
  NodeId judged_from{0};  // behind the last `try` that handles NameError
  OpenFunctions functions(file);
  const auto tries = file.tree().nodes_of<Try>();
  auto attempt = tries.begin();
  for (const auto* name : file.tree().nodes_of<Name>()) {
    for (; attempt != tries.end() && (*attempt)->id < name->id; ++attempt) {
      const bool counts = (*attempt)->id >= judged_from && handles_name_error(**attempt, file);
      if (counts) judged_from = NodeId{(*attempt)->last.value + 1};
    }
    if (name->id < judged_from || !is_undefined(*name, file)) continue;
    if (found.all().empty() && binds_unseen_names(file)) return;
    found.add(*name, functions.around(*name), is_only_annotation(*name, file));
  }
  report(found, check);
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

A name is reported once for each function, and once for all that stands outside of functions. In an annotation that is never evaluated (`from __future__ import annotations`) it is a warning. Files with syntax
errors, star imports or `exec` are not judged, nor are names whose `NameError` is handled.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
