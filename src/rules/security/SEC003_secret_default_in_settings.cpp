#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "knowledge/default_credentials.h"
#include "knowledge/secret_names.h"
#include "knowledge/secret_values.h"
#include "project/path_and_line.h"
#include "rules/application_check.h"
#include "rules/kept_tokens.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "rules/secret_edits.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "semantic/name_uses.h"
#include "text/name_words.h"
#include "text/one_of.h"
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

// Paths, addresses, lists and expressions of other programs are named like secrets, too.
bool may_be_secret(std::string_view value) {
  const bool is_hidden = value.find_first_not_of("*.-_xX#? ") == value.npos;  // "****"
  return !is_hidden && value.find_first_of("/,") == value.npos && value.find("${") == value.npos &&
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

// Those of the texts that the application compares something with: `if secret_key == "changeme"`.
std::set<std::string_view> compared_texts(const semantic::Model& model,
                                          const std::deque<std::string>& texts) {
  std::set<std::string_view> compared;
  for (const FileModel& file : model.files()) {
    if (!concerns(Where::Application, file.file().role)) continue;
    for (const auto* comparison : file.tree().nodes_of<Compare>()) {
      for (const auto* constant : file.tree().nodes_of<Constant>(*comparison)) {
        if (constant->is_str() && is_one_of(constant->value, texts) &&
            is_operand(file, *constant)) {
          compared.insert(constant->value);
        }
      }
    }
  }
  return compared;
}

// `PROXY_CA_SECRET = "proxy-ca"`: the object that holds the secret, Kubernetes' say, is named so.
bool is_name_of_object(std::string_view name, std::string_view value) {
  std::vector<std::string> words = name_words(name);
  if (words.back() != "secret") return false;
  words.pop_back();
  return words.size() > 1 && words == name_words(value);
}

// Words before `api_key` that name no provider: keys that the application makes itself.
constexpr std::string_view kOwn[] = {
    "app",    "application", "admin",   "internal", "service", "server", "master",  "backend",
    "static", "default",     "auth",    "root",     "x",       "my",     "webhook", "web",
    "site",   "secret",      "gateway", "project",  "worker",  "debug",  "public",  "valid"};
// Words of names of passwords that another program asks for.
constexpr std::string_view kServers[] = {
    "postgres",      "postgresql", "pg",       "mysql",   "mariadb",    "mssql",
    "sql",           "oracle",     "mongo",    "mongodb", "db",         "redis",
    "valkey",        "amqp",       "rabbitmq", "rabbit",  "cache",      "broker",
    "database",      "clickhouse", "neo4j",    "minio",   "elastic",    "kafka",
    "elasticsearch", "ldap",       "ftp",      "sftp",    "opensearch", "couchdb",
    "qdrant",        "milvus",     "vault",    "proxy"};

// And of those that a provider asks for.
constexpr std::string_view kMail[] = {"smtp", "mail", "email", "imap", "mailer"};

bool has_word_of(const std::vector<std::string>& words, const auto& wanted) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_one_of(word, wanted); });
}

// What only its issuer knows and a word cannot be: the provider turns the default down, which is
// what it is for. `compared`: the application asks for the key itself.
bool is_turned_down(std::string_view name, std::string_view value, bool compared) {
  const std::vector<std::string> words = name_words(name);
  const std::size_t count = words.size();
  if (words.front() == "aws") return !knowledge::is_default_credential(value);
  const bool is_password = knowledge::evidence_of_name(name) == NameEvidence::Password;
  if (is_password && has_word_of(words, kMail)) return true;
  if (count < 3 || words[count - 2] != "api" || words[count - 1] != "key") return false;
  const std::string word = lower_case(value);
  return word.starts_with("dummy") || word.starts_with("fake") || word.starts_with("your") ||
         (!compared && !is_one_of(words[count - 3], kOwn));
}

// A class that says where a server is and who asks: its password opens that server, if anything.
bool is_beside_host(const app::SettingsClass& settings, const app::Field& field) {
  const auto has = [&](std::initializer_list<std::string_view> names) {
    const auto& all = settings.model->fields;
    return std::any_of(all.begin(), all.end(), [&](const app::Field& one) {
      const std::string name = lower_case(one.name);
      return std::find(names.begin(), names.end(), name) != names.end();
    });
  };
  return knowledge::evidence_of_name(field.name) == NameEvidence::Password &&
         has({"host", "hostname", "server", "url"}) && has({"user", "username", "login"});
}

bool is_for_server(std::string_view name) {
  return knowledge::evidence_of_name(name) == NameEvidence::Password &&
         has_word_of(name_words(name), kServers);
}

// `PGADMIN_DEFAULT_PASSWORD`: who logs into that program needs it, the application does not.
bool is_of_other_program(std::string_view name) {
  constexpr std::string_view kPrograms[] = {"pgadmin", "grafana", "phpmyadmin"};
  return is_one_of(name_words(name).front(), kPrograms);
}

// A default that may be reported.
struct Candidate {
  std::string_view name;
  std::string_view value;
  app::Placed at;                              // the text
  std::string_view cls;                        // in whose body it stands
  const app::EnvironmentRead* read = nullptr;  // null: of a field
  bool is_beside_host = false;                 // `host`, `user`, `password`: a server asks for it
  const app::Field* field = nullptr;           // null: of a read
};

class DefaultSearch {
 public:
  explicit DefaultSearch(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const app::SettingsClass& settings : check_.application().settings().classes()) {
      if (is_for_development(settings)) continue;
      for (const app::Field& field : settings.model->fields) look_at(settings, field);
    }
    for (const app::EnvironmentRead& read : check_.application().environment_reads()) {
      look_at(read);
    }
    report_all();
  }

 private:
  static bool is_default_secret(std::string_view name, const app::Value& value) {
    const NameEvidence evidence = knowledge::evidence_of_name(name);
    return evidence != NameEvidence::None && value.is(app::Value::Kind::Str) &&
           may_be_secret(value.text) && !is_switch_or_number(evidence, value.text) &&
           !looks_real(evidence, value.text) && !is_name_of_object(name, value.text) &&
           !is_of_other_program(name);
  }

  void look_at(const app::SettingsClass& settings, const app::Field& field) {
    if (!field.has_known_default || !field.declaration || field.assigned == nullptr) return;
    app::Value value = text_of(field.default_value);
    if (!is_default_secret(field.name, value) || is_guarded(settings, field)) return;
    if (!seen_.insert(field.declaration.expr).second) return;
    seen_.insert(field.assigned);  // `key: str = os.getenv("KEY", "changeme")` is told once
    const FileModel& file = app::file_of(field);
    found_.push_back({field.name, values_.emplace_back(std::move(value.text)),
                      place_of(file, *field.assigned), class_around(file, *field.assigned), nullptr,
                      is_beside_host(settings, field), &field});
  }

  // What is assigned; of `os.getenv("KEY", "changeme")` the default.
  app::Placed place_of(const FileModel& file, const Expr& assigned) const {
    for (const app::EnvironmentRead& read : check_.application().environment_reads()) {
      if (read.at.expr == &assigned && read.default_value) return read.default_value;
    }
    return {&file, &assigned};
  }

  void look_at(const app::EnvironmentRead& read) {
    if (!read.default_value || read.at.file->in_main_block(*read.at.expr)) return;
    app::Value value = app::evaluate(read.default_value);
    if (!is_default_secret(read.name, value) || !seen_.insert(read.at.expr).second) return;
    // Where the literal is, if the default has a name.
    const bool is_here = value.source && value.source.file == read.default_value.file;
    const app::Placed at = is_here ? value.source : read.default_value;
    found_.push_back({read.name, values_.emplace_back(std::move(value.text)), at,
                      class_around(*read.at.file, *read.at.expr), &read});
  }

  // Empty outside of class bodies.
  static std::string_view class_around(const FileModel& file, const Expr& expr) {
    const ClassDef* cls = file.enclosing_class(expr);
    const bool is_member = cls != nullptr && file.enclosing_function(expr) == nullptr;
    return is_member ? file.text(cls->name) : std::string_view();
  }

  // Who uses the settings, and their classes. A variable that is read outside of classes is used.
  std::map<std::string_view, semantic::NameUse> uses() const {
    std::vector<std::string_view> names;
    for (const Candidate& one : found_) {
      if (one.read != nullptr && one.cls.empty() && !lower_case(one.name).ends_with("api_key")) {
        continue;
      }
      names.push_back(one.name);
      if (!one.cls.empty()) names.push_back(one.cls);
    }
    return semantic::uses_of_names(check_.model(), names);
  }

  void report_all() {
    if (found_.empty()) return;
    const auto compared = compared_texts(check_.model(), values_);
    auto all_uses = uses();
    const auto is_used = [&](const Candidate& one) {
      return !one.cls.empty() && all_uses[one.cls].by_application;
    };
    const bool any_class_used = std::any_of(found_.begin(), found_.end(), is_used);
    for (const Candidate& one : found_) {
      const semantic::NameUse& use = all_uses[one.name];
      const bool only_tests = use.by_tests && !use.by_application;
      const bool unused = !one.cls.empty() && any_class_used && !is_used(one);
      const bool rejected = compared.contains(one.value);
      if (rejected || only_tests || unused ||
          is_turned_down(one.name, one.value, use.is_compared)) {
        continue;
      }
      report(one, use);
    }
  }

  void report(const Candidate& one, const semantic::NameUse& use) {
    const bool by_script =
        use.reader != nullptr && use.reader->file().role == project::Role::Script;
    const std::string who = by_script ? ", `" + use.reader->file().path + "`" : " the application";
    Draft draft =
        check_.report(*one.at.file, one.at.expr->span(),
                      "Without `{}`{} runs with a secret that stands in the code", {one.name, who});
    const NameEvidence evidence = knowledge::evidence_of_name(one.name);
    if (evidence == NameEvidence::Password) {
      draft.risk(
          "A deployment that forgets the variable starts all the same, with a password that "
          "everybody who reads the repository knows and can sign in with{}.",
          {read_at(use)});
    }
    const bool for_server = one.is_beside_host || is_for_server(one.name);
    if (for_server) {
      draft.confidence(Confidence::Medium)
          .risk(
              "A deployment that forgets the variable tries a password that everybody who reads "
              "the repository knows; where the server was set up with the same one, whoever "
              "reaches it gets in.");
    }
    // Of what is asked about first, VAL015 says at its own place how it is typed.
    advise(draft, one, use, reads_dotenv_ || one.read != nullptr,
           (for_server || one.read == nullptr ? std::string() : and_typed(one)) + and_tokens(one),
           signs_tokens(one));
    if (one.read != nullptr) {
      offer_subscript(draft, *one.read);
    } else if (const auto* literal = one.at.expr->as<Constant>();
               literal != nullptr && !one.at.file->parent(*literal)->is(Kind::Call)) {
      offer_environment(draft, *one.at.file, *literal);
    }
  }

  // "; `settings.PASSWORD` is read at `app/db.py:12`"
  static std::string read_at(const semantic::NameUse& use) {
    if (use.read == nullptr) return {};
    const project::SourceFile& file = use.reader->file();
    return "; `" + std::string(use.reader->text(*use.read)) + "` is read at `" +
           path_and_line(file, use.read->begin) + "`";
  }

  // "`config.SECRET_KEY.get_secret_value()`", as the first reader has to write then.
  static std::string read_as(const semantic::NameUse& use) {
    if (use.read == nullptr) return "`.get_secret_value()`";
    return "`" + std::string(use.reader->text(*use.read)) + ".get_secret_value()`";
  }

  // Whoever gives tests a key of their own makes the tokens anew that they keep.
  std::string and_tokens(const Candidate& one) {
    return tokens_.are_signed_with(one.field, one.at) ? tokens_.about() : std::string();
  }

  // What SEC058 asks of such a key: whoever writes the field anew writes it once.
  bool signs_tokens(const Candidate& one) {
    return one.field != nullptr && tokens_.are_signed_with(one.field, one.at);
  }

  // What VAL015 asks for at the same line: a text that printing the settings shows.
  static std::string and_typed(const Candidate& one) {
    const semantic::FileModel& file = *one.at.file;
    const auto* field = file.enclosing_statement(*one.at.expr).as<AnnAssign>();
    const auto* cls = field == nullptr ? nullptr : as<ClassDef>(file.parent(*field));
    const bool is_text = cls != nullptr && file.is_pydantic_model(*cls) &&
                         file.resolve(*field->annotation) == "builtins.str";
    if (!is_text) return {};
    const auto* read = as<Call>(field->value);
    const bool casts = read != nullptr && file.type_of(*read->func) == "starlette.config.Config";
    return std::string(" Type it `SecretStr` from `pydantic` at once (VAL015), ") +
           (casts ? "with `cast=SecretStr` where it is read" : "made of what is read") +
           ", and call `.get_secret_value()` where it is used.";
  }

  static void advise(Draft& draft, const Candidate& one, const semantic::NameUse& use,
                     bool reads_dotenv, const std::string& more, bool signs) {
    if (one.read != nullptr) {
      draft.fix(
          "Read `{}` without a default, so that the start fails where it is missing; set it for "
          "tests and workflows that import this, and for development in the environment, or in "
          "an untracked `.env` where one is read.{}",
          {one.name, more});
    } else {
      const ImportedName needed[] = {{"pydantic", "SecretStr"}, {"pydantic", "Field"}};
      std::string imports = with_imports_from(*one.at.file, std::span(needed).first(signs ? 2 : 1));
      constexpr std::string_view kWith = ", with ";
      if (!imports.empty()) {
        imports = " The field needs " + imports.substr(kWith.size()) + ".";
      }
      if (use.read != nullptr) draft.step(*use.reader, use.read->span(), "read here");
      draft.fix(
          "Write `{}: SecretStr{}` without a default: the start then fails where the variable is "
          "missing{}.{} Read it with {}; set it for tests and workflows that import this, and for "
          "development put {} into an untracked `.env`{}.{}",
          {one.name, signs ? " = Field(min_length=32)" : "",
           signs ? " or, for it signs tokens, too short" : "", imports, read_as(use),
           signs ? "one made by `openssl rand -hex 32`" : "the value",
           reads_dotenv
               ? ""
               : ", and read that by `model_config`: `SettingsConfigDict(env_file=\".env\")`, from "
                 "`pydantic_settings`",
           more});
    }
  }

  // os.getenv("KEY", "changeme") becomes os.environ["KEY"].
  static void offer_subscript(Draft& draft, const app::EnvironmentRead& read) {
    const FileModel& file = *read.at.file;
    const auto* call = read.at.expr->as<Call>();
    const std::string_view callee = file.text(*call->func);
    if (callee != "os.getenv" && callee != "os.environ.get") return;
    draft.edit(call->span(), "os.environ[" + std::string(file.text(*call->args[0])) + "]");
  }

  // A class that reads such a file, or code that loads it into the environment.
  static bool reads_dotenv(const app::Application& application) {
    const auto& classes = application.settings().classes();
    return !application.code().calls_of("dotenv.load_dotenv").empty() ||
           std::any_of(classes.begin(), classes.end(),
                       [](const app::SettingsClass& one) { return !one.env_files.empty(); });
  }

  ApplicationCheck& check_;
  KeptTokens tokens_{check_.application()};
  bool reads_dotenv_ = reads_dotenv(check_.application());
  std::set<const Node*> seen_;
  std::deque<std::string> values_;
  std::vector<Candidate> found_;
};

void check(ApplicationCheck& check) { DefaultSearch(check).run(); }

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
        "`secret_key: SecretStr`, read with `.get_secret_value()`; for development put the value "
        "into an untracked `.env`. Or reject the default in a `@model_validator(mode=\"after\")`, "
        "unless the environment says expressly that it is one for development.",
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

A default password for another program, a database say, asks for review: what it opens is that program's to say.

Not reported: empty texts, lists, paths and URLs; classes named `Test…`, `Dev…` or `Local…` and modules
so named; fields that a validator of the class looks at or that only tests read; classes that nothing names while others are
used; values that the application compares something with, to reject them; names of objects that hold the secret; words in place of what a provider issues
(`AWS_SECRET_ACCESS_KEY`, `MAILGUN_API_KEY`, `SMTP_PASSWORD`): it turns them down; `__main__` blocks, where developers try things. Values that look generated are SEC002's.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
