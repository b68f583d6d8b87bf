#include <algorithm>
#include <vector>

#include "deploy/test_suite.h"
#include "deploy/type_checkers.h"
#include "rules/delivery_check.h"
#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using deploy::TypeCheckerSettings;

// `strict` is for all modules: mypy knows it in no section of some.
constexpr std::string_view kBeginWithMypy =
    "Modules that do not pass yet are named for a while in a `[[tool.mypy.overrides]]`, "
    "`module = [\"…\"]` with `ignore_errors = true`, and taken out of it one by one.";
constexpr std::string_view kBeginWithMypyIni =
    "Modules that do not pass yet get a section `[mypy-…]` with `ignore_errors = true` for a "
    "while, which they lose one by one.";

// What a checker that is there and asks for nothing leaves unseen.
void say_what_is_left(Draft& draft, std::string_view tool, bool looks_inside) {
  if (tool == "pyright") {
    draft.risk(
        "A parameter without annotation is anything to it: what is done with one is not checked.");
  } else if (!tool.empty() && looks_inside) {
    draft.risk(
        "What functions without annotations take and give back is anything to those that call "
        "them.");
  } else if (!tool.empty()) {
    draft.risk(
        "Functions without annotations are not looked at, and what they give back is anything to "
        "those that are.");
  }
}

void report_none(DeliveryCheck& check) {
  const project::TextFile* project = project_of(check.delivery());
  const std::string_view tool = deploy::type_checker_run_by(check.delivery().manifests());
  if (tool == "basedpyright" || tool == "pyrefly") return;
  const bool looks_inside = deploy::checks_untyped_functions(check.delivery().manifests());
  const std::string_view message =
      tool.empty()   ? "No type checker is configured"
      : looks_inside ? "{} runs, and lets functions without annotations pass"
                     : "{} runs with its defaults, which let functions without annotations pass";
  Draft draft = project == nullptr ? check.report_missing(message, {tool})
                                   : check.report(*project, Span{0, 0}, message, {tool});
  say_what_is_left(draft, tool, looks_inside);
  const std::string where = project == nullptr ? "a pyproject.toml" : "`" + project->path + "`";
  if (!deploy::is_mypy_apart(check.delivery().manifests())) {
    draft.fix(
        "Write `[tool.mypy]` with `strict = true` and `plugins = [\"pydantic.mypy\"]` in {}, or "
        "Pyright with `typeCheckingMode = \"strict\"`. {}",
        {where, kBeginWithMypy});
  } else {
    draft.fix(
        "Write `[tool.mypy]` with `strict = true` and `plugins = [\"pydantic.mypy\"]` in {}, and "
        "`pydantic`, with the other libraries that the code imports, each in the version that the "
        "project installs, under the hook's `additional_dependencies`: its own environment has to "
        "load the plugin, and takes for "
        "`Any` "
        "what it has not got. {}",
        {where, kBeginWithMypy});
  }
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const deploy::Manifests& manifests = delivery.manifests();
  if (!delivery.has_application() || !delivery.is_developed()) return;
  if (!delivery.files().ending_with("pyrightconfig.json").empty() ||
      !delivery.files().ending_with("ty.toml").empty() ||
      !delivery.files().ending_with("pyrefly.toml").empty() ||
      deploy::runs_strict_mypy(manifests)) {
    return;
  }
  const std::vector<TypeCheckerSettings> all = deploy::type_checkers_of(manifests);
  if (all.empty()) return report_none(check);
  const bool strict = std::any_of(all.begin(), all.end(),
                                  [](const TypeCheckerSettings& one) { return one.is_strict; });
  if (strict) return;
  const TypeCheckerSettings& first = all.front();
  Draft draft =
      check.report(*first.file, first.section,
                   "{} is configured, and lets functions without annotations pass", {first.tool});
  if (first.tool == "mypy") {
    draft.fix("Set `strict = true` there. {}",
              {first.file->path.ends_with(".toml") ? kBeginWithMypy : kBeginWithMypyIni});
  } else {
    draft.fix(
        "Set `typeCheckingMode = \"strict\"` there. Files that do not pass yet begin with "
        "`# pyright: basic`.");
  }
  say_what_is_left(draft, first.tool,
                   first.looks_inside || deploy::checks_untyped_functions(manifests));
}

}  // namespace

extern constinit const Rule TYP008 = {
    .code = "TYP008",
    .name = "strict-typing-not-configured",
    .family = Family::Typing,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://mypy.readthedocs.io/en/stable/config_file.html#confval-strict",
                   "https://github.com/microsoft/pyright/blob/main/docs/configuration.md",
                   "PEP 484"},
    .risk =
        "Annotations that no tool compares with the code say what somebody once believed; "
        "functions "
        "without any are not looked at.",
    .advice =
        "Write `[tool.mypy]` with `strict = true` and `plugins = [\"pydantic.mypy\"]` in "
        "pyproject.toml, or Pyright with `typeCheckingMode = \"strict\"`. Modules that do not pass "
        "yet are named in a `[[tool.mypy.overrides]]` with `ignore_errors = true`, and taken out "
        "of it one by one.",
    .docs = R"md(
Applications without a configuration of a type checker, or with one that lets functions without annotations pass. mypy is
strict by `strict` or `disallow_untyped_defs`, also where it is for some modules only, and by `--strict` in a script, hook or
workflow; Pyright by `typeCheckingMode = "strict"` or a list `strict`; basedpyright, ty and Pyrefly are as they come.

```python bad
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.mypy]
ignore_missing_imports = true
```

```python good
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.mypy]
strict = true
```

Silent where a `pyrightconfig.json`, `ty.toml` or `pyrefly.toml` exists, which is not read. Whether a pipeline runs the
checker is CIC002's question.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
