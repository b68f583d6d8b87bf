#include <string>

#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kReplacement = "from pydantic_settings import BaseSettings";

// Under a condition, or in a `try` that has another import ready: code that serves both versions.
bool is_conditional(const Node& node, const semantic::FileModel& file) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::Try) || at->is(Kind::ExceptHandler)) return true;
  }
  return false;
}

bool has_comment(Span span, const semantic::FileModel& file) {
  for (const Span comment : file.tree().comments()) {
    if (span.begin <= comment.begin && comment.begin < span.end) return true;
  }
  return false;
}

// The statement without BaseSettings, and the new import.
std::string rewritten(const ImportFrom& statement, const Alias& settings,
                      const semantic::FileModel& file) {
  std::string text;
  for (const Alias* alias : statement.names) {
    if (alias == &settings) continue;
    text += text.empty() ? "from pydantic import " : ", ";
    text += file.text(*alias);
  }
  const auto& line = file.file();
  const Position at = line.lines.position(line.text, statement.begin);
  if (!text.empty()) text += "\n" + std::string(at.column - 1, ' ');
  text += kReplacement;
  if (settings.asname) text += " as " + std::string(file.text(settings.asname));
  return text;
}

Draft report(const Node& where, Check& check) {
  const semantic::FileModel& file = check.file();
  const bool declared =
      file.project().dependencies().find("pydantic-settings", file.file().path) != nullptr;
  Draft draft =
      check.report(where, "`BaseSettings` is imported from `pydantic`, where version 2 has none{}",
                   {declared ? "" : "; `pydantic-settings` is not among the dependencies"});
  if (declared) draft.fix("Write `{}`.", {kReplacement});
  if (check.file().file().role == project::Role::Script) {
    draft.severity(Severity::Warning)
        .risk("The import raises PydanticImportError: the script does not start.");
  }
  return draft;
}

void check_import(const ImportFrom& statement, Check& check) {
  if (statement.level != 0 || statement.module != "pydantic") return;
  const semantic::FileModel& file = check.file();
  for (const Alias* alias : statement.names) {
    if (alias->name != "BaseSettings" || is_conditional(statement, file) ||
        semantic::uses_pydantic_2(file) != project::Answer::Yes) {
      continue;
    }
    auto draft = report(*alias, check);
    if (!has_comment(statement.span(), file)) {
      draft.edit(statement.span(), rewritten(statement, *alias, file));
    } else {
      draft.fix_class(FixClass::None);
    }
  }
}

// import pydantic; class Settings(pydantic.BaseSettings)
void check_base(const ClassDef& cls, Check& check) {
  const semantic::FileModel& file = check.file();
  for (const Expr* base : cls.bases) {
    const auto* attribute = base->as<Attribute>();
    if (attribute == nullptr || file.text(attribute->attr) != "BaseSettings") continue;
    if (file.resolve(*attribute->value) == "pydantic" && !is_conditional(cls, file) &&
        semantic::uses_pydantic_2(file) == project::Answer::Yes) {
      report(*base, check).fix_class(FixClass::None);
    }
  }
}

void check(const Node& node, Check& check) {
  if (const auto* statement = node.as<ImportFrom>()) check_import(*statement, check);
  if (const auto* cls = node.as<ClassDef>()) check_base(*cls, check);
}

}  // namespace

extern constinit const Rule VAL004 = {
    .code = "VAL004",
    .name = "settings-import-removed",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .references = {"https://docs.pydantic.dev/latest/migration/"
                   "#basesettings-has-moved-to-pydantic-settings"},
    .risk = "The import raises PydanticImportError: what imports this module does not start.",
    .advice =
        "Write `from pydantic_settings import BaseSettings`, and add `pydantic-settings` to the "
        "dependencies.",
    .docs = R"md(
Pydantic 2 moved `BaseSettings` into the package pydantic-settings.

```python bad
from pydantic import BaseModel, BaseSettings, ConfigDict


class Settings(BaseSettings):
    database_url: str
```

```python good
from pydantic import BaseModel, ConfigDict
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
```

Evaluated where Pydantic 2 is in use: by the declared versions of pydantic, FastAPI or
pydantic-settings, or by other names that the file imports. Not reported: `pydantic.v1`, and
imports under an `if` or `try` that choose by version.
)md",
    .kinds = {Kind::ImportFrom, Kind::ClassDef},
    .on_node = check,
};

}  // namespace fastidious::rules
