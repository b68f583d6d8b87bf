#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/instrumentation/running_files.h"
#include "app/settings/read_purpose.h"
#include "knowledge/foreign_variables.h"
#include "knowledge/secret_names.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::EnvironmentRead;
using semantic::FileModel;

constexpr std::size_t kMostNamed = 4;
constexpr std::size_t kMostSteps = 12;

// Where the settings themselves come from has to be known before there are any.
bool says_where_settings_are(std::string_view name) {
  constexpr std::string_view kEnds[] = {"ENV_FILE", "DOTENV", "DOTENV_PATH", "ENV_PATH", "PROFILE"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return name.ends_with(end); });
}

// A class of settings, or one that fills them.
bool has_settings(const FileModel& file) {
  const auto classes = file.tree().nodes_of<ClassDef>();
  return std::any_of(classes.begin(), classes.end(), [&](const ClassDef* cls) {
    const auto& bases = cls->bases;
    return file.is_settings(*cls) || std::any_of(bases.begin(), bases.end(), [&](const Expr* one) {
             return file.text(*one).ends_with("SettingsSource");
           });
  });
}

// A program of its own, whose user sets what it reads.
bool is_command_line(std::string_view path) {
  return path.starts_with("cli/") || path.find("/cli/") != path.npos || path.ends_with("/cli.py") ||
         path.find("/commands/") != path.npos;
}

// `if os.getenv("OLD_NAME"): raise …`: the value is refused, not used.
bool is_refused(const EnvironmentRead& read) {
  const FileModel& file = *read.at.file;
  const Node* below = read.at.expr;
  for (const Node* at = file.parent(*below); at != nullptr; below = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    if (choice != nullptr) {
      return choice->test == below && !choice->body.empty() && choice->body.back()->is(Kind::Raise);
    }
    if (at->as<Stmt>() != nullptr) return false;
  }
  return false;
}

// `Config(**values)` of a model.
bool fills_model(const FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    if (call == nullptr || !semantic::passes_unpacked_mapping(*call)) return false;
    const semantic::Definition made = file.definition_of(*call->func);
    const auto* cls = as<ClassDef>(made.node);
    return cls != nullptr && made.file->is_pydantic_model(*cls);
  });
}

// `for key, value in os.environ.items()` that fills a model: the repository has settings of its own
// making, and what they hold cannot be told from other reads.
bool has_own_reader(const app::Application& application) {
  for (const std::string_view items : {"os.environ.items", "os._Environ.items"}) {
    for (const semantic::CallSite& site : application.code().calls_of(items)) {
      const FunctionDef* function = site.file->enclosing_function(*site.call);
      const bool is_own = site.file->file().role == project::Role::Application;
      if (is_own && function != nullptr && fills_model(*site.file, *function)) return true;
    }
  }
  return false;
}

bool is_server_configuration(std::string_view path) {
  return path.ends_with("gunicorn.conf.py") || path.ends_with("gunicorn_conf.py") ||
         path.ends_with("hypercorn_conf.py") || path.ends_with("__main__.py");
}

bool counts(const EnvironmentRead& read) {
  const bool named = !read.name.empty() && !knowledge::is_foreign_variable(read.name) &&
                     !says_where_settings_are(read.name) && !is_refused(read);
  return (named || (read.is_whole && read.name.empty())) &&
         !read.at.file->in_main_block(*read.at.expr) && !app::is_fallback_of_parameter(read) &&
         !app::is_by_settings_library(read);
}

std::string_view name_of(const FileModel& file) {
  const auto& source = file.file();
  return source.module_name.empty() ? std::string_view(source.path)
                                    : std::string_view(source.module_name);
}

std::string named(const std::vector<const EnvironmentRead*>& reads) {
  std::vector<std::string_view> names;
  std::set<std::string_view> known;
  for (const EnvironmentRead* read : reads) {
    const std::string_view name = read->is_whole ? "dotenv_values()" : std::string_view(read->name);
    if (known.insert(name).second) names.push_back(name);
  }
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i) {
    text.append(i == 0 ? "`" : ", `").append(names[i]).append("`");
  }
  if (names.size() > kMostNamed) {
    text += " and " + std::to_string(names.size() - kMostNamed) + " more";
  }
  return text;
}

using Reads = std::vector<const EnvironmentRead*>;
using ReadsByFile = std::map<std::uint32_t, Reads>;

enum class Need : std::uint8_t { None, Credential, Required };

// The variable as a settings class of the repository reads it; null if none does.
struct HeldBySettings {
  const app::SettingsClass* cls = nullptr;
  const app::EnvironmentVariable* variable = nullptr;
};

// What is read, seen from the application: asked of many reads, made once.
class Needs {
 public:
  explicit Needs(const app::Application& application) : application_(application) {
    for (const app::SettingsClass& one : application.settings().classes()) {
      if (one.definition.file->file().role != project::Role::Application) continue;
      only_ = ++classes_ == 1 ? &one : nullptr;
      for (const app::EnvironmentVariable& variable : one.variables) {
        held_.try_emplace(lower_case(variable.name), HeldBySettings{&one, &variable});
      }
    }
  }

  HeldBySettings held(std::string_view name) const {
    const auto found = held_.find(lower_case(name));
    return found != held_.end() ? found->second : HeldBySettings{};
  }

  // The settings class of the application; null if there is none, or more than one to choose from.
  const app::SettingsClass* of_application() const { return only_; }

  Need of(const EnvironmentRead& read) const {
    const semantic::Model& model = application_.code();
    if (!app::is_needed(read) || app::is_loaded_if_set(model, read)) return Need::None;
    if (read.is_required) return Need::Required;
    if (app::is_loaded_by_choice(model, read)) return Need::None;
    const app::EnvironmentVariable* variable = held(read.name).variable;
    return variable != nullptr && !variable->is_required ? Need::None : Need::Credential;
  }

 private:
  const app::Application& application_;
  const app::SettingsClass* only_ = nullptr;
  std::size_t classes_ = 0;
  std::map<std::string, HeldBySettings> held_;  // looked up only
};

// The first of the reads that are needed most.
struct MostNeeded {
  const EnvironmentRead* read = nullptr;
  Need need = Need::None;
};

MostNeeded most_needed(const Needs& needs, const Reads& reads) {
  MostNeeded most{reads.front(), Need::None};
  for (const EnvironmentRead* read : reads) {
    const Need need = needs.of(*read);
    if (need > most.need) most = {read, need};
    if (need == Need::Required) break;
  }
  return most;
}

// Without a value that has a default, or only switches something, everything still works; whether a
// credential belongs to something optional cannot be told.
void grade(Draft& draft, Need need, const EnvironmentRead& read) {
  const std::string name = read.name.empty() ? "one of them" : read.name;
  if (need == Need::Credential) {
    draft.confidence(Confidence::Medium)
        .risk(
            "Where `{}` is not set the application starts all the same, with None: the first use "
            "of the value fails. Nothing checks any of these values, and nobody knows all of them.",
            {name});
  }
  if (need == Need::Required) {
    draft.risk(read.at.file->enclosing_function(*read.at.expr) == nullptr
                   ? "Where `{}` is missing the import fails, one variable at a "
                     "time, and what it holds is never checked."
                   : "Where `{}` is missing, the first call of this function fails, "
                     "not the start, and what it holds is never checked.",
               {name});
  }
  if (need != Need::None) return;
  draft.severity(Severity::Warning)
      .risk(
          "Nothing checks these values, and nobody knows all of them: a misspelt name is taken for "
          "one that is not set.");
}

// `str = "local"`, with the default that the code has where it is one line; `SecretStr` for what
// is named like a secret.
std::string type_of(const EnvironmentRead& read) {
  constexpr std::size_t kLongest = 40;
  if (knowledge::evidence_of_name(read.name) != knowledge::NameEvidence::None) return "SecretStr";
  if (!read.default_value) return "str";
  const std::string_view text = read.default_value.file->text(*read.default_value.expr);
  const bool fits = text.size() <= kLongest && text.find('\n') == text.npos && text != "None";
  return fits ? "str = " + std::string(text) : std::string("str");
}

// "  # import tempfile": what a default asks a module for.
std::string with_module_of(const EnvironmentRead& read, const FileModel& settings) {
  if (!read.default_value || type_of(read) == "SecretStr") return {};
  for (const auto* name :
       read.default_value.file->tree().nodes_of<Name>(*read.default_value.expr)) {
    const std::string_view text = read.default_value.file->text(*name);
    const bool is_module = read.default_value.file->resolve(*name) == text;
    if (is_module && !with_import(settings, text).empty()) {
      return "  # import " + std::string(text);
    }
  }
  return {};
}

// Where a settings class has one of them already, that is the one to read.
void advise(Draft& draft, const Reads& reads, const Needs& needs) {
  for (const EnvironmentRead* read : reads) {
    const auto [cls, variable] = needs.held(read->name);
    if (variable == nullptr) continue;
    const std::string_view name =
        cls->definition.file->text(cls->definition.node->as<ClassDef>()->name);
    draft
        .fix(
            "Take it from the settings: `{}` has `{}` already. Give the others a typed field "
            "there.",
            {name, variable->field->name})
        .step(app::file_of(*variable->field), app::name_span_of(*variable->field),
              "`{}` reads the same variable", {name});
    return;
  }
  const app::SettingsClass* cls = needs.of_application();
  const std::string& variable = reads.front()->name;
  if (cls == nullptr || !cls->prefix.empty() || variable.empty()) return;
  draft.fix(
      "Give {} a typed field in `{}`, such as `{}: {}{}`, and read it from there.",
      {reads.size() == 1 ? "it" : "each",
       cls->definition.file->text(cls->definition.node->as<ClassDef>()->name), lower_case(variable),
       type_of(*reads.front()), with_module_of(*reads.front(), *cls->definition.file)});
}

void report(const Reads& reads, const Needs& needs, ApplicationCheck& check) {
  const auto [shown, need] = most_needed(needs, reads);
  Draft draft = check.report(*shown->at.file, shown->at.expr->span(),
                             "`{}` reads {} from the environment, past all settings classes",
                             {name_of(*shown->at.file), named(reads)});
  grade(draft, need, *shown);
  advise(draft, reads, needs);
  std::size_t steps = 0;
  for (const EnvironmentRead* read : reads) {
    if (read == shown || ++steps >= kMostSteps) continue;
    draft.step(*read->at.file, read->at.expr->span(), "`{}` is read here",
               {read->is_whole ? std::string_view("a file of them") : read->name});
  }
}

// Where there is no settings class, or none that most modules could ask, that is the one thing to
// mend.
void report_absence(const ReadsByFile& by_file, bool has_class, const Needs& needs,
                    ApplicationCheck& check) {
  const auto most = std::max_element(
      by_file.begin(), by_file.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  const std::size_t own = most->second.size();
  Reads all = most->second;
  Need need = Need::None;
  const EnvironmentRead* needed = nullptr;
  for (const auto& [id, reads] : by_file) {
    const MostNeeded most_here = most_needed(needs, reads);
    if (most_here.need > need || needed == nullptr) needed = most_here.read;
    need = std::max(need, most_here.need);
    if (id != most->first) all.push_back(reads.front());
  }
  const app::Placed& first = all.front()->at;
  Draft draft = check.report(*first.file, first.expr->span(),
                             "{}: {} modules read the environment by themselves, this one {}",
                             {has_class ? "The settings classes serve parts of the code only"
                                        : "There is no Pydantic settings class",
                              by_file.size(), named(most->second)});
  grade(draft, has_class ? Need::None : need, *needed);
  for (std::size_t i = own; i < all.size() && i < own + kMostSteps; ++i) {
    draft.step(*all[i]->at.file, all[i]->at.expr->span(), "This module reads `{}`", {all[i]->name});
  }
}

bool is_application(const FileModel& file) {
  return file.file().role == project::Role::Application;
}

// How many modules of the application hold a settings class or import one's module.
std::size_t modules_with_settings(const app::Application& application) {
  std::set<std::uint32_t> homes;
  for (const app::SettingsClass& one : application.settings().classes()) {
    if (is_application(*one.definition.file)) homes.insert(one.definition.file->file().id.value);
  }
  std::set<std::uint32_t> known = homes;
  for (const project::ImportEdge& edge : application.code().imports().edges()) {
    if (edge.to.valid() && !edge.type_checking && homes.count(edge.to.value) > 0 &&
        is_application(application.code().file(edge.from))) {
      known.insert(edge.from.value);
    }
  }
  return known.size();
}

ReadsByFile reads_to_report(const app::Application& application) {
  const std::vector<EnvironmentRead>& all = application.environment_reads();
  ReadsByFile by_file;
  if (all.empty()) return by_file;
  const std::vector<bool> runs = app::running_files(application);
  const std::set<std::string_view> written = app::written_names(application.code(), all);
  std::unordered_map<std::uint32_t, bool> with_settings;
  const auto has_own = [&](const FileModel& file) {
    const auto [at, is_new] = with_settings.try_emplace(file.file().id.value, false);
    if (is_new) at->second = has_settings(file);
    return at->second;
  };
  for (const EnvironmentRead& read : all) {
    const FileModel& file = *read.at.file;
    const std::uint32_t id = file.file().id.value;
    if (!is_application(file) || !runs[id] || !counts(read) || written.count(read.name) > 0 ||
        is_server_configuration(file.file().path) || is_command_line(file.file().path) ||
        has_own(file)) {
      continue;
    }
    by_file[id].push_back(&read);
  }
  return by_file;
}

void check(ApplicationCheck& check) {
  const ReadsByFile by_file = reads_to_report(check.application());
  if (by_file.empty() || has_own_reader(check.application())) return;
  const Needs needs(check.application());
  const std::size_t served = modules_with_settings(check.application());
  if (by_file.size() > 1 && by_file.size() > served) {
    return report_absence(by_file, served > 0, needs, check);
  }
  for (const auto& [id, reads] : by_file) report(reads, needs, check);
}

}  // namespace

extern constinit const Rule VAL003 = {
    .code = "VAL003",
    .name = "config-outside-settings",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://12factor.net/config", "https://fastapi.tiangolo.com/advanced/settings/",
                   "https://docs.pydantic.dev/latest/concepts/pydantic_settings/"},
    .risk =
        "Nothing checks these values when the application starts, and nobody knows all of them.",
    .advice =
        "Give each a typed field in the settings class, `class Settings(BaseSettings): "
        "database_url: "
        "PostgresDsn`, and take it from `get_settings()`.",
    .docs = R"md(
Configuration belongs into one class that Pydantic fills and validates when the application starts.

```python bad
import os

DATABASE_URL = os.environ["DATABASE_URL"]
```

```python good
import os

from pydantic import PostgresDsn
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: PostgresDsn
    debug: bool = os.getenv("DEBUG_MODE") == "1"


PORT = int(os.environ["PORT"])
```

One finding for a module, at its first read; the others are in the trace. Critical where the program fails without a
value, `os.environ["X"]`; review is requested for credentials without a default; a warning where all have defaults or are switches: `if key := os.getenv("KEY"):`, names of a list that
`all(os.getenv(name) for name in names)` asks for, values that are weighed later (`if key:`, `key or other`, `assert key`; a
constant also where it is imported, what is returned where the function is called) or used below an `if` only, variables that a settings class has as optional, modules that are imported only below an `if` that asks for what they read, or in a function below an `if` or `case`. Where the
repository has no settings class, or more modules read the environment than know one, one finding for all modules, in
the latter case a warning.

Left alone: modules that define a settings class or a source of one, modules that no application loads, `__main__` blocks
and modules, command line tools (`cli/`, `commands/`), repositories that fill a model from all variables by themselves,
configuration of gunicorn, what starlette's `Config`, decouple and environs read and convert, what stands in for an argument (`key or os.getenv("KEY")`), names that are not the same in
every run, names that say where the settings are (`APP_ENV_FILE`, `APP_PROFILE`), values that are refused, writes and names that the code itself writes for its children, and variables that the platform, a CI system or
the operating system sets (`PORT`, `HOME`, `CI_COMMIT_SHA`, `…_EMULATOR_HOST`, …).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
