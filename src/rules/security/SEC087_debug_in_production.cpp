#include <algorithm>

#include "rules/application_check.h"
#include "rules/last_resort.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/expressions.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

bool speaks_of_development(std::string_view text) {
  constexpr std::string_view kWords[] = {"dev", "debug", "local", "reload"};
  return std::any_of(std::begin(kWords), std::end(kWords), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// A function that is named for development: `def dev():`, `run_local`, `@cli.command("develop")`.
bool is_for_development(const Node& node, const semantic::FileModel& file) {
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr) return false;
  return speaks_of_development(file.text(function->name)) ||
         std::any_of(function->decorator_list.begin(), function->decorator_list.end(),
                     [&file](const Expr* decorator) {
                       return speaks_of_development(file.text(*decorator));
                     });
}

// `host="localhost"`: nobody else reaches it.
bool listens_to_itself(const Call& call, const semantic::FileModel& file) {
  const Expr* host = semantic::argument(file, call, -1, "host");
  const auto name = host != nullptr ? file.constant_string(*host) : std::nullopt;
  return name && (*name == "localhost" || *name == "127.0.0.1" || *name == "::1");
}

// `if __name__ == "__main__": main()` is what calls it; a console script may, too.
bool is_called_from_main_block(const semantic::FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    return call != nullptr && file.text(*call->func) == file.text(function.name) &&
           file.in_main_block(*call);
  });
}

// What `uvicorn.run(…, reload=True)` costs, and how sure it is that production calls it.
void say_of_reload(const semantic::FileModel& file, const Call& call, Draft& draft) {
  // Called from a console script or from the start command: the text does not tell which.
  const FunctionDef* function = file.enclosing_function(call);
  if (function != nullptr) draft.confidence(Confidence::Medium);
  if (function != nullptr && is_called_from_main_block(file, *function)) {
    draft.severity(Severity::Warning).confidence(Confidence::Low);
  }
  draft.risk(
      "The server watches the source tree and restarts whenever a file changes; it runs one "
      "worker only.");
  draft.fix("Leave `reload` out, or take it from a setting that is off by default.");
}

// The handler of `Exception` of the application so made; null if it has none.
const app::ExceptionHandler* unreached_handler(const app::Application& application,
                                               const Call& call) {
  for (const app::Surroundings& around : application.surroundings()) {
    if (around.app == nullptr || around.app->construction.expr != &call) continue;
    const auto& all = around.exceptions;
    const auto last = std::find_if(all.begin(), all.end(), is_last_resort);
    return last != all.end() ? &*last : nullptr;
  }
  return nullptr;
}

void say_of_handler(const app::Application& application, const Call& call, Draft& draft) {
  const app::ExceptionHandler* handler = unreached_handler(application, call);
  if (handler == nullptr) return;
  const app::Definition& function = handler->handler.definition;
  const auto& definition = *function.node->as<FunctionDef>();
  draft.risk(
      "Unhandled errors answer with the traceback: source lines and paths go to the client. "
      "`{}`, which is to answer them, is never called.",
      {function.file->text(definition.name)});
  draft.step(*function.file, definition.name_span, "Never called while debug is on");
}

void check_call(const semantic::CallSite& site, bool serves, ApplicationCheck& check) {
  const semantic::FileModel& file = *site.file;
  const Call& call = *site.call;
  const std::string_view keyword = serves ? "reload" : "debug";
  const Expr* value = semantic::argument(file, call, -1, keyword);
  if (!semantic::is_true(file, value)) return;
  if (file.in_main_block(call) || is_for_development(call, file)) return;
  if (serves && listens_to_itself(call, file)) return;
  auto draft = check.report(file, value->span(), "`{}` runs with `{}=True`",
                            {file.text(*call.func), keyword});
  if (serves) {
    say_of_reload(file, call, draft);
  } else {
    say_of_handler(check.application(), call, draft);
  }
  if (semantic::is_conditional(file, call)) draft.confidence(Confidence::Medium);
}

void check(ApplicationCheck& check) {
  for (const std::string_view target :
       {"fastapi.FastAPI", "starlette.applications.Starlette", "uvicorn.run"}) {
    for (const semantic::CallSite& site : check.model().calls_of(target)) {
      if (!concerns(Where::Application, site.file->file().role)) continue;
      check_call(site, target == "uvicorn.run", check);
    }
  }
}

}  // namespace

extern constinit const Rule SEC087 = {
    .code = "SEC087",
    .name = "debug-in-production",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-489", "CWE-209", "ASVS 13.4.2",
                   "https://fastapi.tiangolo.com/reference/fastapi/#fastapi.FastAPI"},
    .risk = "Unhandled errors answer with the traceback: source lines and paths go to the client.",
    .advice = "Write `FastAPI(debug=settings.debug)` with `debug: bool = False` in the settings.",
    .docs = R"md(
`debug=True` shows tracebacks to whoever causes an error; `reload=True` is for a developer's
machine.

```python bad
from fastapi import FastAPI

app = FastAPI(debug=True)
```

```python good
from fastapi import FastAPI

from app.config import settings

app = FastAPI(debug=settings.debug)
```

Not reported: flags that a setting decides, `uvicorn.run(…, reload=True)` under `if __name__ ==
"__main__":` and in functions named for development (`def dev():`). In another function, and under
an `if`, the finding asks for review. Start commands (Procfile, Dockerfile, scripts) are not read
by this rule.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
