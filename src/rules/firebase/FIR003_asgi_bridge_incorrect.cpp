#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "app/effects/request_functions.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/startup_work.h"
#include "rules/unstarted_apps.h"
#include "text/in_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::Placed;
using semantic::CallSite;
using semantic::Definition;
using semantic::FileModel;

// The other way round, and for other platforms.
constexpr std::array<std::string_view, 4> kWrong = {
    "asgiref.wsgi.WsgiToAsgi", "a2wsgi.WSGIMiddleware", "mangum.Mangum", "mangum.adapter.Mangum"};

// ---- what runs for a request --------------------------------------------------------------------

constexpr std::size_t kMaxFunctions = 500;  // that one function of Firebase calls, in the end

std::set<const Node*> functions_per_request(const app::Application& application) {
  std::set<const Node*> seen;
  std::vector<Definition> open;
  for (const app::CloudFunction& one : application.functions()) open.push_back(one.handler);
  while (!open.empty() && seen.size() < kMaxFunctions) {
    const Definition function = open.back();
    open.pop_back();
    if (!function || !seen.insert(function.node).second) continue;
    for (const Node* node : function.file->tree().subtree(*function.node)) {
      const auto* call = node->as<Call>();
      if (call != nullptr) open.push_back(app::called_function(*function.file, *call));
    }
  }
  return seen;
}

// `if bridge is None: bridge = …`: made by the first request only.
bool is_conditional(const FileModel& file, const Node& node, const Node& function) {
  for (const Node* at = file.parent(node); at != nullptr && at != &function;
       at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::Try)) return true;
  }
  return false;
}

// ---- what is to happen at the start -------------------------------------------------------------

// What should have run when the application starts.
struct Startup {
  const app::EventHandler* first = nullptr;  // null if nothing should
  const app::EventHandler* left = nullptr;  // that the lifespan is in the way of, too (DEP015)
};

Startup startup_of(const ApplicationCheck& check, const app::Router& app) {
  Startup startup;
  bool has_lifespan = false;
  for (const app::AppRoutes& one : check.application().apps()) {
    if (one.app != &app) continue;
    for (const app::EventHandler& event : check.application().surroundings_of(one).events) {
      if (event.when == app::EventHandler::When::Shutdown) continue;
      const bool works = does_work_at_start(event.handler.definition);
      if (works && startup.first == nullptr) startup.first = &event;
      if (event.when == app::EventHandler::When::Lifespan) {
        has_lifespan = true;
      } else if (has_lifespan && works && startup.left == nullptr) {
        startup.left = &event;
      }
    }
    if (startup.first != nullptr) break;
  }
  return startup;
}

// "Call `open_pool` once, when what it makes is first used", with what the lifespan leaves out.
std::string on_first_use(const Startup& startup, const FileModel& functions) {
  const std::vector<std::string> calls =
      called_at_start(startup.first->handler.definition, &functions);
  std::string text = calls.empty()
                         ? "Make what starts with the application when it is first used"
                         : "Call " + in_code(calls) + " once, when what " +
                               (calls.size() == 1 ? "it makes" : "they make") + " is first used";
  if (startup.left == nullptr) return text;
  const std::vector<std::string> left = called_at_start(startup.left->handler.definition);
  return text + (left.empty() || calls.empty()
                     ? ", with what the startup handlers do that the lifespan leaves out (DEP015)"
                     : ", and " + in_code(left) + " likewise (DEP015)");
}

// Cloud Run starts the application, not the other functions.
std::string instead(const ApplicationCheck& check) {
  if (check.application().functions().size() == 1) {
    return ", or, where no other function needs it, run the application on Cloud Run and let this "
           "one go";
  }
  return ": the functions that do not pass the bridge find it then as well";
}

// ", which calls `open_pool`,"
std::string said_of_calls(const Definition& handler, const FileModel& functions) {
  const std::vector<std::string> calls = called_at_start(handler, &functions);
  return calls.empty() ? "" : ", which calls " + in_code(calls) + ",";
}

void check_startup(ApplicationCheck& check, const CallSite& site, const app::Router& app,
                   bool each_time) {
  const Startup startup = startup_of(check, app);
  if (startup.first == nullptr) return;
  const Definition& handler = startup.first->handler.definition;
  const auto& function = *handler.node->as<FunctionDef>();
  Draft draft = check.report(
      *site.file, site.call->func->span(),
      each_time ? "Behind this bridge `{}` runs on every request, its end too"
                : "Behind this bridge `{}`{} never runs: the functions start without what it makes",
      {handler.file->text(function.name), said_of_calls(handler, *site.file)});
  if (!each_time) {
    draft.fix("{}{}.", {on_first_use(startup, *site.file), instead(check)});
  } else {
    draft.risk("Pools and clients are made and closed again for each request.")
        .fix("Give it `lifespan=\"off\"`, and make what is needed when it is first used.");
  }
  draft.step(*handler.file, function.name_span, "It is to run when the application starts");
}

// ---- the bridges --------------------------------------------------------------------------------

std::string_view name_of(std::string_view target) { return target.substr(target.rfind('.') + 1); }

void check_bridge(ApplicationCheck& check, const CallSite& site,
                  const std::set<const Node*>& per_request) {
  const FileModel& file = *site.file;
  const app::Router* app = app_of(check, file, semantic::argument(file, *site.call, 0, "app"));
  if (app == nullptr) return;
  const std::string_view target = file.resolve(*site.call->func);
  if (is_one_of(target, kWrong)) {
    check
        .report(file, site.call->func->span(), "`{}` is no bridge from ASGI to WSGI",
                {name_of(target)})
        .risk("The function fails, or answers 500, on every request.");
    return;
  }
  const FunctionDef* around = file.enclosing_function(*site.call);
  if (around != nullptr && per_request.contains(around) &&
      !is_conditional(file, *site.call, *around)) {
    check
        .report(file, site.call->func->span(),
                "`{}` is made anew for each request, with an event loop in a thread of its own",
                {name_of(target)})
        .risk("Threads and memory pile up until the instance is killed.")
        .fix("Make it once, at the level of the module.");
  }
  if (is_one_of(target, kA2wsgi)) return check_startup(check, site, *app, false);
  const Expr* lifespan = semantic::argument(file, *site.call, -1, "lifespan");
  const auto mode = lifespan != nullptr ? file.constant_string(*lifespan) : std::nullopt;
  if (lifespan == nullptr || mode) {
    check_startup(check, site, *app, lifespan == nullptr || *mode != "off");
  }
}

// ---- the functions themselves -------------------------------------------------------------------

void check_call(ApplicationCheck& check, const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  const Expr* first = call.args.empty() ? nullptr : call.args[0];
  if (method != nullptr && file.text(method->attr) == "from_app" &&
      app_of(check, file, first) != nullptr) {
    check.report(file, first->span(), "`{}` is ASGI, and `from_app` calls it as WSGI",
                 {file.text(*first)});
  }
  if (file.resolve(*call.func) == "uvicorn.run") {
    check.report(file, call.func->span(), "The function starts a server while it answers");
  }
  if (app_of(check, file, call.func) != nullptr) {
    check.report(file, call.func->span(), "The application is called by hand, without a bridge")
        .confidence(Confidence::Medium);
  }
}

void check_function(ApplicationCheck& check, const app::CloudFunction& one) {
  if (one.is_callable || !one.handler) return;
  const FileModel& file = *one.handler.file;
  const auto& function = *one.handler.node->as<FunctionDef>();
  if (function.is_async()) {
    check
        .report(file, function.name_span,
                "What `{}` returns is a coroutine, which Firebase does not await",
                {file.text(function.name)})
        .risk("Every request ends with an error: handlers of `https_fn` are synchronous.")
        .fix("Write `def`, and put asynchronous routes behind a bridge.");
  }
  for (const Node* node : file.tree().subtree(function)) {
    if (const auto* call = node->as<Call>()) check_call(check, file, *call);
    const auto* answer = node->as<Return>();
    if (answer != nullptr && app_of(check, file, answer->value) != nullptr) {
      check.report(file, answer->value->span(),
                   "`{}` is ASGI, and Firebase's functions answer by WSGI",
                   {file.text(*answer->value)});
    }
  }
}

void check(ApplicationCheck& check) {
  const app::Application& application = check.application();
  if (application.functions().empty()) return;
  const std::set<const Node*> per_request = functions_per_request(application);
  const std::set<const FileModel*> files = files_of_functions(application);
  for (const auto& group :
       {std::span<const std::string_view>(kA2wsgi), std::span<const std::string_view>(kVellox),
        std::span<const std::string_view>(kWrong)}) {
    for (const CallSite& site : check.model().calls_of_any(group)) {
      if (files.contains(site.file)) check_bridge(check, site, per_request);
    }
  }
  for (const app::CloudFunction& one : application.functions()) check_function(check, one);
}

}  // namespace

extern constinit const Rule FIR003 = {
    .code = "FIR003",
    .name = "asgi-bridge-incorrect",
    .family = Family::Firebase,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://github.com/abersheeran/a2wsgi",
                   "https://firebase.google.com/docs/functions/http-events"},
    .risk =
        "What works under uvicorn fails in production: requests end with errors, or meet pools and "
        "clients that nobody made.",
    .advice =
        "One bridge at the level of the module, `wsgi = ASGIMiddleware(app)`, and "
        "`https_fn.Response.from_app(wsgi, request.environ)` in the function; what starts with the "
        "application is made when it is first used, or the application runs on Cloud Run.",
    .docs = R"md(
Functions of Firebase speak WSGI, FastAPI speaks ASGI. Reported: an application that is answered with as it is, adapters that lead elsewhere
(`WsgiToAsgi`, `Mangum`), bridges made for each request, `async def` below `@https_fn.on_request`, a server that is started in a function, and
a lifespan or startup handler that does something, behind a bridge that never runs it (`a2wsgi.ASGIMiddleware`, vellox with
`lifespan="off"`) or runs it for each request (vellox otherwise).

```python bad
from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
from firebase_functions import https_fn

app = FastAPI()


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(ASGIMiddleware(app), request.environ)
```

```python good
from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
from firebase_functions import https_fn

app = FastAPI()
wsgi = ASGIMiddleware(app)


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(wsgi, request.environ)
```

Silent in repositories without functions of Firebase; a lifespan that only logs loses nothing.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
