#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "app/effects/exception_words.h"
#include "app/effects/validation.h"
#include "app/endpoints/called_by.h"
#include "app/endpoints/path_guard.h"
#include "app/endpoints/purpose.h"
#include "app/middleware/handed_on.h"
#include "knowledge/input_errors.h"
#include "rules/answered_error.h"
#include "rules/application_check.h"
#include "rules/last_resort.h"
#include "rules/own_words.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/exception_handlers.h"
#include "semantic/exception_text.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::NamedException;

constexpr std::string_view kInHandler =
    "Leave what the exception says out of the answer; let the log have it.";
constexpr int kServerError = 500;
constexpr std::string_view kHttpException = "starlette.exceptions.HTTPException";

// How much the exception may say that nobody outside should read.
enum class Caught : std::uint8_t {
  Nothing,   // fixed words, or a class not seen that is named after what is wrong with a request
  Own,       // the repository's class, or about what was sent: its text was written for somebody
  Specific,  // a builtin or a library's class with a text of few forms
  Anything,  // Exception, or what is not known
};

bool is_response_class(std::string_view name) {
  return name == "fastapi.Response" ||
         (name.ends_with("Response") &&
          (name.starts_with("fastapi.responses.") || name.starts_with("starlette.responses.")));
}

struct Sink : ToldText {
  std::string_view cls = {};  // of an error
  bool is_json = false;       // and nothing else makes text of it before
};

std::optional<int> known_status(const FileModel& file, const Expr* expr) {
  const app::Value value = app::evaluate(file, expr);
  if (value.is(app::Value::Kind::Int)) return static_cast<int>(value.integer);
  return std::nullopt;
}

bool is_text(const FileModel& file, const Expr& expr) {
  return expr.is(Kind::JoinedStr) || expr.is(Kind::BinOp) || file.type_of(expr) == "builtins.str";
}

// Where the clause or handler stands.
struct Surrounding {
  bool is_endpoint = false;
  bool is_for_administrators = false;  // nobody else gets into the endpoint
  bool is_judged_by_path = false;      // who gets in, tables of paths say
  bool is_for_signers = false;         // other programs, which sign what they send
};

class LeakSearch {
 public:
  LeakSearch(const NamedException& exception, Caught caught, Surrounding around,
             const app::DetailHandlers& handlers, ApplicationCheck& check)
      : exception_(exception),
        caught_(caught),
        around_(around),
        handlers_(handlers),
        check_(check) {}

  void run() {
    semantic::any_own_node(file(), *exception_.scope, [this](const Node& node) {
      look_at(node);
      return false;
    });
  }
  // The same for the body of a function, which any_own_node() would leave out.
  void run_on_function(const FunctionDef& function) {
    for (const Stmt* statement : function.body) {
      semantic::any_own_node(file(), *statement, [this](const Node& node) {
        look_at(node);
        return false;
      });
    }
  }

 private:
  const FileModel& file() const { return *exception_.file; }

  // Below another `except … as e` of the same name, which is looked at by itself.
  bool is_of_inner_clause(const Node& node) const {
    for (const Node* at = file().parent(node); at != nullptr && at != exception_.scope;
         at = file().parent(*at)) {
      const auto* inner = at->as<ExceptHandler>();
      if (inner != nullptr && inner->name == exception_.name) return true;
    }
    return false;
  }

  void look_at(const Node& node) {
    const auto* call = node.as<Call>();
    const auto* result = node.as<Return>();
    if ((call == nullptr && result == nullptr) || is_of_inner_clause(node)) return;
    if (call != nullptr) look_at_call(*call);
    if (result != nullptr) look_at_return(*result);
  }

  void look_at_call(const Call& call) {
    const std::string_view target = file().resolve(*call.func);
    if (target.empty()) return;
    Sink sink;
    sink.where = &call;
    if (file().project().is_subclass(target, kHttpException)) {
      sink.is_error = true;
      sink.cls = target;
      sink.is_http_error = target == kHttpException || target == "fastapi.HTTPException";
      sink.is_json = sink.is_http_error;
      sink.status = known_status(file(), semantic::argument(file(), call, 0, "status_code"));
      look_at_arguments(call, sink);
    } else if (is_response_class(target)) {
      sink.text = semantic::argument(file(), call, 0, "content");
      sink.is_json = true;
      sink.status = known_status(file(), semantic::argument(file(), call, 1, "status_code"));
      judge(sink);
    }
  }

  void look_at_arguments(const Call& call, Sink sink) {
    for (const Expr* argument : call.args) {
      sink.text = argument;
      if (judge(sink)) return;
    }
    for (const Keyword* keyword : call.keywords) {
      sink.text = file().text(keyword->arg) == "headers" ? nullptr : keyword->value;
      if (judge(sink)) return;
    }
  }

  void look_at_return(const Return& result) {
    if (!around_.is_endpoint || result.value == nullptr) return;
    const auto* call = result.value->as<Call>();
    const std::string_view target = call != nullptr ? file().resolve(*call->func) : "";
    if (is_response_class(target)) return;
    judge({{.text = result.value, .where = &result}, {}, true});
  }

  bool judge(const Sink& sink) {
    if (sink.text == nullptr || !semantic::holds_exception_text(exception_, *sink.text)) {
      return false;
    }
    // JSON cannot be made of an exception: the answer fails, or holds `{}`.
    NamedException as_json = exception_;
    as_json.is_text_itself = false;
    if (sink.is_json && !semantic::holds_exception_text(as_json, *sink.text)) return true;
    const bool server = sink.status && *sink.status >= kServerError;
    const bool narrowed = is_narrowed(*sink.where);
    if (is_for_development(*sink.where)) return true;
    if (!server && (caught_ <= Caught::Own || narrowed)) return true;
    if (!narrowed && (caught_ == Caught::Nothing || is_written_here())) return true;
    if (is_replaced(sink)) return true;
    if (!server && app::is_below_own_words(file(), *exception_.scope, *sink.where)) return true;
    report(sink, caught_ == Caught::Anything && !narrowed && !is_chosen_by_text(*sink.where));
    return true;
  }

  // Whether the application's own handler of HTTP errors keeps it to itself.
  bool is_replaced(const Sink& sink) const {
    return sink.is_error && handlers_.hide(file().enclosing_function(*sink.where),
                                           {sink.cls, sink.status, is_text(file(), *sink.text)});
  }

  // Whether what may be caught was written in the repository, or speaks of checked values only.
  bool is_written_here() const {
    const auto* handler = as<ExceptHandler>(exception_.scope);
    if (handler == nullptr) return false;
    if (caught_ == Caught::Anything) return app::only_checks_values(file(), *handler);
    return !semantic::any_caught(file(), *handler, [&](std::string_view name) {
      return !app::are_own_words(check_.application().errors(), file(), *handler, name);
    });
  }

  // if settings.debug: detail = str(e)
  bool is_for_development(const Node& at) const {
    return any_test_around(at, {"debug", "is_dev", "development", "local"}, true);
  }
  bool is_narrowed(const Node& at) const { return any_test_around(at, {"isinstance("}, false); }
  // `if "already exists" in str(e): …`
  bool is_chosen_by_text(const Node& at) const { return any_test_around(at, {"in str("}, false); }

  // Whether it stands below an `if` that speaks so; `else` counts if `or_else` says it.
  bool any_test_around(const Node& where, std::initializer_list<std::string_view> words,
                       bool or_else) const {
    const Node* below = &where;
    for (const Node* at = file().parent(where); at != nullptr && at != exception_.scope;
         below = at, at = file().parent(*at)) {
      const auto* choice = at->as<If>();
      if (choice == nullptr) continue;
      const bool in_else = !choice->orelse.empty() && choice->orelse.front()->begin <= below->begin;
      const bool counts = !in_else || or_else;
      if (counts && contains_any(lower_case(file().text(*choice->test)), words)) return true;
    }
    return false;
  }

  void report(const Sink& sink, bool sure) {
    Draft draft = check_.report(file(), sink.text->span(),
                                sink.is_error ? "The client is told what the exception says"
                                              : "The response holds what the exception says");
    const bool is_all = has_word(file().text(*sink.text), "traceback");
    if (is_all) draft.message("The answer holds the traceback", {});
    ToldText told = sink;
    told.last_resort = last_resort(check_.application());
    if (exception_.scope == told.last_resort.handler.node && told.last_resort.is_debugged) {
      draft.message(is_all ? "The answer holds the traceback, once debug is off (SEC087)"
                           : "The response holds what the exception says, once debug is off "
                             "(SEC087)",
                    {});
    }
    const OwnWords words(exception_, told);
    const bool is_last_word = sink.status.value_or(0) >= kServerError;
    const AnsweredError answered = is_last_word ? answered_otherwise() : AnsweredError{};
    if (answered.by != nullptr) {
      draft.fix(
          "Take the `try` and its clause out: `{}` for one then reaches `{}`, which answers it as "
          "what it is; what nobody thought of goes to {}.",
          {answered.type.substr(answered.type.rfind('.') + 1),
           answered.by->handler.file->text(answered.by->handler.node->as<FunctionDef>()->name),
           last_word_of(told.last_resort)});
      draft.step(file(), file().enclosing_statement(*sink.text).span(), "This goes as well");
    } else if (exception_.scope->as<FunctionDef>() != nullptr) {
      draft.fix(kInHandler);
    } else {
      words.say(draft);
    }
    if (caught_ == Caught::Specific) {
      draft.risk(
          "What such an exception says was written for developers: it tells clients how the "
          "service works inside, and they begin to depend on it.");
    }
    draft.confidence(sure && !around_.is_judged_by_path ? Confidence::High : Confidence::Medium);
    const bool is_chosen = caught_ == Caught::Specific &&
                           app::is_chosen_for_client(file(), *exception_.scope, *sink.text);
    if (around_.is_for_administrators || around_.is_for_signers || is_chosen) {
      draft.severity(Severity::Warning);
    }
    if (sink.is_error) words.offer(draft);
  }

  // Who answers what nobody thought of, and what is to be mended there first.
  static std::string last_word_of(const LastResort& last) {
    if (!last) return "the server's own answer, a 500 without details";
    return "`" + std::string(last.name()) + "`" +
           (last.is_debugged ? " once debug is off (SEC087)" : "") +
           (last.tells ? ", which must not send the traceback either" : "");
  }

  AnsweredError answered_otherwise() const {
    const auto* clause = exception_.scope->as<ExceptHandler>();
    return clause != nullptr && around_.is_endpoint
               ? answered_error(check_.application(), file(), *clause)
               : AnsweredError{};
  }

  const NamedException& exception_;
  const Caught caught_;
  const Surrounding around_;
  const app::DetailHandlers& handlers_;
  ApplicationCheck& check_;
};

// What parsing and converting raise for what the caller sent.
bool is_value_error(std::string_view name) {
  constexpr std::string_view kNames[] = {"builtins.ValueError",          "json.JSONDecodeError",
                                         "json.decoder.JSONDecodeError", "orjson.JSONDecodeError",
                                         "builtins.UnicodeDecodeError",  "builtins.UnicodeError"};
  return is_one_of(name, kNames);
}

Caught kind_of(const FileModel& file, std::string_view name) {
  if (name.empty()) return Caught::Specific;
  if (name == "builtins.Exception" || name == "builtins.BaseException") return Caught::Anything;
  if (knowledge::says_nothing(name)) return Caught::Nothing;
  if (is_value_error(name) || knowledge::speaks_of_input(name)) return Caught::Own;
  const semantic::Definition definition = file.project().definition(name);
  if (as<ClassDef>(definition.node) != nullptr) return Caught::Own;
  return knowledge::is_named_like_input_error(name) ? Caught::Nothing : Caught::Specific;
}

Caught kind_of(const FileModel& file, const ExceptHandler& handler) {
  if (handler.type == nullptr) return Caught::Anything;
  const bool with_values = semantic::any_caught(file, handler, is_value_error);
  Caught worst = Caught::Nothing;
  semantic::any_caught(file, handler, [&](std::string_view name) {
    // `except (ValueError, TypeError)`: what is wrong with the caller's values.
    const bool is_type = with_values && name == "builtins.TypeError";
    worst = std::max(worst, is_type ? Caught::Own : kind_of(file, name));
    return false;
  });
  return worst;
}

bool catches_http_errors_only(const FileModel& file, const ExceptHandler& handler) {
  return handler.type != nullptr &&
         !semantic::any_caught(file, handler, [&](std::string_view name) {
           return !file.project().is_subclass(name, kHttpException);
         });
}

using Endpoints = std::map<const Node*, Surrounding>;

// Each endpoint's function; for administrators if all routes to it are.
Endpoints endpoints_of(const app::Application& application) {
  Endpoints all;
  app::PathGuards guards(application);
  for (const app::Route* route : application.distinct_routes().all()) {
    const Node* handler = route->handler.definition.node;
    if (handler == nullptr) continue;
    const bool restricted = app::is_restricted_to_administrators(application, *route) ||
                            guards.leave_to_administrators(*route);
    const bool by_path = guards.judge(*route);
    const auto [known, is_new] = all.emplace(handler, Surrounding{true, restricted, by_path});
    if (is_new) {
      known->second.is_for_signers = app::asks_for_signature(route->handler.definition);
      continue;
    }
    known->second.is_for_administrators &= restricted;
    known->second.is_judged_by_path &= by_path;
  }
  return all;
}

// Where a function stands that may be an endpoint's helper.
Surrounding around(const FileModel& file, const FunctionDef* function, const Endpoints& endpoints) {
  const auto endpoint = endpoints.find(function);
  if (endpoint != endpoints.end()) return endpoint->second;
  const auto judge = [&endpoints](const Node& caller) {
    const auto known = endpoints.find(&caller);
    return known != endpoints.end() && known->second.is_for_administrators;
  };
  return {.is_for_administrators =
              function != nullptr && app::is_called_only_by(file, *function, judge)};
}

void check_file(const FileModel& file, const Endpoints& endpoints,
                const app::DetailHandlers& handlers, ApplicationCheck& check) {
  for (const auto* handler : file.tree().nodes_of<ExceptHandler>()) {
    if (catches_http_errors_only(file, *handler)) continue;
    const NamedException exception{&file, handler, handler->name};
    const FunctionDef* function = file.enclosing_function(*handler);
    LeakSearch(exception, kind_of(file, *handler), around(file, function, endpoints), handlers,
               check)
        .run();
  }
}

// @app.exception_handler(Exception) async def handle(request, exc): …
void check_handler(const app::ExceptionHandler& registered, const app::DetailHandlers& handlers,
                   ApplicationCheck& check) {
  const auto* function = as<FunctionDef>(registered.handler.definition.node);
  if (function == nullptr || function->args->all.size() < 2) return;
  const FileModel& file = *registered.handler.definition.file;
  const bool by_name = registered.name == "builtins.Exception";
  const bool anything = by_name || registered.status >= kServerError;
  const Caught caught = anything ? Caught::Anything : kind_of(file, registered.name);
  const bool framework = registered.name.starts_with("fastapi.") ||
                         registered.name.starts_with("starlette.") ||
                         registered.name.starts_with("slowapi.");
  if (framework || (!anything && registered.name.empty()) || caught <= Caught::Own) return;
  const NamedException exception{&file, function, function->args->all[1]->name};
  LeakSearch(exception, caught, {}, handlers, check).run_on_function(*function);
}

void check(ApplicationCheck& check) {
  const Endpoints endpoints = endpoints_of(check.application());
  const app::DetailHandlers handlers(check.application());
  for (const FileModel& file : check.model().files()) {
    if (!concerns(Where::Application, file.file().role)) continue;
    check_file(file, endpoints, handlers, check);
  }
  std::set<const Node*> seen;
  for (const app::Surroundings& around : check.application().surroundings()) {
    for (const app::ExceptionHandler& one : around.exceptions) {
      if (seen.insert(one.handler.definition.node).second) check_handler(one, handlers, check);
    }
  }
}

}  // namespace

extern constinit const Rule SEC088 = {
    .code = "SEC088",
    .name = "exception-detail-leak",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-209", "OWASP API8:2023", "ASVS 16.5.1",
                   "https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "Texts of exceptions can hold table and column names, SQL, file paths, hosts and values of "
        "other users: they tell an attacker what to try next, and clients begin to depend on them.",
    .advice =
        "Log it with `logger.exception` and answer in words of your own, such as "
        "`detail=\"Internal server error\"`; or let it pass to one "
        "`@app.exception_handler(Exception)` that does both.",
    .docs = R"md(
`HTTPException(detail=str(e))`, `JSONResponse({"error": f"{e}"})`, `traceback.format_exc()` in a response, and what an
endpoint returns from an `except` clause; also where the text goes through a variable, and in exception handlers of the
application.

```python bad
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.post("/orders")
def create_order(item: str) -> None:
    try:
        insert(item)
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e)) from e
```

```python good
import logging

from fastapi import APIRouter, HTTPException

logger = logging.getLogger(__name__)
router = APIRouter()


class OutOfStock(Exception):
    """Says what to order instead."""


@router.post("/orders")
def create_order(item: str) -> None:
    try:
        insert(item)
    except OutOfStock as e:
        raise HTTPException(status_code=409, detail=str(e)) from e
    except Exception as e:
        logger.exception("create_order failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e
```

Certain where `Exception` is caught. Review is requested for classes of libraries and most builtins, and for the
application's own ones that become a status from 500 on, and where a guard looks the path of the request up to know who may call it. A warning where only programs that sign their requests or administrators are told, by a helper of theirs too, also because such tables list the endpoint nowhere else; and where the `message` of a class is told, and the clause for all other exceptions answers in words of its own.

Not reported: classes of the repository, `ValueError` (with `JSONDecodeError`, and `TypeError` beside it) and exceptions of libraries about what was sent (`pydantic.ValidationError`, `jwt.InvalidTokenError`, names with `NotFound`, `Policy`, …) that become a status below 500, as
do branches on `isinstance`, and on words that the functions called raise (`"sold out" in str(e)`): their text is usually written for the client. So named classes that cannot be seen, and those
whose texts are a few fixed words (`BrokenPipeError`, `zipfile.BadZipFile`, `e.strerror`), whatever the status. Exceptions that the repository raises with
words of its own, of any class, and a `try` that only reads and checks values (`Model.model_validate(…)`). Attributes with a
meaning of their own (`e.status_code`, `e.detail`), the class's name, the exception itself where JSON is made of it (which fails),
and code below an `if` that asks for debugging. Nor what an `HTTPException` says that the application answers in
words of its own: its handler for `HTTPException`, for a class of it or for the status is followed, for the status raised,
and gives back nothing of the exception but its status and headers.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
