#include <algorithm>
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
      return std::any_of(block.begin(), block.end(), [&](const Stmt* one) { return one == &node; });
    };
    return has(first) && has(second);
  };
  if (const auto* branch = parent->as<If>())
    return same_list(branch->body) || same_list(branch->orelse);
  if (const auto* attempt = parent->as<Try>()) return same_list(attempt->body);
  return true;
}

// Whether the name is read in the first statement, in the second, or between them.
bool is_read_between(const Symbol& symbol, const Node& first, const Node& second,
                     const FileModel& file) {
  const auto nodes = file.tree().nodes();
  return std::any_of(
      nodes.begin() + first.id.value, nodes.begin() + second.last.value + 1, [&](const Node* node) {
        const auto* name = node->as<Name>();
        return name != nullptr && name->name == symbol.name && name->context == Context::Load;
      });
}

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

void check_pair(const Symbol& symbol, const Binding& before, const Binding& after, Check& check) {
  const FileModel& file = check.file();
  const Node& first = statement_of(before, file);
  const Node& second = statement_of(after, file);
  if (!is_definition(before) || !is_definition(after) || is_decorated(before) ||
      is_decorated(after) || is_submodule(before) || is_submodule(after) || &first == &second ||
      !in_same_block(first, second, file) || second.id < first.id ||
      is_read_between(symbol, first, second, file)) {
    return;
  }
  const LineIndex& lines = file.file().lines;
  const style::Noqa noqa(file.file().text, lines, file.tree().comments());
  if (noqa.silences(lines.line_of(place_of(after).begin), "F811")) {
    return;
  }
  check
      .report(place_of(after), "`{}` replaces the {} of line {}, which nothing has used",
              {file.text(symbol.name), kind_of(before), lines.line_of(place_of(before).begin)})
      .step(file, place_of(before), "first bound here");
}

void check(Check& check) {
  const FileModel& file = check.file();
  for (const Symbol& symbol : file.scopes().symbols()) {
    if (symbol.binding_count < 2 || file.text(symbol.name) == "_") {
      continue;
    }
    for (BindingId at = symbol.last_binding; at.valid();) {
      const Binding& after = file.scopes().binding(at);
      at = after.previous;
      if (at.valid()) {
        check_pair(symbol, file.scopes().binding(at), after, check);
      }
    }
  }
}

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
