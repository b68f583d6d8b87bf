#include "rules/rule.h"
#include "semantic/add_import.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

bool runs_code(std::string_view target) {
  return target == "builtins.eval" || target == "builtins.exec";
}

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

void report(const Call& call, const Expr& code, Origin origin, Check& check) {
  const bool is_request = origin == Origin::Request;
  const bool runs = runs_code(check.target());
  Draft draft =
      check.report(call, "`{}` {} `{}`, which is not constant",
                   {check.file().text(*call.func), runs ? "runs" : "loads code named by",
                    check.file().text(code).substr(0, check.file().text(code).find('\n'))});
  draft.confidence(is_request ? Confidence::High : Confidence::Medium);
  if (check.target() == "builtins.eval") {
    draft.fix(
        "To read a literal write `ast.literal_eval(text)`; to read data, `json.loads(text)`; to "
        "choose "
        "between functions, look the name up in a dict.");
    offer_literal_eval(call, check.file(), draft);
  } else if (!runs) {
    draft.fix("Look the name up in a mapping of the modules that are meant: `PLUGINS[name]`.");
  }
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* code = call.args.empty() ? nullptr : call.args.front();
  if (code == nullptr || code->is(Kind::Starred) || file.constant(*code)) {
    return;
  }
  const Origin origin = origin_of(file, *code);
  const bool is_reported =
      origin == Origin::Request || (runs_code(check.target()) && origin != Origin::Constant);
  if (is_reported) report(call, *code, origin, check);
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

What a request brings is certain. `eval()` and `exec()` of other values that are not constant are
for review. `compile()` and imports by name are reported only where a request decides: plug-in
loaders take names from configuration. Methods that happen to be called `eval` are not meant.
)md",
    .calls = {"builtins.eval", "builtins.exec", "builtins.compile", "builtins.__import__",
              "importlib.import_module"},
    .on_call = check,
};

}  // namespace fastidious::rules
