#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include "app/effects/always_left.h"
#include "app/effects/known_text.h"
#include "app/endpoints/purpose.h"
#include "app/routes/lost_routers.h"
#include "rules/application_check.h"
#include "rules/logged_values.h"
#include "rules/switched_off.h"
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

// What writes line breaks as `\n`: `{value!r}`, `{value=}`, `repr(value)`.
bool escapes(const FileModel& file, const Expr& expr) {
  constexpr std::string_view kEscaping[] = {"builtins.repr", "builtins.ascii", "json.dumps",
                                            "urllib.parse.quote", "urllib.parse.quote_plus"};
  constexpr std::string_view kMethods[] = {"replace", "splitlines", "encode", "hex", "isoformat"};
  if (const auto* hole = expr.as<FormattedValue>()) {
    return hole->conversion == 'r' || hole->conversion == 'a';
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr) return false;
  const auto* method = call->func->as<Attribute>();
  return is_one_of(file.resolve(*call->func), kEscaping) ||
         (method != nullptr && is_one_of(file.text(method->attr), kMethods));
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

// `request.headers.get("user-agent")`, `request.url.path`: servers take no line breaks in headers,
// and urllib.parse leaves them out of addresses
// (https://docs.python.org/3/library/urllib.parse.html).
bool is_free_of_line_breaks(const FileModel& file, const Expr& value) {
  constexpr std::string_view kParts[] = {"headers",  "cookies", "url",
                                         "base_url", "client",  "method"};
  const Expr* at = &value;
  while (at != nullptr) {
    const auto* attribute = at->as<Attribute>();
    const auto* item = at->as<Subscript>();
    const auto* call = at->as<Call>();
    if (attribute != nullptr && is_one_of(file.text(attribute->attr), kParts)) {
      const std::string_view type = file.type_of(*attribute->value);
      return type == "fastapi.Request" || type == "fastapi.WebSocket";
    }
    at = attribute != nullptr ? attribute->value
         : item != nullptr    ? item->value
         : call != nullptr    ? call->func
                              : nullptr;
  }
  return false;
}

// `token[:10]`: no room for a record.
bool is_cut_short(const FileModel& file, const Expr& value) {
  constexpr std::int64_t kRoom = 20;
  const auto* item = value.as<Subscript>();
  if (item == nullptr) item = as<Subscript>(file.parent(value));
  const auto* slice = item == nullptr ? nullptr : as<Slice>(item->slice);
  const auto end =
      slice == nullptr || slice->upper == nullptr ? std::nullopt : file.constant(*slice->upper);
  return end && end->type == semantic::ConstantValue::Type::Int && end->integer >= 0 &&
         end->integer <= kRoom;
}

// Whether only what is known gets there: a row's key, a member of an Enum.
bool is_known(const FileModel& file, const Expr& value, const Node& at) {
  const FunctionDef* function = file.enclosing_function(at);
  while (function != nullptr) {
    if (app::is_known_text(file, *function, value, at)) return true;
    function = file.enclosing_function(*function);
  }
  return false;
}

bool is_reached(const FileModel& file, const Node& at) {
  const FunctionDef* function = file.enclosing_function(at);
  return function == nullptr || !app::is_never_reached(file, *function, at);
}

// Nobody sees what the standard library's logging is given at this level unless somebody asks.
bool is_for_debugging(const knowledge::LogCall& logged) {
  return logged.logger == LoggerKind::Stdlib && logged.level == knowledge::LogLevel::Debug;
}

// The parameter that holds what a client sent.
struct Source {
  const FileModel* file = nullptr;
  const Arg* parameter = nullptr;
};

class InjectionCheck {
 public:
  explicit InjectionCheck(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const knowledge::LogCall& logged : knowledge::kLogCalls) {
      if (logged.logger == LoggerKind::Structlog) continue;
      for (const CallSite& site : check_.model().calls_of(logged.target)) {
        if (site.file->file().role != project::Role::Application) continue;
        logged_ = &logged;
        look_at(site, logged);
      }
    }
  }

 private:
  void look_at(const CallSite& site, const knowledge::LogCall& logged) {
    const auto message = static_cast<std::size_t>(logged.message);
    const auto& args = site.call->args;
    if (message >= args.size() || is_switched_off(*site.file, *site.call)) return;
    const auto* pattern = args[message]->as<Constant>();
    if (const auto* operation = args[message]->as<BinOp>();
        operation != nullptr && look_at_operation(site, *operation)) {
      return;
    }
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

  // "… %s %r" % (name, other)
  bool look_at_operation(const CallSite& site, const BinOp& operation) {
    const auto* pattern = operation.left->as<Constant>();
    if (operation.op != Operator::Mod || pattern == nullptr || !pattern->is_str()) return false;
    std::size_t index = 0;
    for (const auto& piece : semantic::percent_pieces(pattern->value)) {
      if (piece.conversion == 0) continue;
      const Expr* value = semantic::percent_value(*operation.right, piece, index++);
      if (value != nullptr && piece.conversion == 's') look_at_text(site, *value);
    }
    return true;
  }

  void look_at_text(const CallSite& site, const Expr& text) {
    const FileModel& file = *site.file;
    if (text.is(Kind::ListExpr) || text.is(Kind::Tuple) || text.is(Kind::Dict)) return;
    for (const StringPart& part : semantic::string_parts(file, text, {escapes}).parts) {
      if (part.kind != semantic::PartKind::Open || part.file != &file || part.called ||
          file.type_of(*part.node) != "builtins.str") {
        continue;
      }
      if (look_at_value(site, *part.node)) return;
    }
  }

  bool look_at_value(const CallSite& site, const Expr& value) {
    const FileModel& file = *site.file;
    const Arg* parameter = parameter_of(file, value);
    if (parameter == nullptr || !may_hold_line_breaks(file, *parameter) ||
        is_free_of_line_breaks(file, value) || is_cut_short(file, value)) {
      return false;
    }
    const Origin origin = semantic::origin_of(file, value);
    if (origin == Origin::Constant || origin == Origin::Unknown ||
        is_known(file, value, *site.call) || !is_reached(file, *site.call)) {
      return false;
    }
    if (origin == Origin::Request) {
      return !is_of_lost_router(file, value) && report(site, value, {&file, parameter}, nullptr);
    }
    return origin == Origin::Parameter && value.is(Kind::Name) && follow(site, value, *parameter);
  }

  // Whether no application serves the endpoint that holds the value.
  bool is_of_lost_router(const FileModel& file, const Expr& value) {
    if (!lost_) {
      lost_.emplace();
      const app::RouterTable& routers = check_.application().routers();
      const app::LostRouters lost(check_.model(), routers);
      for (const auto& router : routers.all()) {
        if (router->registrations.empty() || !lost.contains(*router)) continue;
        for (const app::Registration& one : router->registrations) {
          lost_->insert(one.handler.node);
        }
      }
    }
    const FunctionDef* function = file.enclosing_function(value);
    return function != nullptr && lost_->contains(function);
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
          !is_free_of_line_breaks(*caller.file, *given) &&
          !is_known(*caller.file, *given, *given) && is_reached(*caller.file, *caller.call)) {
        return report(site, value, {caller.file, source}, &caller);
      }
    }
    return false;
  }

  bool report(const CallSite& site, const Expr& value, Source source, const CallSite* caller) {
    const bool is_here = site.call->encloses(value);
    Draft draft = check_.report(*site.file, is_here ? value.span() : site.call->func->span(),
                                "A client may write lines of its own into the log: `{}`",
                                {site.file->text(value)});
    if (!is_here) draft.step(*site.file, value.span(), "this is written");
    if (caller != nullptr) {
      draft.step(*caller->file, caller->call->span(), "what a client sent is passed here");
    }
    draft.fix("Write records as JSON, which escapes line breaks (LOG002), or log the value {}.",
              {escaped(site, value, is_here)});
    soften(draft, source);
    return true;
  }

  // How the message shows its line breaks, by the ways in which it is written.
  std::string escaped(const CallSite& site, const Expr& value, bool is_here) const {
    const FileModel& file = *site.file;
    const Node* hole = file.parent(value);  // of `{value[:50]}` too
    while (hole->is(Kind::Subscript) || hole->is(Kind::Attribute)) {
      hole = file.parent(*hole);
    }
    if (const auto* field = hole->as<FormattedValue>(); is_here && field != nullptr) {
      return "as `{" + std::string(file.text(*field->value)) + "!r}`";
    }
    const bool is_joined = !site.call->args.empty() && site.call->args[0]->is(Kind::JoinedStr);
    if (is_joined) return "as `{…!r}`";
    return logged_->logger == LoggerKind::Loguru ? "with `{!r}`" : "with `%r`";
  }

  void soften(Draft& draft, Source source) {
    if (is_for_debugging(*logged_)) {
      draft.severity(Severity::Warning)
          .risk(
              "Where debugging is switched on, `name\\nINFO login of admin` makes a record that "
              "nobody wrote.");
    } else if (is_for_administrators(source)) {
      draft.severity(Severity::Warning)
          .risk(
              "Only administrators send this; one of them, or who has taken over the account, can "
              "hide in the log what was done.");
    }
  }

  // Whether a guard or the function itself keeps everybody else out.
  static bool is_theirs(const app::Application& application, const app::Route& route) {
    const app::Endpoint* endpoint = application.endpoints().of(route);
    return endpoint == nullptr ? app::is_restricted_to_administrators(application, route)
                               : app::is_guarded_for_administrators(*endpoint) ||
                                     app::refuses_all_but_administrators(route.handler.definition);
  }

  // Whether each route that takes the parameter is.
  bool is_for_administrators(Source source) {
    const Node* function = source.parameter;
    while (function != nullptr && function->as<FunctionDef>() == nullptr) {
      function = source.file->parent(*function);
    }
    if (administrators_.empty()) {
      const app::Application& application = check_.application();
      for (const app::Route* route : application.distinct_routes().all()) {
        const auto known = administrators_.emplace(route->handler.definition.node, true).first;
        known->second = known->second && is_theirs(application, *route);
      }
    }
    const auto found = administrators_.find(function);
    return function != nullptr && found != administrators_.end() && found->second;
  }

  ApplicationCheck& check_;
  const knowledge::LogCall* logged_ = nullptr;
  std::optional<std::set<const Node*>> lost_;  // handlers of routers that nobody includes
  // Whether all endpoints of a handler are for them; looked up only.
  std::unordered_map<const Node*, bool> administrators_;
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
        "Write records as JSON, which escapes line breaks (LOG002), or log the `repr` of the "
        "value.",
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
cookies, in which servers take no line breaks, and addresses (`request.url.path`), which lose them; values with a `pattern`, numbers, Enums, UUIDs; what was looked up before
and refused where nothing was found (`Chat.id == chat_id` and `.one()`, `if user is None: raise …`), or converted (`UUID(key)`),
also in a function that is called; `%r`, `!r`, `{name=}`, `repr`, `json.dumps`; values inside lists and dictionaries, which
print as `repr` does; whole models; code that an earlier `if` never lets through. A warning: what only administrators send,
and records of the standard library's `debug`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
