#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/known_names.h"
#include "rules/rule.h"
#include "style/noqa.h"

namespace fastidious::rules {
namespace {

using semantic::Binding;
using semantic::BindingId;
using semantic::BindingKind;
using semantic::FileModel;
using semantic::Symbol;

bool is_definition(const Binding& binding) {
  return binding.kind == BindingKind::Function || binding.kind == BindingKind::Class ||
         binding.kind == BindingKind::Import || binding.kind == BindingKind::ImportFrom;
}

// `import a.b` and `import a.c` both bind `a`, and both are wanted.
bool is_submodule(const Binding& binding) {
  const auto* alias = as<Alias>(binding.node);
  return alias != nullptr && !alias->asname && alias->name.find('.') != std::string_view::npos;
}

// The statement that a binding stands in, as an element of some block.
const Node& statement_of(const Binding& binding, const FileModel& file) {
  return file.enclosing_statement(*binding.node);
}

// Decorators may register what they get (routes, overloads, property setters, tests, commands): the
// name is free then.
bool is_decorated(const Binding& binding) {
  const auto* function = as<FunctionDef>(binding.node);
  const auto* cls = as<ClassDef>(binding.node);
  return (function != nullptr && !function->decorator_list.empty()) ||
         (cls != nullptr && !cls->decorator_list.empty());
}

// Whether the two stand in one block, so that both always run.
bool in_same_block(const Node& first, const Node& second, const FileModel& file) {
  const Node* parent = file.parent(first);
  if (parent != file.parent(second)) {
    return false;
  }
  const auto same_list = [&](const StmtList& block) {
    const auto has = [&](const Node& node) {
      return !block.empty() && block.front()->id <= node.id && node.id <= block.back()->id;
    };
    return has(first) && has(second);
  };
  if (const auto* branch = parent->as<If>())
    return same_list(branch->body) || same_list(branch->orelse);
  if (const auto* attempt = parent->as<Try>()) return same_list(attempt->body);
  return true;
}

// Where names are read: sorted by name, then node.
class Reads {
 public:
  explicit Reads(const FileModel& file) {
    for (const auto* name : file.tree().nodes_of<Name>()) {
      if (name->context == Context::Load) all_.emplace_back(name->name.value, name->id.value);
    }
    std::sort(all_.begin(), all_.end());
  }
  // Whether the name is read in the first statement, in the second, or between them.
  bool between(Identifier name, const Node& first, const Node& second) const {
    const auto at =
        std::lower_bound(all_.begin(), all_.end(), std::pair(name.value, first.id.value));
    return at != all_.end() && *at <= std::pair(name.value, second.last.value);
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all_;
};

std::string_view kind_of(const Binding& binding) {
  switch (binding.kind) {
    case BindingKind::Function: return "function";
    case BindingKind::Class: return "class";
    default: return "import";
  }
}

Span place_of(const Binding& binding) {
  if (const auto* function = as<FunctionDef>(binding.node)) return function->name_span;
  if (const auto* cls = as<ClassDef>(binding.node)) return cls->name_span;
  return binding.node->span();
}

class Redefinitions {
 public:
  explicit Redefinitions(Check& check) : check_(check), file_(check.file()) {}

  void run() {
    for (const Symbol& symbol : file_.scopes().symbols()) {
      if (symbol.binding_count < 2 || file_.text(symbol.name) == "_") {
        continue;
      }
      for (BindingId at = symbol.last_binding; at.valid();) {
        const Binding& after = file_.scopes().binding(at);
        at = after.previous;
        if (at.valid()) check_pair(symbol, file_.scopes().binding(at), after);
      }
    }
  }

 private:
  void check_pair(const Symbol& symbol, const Binding& before, const Binding& after) {
    if (!is_definition(before) || !is_definition(after) || is_decorated(before) ||
        is_decorated(after) || is_submodule(before) || is_submodule(after)) {
      return;
    }
    const Node& first = statement_of(before, file_);
    const Node& second = statement_of(after, file_);
    if (&first == &second || !in_same_block(first, second, file_) || second.id < first.id) {
      return;
    }
    if (!reads_) reads_.emplace(file_);
    if (!reads_->between(symbol.name, first, second) && !is_silenced(after)) {
      report(symbol, before, after);
    }
  }

  bool is_silenced(const Binding& binding) {
    const LineIndex& lines = file_.file().lines;
    if (!noqa_) noqa_.emplace(file_.file().text, lines, file_.tree().comments());
    return noqa_->silences(lines.line_of(place_of(binding).begin), "F811");
  }

  void report(const Symbol& symbol, const Binding& before, const Binding& after) {
    const std::uint32_t line = file_.file().lines.line_of(place_of(before).begin);
    check_
        .report(place_of(after), "`{}` replaces the {} of line {}, which nothing has used",
                {file_.text(symbol.name), kind_of(before), line})
        .step(file_, place_of(before), "first bound here");
  }

  Check& check_;
  const FileModel& file_;
  // Made when they are needed.
  std::optional<Reads> reads_;
  std::optional<style::Noqa> noqa_;
};

void check(Check& check) { Redefinitions(check).run(); }

}  // namespace

extern constinit const Rule COD029 = {
    .code = "COD029",
    .name = "redefinition-unused",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::AllCode,
    .references = {"CWE-563"},
    .risk =
        "The first definition is dead: a test of that name never runs, a function of that name is "
        "never called.",
    .advice = "Rename one of them, or remove the one that is left over.",
    .docs = R"md(
A function, class or import is bound a second time in the same block before anything has used the first.

```python bad
def test_total() -> None:
    assert total([1]) == 1


def test_total() -> None:
    assert total([]) == 0
```

```python good
def test_total_of_one() -> None:
    assert total([1]) == 1


def test_total_of_none() -> None:
    assert total([]) == 0
```

Not reported: decorated definitions (routes, overloads, property setters: the decorator may have kept the first),
definitions in different branches, and submodule imports that share their package's name.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
