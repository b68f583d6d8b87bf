#include <algorithm>
#include <set>
#include <string>

#include "knowledge/secret_names.h"
#include "knowledge/secret_values.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/secret_edits.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::NameEvidence;
using knowledge::ValueEvidence;
using semantic::FileModel;

// Switches and numbers that are named after secrets: ENABLE_API_KEYS, CONTEXT_TOKENS.
bool is_switch_or_number(NameEvidence name, std::string_view value) {
  const std::string word = lower_case(value);
  const bool is_number = value.find_first_not_of("0123456789") == value.npos;
  return word == "true" || word == "false" || word == "on" || word == "off" || word == "yes" ||
         word == "no" || word == "none" || (is_number && name == NameEvidence::Token);
}

// Settings that only tests or developers use, by the name of the class or module.
bool is_for_development(const app::SettingsClass& settings) {
  const app::Definition& own = settings.definition;
  const std::string cls = lower_case(own.file->text(own.node->as<ClassDef>()->name));
  const std::string& module = own.file->file().module_name;
  const std::string_view last = std::string_view(module).substr(module.rfind('.') + 1);
  for (const std::string_view word : {"test", "dev", "development", "local"}) {
    if (last == word || cls.starts_with(word)) return true;
  }
  return cls.find("testsettings") != cls.npos || cls.find("devsettings") != cls.npos;
}

// Paths, addresses and expressions of other programs are named like secrets, too.
bool may_be_secret(std::string_view value) {
  return !value.empty() && value.find('/') == value.npos && value.find("${") == value.npos &&
         value.find('{') == value.npos;
}

// What SEC002 reports: a value that looks generated, or like a password.
bool looks_real(NameEvidence name, std::string_view value) {
  const ValueEvidence evidence = knowledge::evidence_of_value(value);
  return evidence == ValueEvidence::Random || evidence == ValueEvidence::Uuid ||
         (evidence == ValueEvidence::Password && name == NameEvidence::Password);
}

// The text that a field has if nobody sets it: "x", SecretStr("x").
app::Value text_of(const app::Value& value) {
  const bool wrapped =
      value.is(app::Value::Kind::Call) && value.text.starts_with("pydantic.Secret");
  return wrapped ? app::evaluate(app::argument_of(value.source, 0, "secret_value")) : value;
}

// A validator of the class that knows the field, by its decorator or by name.
bool is_guarded(const app::SettingsClass& settings, const app::Field& field) {
  const app::Definition& own = settings.definition;
  const auto& cls = *own.node->as<ClassDef>();
  if (semantic::ValidatedFields(*own.file, cls).contains(field.name)) return true;
  for (const semantic::Definition& one : semantic::model_and_bases(*own.file, cls)) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method == nullptr || !semantic::validator_of(*one.file, *method)) continue;
      for (const Node* node : one.file->tree().subtree(*method)) {
        const auto* attribute = node->as<Attribute>();
        const auto* text = node->as<Constant>();
        if (attribute != nullptr && one.file->text(attribute->attr) == field.name) return true;
        if (text != nullptr && text->is_str() && text->value == field.name) return true;
      }
    }
  }
  return false;
}

// Of a comparison: the text itself, or the display that it stands in.
bool is_operand(const FileModel& file, const Constant& text) {
  const Node* parent = file.parent(text);
  if (parent->is(Kind::ListExpr) || parent->is(Kind::Tuple) || parent->is(Kind::Set)) {
    parent = file.parent(*parent);
  }
  return parent->is(Kind::Compare);
}

// Texts that the application compares something with: `if settings.secret_key == "changeme"`.
std::set<std::string, std::less<>> compared_texts(const semantic::Model& model) {
  std::set<std::string, std::less<>> texts;
  for (const FileModel& file : model.files()) {
    if (!concerns(Where::Application, file.file().role)) continue;
    for (const auto* comparison : file.tree().nodes_of<Compare>()) {
      for (const auto* constant : file.tree().nodes_of<Constant>(*comparison)) {
        if (constant->is_str() && is_operand(file, *constant)) texts.emplace(constant->value);
      }
    }
  }
  return texts;
}

// `PROVIDER_API_KEY: str = "dummy"`: the provider turns it down, which is what it is for.
bool is_dummy_of_provider(std::string_view name, std::string_view value) {
  const std::string word = lower_case(value);
  return lower_case(name).ends_with("_api_key") &&
         (word.starts_with("dummy") || word.starts_with("fake") || word.starts_with("your"));
}

class DefaultSearch {
 public:
  explicit DefaultSearch(ApplicationCheck& check)
      : check_(check), compared_(compared_texts(check.model())) {}

  void look_at_settings() {
    for (const app::SettingsClass& settings : check_.application().settings().classes()) {
      if (is_for_development(settings)) continue;
      for (const app::Field& field : settings.model->fields) look_at(settings, field);
    }
  }

  void look_at_reads() {
    for (const app::EnvironmentRead& read : check_.application().environment_reads()) {
      if (!read.default_value) continue;
      const app::Value value = app::evaluate(read.default_value);
      if (!is_default_secret(read.name, value)) continue;
      if (!seen_.insert(read.at.expr).second) continue;
      Draft draft = check_.report(
          *read.default_value.file, read.default_value.expr->span(),
          "Without `{}` the application runs with a secret that stands in the code", {read.name});
      offer_subscript(draft, read);
    }
  }

 private:
  bool is_default_secret(std::string_view name, const app::Value& value) const {
    const NameEvidence evidence = knowledge::evidence_of_name(name);
    return evidence != NameEvidence::None && value.is(app::Value::Kind::Str) &&
           may_be_secret(value.text) && !is_dummy_of_provider(name, value.text) &&
           !is_switch_or_number(evidence, value.text) && !looks_real(evidence, value.text) &&
           compared_.count(value.text) == 0;
  }

  void look_at(const app::SettingsClass& settings, const app::Field& field) {
    if (!field.has_known_default || !field.declaration || field.assigned == nullptr) return;
    const app::Value value = text_of(field.default_value);
    if (!is_default_secret(field.name, value) || is_guarded(settings, field)) return;
    if (!seen_.insert(field.declaration.expr).second) return;
    const FileModel& file = app::file_of(field);
    Draft draft = check_.report(
        file, field.assigned->span(),
        "Without `{}` the application runs with a secret that stands in the code", {field.name});
    const auto* literal = field.assigned->as<Constant>();
    if (literal != nullptr) offer_environment(draft, file, *literal);
  }

  // os.getenv("KEY", "changeme") becomes os.environ["KEY"].
  static void offer_subscript(Draft& draft, const app::EnvironmentRead& read) {
    const FileModel& file = *read.at.file;
    const auto* call = read.at.expr->as<Call>();
    const std::string_view callee = file.text(*call->func);
    if (callee != "os.getenv" && callee != "os.environ.get") return;
    draft.edit(call->span(), "os.environ[" + std::string(file.text(*call->args[0])) + "]");
  }

  ApplicationCheck& check_;
  const std::set<std::string, std::less<>> compared_;
  std::set<const Node*> seen_;
};

void check(ApplicationCheck& check) {
  DefaultSearch search(check);
  search.look_at_settings();
  search.look_at_reads();
}

}  // namespace

extern constinit const Rule SEC003 = {
    .code = "SEC003",
    .name = "secret-default-in-settings",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-1188", "CWE-798", "ASVS 13.2.3",
                   "https://docs.pydantic.dev/latest/concepts/pydantic_settings/"},
    .risk =
        "A deployment that forgets the variable starts all the same, with a secret that everybody "
        "who reads the repository knows: tokens can be forged, accounts opened.",
    .advice =
        "Take the default away, so that the start fails where the variable is missing: "
        "`secret_key: "
        "SecretStr`; for development put the value into an untracked `.env`. Or reject the default "
        "outside development in a `@model_validator(mode=\"after\")`.",
    .docs = R"md(
A field of a settings class that is named like a secret, or `os.getenv("…_SECRET", "…")`, with a text as default.

```python bad
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    secret_key: str = "changeme"
```

```python good
from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str = "production"
    secret_key: SecretStr
    admin_password: str = "changethis"

    @model_validator(mode="after")
    def reject_defaults(self) -> "Settings":
        if self.environment != "local" and self.admin_password == "changethis":
            raise ValueError("ADMIN_PASSWORD is not set")
        return self
```

Not reported: empty texts, paths and URLs; classes named `Test…`, `Dev…` or `Local…` and modules
so named; fields that a validator of the class looks at; values that the application
compares something with, to reject them. Values that look generated are SEC002's.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
