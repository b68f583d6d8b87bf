#include <algorithm>
#include <optional>

#include "app/middleware/cors.h"
#include "app/routes/command_line.h"
#include "rules/endpoint_report.h"
#include "rules/kept_sessions.h"
#include "rules/rule.h"
#include "rules/settings_name.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::CorsPolicy;
using app::Route;
using Flaw = CorsPolicy::Flaw;

constexpr std::string_view kDevelopment[] = {"debug", "dev", "local", "environment", "testing"};

constexpr std::string_view kStarlettesSessions = "starlette.middleware.sessions.SessionMiddleware";

std::string_view said_of(Flaw flaw) {
  switch (flaw) {
    case Flaw::Any: return "every origin";
    case Flaw::AnyEnding:
      return "every origin that ends like the one meant (`https://evilexample.com`)";
    case Flaw::SharedHost: return "every tenant of a hosting service";
    case Flaw::Null: return "the origin `null`, which a sandboxed frame of any page sends";
    default: return "every part of a string (`origin in \"https://…\"`)";
  }
}

// Nothing is changed, no cookie is read.
bool only_reads(const app::AppRoutes& app) {
  return std::all_of(app.routes.begin(), app.routes.end(), [](const Route& route) {
    if (route.kind == Route::Kind::Mount || route.kind == Route::Kind::WebSocket) return false;
    bool takes_cookie = false;
    app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
      for (const app::Parameter& parameter : one.parameters) {
        takes_cookie = takes_cookie || parameter.in == app::Parameter::In::Cookie;
      }
    });
    return !takes_cookie &&
           std::all_of(route.methods.begin(), route.methods.end(), [](const std::string& method) {
             return method == "GET" || method == "HEAD";
           });
  });
}

// `if settings.debug:`, `if environment == "local":`
bool is_for_development(const app::Middleware& middleware) {
  const auto* choice = as<If>(middleware.condition);
  if (choice == nullptr) return false;
  const std::string test = lower_case(middleware.added_at.file->text(*choice->test));
  return std::any_of(std::begin(kDevelopment), std::end(kDevelopment),
                     [&](std::string_view word) { return test.find(word) != test.npos; });
}

bool takes_browser_credentials(const Route& route) {
  bool takes = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
    const std::string_view scheme = one.scheme ? one.scheme->cls : std::string_view{};
    takes = takes || scheme.ends_with(".APIKeyCookie") || scheme.ends_with(".HTTPBasic") ||
            scheme.ends_with(".HTTPDigest");
    for (const app::Parameter& parameter : one.parameters) {
      takes = takes || parameter.in == app::Parameter::In::Cookie;
    }
  });
  return takes;
}

// Cookies that say nothing about who somebody is: `response.set_cookie(STATE_COOKIE, …)`.
bool is_about_nobody(std::string_view text) {
  const std::string name = lower_case(text);
  constexpr std::string_view kWords[] = {"state", "csrf", "xsrf",   "nonce",
                                         "theme", "lang", "locale", "verifier"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

// What names the cookie in `request.cookies.get("session")`, `request.cookies["session"]`; null if
// nothing does.
const Expr* name_of_cookie(const semantic::FileModel& file, const Attribute& attribute) {
  const Node* parent = file.parent(attribute);
  if (const auto* subscript = as<Subscript>(parent)) return subscript->slice;
  const auto* method = as<Attribute>(parent);
  const auto* call = as<Call>(method != nullptr ? file.parent(*parent) : parent);
  return call != nullptr ? semantic::argument(file, *call, 0, "key") : nullptr;
}

// Calls visit(file, attribute) for each attribute of the application that is so named, until it
// says true; whether it did.
template <class Visit>
bool any_attribute(const semantic::Model& model, std::string_view name, Visit&& visit) {
  const auto mentions = model.mentions().of(model.names().find(name));
  return std::any_of(mentions.begin(), mentions.end(), [&](const semantic::Mention& one) {
    const semantic::FileModel& file = model.file(one.file);
    const auto* attribute = model.node(one).template as<Attribute>();
    return attribute != nullptr && file.file().role == project::Role::Application &&
           visit(file, *attribute);
  });
}

// Cookies that may say who somebody is, somewhere in the application: what is set and never read
// lets nobody in.
bool reads_cookies(const semantic::Model& model) {
  return any_attribute(model, "cookies", [](const auto& file, const Attribute& attribute) {
    const Expr* cookie = name_of_cookie(file, attribute);
    return cookie == nullptr || !is_about_nobody(file.text(*cookie));
  });
}

bool asks_for_password(const Route& route) {
  bool asks = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
    const std::string_view scheme = one.scheme ? one.scheme->cls : std::string_view{};
    asks = asks || scheme.ends_with(".HTTPBasic") || scheme.ends_with(".HTTPDigest");
  });
  return asks;
}

// `samesite="lax"`, which is Starlette's default, too.
bool is_of_own_site(const app::Placed& flag) {
  if (!flag) return true;
  const std::string text = lower_case(app::evaluate(flag).text);
  return text == "lax" || text == "strict";
}

// Whether cookies are set in the application, and all of them so that browsers send them along
// with requests of the same site's pages only.
bool sets_cookies_of_own_site(const semantic::Model& model) {
  bool any = false;
  const bool is_any_open =
      any_attribute(model, "set_cookie", [&any](const auto& file, const Attribute& attribute) {
        const auto* call = as<Call>(file.parent(attribute));
        if (call == nullptr) return false;
        any = true;
        const Expr* flag = semantic::argument(file, *call, 8, "samesite");
        return flag != nullptr && !is_of_own_site({&file, flag});
      });
  return any && !is_any_open;
}

// Whether browsers have something to send along by themselves: cookies or HTTP Basic.
class Browsers {
 public:
  explicit Browsers(const app::Application& application) : application_(application) {}

  bool are_known_to(const app::AppRoutes& app) {
    const auto& middleware = application_.surroundings_of(app).middleware;
    return std::any_of(app.routes.begin(), app.routes.end(), takes_browser_credentials) ||
           std::any_of(middleware.begin(), middleware.end(),
                       [&](const app::Middleware& one) { return may_know(one); }) ||
           is_any_cookie_read();
  }

  // Whether what they send along stays at home when another site's page asks.
  bool keep_to_own_site(const app::AppRoutes& app) {
    const auto& middleware = application_.surroundings_of(app).middleware;
    return sets_cookies_of_own_site(application_.code()) &&
           std::none_of(app.routes.begin(), app.routes.end(), asks_for_password) &&
           std::all_of(middleware.begin(), middleware.end(), [&](const app::Middleware& one) {
             return one.name() == kStarlettesSessions ? is_of_own_site(one.option("same_site"))
                                                      : !may_know(one);
           });
  }

 private:
  // A middleware that reads a cookie of its own; Starlette's only where something is kept in it.
  bool may_know(const app::Middleware& one) {
    const std::string_view name = one.name();
    if (name.find("Session") == name.npos) return false;
    if (name != kStarlettesSessions) return true;
    if (!keeps_) keeps_ = keeps_something_in_session(application_.code());
    return *keeps_;
  }
  bool is_any_cookie_read() {
    if (!reads_) reads_ = reads_cookies(application_.code());
    return *reads_;
  }

  const app::Application& application_;
  std::optional<bool> keeps_, reads_;  // looked for once, through all files
};

// Whether somebody who shows no credentials may change something: not by signing in.
bool lets_strangers_change(const app::AppRoutes& app, const app::Application& application) {
  using Status = app::Authentication::Status;
  const auto& all = application.endpoints().all();
  return std::any_of(all.begin(), all.end(), [&](const app::Endpoint& one) {
    const Status status = one.authentication.status;
    return one.app == &app && one.authentication.answers &&
           (status == Status::None || status == Status::Weak) &&
           !std::all_of(one.methods.begin(), one.methods.end(), [](const std::string& method) {
             return method == "GET" || method == "HEAD";
           });
  });
}

// Pages of other origins can do what anybody can who shows no credentials; what they add is where
// their visitors are.
void grade_without_credentials(Draft& draft, const CorsPolicy& policy, const app::AppRoutes& app,
                               const app::Application& application) {
  draft.confidence(Confidence::Medium);
  if (!policy.for_reading && lets_strangers_change(app, application)) {
    draft.risk(
        "Any page can call what is open here from its visitors' browsers and read the answers, "
        "also where only they get to it: behind a firewall, on their own machine.");
  } else {
    draft.severity(Severity::Warning)
        .risk(
            "Any page can read what is open here, also where only its visitors get to it: behind a "
            "firewall. What asks for a token stays closed as long as the page has none.");
  }
}

void grade(Draft& draft, const CorsPolicy& policy, const app::AppRoutes& app,
           const app::Application& application, Browsers& browsers) {
  if (policy.flaw == Flaw::Text) {
    draft.severity(Severity::Warning)
        .risk("Starlette asks `origin in allow_origins`: of a string, every part is an origin.")
        .fix("Give it a list: `allow_origins=[\"https://app.example.com\"]`.");
  } else if (app::is_of_command_line(*policy.middleware->added_at.file)) {
    draft.severity(Severity::Warning).confidence(Confidence::Medium);
  } else if (is_for_development(*policy.middleware) || policy.flaw == Flaw::SharedHost) {
    draft.confidence(Confidence::Medium);
  } else if (!policy.with_credentials) {
    grade_without_credentials(draft, policy, app, application);
  } else if (!browsers.are_known_to(app)) {
    if (only_reads(app)) draft.severity(Severity::Warning);
    draft.confidence(Confidence::Medium)
        .risk(
            "Any page can call what needs no token from its visitors' browsers and read the "
            "answers. Nothing here reads a cookie that says who somebody is: the day that "
            "something does, every page acts in its visitors' names.");
  } else if (browsers.keep_to_own_site(app)) {
    draft.confidence(Confidence::Medium)
        .risk(
            "Any page of the same site, on whatever subdomain or port, can call the API in its "
            "visitors' names and read the answers. The cookies are `SameSite=lax` or `strict`: "
            "pages of other sites call it without them, and read what is open.");
  }
}

// The setting that lists the front ends, where there is one that does not allow all; its class.
app::SettingsTable::FieldOfSettings listed_origins(const app::Application& application) {
  for (const app::SettingsClass& cls : application.settings().classes()) {
    if (cls.model == nullptr) continue;
    for (const app::Field& field : cls.model->fields) {
      const bool is_list = field.type.is(app::Type::Kind::List);
      const bool may_allow_all =
          field.assigned != nullptr &&
          app::file_of(field).text(*field.assigned).find('*') != std::string_view::npos;
      if (is_list && !may_allow_all && field.name.find("origins") != std::string_view::npos) {
        return {&cls, &field};
      }
    }
  }
  return {};
}

// The rule's advice in the words of settings that are there.
void advise_setting(Draft& draft, const app::Application& application) {
  if (application.settings().classes().empty()) return;
  const SettingsName settings = settings_name(application);
  const std::string field = settings.field("cors_origins");
  draft.fix(
      "List the front ends in the settings, without a default that allows all: `{}: "
      "list[AnyHttpUrl] = []` (`AnyHttpUrl` from `pydantic`), and pass them: "
      "`allow_origins=[str(url).rstrip(\"/\") for url in "
      "{}.{}]`. Its variable holds JSON: `[\"https://app.example.com\"]`.",
      {field, settings.object, field});
}

// `allowed_hosts: list[str] = ["*"]`: the setting is there, its default allows all.
void advise_default(Draft& draft, const CorsPolicy& policy, const app::Application& application) {
  for (const app::SettingsClass& cls : application.settings().classes()) {
    if (cls.model == nullptr || policy.flaw != Flaw::Any) continue;
    for (const app::Field& field : cls.model->fields) {
      const Expr* given = field.assigned;
      if (given == nullptr || &app::file_of(field) != policy.at.file) continue;
      const Offset at = policy.at.expr->begin;
      if (at < given->begin || at >= given->end) continue;
      draft.fix("Let `{}` be empty by default, and name the front ends where the service runs.",
                {field.name});
      return;
    }
  }
}

// What the settings list already and nobody asks for.
void advise(Draft& draft, const CorsPolicy& policy, const app::Application& application) {
  const bool is_literal = policy.flaw == Flaw::Any && policy.at.expr == policy.option.expr;
  if (!is_literal) return advise_default(draft, policy, application);
  const auto listed = listed_origins(application);
  if (!listed) return advise_setting(draft, application);
  const app::Definition& cls = listed.cls->definition;
  const auto& items = listed.field->type.args;
  const bool is_text = items.empty() || items.front().is_scalar("builtins.str");
  const auto variables = listed.cls->variables_of(*listed.field);
  const std::string set = variables.empty()
                              ? std::string()
                              : ", and let every deployment set `" + variables.front()->name + "`";
  draft.fix("Pass what `{}` lists already: `allow_origins={}{}.{}{}`{}.",
            {cls.file->text(cls.node->as<ClassDef>()->name),
             is_text ? "" : "[str(url).rstrip(\"/\") for url in ",
             settings_name(application).object, listed.field->name, is_text ? "" : "]", set});
}

void report(const CorsPolicy& policy, const app::AppRoutes& app, Browsers& browsers,
            ApplicationCheck& check) {
  Draft draft = check.report(
      *policy.at.file, policy.at.expr->span(), "CORS allows {}{}",
      {said_of(policy.flaw),
       policy.with_credentials && policy.flaw != Flaw::Text ? ", with the visitor's cookies" : ""});
  grade(draft, policy, app, check.application(), browsers);
  advise(draft, policy, check.application());
  if (policy.at.expr != policy.option.expr) {
    draft.step(*policy.option.file, policy.option.expr->span(), "The middleware takes it here");
  }
}

// @https_fn.on_request(cors=options.CorsOptions(cors_origins="*"))
void check_function(const app::CloudFunction& function, ApplicationCheck& check) {
  const app::Placed cors = app::argument_of(function.decorator, -1, "cors");
  if (!cors) return;
  const app::Followed found = app::follow(cors);
  const app::Placed origins = app::argument_of(found.value, 0, "cors_origins");
  const app::Value value = app::evaluate(origins ? origins : cors);
  const bool any = value.is_true() || value.text == "*" ||
                   std::any_of(value.items.begin(), value.items.end(),
                               [](const app::Value& one) { return one.text == "*"; });
  if (!any || value.is(app::Value::Kind::Call)) return;
  const app::Placed at = origins ? origins : cors;
  check.report(*at.file, at.expr->span(), "CORS of the function allows every origin")
      .confidence(Confidence::Medium);
}

void check(ApplicationCheck& check) {
  std::vector<const Node*> reported;
  Browsers browsers(check.application());
  for (const app::AppRoutes& app : check.application().apps()) {
    for (const app::Middleware& one : check.application().surroundings_of(app).middleware) {
      if (!app::is_class_named(one.name(), "CORSMiddleware")) continue;
      const CorsPolicy policy = app::cors_policy(one);
      const bool known =
          std::find(reported.begin(), reported.end(), policy.at.expr) != reported.end();
      if (policy.flaw == Flaw::None || known) continue;
      reported.push_back(policy.at.expr);
      report(policy, app, browsers, check);
    }
  }
  for (const app::CloudFunction& function : check.application().functions()) {
    check_function(function, check);
  }
}

}  // namespace

extern constinit const Rule SEC084 = {
    .code = "SEC084",
    .name = "cors-wildcard",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-942", "OWASP API8:2023", "ASVS 3.4.2",
                   "https://fastapi.tiangolo.com/tutorial/cors/",
                   "https://www.starlette.io/middleware/#corsmiddleware"},
    .risk =
        "Any page a user visits can call the API in their name and read the answers. With "
        "`allow_credentials=True` Starlette does not send `*` but repeats the page's own origin, "
        "so "
        "browsers let it pass with cookies.",
    .advice =
        "List the front ends in the settings, without a default that allows all: `cors_origins: "
        "list[AnyHttpUrl] = []` (`AnyHttpUrl` from `pydantic`), and pass them: "
        "`allow_origins=[str(url).rstrip(\"/\") for url in "
        "settings.cors_origins]`. Its variable holds JSON: "
        "`[\"https://app.example.com\"]`.",
    .docs = R"md(
What the CORS middleware of an application lets pass, whichever way it was added, also where the list is a setting's
default or that of `os.getenv`. Where all cookies are set with `SameSite=lax`, Starlette's default, or `strict`, it is to be looked at.

```python bad
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
```

```python good
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_origin_regex=r"https://pr-[0-9]+\.preview\.example\.com",
    allow_credentials=True,
)
```

Critical with credentials where something reads a cookie (that it is set is not enough) or HTTP Basic. Else review is requested, and it is a warning where all
routes are GET and none takes a cookie: a public interface may be meant. Without credentials it is a warning, too, where
no methods are allowed but GET, HEAD and OPTIONS (Starlette's default is GET), or nobody changes anything without
a token: other pages have none. Where strangers may, review is requested. The server that a command line tool
starts for a moment (`…/cli/…`) is a warning, too. Review is also asked for below an `if` that speaks of development, for patterns
that cover all tenants of a hosting service, and for functions of Firebase. A plain string as `allow_origins` is a
warning: each part of it counts as an origin.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
