#include <algorithm>

#include "app/endpoints/purpose.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/add_import.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

constexpr std::string_view kRunning[] = {"builtins.eval", "builtins.exec"};
constexpr std::string_view kLoading[] = {"builtins.compile", "builtins.__import__",
                                         "importlib.import_module"};

// eval(text) becomes ast.literal_eval(text), which reads literals and runs nothing.
void offer_literal_eval(const Call& call, const FileModel& file, Draft& draft) {
  if (call.args.size() != 1 || !call.keywords.empty() || !call.func->is(Kind::Name)) {
    return;
  }
  const auto import = semantic::place_for_import(file, "ast");
  if (!import) return;
  draft.edit(call.func->span(), "ast.literal_eval");
  if (import->is_needed) draft.edit({import->at, import->at}, import->text);
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

// A namespace, or code that was compiled before, shows that running code is what is wanted.
bool is_meant_to_run(const FileModel& file, const Call& call) {
  if (file.resolve(*call.func) == "builtins.exec") return true;
  if (call.args.size() + call.keywords.size() > 1) return true;
  const auto* name = call.args.front()->as<Name>();
  const auto bindings =
      name != nullptr ? reaching_bindings(file, *name) : std::vector<const semantic::Binding*>{};
  const auto* made = bindings.size() == 1 ? as<Call>(bindings[0]->value) : nullptr;
  return made != nullptr && file.resolve(*made->func) == "builtins.compile";
}

// Whether who may run code has to be allowed to: whom that is given to, is for a person to say.
bool asks_for_permission(const ApplicationCheck& check, const flow::Flow& flow) {
  const app::Route* route = flow.source->route;
  const app::Endpoint* endpoint =
      route != nullptr ? check.application().endpoints().of(*route) : nullptr;
  return endpoint != nullptr && endpoint->route != nullptr && endpoint->is_guarded() &&
         app::looks_at_permissions(*endpoint);
}

// What only administrators send, and what nobody outside is seen to send to code that is there to
// run code.
void judge(ApplicationCheck& check, const FileModel& file, const Call& call, bool is_request,
           const flow::Flow* flow, Draft& draft) {
  draft.confidence(is_request ? Confidence::High : Confidence::Medium);
  // Plug-ins are code on purpose; what eval() is given is mostly thought to be an expression.
  const bool is_plug_in = file.resolve(*call.func) != "builtins.eval";
  const bool is_administrators =
      flow != nullptr && is_plug_in && comes_from_administrators(check, *flow);
  if (is_administrators) {
    draft.risk(
        "Running code may be what administrators are there for; whoever takes over one of their "
        "accounts has the machine.");
  }
  if (flow != nullptr && is_plug_in && asks_for_permission(check, *flow)) {
    draft.confidence(Confidence::Medium);
  }
  const bool is_mild = is_administrators || (!is_request && is_meant_to_run(file, call));
  if (is_mild) draft.severity(Severity::Warning).confidence(Confidence::Medium);
}

// `eval(text, {"quantity": quantity})`: what is read is an expression over these names.
bool gives_names(const Call& call) {
  const auto* names = call.args.size() > 1 ? call.args[1]->as<Dict>() : nullptr;
  return names != nullptr && !names->keys.empty();
}

void report_run(ApplicationCheck& check, const FileModel& file, const Call& call, bool is_request,
                const flow::Flow* flow) {
  const std::string_view code = first_line(file.text(*call.args.front()));
  Draft draft =
      flow != nullptr
          ? check.report(file, call.span(), "{} becomes part of the code that `{}` runs{}",
                         {flow::describe(*flow), file.text(*call.func), sent_by(check, *flow)})
          : check.report(file, call.span(), "`{}` runs `{}`, which is not constant",
                         {file.text(*call.func), code});
  judge(check, file, call, is_request, flow, draft);
  add_flow(check, draft, flow);
  if (file.resolve(*call.func) != "builtins.eval") return;
  if (gives_names(call)) {
    draft.fix(
        "Compute it without `eval`: walk what `ast.parse(text, mode=\"eval\")` gives, let numbers, "
        "the names that are given and the operators that are meant through and nothing else, and "
        "limit the length of the text and what `**` may be given.");
    return;
  }
  draft.fix(
      "To read a literal write `ast.literal_eval(text)`; to read data, `json.loads(text)`; to "
      "choose between functions, look the name up in a dict; to compute, walk what `ast.parse` "
      "gives and let numbers, operators and the names that are given through.");
  offer_literal_eval(call, file, draft);
}

bool is_put_together(const Expr& name) { return name.is(Kind::JoinedStr) || name.is(Kind::BinOp); }

// `f"app.plugins.{name}"` stays in the package that its text names.
bool stays_in_package(const FileModel& file, const Expr& name) {
  const auto* joined = name.as<JoinedStr>();
  const auto* sum = name.as<BinOp>();
  const Expr* first = joined != nullptr && !joined->values.empty() ? joined->values[0]
                      : sum != nullptr                             ? sum->left
                                                                   : nullptr;
  const auto text = first != nullptr ? file.constant_string(*first) : std::nullopt;
  return text && text->find('.') != text->npos;
}

void report_load(ApplicationCheck& check, const FileModel& file, const Call& call,
                 const flow::Flow* flow) {
  Draft draft =
      check.report(file, call.span(), "`{}` loads code named by `{}`, which is not constant",
                   {file.text(*call.func), first_line(file.text(*call.args.front()))});
  judge(check, file, call, true, flow, draft);
  add_flow(check, draft, flow);
  if (is_put_together(*call.args.front())) draft.confidence(Confidence::Medium);
  if (stays_in_package(file, *call.args.front())) {
    draft.severity(Severity::Warning)
        .risk(
            "Any module of that package can be loaded, and what it does when it is imported is "
            "done; nothing outside of it.");
  }
  draft.fix("Look the name up in a mapping of the modules that are meant: `PLUGINS[name]`.");
}

// What the call is given; null if it cannot be told or is constant.
const Expr* code_of(const semantic::CallSite& site) {
  const Expr* code = site.call->args.empty() ? nullptr : site.call->args.front();
  const bool is_open = code != nullptr && !code->is(Kind::Starred) && !site.file->constant(*code);
  return is_open ? code : nullptr;
}

// `compile(text, "<text>", "exec")` as a statement: whether the text can be read.
bool is_syntax_check(const semantic::CallSite& site) {
  return site.file->parent(*site.call)->is(Kind::ExprStmt);
}

// `loop.run_in_executor(None, exec, text)`: the call that runs it is not eval's own.
bool is_run_by_other(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  const std::string_view target =
      call != nullptr ? flow.file->resolve(*call->func) : std::string_view{};
  return std::find(std::begin(kRunning), std::end(kRunning), target) == std::end(kRunning) &&
         std::find(std::begin(kLoading), std::end(kLoading), target) == std::end(kLoading);
}

void check(ApplicationCheck& check) {
  const FlowsAt flows = flows_at_sinks(check, flow::Danger::Code);
  const auto flow_to = [&](const semantic::CallSite& site) {
    const auto at = flows.find(site.call);
    return at == flows.end() ? nullptr : at->second;
  };
  for (const semantic::CallSite& site : check.model().calls_of_any(kRunning)) {
    const Expr* code = code_of(site);
    const Origin origin = code != nullptr ? origin_of(*site.file, *code) : Origin::Constant;
    const flow::Flow* flow = flow_to(site);
    if (flow == nullptr && origin == Origin::Constant) continue;
    report_run(check, *site.file, *site.call, flow != nullptr || origin == Origin::Request, flow);
  }
  for (const semantic::CallSite& site : check.model().calls_of_any(kLoading)) {
    if (is_syntax_check(site) && site.file->resolve(*site.call->func) == "builtins.compile") {
      continue;
    }
    const Expr* code = code_of(site);
    const flow::Flow* flow = flow_to(site);
    const bool is_request = code != nullptr && origin_of(*site.file, *code) == Origin::Request;
    if (is_request || flow != nullptr) report_load(check, *site.file, *site.call, flow);
  }
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Code)) {
    if (is_run_by_other(*flow)) report_flow(check, *flow, "{} is code that `{}` runs");
  }
}

}  // namespace

extern constinit const Rule SEC026 = {
    .code = "SEC026",
    .name = "dynamic-code-execution",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-95", "OWASP API8:2023", "ASVS 1.3.2",
                   "https://docs.python.org/3/library/ast.html#ast.literal_eval"},
    .risk =
        "Whoever controls the text runs any code with the rights of the service: its secrets, its "
        "database, "
        "its machine.",
    .advice = "Replace the text by data: `json.loads(text)`, or a dict from names to functions.",
    .docs = R"md(
`eval()` and `exec()` run whatever text they are given; `compile()`, `__import__()` and
`importlib.import_module()` load it. An empty `__builtins__` does not confine them.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/calculate")
def calculate(expression: str) -> float:
    return eval(expression)
```

```python good
import ast

from fastapi import FastAPI

app = FastAPI()
OPERATIONS = {"sum": sum, "max": max}


@app.get("/calculate")
def calculate(operation: str, numbers: str) -> float:
    return OPERATIONS[operation](ast.literal_eval(numbers))
```

What a request brings is certain, and a warning where only administrators send it to `exec()` or as a
module's name; for review where a permission is asked for, a warning where the name begins with a package. `eval()` of other
text that is not constant is for review; `exec()`, and `eval()` with a namespace or of compiled
code, are warnings then, since somebody means to run code there. `compile()` and imports by name are reported only where a request decides: plug-in
loaders take names from configuration. Methods that happen to be called `eval` are not meant.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
