#include <algorithm>
#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "semantic/rust_regex.h"

namespace fastidious::rules {
namespace {

// Whether the model around the call compiles patterns with Python's `re`, or may do so.
bool may_use_python_engine(const Call& call, const semantic::FileModel& file) {
  const ClassDef* model = file.enclosing_class(call);
  if (model == nullptr) return false;
  const auto engine = semantic::config_setting(file, *model, "regex_engine");
  if (!engine.value) return engine.is_unknown || !file.has_known_bases(*model);
  return engine.value.file->constant_string(*engine.value.expr) != "rust-regex";
}

// The files that import the module, by others too, and it itself.
std::vector<findings::FileId> importers_of(const semantic::Model& model, findings::FileId file) {
  std::vector<findings::FileId> all = {file};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const project::ImportEdge& edge : model.imports().edges()) {
      const bool is_new = std::none_of(all.begin(), all.end(), [&edge](findings::FileId one) {
        return one.value == edge.from.value;
      });
      const bool counts = model.file(edge.from).file().role == project::Role::Application;
      if (edge.to.valid() && edge.to.value == all[i].value && is_new && counts) {
        all.push_back(edge.from);
      }
    }
  }
  return all;
}

// Whether all that comes to it begins with the router of a module that no other one imports.
bool is_behind_routers_that_nothing_loads(const semantic::Model& model, findings::FileId file) {
  const auto has_importer = [&model](findings::FileId one) {
    const auto edges = model.imports().edges();
    return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
      return edge.to.valid() && edge.to.value == one.value && edge.from.value != one.value;
    });
  };
  const auto has_router = [&model](findings::FileId one) {
    const auto calls = model.calls_of("fastapi.APIRouter");
    return std::any_of(calls.begin(), calls.end(), [&](const semantic::CallSite& site) {
      return site.file->file().id.value == one.value;
    });
  };
  bool found = false;
  for (const findings::FileId one : importers_of(model, file)) {
    if (has_importer(one)) continue;
    if (!has_router(one)) return false;
    found = true;
  }
  return found;
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* pattern = semantic::argument(file, call, -1, "pattern");
  const auto text = pattern != nullptr ? file.constant_string(*pattern) : std::nullopt;
  if (!text) return;
  const std::string_view construct = semantic::unsupported_in_rust(*text);
  if (construct.empty() || may_use_python_engine(call, file) ||
      semantic::uses_pydantic_2(file) == project::Answer::No) {
    return;
  }
  Draft draft = check.report(
      *pattern, "The pattern uses a {}, which Pydantic's default regex engine does not have",
      {construct});
  if (is_behind_routers_that_nothing_loads(file.project(), file.file().id)) {
    draft.severity(Severity::Warning)
        .risk(
            "Building the model raises SchemaError. So far no application imports the module: the "
            "first that includes its router does not start.");
  }
}

}  // namespace

extern constinit const Rule VAL022 = {
    .code = "VAL022",
    .name = "pattern-unsupported-by-rust-regex",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .references =
        {"https://docs.pydantic.dev/latest/api/config/#pydantic.config.ConfigDict.regex_engine",
         "https://docs.rs/regex/latest/regex/#syntax"},
    .risk =
        "Building the model raises SchemaError: the module cannot be imported, and what imports it "
        "does not start.",
    .advice =
        "Write the pattern without that construct; what it asked for is checked in a "
        "`field_validator`.",
    .docs = R"md(
Pydantic 2 compiles `pattern` with Rust's `regex`: linear time, but no look-around and no
back-references. A pattern that needs them fails when the class is built.

```python bad
from pydantic import BaseModel, Field


class User(BaseModel):
    password: str = Field(pattern=r"^(?=.*\d)(?=.*[a-z]).{12,}$")
```

```python good
from pydantic import BaseModel, ConfigDict, Field


class User(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")

    password: str = Field(pattern=r"^(?=.*\d)(?=.*[a-z]).{12,}$")
```

Also reported: atomic and conditional groups, comment groups, `\Z`, `\N{…}`. Not reported: models
with `regex_engine="python-re"` (their own, inherited, or set in a way that is not understood),
compiled patterns, and projects that run with Pydantic 1. A warning where only modules of routers that no other module
imports lead to it.
)md",
    .calls = {"pydantic.Field", "sqlmodel.Field", "pydantic.constr", "pydantic.StringConstraints",
              "fastapi.Query", "fastapi.Path", "fastapi.Header", "fastapi.Cookie", "fastapi.Body",
              "fastapi.Form"},
    .on_call = check,
};

}  // namespace fastidious::rules
