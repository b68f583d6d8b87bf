#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "deploy/log_file.h"
#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/logging_programs.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/function_values.h"
#include "semantic/model.h"
#include "text/in_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

constexpr std::string_view kDestinations[] = {"handlers", "filename", "stream"};

// The handler that it makes has no name that a formatter could be set on.
constexpr std::string_view kOfBasicConfig =
    "Write one JSON object a line: make the handler that `basicConfig` makes by itself, `handler = "
    "logging.StreamHandler()`, give it a "
    "`pythonjsonlogger.json.JsonFormatter(\"%(asctime)s %(levelname)s %(name)s %(message)s\")` (of "
    "python-json-logger) by `handler.setFormatter(…)`, and pass `handlers=[handler]`{}. {}Loggers "
    "of the server (`uvicorn` and `uvicorn.access`, or `gunicorn.error` and `gunicorn.access`) "
    "have "
    "handlers of their own: give these the formatter as well.";

// A handler beside the one that `basicConfig` makes, with a formatter of its own.
const Expr* other_handler(const semantic::FileModel& file) {
  for (const auto* call : file.tree().nodes_of<Call>()) {
    const auto* method = call->func->as<Attribute>();
    const bool sets = method != nullptr && file.text(method->attr) == "setFormatter" &&
                      method->value->is(Kind::Name) && call->args.size() == 1;
    const auto* made = sets ? call->args.front()->as<Call>() : nullptr;
    if (made != nullptr && file.resolve(*made->func) == "logging.Formatter") return method->value;
  }
  return nullptr;
}

// A script that works with the application's own code, and is no command for a terminal.
bool is_job(const semantic::FileModel& file) {
  if (file.file().role != project::Role::Script || is_command_line(file)) return false;
  const semantic::Model& code = file.project();
  const auto edges = code.imports().imports_of(file.file().id);
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
    return edge.to.valid() && code.file(edge.to).file().role == project::Role::Application;
  });
}

// `app/examples/show.py`, also where the folder is a package.
bool is_in_examples(std::string_view path) {
  constexpr std::string_view kFolders[] = {"examples", "example", "demo", "demos", "samples"};
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/')) {
    if (is_one_of(path.substr(0, end), kFolders)) return true;
    path.remove_prefix(end + 1);
  }
  return false;
}

// Whether the call says where to write: handlers cannot be given to it then, or are already.
bool says_where(const semantic::FileModel& file, const Call& call) {
  return std::any_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword* one) {
    return one->arg == Identifier{} || is_one_of(file.text(one->arg), kDestinations);
  });
}

// "Where else `basicConfig` is called (`app/worker.py:9`), pass such a handler as well: …". It does
// nothing where handlers are set up already, so that none is added twice.
std::string for_other_calls(const semantic::Model& model, const semantic::FileModel& own,
                            const Call& first) {
  constexpr std::size_t kNamed = 3;
  std::string places;
  std::size_t others = 0;
  const semantic::FileModel* asked = nullptr;  // each file is asked once
  bool is_run = false;
  const FunctionDef* around = own.enclosing_function(first);
  for (const semantic::CallSite& site : model.calls_of("logging.basicConfig")) {
    const project::SourceFile& file = site.file->file();
    const bool is_same = site.file->enclosing_function(*site.call) == around && around != nullptr;
    if (std::exchange(asked, site.file) != site.file) {
      is_run = is_job(*site.file) ||
               (file.role == project::Role::Application && !is_in_examples(file.path));
    }
    if (site.call == &first || is_same || !is_run || says_where(*site.file, *site.call)) continue;
    if (++others > kNamed) continue;
    places += (places.empty() ? "`" : ", `") + path_and_line(file, site.call->begin) + "`";
  }
  if (others == 0) return {};
  return "Where else `basicConfig` is called (" + places + (others > kNamed ? ", …" : "") +
         "), pass such a handler as well: let one function make it, in a module that sets up no "
         "logging when it is imported. ";
}

// What follows the handler of `basicConfig`: the other one of the module, and other calls.
std::string for_others(const semantic::Model& model, const semantic::FileModel& file,
                       const Call& call) {
  std::string text;
  const Expr* other = other_handler(file);
  const std::string name = other == nullptr ? "" : "`" + std::string(file.text(*other)) + "`";
  if (other != nullptr) {
    text = "Give the formatter to " + name + " as well, which has one of its own. ";
  }
  const std::string calls = for_other_calls(model, file, call);
  text += calls;
  const bool writes_file =
      other != nullptr && file.type_of(*other).ends_with("FileHandler") && !calls.empty();
  if (writes_file)
    text += "Leave " + name + " out of it: those programs would write into its file, too. ";
  return text;
}

constexpr std::string_view kOfLoguru =
    "Write one JSON object a line: pass `serialize=True` to each `{}` that writes to a stream or "
    "file.{}";

// Of an ini file that `fileConfig` reads, as far as that is known.
constexpr std::string_view kOfUnknownFile =
    "Write one JSON object a line: in the file that it reads, give each handler a formatter with "
    "`class=pythonjsonlogger.json.JsonFormatter` (of python-json-logger), or one of that kind that "
    "is there already.";

void say_file(const project::TextFile& file, const deploy::LogFile& content, Draft& draft) {
  std::vector<std::string> sections;
  for (const std::string& one : content.plain_handlers) sections.push_back("[handler_" + one + "]");
  const std::string& known = content.json_formatter;
  const std::string handlers = in_code(sections) + (known.empty() ? "" : " of `" + file.path + "`");
  if (!known.empty()) {
    draft.fix("Write one JSON object a line: `formatter={}` in {}.", {known, handlers});
    return;
  }
  draft.fix(
      "Write one JSON object a line: in `{}` add `json` to the `keys` of `[formatters]` and a "
      "section `[formatter_json]` with `class=pythonjsonlogger.json.JsonFormatter` (of "
      "python-json-logger) and `format=%(asctime)s %(levelname)s %(name)s %(message)s`; then "
      "`formatter=json` in {}.",
      {file.path, handlers});
}

bool has_keyword(const semantic::FileModel& file, const Call& call, std::string_view name) {
  return semantic::argument(file, call, -1, name) != nullptr;
}

// A handler of the repository's own that puts records into a table: they are searched there.
bool keeps_rows(const app::Application& application) {
  for (const semantic::FileModel& file : application.code().files()) {
    if (file.file().role != project::Role::Application) continue;
    const auto classes = file.tree().nodes_of<ClassDef>();
    const bool handles = std::any_of(classes.begin(), classes.end(), [&](const ClassDef* one) {
      return file.inherits_from(*one, "logging.Handler");
    });
    if (!handles) continue;
    const auto texts = file.tree().nodes_of<Constant>();
    const bool inserts = std::any_of(texts.begin(), texts.end(), [](const Constant* one) {
      return one->is_str() && one->value.find("INSERT INTO") != one->value.npos;
    });
    if (inserts) return true;
  }
  return false;
}

// The function or lambda to which `logger.add(…)` hands the records; nothing if it is told of a
// stream or file.
semantic::Definition function_sink(const semantic::FileModel& file, const Call& call) {
  if (file.resolve(*call.func) != "loguru.Logger.add") return {};
  const Expr* sink = semantic::argument(file, call, 0, "sink");
  return sink != nullptr ? semantic::function_value(file, *sink) : semantic::Definition{};
}

// How to say it where logging is set up in this way.
void say_how(const semantic::Model& model, const semantic::FileModel& file, const Call& call,
             Draft& draft) {
  const std::string_view target = file.resolve(*call.func);
  if (target.starts_with("loguru.")) {
    const auto* method = call.func->as<Attribute>();
    const std::string logger(method == nullptr ? "logger" : file.text(*method->value));
    if (target == "loguru.Logger.configure") {
      draft.fix(
          "Write one JSON object a line: add `\"serialize\": True` to each of the `handlers`.");
    } else {
      draft.fix(kOfLoguru,
                {logger + ".add(…)", function_sink(file, call)
                                         ? " A function as sink is given the JSON as its message: "
                                           "let it write that, and nothing else."
                                         : ""});
    }
    return;
  }
  if (target.starts_with("structlog.")) {
    draft.fix("Make `structlog.processors.JSONRenderer()` the last of the processors.");
    return;
  }
  if (target == "logging.config.fileConfig") {
    draft.confidence(Confidence::Medium);
    draft.fix(kOfUnknownFile);
  }
  if (target == "logging.basicConfig" && !says_where(file, call)) {
    draft.fix(kOfBasicConfig, {has_keyword(file, call, "format") ? " instead of `format`" : "",
                               for_others(model, file, call)});
  }
}

constexpr std::string_view kHandlers[] = {
    "logging.FileHandler", "logging.StreamHandler", "logging.handlers.RotatingFileHandler",
    "logging.handlers.TimedRotatingFileHandler", "logging.handlers.WatchedFileHandler"};

// Whether a logger gets the handler so named: `root.addHandler(audit)`, `root.handlers = [audit]`.
// What `basicConfig` gets it gives a formatter.
bool is_added(const semantic::FileModel& file, const Node& scope, std::string_view handler) {
  for (const auto* call : file.tree().nodes_of<Call>(scope)) {
    const auto* method = call->func->as<Attribute>();
    const bool adds =
        method != nullptr && file.text(method->attr) == "addHandler" && !call->args.empty();
    if (adds && file.text(*call->args.front()) == handler) return true;
  }
  for (const auto* assign : file.tree().nodes_of<Assign>(scope)) {
    const auto* list = assign->value->as<ListExpr>();
    const auto* target = assign->targets.front()->as<Attribute>();
    if (list == nullptr || target == nullptr || file.text(target->attr) != "handlers") continue;
    for (const Expr* one : list->elts) {
      if (file.text(*one) == handler) return true;
    }
  }
  return false;
}

// `handler.setFormatter(JsonFormatter())` of a function that sets up logging, by the handler.
std::map<std::string_view, const Call*> formatters_in(const semantic::FileModel& file,
                                                      const Node& scope) {
  std::map<std::string_view, const Call*> set;
  for (const auto* call : file.tree().nodes_of<Call>(scope)) {
    const auto* method = call->func->as<Attribute>();
    if (method == nullptr || file.text(method->attr) != "setFormatter") continue;
    set.emplace(file.text(*method->value), call);
  }
  return set;
}

// A handler without a formatter beside one with the application's own.
void check_handler(const semantic::CallSite& site, ApplicationCheck& check) {
  const semantic::FileModel& file = *site.file;
  const auto* assign = as<Assign>(file.parent(*site.call));
  const FunctionDef* function = file.enclosing_function(*site.call);
  if (assign == nullptr || function == nullptr || file.file().role != project::Role::Application) {
    return;
  }
  const std::string_view handler = file.text(*assign->targets.front());
  const auto formatters = formatters_in(file, *function);
  if (formatters.empty() || formatters.contains(handler)) return;
  if (!is_added(file, *function, handler)) return;
  const Call& other = *formatters.begin()->second;
  const bool names_it = other.args.size() == 1 && other.keywords.empty();
  check
      .report(file, site.call->span(),
              "`{}` has no formatter: it writes records as plain text, beside those of `{}`",
              {handler, formatters.begin()->first})
      .fix("Give it the same formatter: `{}.setFormatter({})`.",
           {handler, names_it ? file.text(*other.args.front()) : "…"});
}

// Where the service's logging is configured: another place counts where the first is for who runs a
// command in a terminal.
app::Placed place_of_service(const app::Application& application, const app::Placed& first) {
  constexpr std::array<std::string_view, 3> kWhole = {
      "logging.basicConfig", "logging.config.dictConfig", "logging.config.fileConfig"};
  if (!is_for_terminal_alone(*first.file)) return first;
  for (const semantic::CallSite& site : application.code().calls_of_any(kWhole)) {
    if (site.file->file().role == project::Role::Application && !is_command_line(*site.file) &&
        !is_never_loaded(*site.file)) {
      return {site.file, site.call};
    }
  }
  return first;
}

// Whether a handler of the application hands the records of the standard library on to loguru.
bool hands_on_to_loguru(const semantic::Model& model) {
  const auto sites =
      model.calls_of_any(std::array<std::string_view, 2>{"loguru.Logger.opt", "loguru.Logger.log"});
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    for (const Node* at = site.call; at != nullptr; at = site.file->parent(*at)) {
      const auto* cls = at->as<ClassDef>();
      if (cls != nullptr && site.file->inherits_from(*cls, "logging.Handler")) return true;
    }
    return false;
  });
}

// Where loguru is told what to write, if that is what writes the records in the end; one whose sink
// is a function, which writes what it likes, only where there is no other.
app::Placed place_of_loguru(const semantic::Model& model, const app::Placed& place) {
  const auto* call = as<Call>(place.expr);
  const bool is_standard =
      call != nullptr && place.file->resolve(*call->func).starts_with("logging.");
  const bool is_function = call != nullptr && function_sink(*place.file, *call);
  if (!is_function && (!is_standard || !hands_on_to_loguru(model))) return place;
  app::Placed first = is_function ? place : app::Placed{};
  constexpr std::array<std::string_view, 2> kSinks = {"loguru.Logger.add",
                                                      "loguru.Logger.configure"};
  for (const semantic::CallSite& site : model.calls_of_any(kSinks)) {
    const bool adds = site.file->resolve(*site.call->func) == kSinks[0] ||
                      has_keyword(*site.file, *site.call, "handlers");
    if (!adds || site.file->file().role != project::Role::Application) continue;
    if (!function_sink(*site.file, *site.call)) return {site.file, site.call};
    if (!first) first = {site.file, site.call};
  }
  return first ? first : place;
}

// Whether the function that is the sink, if one is, writes the records somewhere else than to a
// stream.
bool hands_on_records(const app::Placed& place) {
  const auto* call = as<Call>(place.expr);
  const semantic::Definition sink =
      call == nullptr ? semantic::Definition{} : function_sink(*place.file, *call);
  if (!sink) return false;
  const auto calls = sink.file->tree().nodes_of<Call>(*sink.node);
  return std::none_of(calls.begin(), calls.end(), [&](const Call* one) {
    const std::string_view text = sink.file->text(*one->func);
    return text == "print" || text.ends_with(".write") || text.ends_with("echo");
  });
}

// Where logging is configured by an ini file; null if it is not, or by which is not clear.
const project::TextFile* log_file(const DeliveryCheck& check, const app::Placed& place) {
  const auto* call = as<Call>(place.expr);
  const bool reads =
      call != nullptr && place.file->resolve(*call->func) == "logging.config.fileConfig";
  return reads ? deploy::log_file_of(check.delivery().manifests(), place.file->file().text.view())
               : nullptr;
}

void check(DeliveryCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  const app::Placed& at = tools.find(Instrument::LogConfiguration);
  if (tools.has(Instrument::StructuredLogs)) {
    for (const auto& site : check.model().calls_of_any(kHandlers)) check_handler(site, check);
  }
  if (!at || tools.has(Instrument::StructuredLogs) || keeps_rows(check.application())) return;
  const app::Placed place =
      place_of_loguru(check.model(), place_of_service(check.application(), at));
  if (hands_on_records(place)) return;
  const project::TextFile* file = log_file(check, place);
  const deploy::LogFile content =
      file != nullptr ? deploy::read_log_file(*file) : deploy::LogFile();
  if (file != nullptr && content.plain_handlers.empty()) return;
  Draft draft = check.report(*place.file, place.expr->span(), "Logs are written as plain text");
  if (file != nullptr) return say_file(*file, content, draft);
  const auto* call = as<Call>(place.expr);
  if (call != nullptr) say_how(check.model(), *place.file, *call, draft);
}

}  // namespace

extern constinit const Rule LOG002 = {
    .code = "LOG002",
    .name = "logging-not-structured",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"ASVS 16.2.4", "https://cloud.google.com/logging/docs/structured-logging",
                   "https://12factor.net/logs"},
    .risk =
        "What is text cannot be searched by field: finding all records of one user or request "
        "means guessing at regular expressions, and a line break in a value forges a record.",
    .advice =
        "Write one JSON object a line: `pythonjsonlogger.json.JsonFormatter(\"%(asctime)s "
        "%(levelname)s %(name)s %(message)s\")` of python-json-logger as the formatter of each "
        "handler.",
    .docs = R"md(
Logging is configured, and nothing in the repository writes records as JSON or logfmt: no python-json-logger, structlog
renderer, google-cloud-logging, `firebase_functions.logger`, formatter of its own that calls `json.dumps`, or handler of its own that
puts records into a table.

```python bad
import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO")
app = FastAPI()
```

```python good
import logging

from fastapi import FastAPI
from pythonjsonlogger.json import JsonFormatter

handler = logging.StreamHandler()
handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
logging.basicConfig(level="INFO", handlers=[handler])
app = FastAPI()
```

An ini file that `fileConfig` reads counts by its handlers, a function as sink of loguru where it
writes to a stream. Reported once, where the service's logging is configured (not that of a command
for a terminal beside it). Where it is not configured at all, that is LOG003.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
