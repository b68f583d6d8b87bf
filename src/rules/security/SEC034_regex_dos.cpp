#include "knowledge/regex_calls.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

// `len(text) > 100` in the same function
bool is_measured(const FileModel& file, const Name& text) {
  const FunctionDef* function = file.enclosing_function(text);
  if (function == nullptr) return false;
  for (const auto* test : file.tree().nodes_of<Compare>(*function)) {
    const auto* call = test->left->as<Call>();
    const auto* name =
        call != nullptr && call->args.size() == 1 ? call->args[0]->as<Name>() : nullptr;
    if (name != nullptr && name->name == text.name && file.resolve(*call->func) == "builtins.len") {
      return true;
    }
  }
  return false;
}

// Whether the parameter that `text` is says how long it may be.
bool is_bounded(const FileModel& file, const Expr& text) {
  const auto* name = text.as<Name>();
  if (name == nullptr) return text.is(Kind::Subscript);  // text[:100]
  const auto bindings = reaching_bindings(file, *name);
  for (const semantic::Binding* binding : bindings) {
    const auto* arg = as<Arg>(binding->node);
    if (arg == nullptr) continue;
    if (is_measured(file, *name)) return true;
    for (const Expr* part : {arg->annotation, arg->default_value}) {
      if (part != nullptr && file.text(*part).find("max_length") != std::string_view::npos)
        return true;
    }
  }
  return false;
}

constexpr std::string_view kTargets[] = {"re.match",
                                         "re.fullmatch",
                                         "re.search",
                                         "re.findall",
                                         "re.finditer",
                                         "re.split",
                                         "re.sub",
                                         "re.subn",
                                         "re.Pattern.match",
                                         "re.Pattern.fullmatch",
                                         "re.Pattern.search",
                                         "re.Pattern.findall",
                                         "re.Pattern.finditer",
                                         "re.Pattern.split",
                                         "re.Pattern.sub",
                                         "re.Pattern.subn"};

void check_call(ApplicationCheck& check, const semantic::CallSite& site, std::string_view target,
                const flow::Flow* flow) {
  const FileModel& file = *site.file;
  const Expr* text = knowledge::matched_text(file, *site.call, target);
  if (text == nullptr) return;
  const Origin origin = flow != nullptr ? Origin::Request : origin_of(file, *text);
  if (origin != Origin::Request && origin != Origin::Parameter) return;
  if (flow == nullptr && is_bounded(file, *text)) return;
  const auto piece = knowledge::slow_piece(file, *site.call, target);
  if (!piece) return;
  Draft draft = check.report(
      file, site.call->span(),
      "`{}` of the pattern takes exponential time on text that does not match", {*piece});
  draft.severity(origin == Origin::Request ? Severity::Critical : Severity::Warning)
      .confidence(origin == Origin::Request ? Confidence::High : Confidence::Medium);
  add_flow(check, draft, flow);
}

void check(ApplicationCheck& check) {
  const FlowsAt flows = flows_at_sinks(check, flow::Danger::Match);
  for (const std::string_view target : kTargets) {
    for (const semantic::CallSite& site : check.model().calls_of(target)) {
      const auto flow = flows.find(site.call);
      check_call(check, site, target, flow == flows.end() ? nullptr : flow->second);
    }
  }
}

}  // namespace

extern constinit const Rule SEC034 = {
    .code = "SEC034",
    .name = "regex-dos",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::None,
    .where = Where::Application,
    .references = {"CWE-1333", "OWASP API4:2023", "ASVS 1.3.12",
                   "https://docs.python.org/3/library/re.html#regular-expression-syntax"},
    .risk =
        "Thirty characters keep a worker busy for minutes, and `re` holds the interpreter lock "
        "meanwhile: one "
        "request stops the service.",
    .advice =
        "Repeat once, so that a text matches in one way only (`(\\w+\\s?)*` becomes `[\\w\\s]*`), "
        "bound the length with `Field(max_length=…)` from `pydantic`, or let Pydantic's `pattern=` "
        "match, which is linear.",
    .docs = R"md(
Python's `re` tries every way to match before it gives up. A repetition inside a repetition
(`(a+)+`) or of overlapping choices (`(.|\s)+`) has exponentially many, and all are tried if what
follows does not match.

```python bad
import re

from fastapi import FastAPI

app = FastAPI()
NAME = re.compile(r"^(\w+\s?)*$")


@app.get("/search")
def search(name: str) -> bool:
    return NAME.match(name) is not None
```

```python good
import re

from fastapi import FastAPI

app = FastAPI()
NAME = re.compile(r"^[\w\s]*$")


@app.get("/search")
def search(name: str) -> bool:
    return NAME.match(name) is not None
```

Only patterns that are constant and applied to what a request brings, also through other functions,
or to a parameter (a warning) count. Silent are patterns after which nothing can fail, text whose length the parameter
bounds (`max_length`) or a test (`len(text) > 100`), slices, and Pydantic's `pattern=`, which Rust's linear engine matches. Polynomial
time is not looked for.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
