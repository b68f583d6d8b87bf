#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr int kBuiltinGenerics = 9;  // the first minor of Python 3 with list[int] (PEP 585)

struct Alias585 {
  std::string_view old_name, new_name;
};
constexpr std::array<Alias585, 6> kAliases = {{{"List", "list"},
                                               {"Dict", "dict"},
                                               {"Set", "set"},
                                               {"FrozenSet", "frozenset"},
                                               {"Tuple", "tuple"},
                                               {"Type", "type"}}};

const Alias585* alias_of(std::string_view name) {
  for (const Alias585& one : kAliases) {
    if (one.old_name == name) return &one;
  }
  return nullptr;
}

// What one file says: `List[…]` by names imported from typing, `list[…]` by itself.
struct Style {
  const FileModel* file = nullptr;
  std::vector<const Name*> old_uses;
  std::size_t new_uses = 0;
  std::vector<const Alias*> needed;  // imports with a use that has to stay
};

// The import of the name from typing, if that is what it is.
const Alias* typing_import(const FileModel& file, const Name& name) {
  const semantic::SymbolId symbol = file.scopes().symbol_of(name);
  if (!symbol.valid()) return nullptr;
  const semantic::Symbol& meant = file.scopes().symbol(symbol);
  if (meant.binding_count != 1 || !meant.last_binding.valid()) return nullptr;
  const semantic::Binding& binding = file.scopes().binding(meant.last_binding);
  if (binding.kind != semantic::BindingKind::ImportFrom) return nullptr;
  const auto* alias = binding.node->as<Alias>();
  const auto* from = as<ImportFrom>(file.parent(*alias));
  const bool plain = from != nullptr && from->module == "typing" && !alias->asname;
  return plain ? alias : nullptr;
}

// `type: Type[Order]` in a class body, `List[int]` in a class with a method `list`: the built-in
// name means something else there.
bool is_taken(const FileModel& file, const Name& use, Identifier builtin) {
  if (builtin.empty()) return false;
  return file.scopes().lookup(file.scopes().scope_of(use), builtin).valid();
}

bool imports_an_alias(const FileModel& file) {
  const auto& imports = file.tree().imports();
  return std::any_of(imports.begin(), imports.end(), [](const Stmt* one) {
    const auto* from = one->as<ImportFrom>();
    return from != nullptr && from->module == "typing" &&
           std::any_of(from->names.begin(), from->names.end(),
                       [](const Alias* alias) { return alias_of(alias->name) != nullptr; });
  });
}

// The names of both styles; an old one and its new one have one index.
struct BothNames {
  explicit BothNames(const IdentifierTable& names) {
    for (std::size_t i = 0; i < kAliases.size(); ++i) {
      old_names[i] = names.find(kAliases[i].old_name);
      new_names[i] = names.find(kAliases[i].new_name);
    }
  }
  std::array<Identifier, kAliases.size()> old_names, new_names;
};

Style style_of(const FileModel& file, const BothNames& names) {
  const auto& [old_names, new_names] = names;
  Style style{&file, {}, 0, {}};
  for (const auto* generic : file.tree().nodes_of<Subscript>()) {
    const auto* name = generic->value->as<Name>();
    const bool builtin = name != nullptr && std::find(new_names.begin(), new_names.end(),
                                                      name->name) != new_names.end();
    if (builtin && file.in_annotation(*name)) ++style.new_uses;
  }
  if (!imports_an_alias(file)) return style;
  for (const auto* name : file.tree().nodes_of<Name>()) {
    const auto old = std::find(old_names.begin(), old_names.end(), name->name);
    const Alias* import = old != old_names.end() ? typing_import(file, *name) : nullptr;
    if (import == nullptr) continue;
    if (is_taken(file, *name, new_names[static_cast<std::size_t>(old - old_names.begin())])) {
      style.needed.push_back(import);
    } else {
      style.old_uses.push_back(name);
    }
  }
  return style;
}

// "app" of "services/app/models/order.py": the outermost package of the file.
std::string package_of(const FileModel& file) {
  const std::string& module = file.file().module_name;
  return module.substr(0, module.find('.'));
}

// Takes the names that are no longer needed out of `from typing import …`.
void edit_import(Draft& draft, const FileModel& file, const Style& style) {
  const Alias* alias = typing_import(file, *style.old_uses.front());
  const auto& from = *as<ImportFrom>(file.parent(*alias));
  std::string rest;
  for (const Alias* one : from.names) {
    bool gone = false;
    for (const Name* use : style.old_uses) gone = gone || typing_import(file, *use) == one;
    gone = gone && std::find(style.needed.begin(), style.needed.end(), one) == style.needed.end();
    if (!gone) rest += (rest.empty() ? "" : ", ") + std::string(file.text(*one));
  }
  if (!rest.empty()) {
    draft.edit(from.span(), "from typing import " + rest);
    return;
  }
  const project::SourceFile& source = file.file();
  const std::uint32_t line = source.lines.line_of(from.begin);
  if (source.lines.line_of(from.end) != line || line >= source.lines.line_count()) return;
  draft.edit({source.lines.start_of(line), source.lines.start_of(line + 1)}, "");
}

// All of the file's uses come from one import, which is rewritten; names in quotes stay as they
// are.
bool may_edit(const FileModel& file, const Style& style) {
  const auto minor = file.project().dependencies().least_python_minor(file.file().path);
  if (!minor || *minor < kBuiltinGenerics) return false;
  const Node* import = nullptr;
  for (const Name* use : style.old_uses) {
    const Alias* alias = typing_import(file, *use);
    const Node* from = file.parent(*alias);
    if (import != nullptr && from != import) return false;
    import = from;
    for (const auto* text : file.tree().nodes_of<Constant>()) {
      const bool quoted = text->is_str() && file.in_annotation(*text) &&
                          text->value.find(file.text(use->name)) != std::string_view::npos;
      if (quoted) return false;
    }
  }
  return import != nullptr && file.text(*import).find('(') == std::string_view::npos;
}

// "`list[…]`, `type[…]`": what the file's aliases are to become, each once.
std::string replacements_of(const Style& style) {
  std::string text;
  for (const Name* use : style.old_uses) {
    const std::string_view name = alias_of(style.file->text(use->name))->new_name;
    const std::string written = "`" + std::string(name) + "[…]`";
    if (text.find(written) == text.npos) text += (text.empty() ? "" : ", ") + written;
  }
  return text;
}

void report(const Style& style, std::size_t others, ProjectCheck& check) {
  const FileModel& file = *style.file;
  const Alias* import = typing_import(file, *style.old_uses.front());
  const Alias585& alias = *alias_of(file.text(style.old_uses.front()->name));
  Draft draft =
      check.report(file, import->span(), "`{}` here, built-in classes in {} other places of `{}`",
                   {alias.old_name, others, package_of(file)});
  draft.fix("Write {}: the aliases in `typing` are deprecated since Python 3.9.",
            {replacements_of(style)});
  if (!may_edit(file, style)) return;
  for (const Name* use : style.old_uses) {
    draft.edit(use->span(), alias_of(file.text(use->name))->new_name);
  }
  edit_import(draft, file, style);
}

void check(ProjectCheck& check) {
  const BothNames names(check.model().names());
  std::map<std::string, std::pair<std::size_t, std::vector<Style>>> packages;
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != repo::Role::Application) continue;
    Style style = style_of(file, names);
    auto& [new_uses, styles] = packages[package_of(file)];
    new_uses += style.new_uses;
    if (!style.old_uses.empty()) styles.push_back(std::move(style));
  }
  for (const auto& [package, found] : packages) {
    std::size_t old_uses = 0;
    for (const Style& style : found.second) old_uses += style.old_uses.size();
    // Where most of it is in the old style the package has not moved yet.
    if (found.first <= old_uses) continue;
    for (const Style& style : found.second) report(style, found.first, check);
  }
}

}  // namespace

extern constinit const Rule TYP011 = {
    .code = "TYP011",
    .name = "typing-style-mixed",
    .family = Family::Typing,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"PEP 585",
                   "https://docs.python.org/3/library/typing.html#aliases-to-built-in-types"},
    .risk = "Two spellings of one type make readers look for a difference, and diffs larger.",
    .advice =
        "Write `list[…]`, `dict[…]`: the aliases in `typing` are deprecated since Python 3.9.",
    .docs = R"md(
`List[int]` and `list[int]` are the same type. A package should have one spelling.

```python bad
from typing import List


def first(values: List[int]) -> int:
    return values[0]


def second(values: list[int]) -> list[int]:
    return values
```

```python good
def first(values: list[int]) -> int:
    return values[0]


def second(values: list[int]) -> list[int]:
    return values
```

Reported once for each file with `List`, `Dict`, `Set`, `FrozenSet`, `Tuple` or `Type` of `typing`, where most of the
package writes the built-in classes. The edit is offered where `requires-python` says 3.9 or later. `Optional[X]` and
`X | None` are both accepted. Left alone is an alias where the built-in name means something else: in a class with a
method `list`, or `type: Type[Order]` in its body.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
