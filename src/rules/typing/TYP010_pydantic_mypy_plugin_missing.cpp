#include <algorithm>
#include <string>

#include "deploy/type_checkers.h"
#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/settings_calls.h"
#include "text/counted.h"

namespace fastidious::rules {
namespace {

using deploy::TypeCheckerSettings;

// In the folder of the configuration.
bool has_models(const semantic::Model& model, std::string_view configuration) {
  const std::string_view folder = configuration.substr(0, configuration.rfind('/') + 1);
  const auto& files = model.files();
  return std::any_of(files.begin(), files.end(), [&](const semantic::FileModel& file) {
    const auto classes = file.tree().nodes_of<ClassDef>();
    return file.file().role == repo::Role::Application && file.file().path.starts_with(folder) &&
           std::any_of(classes.begin(), classes.end(),
                       [&](const ClassDef* one) { return file.is_pydantic_model(*one); });
  });
}

// `settings = Settings()  # type: ignore`: without the plugin mypy misses the arguments, which come
// from the environment; with it nothing is wrong there, and strict modes refuse idle ignores.
struct NeedlessIgnores {
  std::vector<std::string> places;
  bool has_named = false;  // an error: TYP007 does not speak of these
};

NeedlessIgnores needless_ignores(const semantic::Model& model, std::string_view configuration) {
  const std::string_view folder = configuration.substr(0, configuration.rfind('/') + 1);
  NeedlessIgnores found;
  for (const semantic::FileModel& file : model.files()) {
    if (!file.file().path.starts_with(folder)) continue;
    for (const Span& comment : file.tree().comments()) {
      const std::string_view text = file.file().slice(comment);
      if (text.find("type: ignore") == std::string_view::npos) continue;
      if (!semantic::makes_settings_on_line(file, comment.begin)) continue;
      found.has_named |= text.find("type: ignore[") != std::string_view::npos;
      found.places.push_back("`" + path_and_line(file.file(), comment.begin) + "`");
    }
  }
  return found;
}

// "; remove `# type: ignore` at `app/config.py:91` …", of many the first.
std::string then_remove(const NeedlessIgnores& ignores) {
  const auto& places = ignores.places;
  if (places.empty()) return {};
  const std::string more =
      places.size() > 1 ? " and " + counted(places.size() - 1, "more place") : std::string();
  const std::string which = "`# type: ignore` at " + places.front() + more;
  return ignores.has_named ? "; then remove " + which + ", which the plugin makes needless"
                           : "; then see to " + which + " (TYP007)";
}

// ty has no plugins, and of what the comment hid it may still speak.
std::string and_for_ty(const deploy::Manifests& manifests, bool removes) {
  const auto all = deploy::type_checkers_of(manifests);
  const bool has_ty = std::any_of(all.begin(), all.end(),
                                  [](const TypeCheckerSettings& one) { return one.tool == "ty"; });
  return removes && has_ty ? " for mypy, and write `# ty: ignore[…]` there where ty asks for one"
                           : "";
}

// `plugins = ["a"]` becomes `plugins = ["pydantic.mypy", "a"]`, of an INI file `pydantic.mypy, a`.
void add_plugin(const TypeCheckerSettings& mypy, Draft& draft) {
  const bool toml = mypy.file->path.ends_with(".toml");
  const std::string_view value = mypy.file->slice(mypy.plugins);
  const Offset begin = mypy.plugins.begin;
  if (value.empty()) {
    const Span behind{mypy.section.end, mypy.section.end};
    draft.edit(behind, toml ? "\nplugins = [\"pydantic.mypy\"]" : "\nplugins = pydantic.mypy");
  } else if (!toml) {
    draft.edit({begin, begin}, "pydantic.mypy, ");
  } else if (value.starts_with('[')) {
    const bool has_others = value.find_first_of("\"'") != value.npos;
    draft.edit({begin + 1, begin + 1}, has_others ? "\"pydantic.mypy\", " : "\"pydantic.mypy\"");
  } else if (value.size() > 1 && (value[0] == '"' || value[0] == '\'')) {
    draft.edit({begin + 1, begin + 1}, "pydantic.mypy, ");
  }
}

// What to write, in the form of this file.
void say_how(const TypeCheckerSettings& mypy, const DeliveryCheck& check, Draft& draft) {
  const std::string header(mypy.file->slice(mypy.section));
  const std::string hook = deploy::is_mypy_apart(check.delivery().manifests())
                               ? ", and `pydantic` to the hook's `additional_dependencies`, whose "
                                 "own environment has to load the plugin"
                               : "";
  const auto ignores = needless_ignores(check.model(), mypy.file->path);
  const std::string root = deploy::mypy_from_root(check.delivery().manifests(), mypy.file->path);
  const std::string of_root =
      root.empty() ? ""
                   : ", and `--config-file " + mypy.file->path + "` to the command at `" + root +
                         "`, which starts in the root and does not read that file otherwise";
  const std::string rest = hook + of_root + then_remove(ignores) +
                           and_for_ty(check.delivery().manifests(), ignores.has_named);
  if (!mypy.file->slice(mypy.plugins).empty()) {
    draft.fix("Add `pydantic.mypy` to `plugins` below `{}`{}.", {header, rest});
  } else {
    const bool toml = mypy.file->path.ends_with(".toml");
    draft.fix("Add `plugins = {}` to `{}`{}.",
              {toml ? "[\"pydantic.mypy\"]" : "pydantic.mypy", header, rest});
  }
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  for (const TypeCheckerSettings& one : deploy::type_checkers_of(check.delivery().manifests())) {
    if (one.tool != "mypy" || one.has_pydantic_plugin || one.skips_imports) continue;
    if (!has_models(check.model(), one.file->path)) continue;
    Draft draft = check.report(*one.file, one.section, "mypy runs without Pydantic's plugin here");
    say_how(one, check, draft);
    add_plugin(one, draft);
  }
}

}  // namespace

extern constinit const Rule TYP010 = {
    .code = "TYP010",
    .name = "pydantic-mypy-plugin-missing",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::Everywhere,
    .references = {"https://docs.pydantic.dev/latest/integrations/mypy/"},
    .risk =
        "mypy takes a model for a dataclass: it asks for settings that come from the environment, "
        "refuses the names of fields that have aliases, and lets fields without a type pass.",
    .advice = "Add `plugins = [\"pydantic.mypy\"]` to `[tool.mypy]`.",
    .docs = R"md(
A configuration of mypy without the plugin that comes with Pydantic, in an application with Pydantic models.

```python bad
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
# --- pyproject.toml
[tool.mypy]
strict = true
```

```python good
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
# --- pyproject.toml
[tool.mypy]
strict = true
plugins = ["pydantic.mypy"]
```

Pyright, ty and Pyrefly need no plugin. Of several files of a folder the one counts that mypy reads (`mypy.ini` before `pyproject.toml`), and with
`follow_imports = "skip"` it knows no library at all.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
