#include <algorithm>
#include <optional>
#include <unordered_set>
#include <vector>

#include "base/known_names.h"
#include "project/import_graph.h"
#include "project/module_names.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "style/noqa.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Binding;
using semantic::BindingId;
using semantic::BindingKind;
using semantic::FileModel;
using semantic::Symbol;
using semantic::SymbolId;

// Names that other files of the repository import from a module: re-exports, used there.
class ImportedElsewhere {
 public:
  explicit ImportedElsewhere(const project::ImportGraph& imports) {
    for (const project::ImportEdge& edge : imports.edges()) {
      const auto* from = as<ImportFrom>(edge.statement);
      if (from == nullptr || !edge.to.valid()) {
        continue;
      }
      for (const Alias* alias : from->names) {
        names_.insert(key(edge.to, alias->first_part));
      }
    }
  }
  bool contains(const FileModel& file, Identifier name) const {
    return names_.contains(key(file.file().id, name));
  }

 private:
  static std::uint64_t key(findings::FileId file, Identifier name) {
    return (static_cast<std::uint64_t>(file.value) << 32) | name.value;
  }
  std::unordered_set<std::uint64_t> names_;
};

// Whether the module's `__all__` is there in any form.
bool declares_all(const FileModel& file) {
  return file.scopes().lookup_here(semantic::ScopeId{0}, names::__all__).valid();
}

// What the module's `__all__` holds.
class Exports {
 public:
  explicit Exports(const FileModel& file) {
    const SymbolId all = file.scopes().lookup_here(semantic::ScopeId{0}, names::__all__);
    for (BindingId at = file.scopes().symbol(all).last_binding; at.valid();
         at = file.scopes().binding(at).previous) {
      read(file, file.scopes().binding(at).value);
    }
  }
  bool contains(std::string_view name) const { return may_hold_more_ || names_.contains(name); }

 private:
  void read(const FileModel& file, const Expr* value) {
    if (value == nullptr) {
      may_hold_more_ = true;  // `__all__ += …`
      return;
    }
    for (const Node* node : file.tree().subtree(*value)) {
      const auto* word = node->as<Constant>();
      if (word != nullptr) {
        names_.insert(word->value);
      } else if (!node->is(Kind::ListExpr) && !node->is(Kind::Tuple)) {
        may_hold_more_ = true;
      }
    }
  }

  bool may_hold_more_ = false;
  std::unordered_set<std::string_view> names_;
};

// `import x as x` and `from a import b as b` say: meant to be imported from here.
bool is_explicit_export(const Alias& alias, const FileModel& file) {
  return alias.asname && file.text(alias.asname) == alias.name;
}

// An import whose failure is handled asks whether the module is there.
bool is_probe(const Node& statement, const FileModel& file) {
  for (const Node* at = file.parent(statement); at != nullptr; at = file.parent(*at)) {
    const auto* attempt = at->as<Try>();
    if (attempt == nullptr) {
      continue;
    }
    for (const ExceptHandler* handler : attempt->handlers) {
      if (handler->type == nullptr) return true;
      for (const Node* type : file.tree().subtree(*handler->type)) {
        const auto* name = type->as<Name>();
        const std::string_view word = name == nullptr ? "" : file.text(name->name);
        if (word == "ImportError" || word == "ModuleNotFoundError" || word == "Exception")
          return true;
      }
    }
  }
  return false;
}

// Whether removing the import might change what the program does: modules that register things by
// being imported (models, routers, tasks, handlers).
bool may_register(const Alias& alias, const FileModel& file) {
  const auto* from = as<ImportFrom>(file.parent(alias));
  const std::string_view module = from != nullptr ? from->module : alias.name;
  const bool is_relative = from != nullptr && from->level > 0;
  if (!is_relative && project::is_standard_library(module.substr(0, module.find('.')))) {
    return false;
  }
  for (std::string_view word :
       {"model", "router", "task", "handler", "signal", "plugin", "listener", "receiver", "command",
        "subscriber", "entit", "table", "schema"}) {
    if (module.find(word) != std::string_view::npos ||
        alias.name.find(word) != std::string_view::npos) {
      return true;
    }
  }
  return from != nullptr && from->level > 0 && from->module.empty();
}

// Whether a string may be a quoted type: one that stands in a subscript (`Union["Order", int]`), in
// a type alias, or in a call of `typing`. Quoted annotations are known to the scopes already.
bool may_be_type(const Constant& text, const FileModel& file) {
  for (const Node* at = file.parent(text); at != nullptr && at->as<Stmt>() == nullptr;
       at = file.parent(*at)) {
    const auto* call = at->as<Call>();
    if (at->is(Kind::Subscript) ||
        (call != nullptr && file.resolve(*call->func).starts_with("typing."))) {
      return true;
    }
  }
  const auto* alias = file.enclosing_statement(text).as<AnnAssign>();
  return alias != nullptr && file.resolve(*alias->annotation) == "typing.TypeAlias";
}

class UnusedImports {
 public:
  UnusedImports(const FileModel& file, const ImportedElsewhere& elsewhere, ProjectCheck& check)
      : file_(file), elsewhere_(elsewhere), check_(check) {}

  void run() {
    for (const Symbol& symbol : file_.scopes().symbols()) {
      if (symbol.reference_count == 0 && (symbol.flags & semantic::kImported) != 0) {
        check_symbol(symbol);
      }
    }
  }

 private:
  void check_symbol(const Symbol& symbol) {
    const bool at_module_level = symbol.scope.value == 0;
    if (at_module_level && (elsewhere_.contains(file_, symbol.name) ||
                            (declares_all(file_) && exports().contains(text_of(symbol))))) {
      return;
    }
    // What no binding is to be reported for needs no further look.
    if (!has_candidate(symbol) || read_in_classes().contains(symbol.name.value) ||
        used_in_quotes(symbol)) {
      return;
    }
    for (BindingId at = symbol.last_binding; at.valid(); at = file_.scopes().binding(at).previous) {
      const Binding& binding = file_.scopes().binding(at);
      if (binding.kind == BindingKind::Import || binding.kind == BindingKind::ImportFrom) {
        check_alias(*binding.node->as<Alias>());
      }
    }
  }

  bool has_candidate(const Symbol& symbol) {
    for (BindingId at = symbol.last_binding; at.valid(); at = file_.scopes().binding(at).previous) {
      const Binding& binding = file_.scopes().binding(at);
      const bool is_import =
          binding.kind == BindingKind::Import || binding.kind == BindingKind::ImportFrom;
      if (is_import && is_candidate(*binding.node->as<Alias>())) return true;
    }
    return false;
  }

  bool is_candidate(const Alias& alias) {
    const Node& statement = *file_.parent(alias);
    const auto* from = statement.as<ImportFrom>();
    return (from == nullptr || from->module != "__future__") && !is_explicit_export(alias, file_) &&
           !is_probe(statement, file_) && !silenced(alias);
  }

  // `date: date` in a class: the class's own name, but before it is bound the module's is read.
  const std::unordered_set<std::uint32_t>& read_in_classes() {
    if (!read_in_classes_) {
      read_in_classes_.emplace();
      for (const Symbol& symbol : file_.scopes().symbols()) {
        if (symbol.reference_count > 0 &&
            file_.scopes().scope(symbol.scope).kind == semantic::ScopeKind::Class) {
          read_in_classes_->insert(symbol.name.value);
        }
      }
    }
    return *read_in_classes_;
  }

  bool used_in_quotes(const Symbol& symbol) {
    if (!quotes_read_) {
      read_quotes();
    }
    return quoted_words_.contains(text_of(symbol));
  }

  std::string_view text_of(const Symbol& symbol) const { return file_.text(symbol.name); }

  const Exports& exports() {
    if (!exports_) exports_.emplace(file_);
    return *exports_;
  }

  void add_words(std::string_view text) {
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
      end = begin;
      while (end < text.size() && is_word_byte(text[end])) ++end;
      quoted_words_.insert(text.substr(begin, end - begin));
    }
  }

  void read_quotes() {
    quotes_read_ = true;
    for (const auto* text : file_.tree().nodes_of<Constant>()) {
      if (text->is_str() && may_be_type(*text, file_)) add_words(text->value);
    }
  }

  void check_alias(const Alias& alias) {
    if (!is_candidate(alias)) {
      return;
    }
    const Node& statement = *file_.parent(alias);
    Draft draft = check_.report(file_, alias.span(), "`{}` is imported and never used",
                                {alias.asname ? file_.text(alias.asname) : alias.name});
    if (may_register(alias, file_)) {
      draft.fix_class(FixClass::None)
          .fix(
              "If the import is there for its side effects (it registers models, routers or "
              "tasks), say so behind it: `# noqa: F401 registers …`. Otherwise remove it.");
    } else {
      offer_removal(draft, alias, statement);
    }
  }

  bool silenced(const Alias& alias) {
    if (noqa_.empty()) {
      noqa_.emplace_back(file_.file().text, file_.file().lines, file_.tree().comments());
    }
    const LineIndex& lines = file_.file().lines;
    return noqa_[0].silences(lines.line_of(alias.begin), "F401") ||
           noqa_[0].silences(lines.line_of(file_.parent(alias)->begin), "F401");
  }

  // Takes the name out of the statement, or the whole line if it is the only one on it.
  void offer_removal(Draft& draft, const Alias& alias, const Node& statement) {
    const auto* plain = statement.as<Import>();
    const List<Alias*>& names = plain != nullptr ? plain->names : statement.as<ImportFrom>()->names;
    if (&statement != last_statement_) {
      last_statement_ = &statement;
      last_all_unused_ = std::all_of(names.begin(), names.end(),
                                     [&](const Alias* one) { return is_unused(*one); });
    }
    if (!last_all_unused_) {
      remove_from_list(draft, alias, names);
    } else if (&alias == names.front()) {
      remove_statement(draft, statement);
    } else {
      draft.fix_class(FixClass::None);  // goes with the first name's edit
    }
  }

  bool is_unused(const Alias& alias) const {
    const semantic::ScopeId scope = file_.scopes().scope_of(alias);
    const SymbolId here =
        file_.scopes().lookup_here(scope, alias.asname ? alias.asname : alias.first_part);
    // Under a `global` declaration it is the module's symbol that is used or not.
    const SymbolId symbol = here.valid() ? file_.scopes().symbol(here).resolved : here;
    return symbol.valid() && file_.scopes().symbol(symbol).reference_count == 0;
  }

  void remove_statement(Draft& draft, const Node& statement) {
    const LineIndex& lines = file_.file().lines;
    const Span first = lines.line_span(lines.line_of(statement.begin));
    const Span last = lines.line_span(lines.line_of(statement.end));
    const std::string_view before = file_.file().slice({first.begin, statement.begin});
    const std::string_view after = file_.file().slice({statement.end, last.end});
    const bool alone = before.find_first_not_of(" \t") == std::string_view::npos &&
                       after.find_first_not_of(" \t\r\n") == std::string_view::npos &&
                       file_.parent(statement)->is(Kind::Module);
    if (alone) {
      draft.edit({first.begin, last.end}, "");
    } else {
      draft.edit(statement.span(), "pass");
    }
  }

  void remove_from_list(Draft& draft, const Alias& alias, const List<Alias*>& names) {
    const auto at =
        std::lower_bound(names.begin(), names.end(), alias.id,
                         [](const Alias* one, syntax::NodeId wanted) { return one->id < wanted; });
    if (names.size() < 2 || at == names.end()) {
      draft.fix_class(FixClass::None);
    } else if (at + 1 == names.end()) {
      draft.edit({(*(at - 1))->end, alias.end}, "");
    } else {
      draft.edit({alias.begin, (*(at + 1))->begin}, "");
    }
  }

  const FileModel& file_;
  const ImportedElsewhere& elsewhere_;
  ProjectCheck& check_;
  std::vector<style::Noqa> noqa_;                      // read when it is needed
  std::optional<Exports> exports_;                     // likewise
  std::unordered_set<std::string_view> quoted_words_;  // in what may be quoted types; likewise
  bool quotes_read_ = false;
  std::optional<std::unordered_set<std::uint32_t>> read_in_classes_;  // names; likewise
  const Node* last_statement_ = nullptr;  // whose names were looked at last,
  bool last_all_unused_ = false;          // and what came out
};

void check(ProjectCheck& check) {
  const ImportedElsewhere elsewhere(check.model().imports());
  for (const FileModel& file : check.model().files()) {
    const project::Role role = file.file().role;
    const bool judged = role != project::Role::Generated && role != project::Role::Migration;
    // What a package's __init__ imports is its interface, and a stub's imports are re-exports by
    // rule.
    if (judged && !file.file().is_package && !file.file().is_stub) {
      UnusedImports(file, elsewhere, check).run();
    }
  }
}

}  // namespace

extern constinit const Rule COD016 = {
    .code = "COD016",
    .name = "unused-import",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::AllCode,
    .references = {"CWE-561", "PEP 8"},
    .risk =
        "The import costs start-up time, keeps a dependency alive that nobody needs, and makes "
        "readers look for its use.",
    .advice = "Remove it.",
    .docs = R"md(
A name that is imported and used nowhere in the file: not in code, not in a (quoted) annotation, not in `__all__`.

```python bad
import json
import os


def home() -> str:
    return os.environ["HOME"]
```

```python good
import os


def home() -> str:
    return os.environ["HOME"]
```

Not reported: what another file of the repository imports from here, `import x as x`, imports in a package's
`__init__.py`, imports whose failure is handled (`try: … except ImportError:`), and lines with `# noqa: F401`. An
import that may be there for its side effects is reported without an edit.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
