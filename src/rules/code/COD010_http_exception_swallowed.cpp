#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/effects/raised_errors.h"
#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::CaughtError;
using semantic::FileModel;

// What the clause makes of the error instead.
enum class Turns : std::uint8_t { IntoError, IntoResult, IntoNothing };

Turns turns_into(const FileModel& file, const ExceptHandler& handler) {
  Turns result = Turns::IntoNothing;
  for (const Stmt* statement : handler.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      if (node.is(Kind::Raise)) result = Turns::IntoError;
      if (node.is(Kind::Return) && result == Turns::IntoNothing) result = Turns::IntoResult;
      return result == Turns::IntoError;
    });
  }
  return result;
}

// The status that a `raise HTTPException(500)` or `return JSONResponse(…, status_code=500)` of the
// clause answers with; 0 if it cannot be told.
int status_instead(const FileModel& file, const ExceptHandler& handler) {
  int status = 0;
  for (const Stmt* statement : handler.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* raise = node.as<Raise>();
      const auto* result = node.as<Return>();
      const auto* answer = result != nullptr ? as<Call>(result->value) : nullptr;
      if (raise != nullptr && raise->exc != nullptr) {
        status = app::error_made({&file, raise->exc}).status.value;
      } else if (answer != nullptr) {
        const Expr* given = semantic::argument(file, *answer, 1, "status_code");
        if (given != nullptr) status = app::number_of(app::evaluate(file, given));
      }
      return status != 0;
    });
  }
  return status;
}

bool makes_text(std::string_view target) {
  return target == "builtins.str" || target == "builtins.repr" || target == "builtins.print" ||
         target == "builtins.format" || target.starts_with("traceback.");
}

// Whether the exception itself is given to a function, which may well tell HTTP errors apart.
bool is_handed_on(const FileModel& file, const Name& name) {
  const Node* parent = file.parent(name);
  if (parent->is(Kind::Keyword)) parent = file.parent(*parent);
  const auto* call = as<Call>(parent);
  if (call == nullptr) return parent->is(Kind::Attribute) || parent->is(Kind::Compare);
  return !makes_text(file.resolve(*call->func)) &&
         knowledge::apparent_level(file, *call) == knowledge::LogLevel::Given;
}

// `error.status_code`, `getattr(error, …)`, `to_response(error)`: what happens depends on the
// error.
bool looks_at_error(const FileModel& file, const ExceptHandler& handler) {
  return std::any_of(handler.body.begin(), handler.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* name = node.as<Name>();
      return name != nullptr && semantic::is_caught_exception(handler, *name) &&
             is_handed_on(file, *name);
    });
  });
}

// An `except` clause and the HTTP errors that end there.
struct Swallowed {
  const FileModel* file = nullptr;
  const ExceptHandler* handler = nullptr;
  app::Definition function;
  std::vector<const CaughtError*> errors;
};

std::vector<Swallowed> swallowed_in(const FileModel& file, const FunctionDef& function,
                                    const app::RaisedErrors& errors) {
  std::vector<Swallowed> all;
  for (const CaughtError& one : errors.of({&file, &function}).caught) {
    if (one.file != &file || !function.encloses(*one.handler)) continue;
    if (!semantic::catches_everything(file, *one.handler)) continue;
    const auto same = [&](const Swallowed& known) { return known.handler == one.handler; };
    auto at = std::find_if(all.begin(), all.end(), same);
    if (at == all.end()) at = all.insert(at, {&file, one.handler, {&file, &function}, {}});
    at->errors.push_back(&one);
  }
  return all;
}

// `except HTTPException:` and `raise` in front of the clause, named as the file can name it.
void offer(Draft& draft, const Swallowed& swallowed) {
  const FileModel& file = *swallowed.file;
  const std::string_view source = file.file().text.view();
  std::size_t line = source.rfind('\n', swallowed.handler->begin);
  line = line == std::string_view::npos ? 0 : line + 1;
  const std::string indent(source.substr(line, swallowed.handler->begin - line));
  const bool is_blank = indent.find_first_not_of(" \t") == std::string::npos;
  std::string name;
  for (const semantic::Symbol& symbol : file.scopes().symbols()) {
    const bool is_bound_here = file.text(symbol.name) == "HTTPException" &&
                               symbol.scope.value == 0 && (symbol.flags & semantic::kImported) != 0;
    if (is_bound_here) name = "HTTPException";
  }
  const bool is_one_line =
      source.substr(line, swallowed.handler->end - line).find('\n') == std::string_view::npos;
  if (!is_blank || name.empty() || is_one_line) {
    draft.fix_class(FixClass::None);
    return;
  }
  const auto at = static_cast<Offset>(line);
  draft.edit({at, at}, indent + "except " + name + ":\n" + indent + "    raise\n");
}

constexpr std::uint32_t kSureCalls = 4;  // longer ways may never be gone

std::uint32_t calls_before(const Swallowed& swallowed) {
  std::uint32_t least = UINT32_MAX;
  for (const CaughtError* one : swallowed.errors) least = std::min(least, one->error.calls);
  return least;
}

// Without those that get the status they had: 500 of a 500 loses nothing but the detail.
void leave_out_unchanged(Swallowed& swallowed, int instead) {
  std::erase_if(swallowed.errors, [instead](const CaughtError* one) {
    return instead != 0 && one->error.status.value == instead;
  });
}

// 400 of a 403: still the client's mistake, and still told so.
bool stays_in_class(const Swallowed& swallowed, int instead) {
  return instead != 0 && std::all_of(swallowed.errors.begin(), swallowed.errors.end(),
                                     [instead](const CaughtError* one) {
                                       return one->error.status.value / 100 == instead / 100;
                                     });
}

void trace(Draft& draft, const Swallowed& swallowed, const app::RaisedErrors& errors) {
  const CaughtError& first = *swallowed.errors.front();
  for (const app::ErrorStep& step : errors.trace(swallowed.function, first.error)) {
    draft.step(*step.file, step.node->span(), step.node->is(Kind::Raise) ? "raised here" : "calls");
  }
}

std::string statuses_of(const Swallowed& swallowed) {
  std::vector<int> statuses;
  for (const CaughtError* one : swallowed.errors) {
    if (one->error.status.value != 0) statuses.push_back(one->error.status.value);
  }
  std::sort(statuses.begin(), statuses.end());
  statuses.erase(std::unique(statuses.begin(), statuses.end()), statuses.end());
  std::string text;
  for (const int status : statuses) text += (text.empty() ? "" : ", ") + std::to_string(status);
  return text.empty() ? "HTTP error" : text;
}

// An endpoint, but for WebSockets: they have no status to lose.
bool answers_requests(const FileModel& file, const FunctionDef& function) {
  const Call* route = file.route_decorator(function);
  const auto* method = route != nullptr ? route->func->as<Attribute>() : nullptr;
  return method != nullptr && !file.text(method->attr).starts_with("websocket");
}

// Whether the endpoint does something else after the `try`: it could do without what it tried.
bool is_followed(const Swallowed& swallowed) {
  const Node* attempt = swallowed.file->parent(*swallowed.handler);
  return attempt == nullptr || attempt->last != swallowed.function.node->last;
}

// A comment in the clause that names HTTPException: whoever wrote it knew.
bool says_so(const FileModel& file, const ExceptHandler& handler) {
  const auto comments = file.tree().comments();
  return std::any_of(comments.begin(), comments.end(), [&](const Span& comment) {
    const bool inside = handler.begin <= comment.begin && comment.end <= handler.end;
    return inside && has_word(file.file().slice(comment), "HTTPException");
  });
}

// Helpers may go on without what they tried, or raise an error of the domain in its place.
bool may_be_meant(const Swallowed& swallowed, Turns turns, int instead) {
  const FileModel& file = *swallowed.file;
  const ExceptHandler& handler = *swallowed.handler;
  if (looks_at_error(file, handler) || says_so(file, handler)) return true;
  const bool is_endpoint = answers_requests(file, *swallowed.function.node->as<FunctionDef>());
  if (!is_endpoint) return turns != Turns::IntoError || instead == 0;
  return turns == Turns::IntoNothing && is_followed(swallowed);
}

void report(Swallowed& swallowed, const app::RaisedErrors& errors, ApplicationCheck& check) {
  const FileModel& file = *swallowed.file;
  const ExceptHandler& handler = *swallowed.handler;
  const Turns turns = turns_into(file, handler);
  const int instead = turns == Turns::IntoNothing ? 0 : status_instead(file, handler);
  leave_out_unchanged(swallowed, instead);
  if (swallowed.errors.empty() || may_be_meant(swallowed, turns, instead)) return;
  const Span head = {handler.begin,
                     handler.type != nullptr ? handler.type->end : handler.begin + 6};
  const std::string result = instead != 0                 ? "a " + std::to_string(instead)
                             : turns == Turns::IntoError  ? "another error"
                             : turns == Turns::IntoResult ? "a result"
                                                          : "nothing";
  Draft draft = check.report(file, head, "`{}` turns the {} that is raised in this `try` into {}",
                             {file.file().slice(head), statuses_of(swallowed), result});
  trace(draft, swallowed, errors);
  if (stays_in_class(swallowed, instead)) draft.severity(Severity::Suggestion);
  if (calls_before(swallowed) > kSureCalls) {
    draft.confidence(Confidence::Medium).fix_class(FixClass::None);
  } else {
    offer(draft, swallowed);
  }
}

void check(ApplicationCheck& check) {
  const app::RaisedErrors& errors = check.application().errors();
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
      for (Swallowed& one : swallowed_in(file, *function, errors)) {
        report(one, errors, check);
      }
    }
  }
}

}  // namespace

extern constinit const Rule COD010 = {
    .code = "COD010",
    .name = "http-exception-swallowed",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"CWE-755", "https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "The 404 or 403 that the code decided on arrives as something else: clients retry what "
        "will never work, and alarms count visitors' mistakes as the server's.",
    .advice = "Let HTTP errors out first: `except HTTPException: raise` before the broad clause.",
    .docs = R"md(
`except Exception` around code that raises `HTTPException`, itself or some calls deep, and that makes another status or a
result of it. `HTTPException` is an `Exception`.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read(item_id: int) -> int:
    try:
        if item_id > 100:
            raise HTTPException(status_code=404)
        return item_id
    except Exception as error:
        raise HTTPException(status_code=500) from error
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read(item_id: int) -> int:
    try:
        if item_id > 100:
            raise HTTPException(status_code=404)
        return item_id
    except HTTPException:
        raise
    except Exception as error:
        raise HTTPException(status_code=500) from error
```

Where the class stays (400 of a 403) it is a suggestion. Not reported: clauses that raise it again, also behind `isinstance`; clauses that look at the exception or give it to a
function, or whose comment names HTTPException; a 500 that becomes a 500; WebSockets; endpoints that go on to something else after the `try`, helpers that go on
or raise an error of the domain: these may mean it. An error that is raised more than four calls away may never come: that
is said with medium confidence and without a fix.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
