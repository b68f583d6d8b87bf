#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/settings/environment_reads.h"
#include "knowledge/secret_names.h"
#include "project/path_and_line.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/name_uses.h"
#include "semantic/pydantic_model.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using app::UsedModel;
using semantic::FieldDeclaration;
using semantic::FileModel;

bool is_left_out_of_repr(const FieldDeclaration& field) {
  const auto* shown = as<Constant>(field.argument("repr").expr);
  return shown != nullptr && shown->type == ConstantKind::False;
}

// URLs that hold a password, as Pydantic's types for them do: unlike `SecretStr` they show it.
bool shows_password(const FieldDeclaration& field) {
  constexpr std::string_view kUrls[] = {
      "pydantic.PostgresDsn", "pydantic.CockroachDsn",  "pydantic.MySQLDsn", "pydantic.MariaDBDsn",
      "pydantic.MongoDsn",    "pydantic.ClickHouseDsn", "pydantic.AmqpDsn"};
  std::string_view type = field.type_name();
  if (type.starts_with("pydantic.networks.")) type.remove_prefix(sizeof "pydantic.networks." - 1);
  return !is_left_out_of_repr(field) &&
         std::any_of(std::begin(kUrls), std::end(kUrls), [type](std::string_view one) {
           return one == type || one.substr(sizeof "pydantic." - 1) == type;
         });
}

bool is_plain_secret(const FieldDeclaration& field, std::string_view name) {
  return !is_left_out_of_repr(field) && field.type_name() == "builtins.str" &&
         knowledge::evidence_of_name(name) != knowledge::NameEvidence::None;
}

// The field whose default is made of this one, `URI: str = f"{USER}:{PASSWORD}@{HOST}"`: it shows
// the secret whatever type this one has. None if there is none.
std::optional<FieldDeclaration> made_of_it(const UsedModel& model, std::string_view name) {
  for (const FieldDeclaration& field : semantic::own_fields(*model.file, *model.cls)) {
    if (!field.default_value || field.type_name() != "builtins.str") continue;
    const auto used = field.default_value.file->tree().nodes_of<Name>(*field.default_value.expr);
    const bool is_made = std::any_of(used.begin(), used.end(), [&](const Name* one) {
      return model.file->text(one->name) == name;
    });
    if (is_made) return field;
  }
  return std::nullopt;
}

std::string what_shows_it(const UsedModel& model, std::string_view name) {
  const auto shown = made_of_it(model, name);
  return shown ? ", and `" + std::string(model.file->text(shown->name)) + "` is built from it" : "";
}

std::string_view name_of(const UsedModel& model) { return model.file->text(model.cls->name); }

bool is_settings(const UsedModel& model) { return (model.uses & app::kSettingsModel) != 0; }

using Uses = std::map<std::string_view, semantic::NameUse>;

// Who reads the fields of settings, and who uses their classes, by their names: all of the code is
// gone through once.
Uses uses_of_settings(const std::vector<const UsedModel*>& models, const semantic::Model& code) {
  std::vector<std::string_view> names;
  for (const UsedModel* model : models) {
    if (!is_settings(*model)) continue;
    names.push_back(name_of(*model));
    for (const FieldDeclaration& field : semantic::own_fields(*model->file, *model->cls)) {
      names.push_back(model->file->text(field.name));
    }
  }
  return names.empty() ? Uses() : semantic::uses_of_names(code, names);
}

std::string place_of(const FileModel& file, const Node& node) {
  return "`" + path_and_line(file.file(), node.begin) + "`";
}

// "`app/db.py:14`", the first place that reads it as an attribute; empty if none is seen.
std::string first_read(const Uses& uses, std::string_view name) {
  const auto use = uses.find(name);
  if (use == uses.end() || use->second.read == nullptr) return {};
  return place_of(*use->second.reader, *use->second.read);
}

std::string with_first_read(const Uses& uses, std::string_view name) {
  const std::string place = first_read(uses, name);
  return place.empty() ? "" : " (first read at " + place + ")";
}

// What is made of the field in the class itself is where a text is needed first.
void advise_both(Draft& draft, const FieldDeclaration& field, const FieldDeclaration& shown,
                 const std::string& written, const Uses& uses) {
  const FileModel& file = *shown.default_value.file;
  const std::string name(field.file->text(field.name)), other(file.text(shown.name));
  const std::string read = first_read(uses, name), other_read = first_read(uses, other);
  std::string first = read + (read.empty() || other_read.empty() ? "" : " and ") + other_read;
  if (!first.empty()) first = " (first at " + first + ")";
  draft.fix(
      "Type it `SecretStr` from `pydantic`, write `{}` and, at {}, `{}.get_secret_value()`; make "
      "`{}` a `SecretStr`, too, with `SecretStr(…)` around what it is built of. Wherever else "
      "the two are read, call `.get_secret_value()`{}.",
      {written, place_of(file, *shown.default_value.expr), name, other, first});
}

// Pydantic converts no default: what a class body reads stays the text that it is.
void advise_reading(Draft& draft, const FieldDeclaration& field,
                    const std::optional<FieldDeclaration>& shown, const Uses& uses) {
  const auto read = app::environment_read(*field.default_value.file, *field.default_value.expr);
  const auto* call = field.default_value.expr->as<Call>();
  if (!read || read->name.empty() || call == nullptr) return;
  const FileModel& file = *field.default_value.file;
  const std::string reader(file.text(*call->func));
  // A cast converts no default that is a `SecretStr` already, and takes one that is a text for a
  // mistake of types: with a default, which is SEC003's to judge, the whole call is put inside.
  const bool has_more = call->args.size() + call->keywords.size() > 1;
  const bool casts = file.type_of(*call->func) == "starlette.config.Config" && !has_more;
  const std::string start = reader + "(\"" + read->name + "\"";
  const std::string written =
      casts ? start + ", cast=SecretStr)" : "SecretStr(" + start + (has_more ? ", …))" : "))");
  if (shown) return advise_both(draft, field, *shown, written, uses);
  draft.fix(
      "Type it `SecretStr` from `pydantic`, write `{}`, and call `.get_secret_value()` wherever it "
      "is used{}.",
      {written, with_first_read(uses, field.file->text(field.name))});
}

void advise(Draft& draft, const UsedModel& model, const FieldDeclaration& field, const Uses& uses,
            std::string_view hide_input) {
  if (!field.argument("pattern") && !field.argument("regex")) {
    if (!field.default_value) return;
    return advise_reading(draft, field, made_of_it(model, model.file->text(field.name)), uses);
  }
  if (is_settings(model)) {
    draft.fix(
        "Type it `SecretStr`, and check the pattern in an `AfterValidator` (both from `pydantic`) "
        "that takes `value.get_secret_value()`: Pydantic cannot apply `pattern` to `SecretStr`. "
        "Call "
        "`.get_secret_value()` where it is used.{}",
        {hide_input});
    return;
  }
  draft.fix(
      "Type it `SecretStr`, and check the pattern in an `AfterValidator` (both from `pydantic`) "
      "that takes `value.get_secret_value()`: Pydantic cannot apply `pattern` to `SecretStr`, "
      "and each request would fail. Call `.get_secret_value()` where it is used. OpenAPI calls "
      "the field `writeOnly` then: clients that are generated have to be made anew, and some "
      "generators call the type of the body differently then (`…Writable`).",
      {});
}

// Whether what is made of the class hides what it was given in its errors, or may do so.
bool hides_input(const UsedModel& model) {
  const auto setting = semantic::config_setting(*model.file, *model.cls, "hide_input_in_errors");
  return setting.is_unknown || setting.value;
}

bool is_root_of_settings(const UsedModel& model) {
  return is_settings(model) &&
         model.file->inherits_from(*model.cls, "pydantic_settings.BaseSettings");
}

bool has_config_class(const UsedModel& model) {
  const auto all = semantic::model_and_bases(*model.file, *model.cls);
  return std::any_of(all.begin(), all.end(), [](const semantic::Definition& one) {
    const auto& body = one.node->as<ClassDef>()->body;
    return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
      const auto* inner = statement->as<ClassDef>();
      return inner != nullptr && one.file->text(inner->name) == "Config";
    });
  });
}

// Pydantic 2 puts into the error for a missing or invalid value what the settings were given, as it
// was before any field hides it. The class that is made decides, not those of its parts.
std::string also_hide_input(const UsedModel& model, bool a_root_hides) {
  if (!is_settings(model) || semantic::uses_pydantic_2(*model.file) == project::Answer::No ||
      model.file->inherits_from(*model.cls, "pydantic.v1.BaseSettings")) {
    return {};
  }
  const bool is_root = is_root_of_settings(model);
  if (is_root ? hides_input(model) : a_root_hides) return {};
  const std::string where = is_root && has_config_class(model)
                                ? "`hide_input_in_errors = True` in their `class Config`"
                                : "`hide_input_in_errors=True` in `model_config` of the settings";
  return " Set " + where +
         ", too: else the error for a missing or invalid value prints what they were given.";
}

// It stays what it is for whoever connects: only printing leaves it out.
void report_url(const UsedModel& model, const FieldDeclaration& field, std::string_view hide_input,
                ApplicationCheck& check) {
  const bool is_declared = !field.metadata.empty();
  const bool has_default = field.default_value && !field.default_value.expr->is(Kind::Call);
  check
      .report(*model.file, field.name_span(),
              "`{}.{}` is a `{}`: whatever prints the settings would print the password in it",
              {model.file->text(model.cls->name), model.file->text(field.name),
               field.type_name().substr(field.type_name().rfind('.') + 1)})
      .fix("{}: `repr` and `str` of the settings leave it out then.{}",
           {is_declared   ? "Add `repr=False` to its `Field(…)`"
            : has_default ? "Write `Field(default=…, repr=False)`, from `pydantic`, with the "
                            "default that it has"
                          : "Write `Field(repr=False)`, from `pydantic`, as its default",
            hide_input});
}

void check_model(const UsedModel& model, const Uses& uses, bool a_root_hides,
                 ApplicationCheck& check) {
  const bool of_settings = is_settings(model);
  const std::string hide_input = also_hide_input(model, a_root_hides);
  const auto fields = semantic::own_fields(*model.file, *model.cls);
  // Once for the class is enough: where it has other secrets, it is said of these.
  const bool is_said = std::any_of(fields.begin(), fields.end(), [&](const FieldDeclaration& one) {
    return is_plain_secret(one, model.file->text(one.name));
  });
  for (const FieldDeclaration& field : fields) {
    const std::string_view name = model.file->text(field.name);
    if (of_settings && shows_password(field)) {
      report_url(model, field, is_said ? std::string_view() : hide_input, check);
    }
    if (!is_plain_secret(field, name)) continue;
    auto draft = check.report(*model.file, field.name_span(),
                              "`{}.{}` is a `str`{}: whatever prints the {} would print the secret",
                              {model.file->text(model.cls->name), name, what_shows_it(model, name),
                               of_settings ? "settings" : "request"});
    if (of_settings) {
      draft.fix(
          "Type it `SecretStr` from `pydantic` and call `.get_secret_value()` where a text is "
          "needed, in comparisons too, and not where it goes into a field that is a `SecretStr` "
          "itself: `repr` and `str` then show `**********`.{}",
          {hide_input});
    } else {
      draft.confidence(Confidence::Medium);
      if (semantic::uses_pydantic_2(*model.file) == project::Answer::No) {
        draft.fix(
            "Type it `SecretStr` from `pydantic` and call `.get_secret_value()` where a text is "
            "needed; a model that is made of its `dict()` needs `SecretStr` as well, and type "
            "checkers want one where code makes this model (Pydantic takes plain text, too). "
            "`repr` and `str` then show `**********`. OpenAPI calls the field `writeOnly` then: "
            "clients that are generated have to be made anew, and some generators call the type "
            "of the body differently then (`…Writable`).");
      }
    }
    advise(draft, model, field, uses, hide_input);
  }
}

// A model that is given as well holds what clients may see: a token response.
bool is_input(const UsedModel& model) {
  const bool request = (model.uses & app::kRequestModel) != 0;
  const bool response = (model.uses & app::kResponseModel) != 0;
  return (model.uses & app::kSettingsModel) != 0 || (request && !response);
}

// `class TestSettings(Settings)`: what it holds lives as long as the tests.
bool is_of_tests(const UsedModel& model) {
  const auto words = name_words(model.file->text(model.cls->name));
  return (model.uses & app::kSettingsModel) != 0 &&
         (words.front() == "test" || words.front() == "testing");
}

bool has_plain_secret(const UsedModel& model) {
  const auto fields = semantic::own_fields(*model.file, *model.cls);
  return std::any_of(fields.begin(), fields.end(), [&](const FieldDeclaration& field) {
    return is_plain_secret(field, model.file->text(field.name)) ||
           (is_settings(model) && shows_password(field));
  });
}

// Classes of settings that nobody makes or inherits from, beside others that somebody does: of
// MySQL in an application that runs with PostgreSQL.
std::set<const UsedModel*> unused(const std::vector<const UsedModel*>& models, const Uses& uses) {
  std::set<const UsedModel*> found;
  std::ptrdiff_t settings = 0;
  for (const UsedModel* model : models) {
    if (!is_settings(*model)) continue;
    ++settings;
    if (!uses.at(name_of(*model)).by_application) found.insert(model);
  }
  return std::ssize(found) == settings ? std::set<const UsedModel*>{} : found;
}

void check(ApplicationCheck& check) {
  std::vector<const UsedModel*> models;
  const auto& all = check.application().model_uses().all();
  for (const UsedModel* model : all) {
    if (!model->file->is_pydantic_model(*model->cls) || is_of_tests(*model)) continue;
    if (is_input(*model) && has_plain_secret(*model)) models.push_back(model);
  }
  const Uses uses = uses_of_settings(models, check.model());
  const std::set<const UsedModel*> left_out = unused(models, uses);
  const bool a_root_hides = std::any_of(all.begin(), all.end(), [](const UsedModel* one) {
    return is_root_of_settings(*one) && hides_input(*one);
  });
  for (const UsedModel* model : models) {
    if (!left_out.contains(model)) check_model(*model, uses, a_root_hides, check);
  }
}

}  // namespace

extern constinit const Rule VAL015 = {
    .code = "VAL015",
    .name = "secret-field-plain-str",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-532", "ASVS 13.3.1",
                   "https://docs.pydantic.dev/latest/api/types/#pydantic.types.SecretStr"},
    .risk =
        "One log line, traceback with locals, error report or `print()` of it is enough to show "
        "the secret in clear.",
    .advice =
        "Type it `SecretStr` from `pydantic` and call `.get_secret_value()` where a text is "
        "needed; a model that is made of its `model_dump()` needs `SecretStr` as well, and type "
        "checkers want one where code makes this model (Pydantic takes plain text, too). `repr` "
        "and `str` then show `**********`. OpenAPI calls the field `writeOnly` then: clients "
        "that are generated have to be made anew, and some generators call the type of the body "
        "differently then (`…Writable`).",
    .docs = R"md(
Models print all their fields. `SecretStr` and `SecretBytes` print asterisks instead, and give the
value only to who asks for it.

```python bad
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_password: str
```

```python good
from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_password: SecretStr
```

A URL of a database in the settings (`PostgresDsn`, `MySQLDsn`, …) shows the password in it, until its field has `repr=False`.
Both leave one way open: Pydantic 2 puts what the settings were given into the error for a missing or invalid value,
until the class has `hide_input_in_errors=True`.

Looked at are settings, the models they hold, and models that endpoints take and do not give; for
the latter the finding asks for review. A secret is told by the end of its name (`password`,
`secret`, `token`, `api_key`, `private_key`, …). Not reported: names that say something else
(`token_type`, `secret_name`, `max_tokens`, `page_token`, `csrf_token`, `hashed_password`), and
settings for tests (`TestSettings`).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
