#include <algorithm>

#include "rules/application_check.h"
#include "rules/logged_values.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/percent_format.h"
#include "semantic/pydantic_model.h"
#include "semantic/reaching_values.h"
#include "semantic/string_parts.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using knowledge::LoggerKind;
using semantic::CallSite;
using semantic::FileModel;
using semantic::Origin;
using semantic::StringPart;

constexpr std::size_t kMaxSites = 16;

// What writes line breaks as `\n`.
bool escapes(const FileModel& file, const Expr& expr) {
  constexpr std::string_view kEscaping[] = {"builtins.repr", "builtins.ascii", "json.dumps",
                                            "urllib.parse.quote", "urllib.parse.quote_plus"};
  constexpr std::string_view kMethods[] = {"replace", "splitlines", "encode", "hex", "isoformat"};
  const auto* call = expr.as<Call>();
  if (call == nullptr) return false;
  const auto* method = call->func->as<Attribute>();
  return is_one_of(file.resolve(*call->func), kEscaping) ||
         (method != nullptr && is_one_of(file.text(method->attr), kMethods));
}

// `{value!r}`
bool is_written_as_repr(const FileModel& file, const Expr& expr) {
  const auto* formatted = as<FormattedValue>(file.parent(expr));
  return formatted != nullptr && (formatted->conversion == 'r' || formatted->conversion == 'a');
}

// The parameter that the value is, or is taken out of; null if it is something else.
const Arg* parameter_of(const FileModel& file, const Expr& expr) {
  const Expr* at = &expr;
  for (int depth = 0; depth < 8; ++depth) {
    if (const auto* attribute = at->as<Attribute>()) {
      at = attribute->value;
    } else if (const auto* item = at->as<Subscript>()) {
      at = item->value;
    } else if (const auto* call = at->as<Call>()) {
      at = call->func;
    } else {
      break;
    }
  }
  const auto* name = at->as<Name>();
  if (name == nullptr) return nullptr;
  const auto bindings = semantic::reaching_bindings(file, *name);
  if (bindings.size() != 1) return nullptr;
  const auto* parameter = as<Arg>(bindings[0]->node);
  const Expr* value = bindings[0]->value;
  if (parameter != nullptr || value == nullptr || value->is(Kind::Call)) return parameter;
  return parameter_of(file, *value);
}

// Servers take no line breaks in headers; a pattern lets through what it names.
bool may_hold_line_breaks(const FileModel& file, const Arg& parameter) {
  const semantic::FieldDeclaration declared = semantic::declaration_of(file, parameter);
  return !declared.has_metadata("fastapi.Header") && !declared.has_metadata("fastapi.Cookie") &&
         !declared.argument("pattern") && !declared.argument("regex");
}

// Whether the function selects the one row whose column is the parameter, and raises without it:
// `select(Chat).where(Chat.id == chat_id)` and `.one()`.
bool looks_up(const FileModel& file, const FunctionDef& function, std::string_view parameter) {
  const auto calls = file.tree().nodes_of<Call>(function);
  const bool raises = std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    const auto* method = call->func->as<Attribute>();
    const std::string_view name = method != nullptr ? file.text(method->attr) : std::string_view{};
    return call->args.empty() && (name == "one" || name == "scalar_one");
  });
  const auto compares = file.tree().nodes_of<Compare>(function);
  return raises && std::any_of(compares.begin(), compares.end(), [&](const Compare* one) {
           return one->ops.size() == 1 && one->ops[0] == Comparator::Eq &&
                  one->left->is(Kind::Attribute) &&
                  semantic::is_name(file, *one->comparators[0], parameter) &&
                  as<Call>(file.parent(*one));
         });
}

// Whether a function that is called before `at`, whatever happens, looks the parameter up: only
// what a row already holds gets there.
bool is_looked_up(const FileModel& file, const Arg& parameter, const Node& at) {
  const Node* function = &at;
  while (function != nullptr && (as<FunctionDef>(function) == nullptr ||
                                 !function->as<FunctionDef>()->args->encloses(parameter))) {
    function = file.parent(*function);
  }
  if (function == nullptr) return false;
  for (const auto* call : file.tree().nodes_of<Call>(*function)) {
    const semantic::Definition callee = file.definition_of(*call->func);
    const auto* called = as<FunctionDef>(callee.node);
    if (call->end > at.begin || called == nullptr) continue;
    const Node* above = file.parent(*call);
    while (above != function && !above->is(Kind::If) && !above->is(Kind::IfExp)) {
      above = file.parent(*above);
    }
    if (above != function) continue;
    for (const Arg* one : called->args->all) {
      const Expr* given = given_for(*callee.file, *called, *one, {&file, call});
      if (given != nullptr && semantic::is_name(file, *given, file.text(parameter.name)) &&
          looks_up(*callee.file, *called, callee.file->text(one->name))) {
        return true;
      }
    }
  }
  return false;
}

class InjectionCheck {
 public:
  explicit InjectionCheck(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const knowledge::LogCall& logged : knowledge::kLogCalls) {
      if (logged.logger == LoggerKind::Structlog) continue;
      for (const CallSite& site : check_.model().calls_of(logged.target)) {
        if (site.file->file().role == project::Role::Application) look_at(site, logged);
      }
    }
  }

 private:
  void look_at(const CallSite& site, const knowledge::LogCall& logged) {
    const auto message = static_cast<std::size_t>(logged.message);
    const auto& args = site.call->args;
    if (message >= args.size()) return;
    const auto* pattern = args[message]->as<Constant>();
    if (pattern == nullptr) {
      look_at_text(site, *args[message]);
      return;
    }
    std::size_t next = message;
    for (const auto& piece : semantic::percent_pieces(pattern->value)) {
      if (piece.conversion == 0 || ++next >= args.size()) continue;
      if (piece.conversion == 's') look_at_text(site, *args[next]);
    }
    const bool braces =
        logged.logger == LoggerKind::Loguru && pattern->value.find("!r") == std::string_view::npos;
    for (std::size_t i = message + 1; braces && i < args.size(); ++i) look_at_text(site, *args[i]);
  }

  void look_at_text(const CallSite& site, const Expr& text) {
    const FileModel& file = *site.file;
    if (text.is(Kind::ListExpr) || text.is(Kind::Tuple) || text.is(Kind::Dict)) return;
    for (const StringPart& part : semantic::string_parts(file, text, {escapes}).parts) {
      if (part.kind != semantic::PartKind::Open || part.file != &file || part.called ||
          is_written_as_repr(file, *part.node) || file.type_of(*part.node) != "builtins.str") {
        continue;
      }
      if (look_at_value(site, *part.node)) return;
    }
  }

  bool look_at_value(const CallSite& site, const Expr& value) {
    const FileModel& file = *site.file;
    const Arg* parameter = parameter_of(file, value);
    if (parameter == nullptr || !may_hold_line_breaks(file, *parameter)) return false;
    const Origin origin = semantic::origin_of(file, value);
    if (origin == Origin::Request) {
      return !is_looked_up(file, *parameter, value) && report(site, value, nullptr);
    }
    return origin == Origin::Parameter && value.is(Kind::Name) && follow(site, value, *parameter);
  }

  // What the callers of the function give for the parameter.
  bool follow(const CallSite& site, const Expr& value, const Arg& parameter) {
    const FileModel& file = *site.file;
    const FunctionDef* function = file.enclosing_function(value);
    if (function == nullptr || !function->args->encloses(parameter)) return false;
    const auto callers = check_.model().calls_of(file.qualified_name(*function));
    for (const CallSite& caller : callers.first(std::min(callers.size(), kMaxSites))) {
      const Expr* given = given_for(file, *function, parameter, caller);
      if (given == nullptr || caller.file->type_of(*given) != "builtins.str" ||
          semantic::origin_of(*caller.file, *given) != Origin::Request) {
        continue;
      }
      const Arg* source = parameter_of(*caller.file, *given);
      if (source != nullptr && may_hold_line_breaks(*caller.file, *source) &&
          !is_looked_up(*caller.file, *source, *given)) {
        return report(site, value, &caller);
      }
    }
    return false;
  }

  bool report(const CallSite& site, const Expr& value, const CallSite* caller) {
    const bool is_here = site.call->encloses(value);
    Draft draft = check_.report(*site.file, is_here ? value.span() : site.call->func->span(),
                                "A client may write lines of its own into the log: `{}`",
                                {site.file->text(value)});
    if (!is_here) draft.step(*site.file, value.span(), "this is written");
    if (caller != nullptr) {
      draft.step(*caller->file, caller->call->span(), "what a client sent is passed here");
    }
    return true;
  }

  ApplicationCheck& check_;
};

void check(ApplicationCheck& check) {
  const app::Application& application = check.application();
  if (application.main_app() == nullptr ||
      application.instrumentation().has(knowledge::Instrument::StructuredLogs)) {
    return;
  }
  InjectionCheck(check).run();
}

}  // namespace

extern constinit const Rule LOG007 = {
    .code = "LOG007",
    .name = "log-injection",
    .family = Family::Logging,
    .tier = Tier::P2,
    .severity = Severity::Critical,
    .confidence = Confidence::Low,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-117", "ASVS 16.4.1",
                   "https://owasp.org/www-community/attacks/Log_Injection"},
    .risk =
        "`name\\nINFO login of admin` makes a record that nobody wrote: who reads the log, or a "
        "program that does, is misled.",
    .advice =
        "Write records as JSON, which escapes line breaks (LOG002), or log the value with `%r`.",
    .docs = R"md(
Text that a client sends is written as it is into a log whose records are lines of plain text.

```python bad
import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/items")
def items(name: str) -> None:
    logger.info("looking for %s", name)
```

```python good
import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/items")
def items(name: str) -> None:
    logger.info("looking for %r", name)
```

Looked at are parameters of endpoints and fields of bodies that are a `str`, where they are logged or handed to a function
that logs them. Nothing is reported where the repository writes logs as JSON or logfmt. Not reported: headers and
cookies, in which servers take no line breaks; values with a `pattern`, numbers, Enums, UUIDs; what a function has looked up before (`Chat.id == chat_id` and `.one()`); `%r`, `!r`, `repr`, `json.dumps`;
values inside lists and dictionaries, which print as `repr` does; whole models.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
