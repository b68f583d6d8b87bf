#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "app/effects/carried_value.h"
#include "app/effects/passed_parameters.h"
#include "app/effects/validation.h"
#include "app/endpoints/purpose.h"
#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/body_parts.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Carrier;
using app::Parameter;
using app::PassedParameter;
using app::Placed;
using app::Route;
using app::Type;
using app::Value;
using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kListed = 5;  // other endpoints that the trace shows

// What stands before a type checker's eyes as "anything": Any, dict, list[dict], dict[str, Any].
bool is_open(const Type& type) {
  switch (type.kind) {
    case Type::Kind::Any: return true;
    case Type::Kind::Dict: return type.args.size() < 2 || is_open(type.args[1]);
    case Type::Kind::List: return type.args.empty() || is_open(type.args[0]);
    case Type::Kind::Union: {
      const Type bare = app::without_none(type);
      if (!bare.is(Type::Kind::Union)) return is_open(bare);
      return std::all_of(bare.args.begin(), bare.args.end(), is_open);
    }
    default: return type.is_scalar("builtins.object");
  }
}

// Whether the call checks the parameter: validate(body), Valves(**body).
bool checks_parameter(const FileModel& file, const Call& call, const Arg& parameter) {
  const std::string_view callee = file.text(*call.func);
  const std::string_view last = callee.substr(callee.rfind('.') + 1);
  const bool makes_class = !last.empty() && last[0] >= 'A' && last[0] <= 'Z';
  const bool validates = last.find("valid") != last.npos || app::validates(file, call);
  const bool given =
      validates && std::any_of(call.args.begin(), call.args.end(), [&](const Expr* one) {
        return app::is_parameter(file, *one, parameter);
      });
  return given || std::any_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword* one) {
           return (validates || (makes_class && !one->arg)) &&
                  app::is_parameter(file, *one->value, parameter);
         });
}

// `validate(values)`, also of what was made of the body before.
bool is_validated(const Definition& function, const Arg& parameter) {
  const Carrier derived =
      app::carriers_of(function, parameter, {.member = {}, .made_of_it = true}).front();
  return any_call(std::vector<Carrier>{derived}, [](const FileModel& file, const Call& call) {
    const std::string_view callee = file.text(*call.func);
    return callee.substr(callee.rfind('.') + 1).find("valid") != callee.npos;
  });
}

// Whether the body is passed on to another server as it is, or looked at value by value.
bool is_taken_care_of(const std::vector<Carrier>& bodies, bool of_form = false) {
  return any_call(bodies, app::sends_request) || are_parts_checked(bodies, of_form);
}

// `request.form()`
bool reads_form(const FileModel& file, const Node& read) {
  return file.text(read).ends_with("form()");
}

bool is_checked_by_hand(const Definition& function, const Arg& parameter) {
  const app::PassedParameters passed = app::passed_parameters(function, parameter);
  return std::any_of(passed.all.begin(), passed.all.end(), [](const PassedParameter& one) {
    return any_call(one.function, [&](const FileModel& file, const Call& call) {
      return checks_parameter(file, call, *one.parameter);
    });
  });
}

// What one function does with its Request.
struct Reading {
  const Call* read = nullptr;  // request.json(), request.form(); body() only where it is decoded
  bool is_checked = false;     // a model, a signature check or a proxy's call stands beside it
};

class RequestReader {
 public:
  RequestReader(const FileModel& file, const FunctionDef& function, const Arg& request)
      : file_(file), request_(request) {
    for (const auto* call : file.tree().nodes_of<Call>(function)) {
      look_at(*call);
    }
    for (const auto* key : file.tree().nodes_of<Constant>(function)) look_at(*key);
    if (reading_.read == nullptr && decodes_) reading_.read = body_;
  }
  const Reading& reading() const { return reading_; }

 private:
  // SAML's own library takes the response apart and verifies it (SAML 2.0 bindings, 3.5).
  void look_at(const Constant& key) {
    reading_.is_checked = reading_.is_checked || (key.is_str() && key.value == "SAMLResponse");
  }

  void look_at(const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method != nullptr && app::is_parameter(file_, *method->value, request_)) {
      const std::string_view name = file_.text(method->attr);
      if ((name == "json" || name == "form") && reading_.read == nullptr) reading_.read = &call;
      if (name == "body") body_ = &call;
      if (name == "stream") reading_.is_checked = true;
      return;
    }
    const std::string_view target = file_.resolve(*call.func);
    decodes_ = decodes_ || target.ends_with(".loads");
    reading_.is_checked = reading_.is_checked || app::sends_request(file_, call) ||
                          app::validates(file_, call) || hands_request_on(call) ||
                          app::verifies_signature(file_.text(*call.func)) ||
                          has_sender_verified(call);
  }

  static bool is_comparison_of_secrets(std::string_view target) {
    return target == "hmac.compare_digest" || target == "secrets.compare_digest";
  }

  // `is_ours(request.headers, body)`, with such a check inside.
  bool has_sender_verified(const Call& call) const {
    const bool given = std::any_of(call.args.begin(), call.args.end(),
                                   [this](const Expr* one) { return is_of_request(*one); }) ||
                       std::any_of(call.keywords.begin(), call.keywords.end(),
                                   [this](const auto* one) { return is_of_request(*one->value); });
    const Definition callee = given ? file_.definition_of(*call.func) : Definition{};
    return as<FunctionDef>(callee.node) != nullptr &&
           any_call(callee, [](const FileModel& file, const Call& inner) {
             return app::verifies_signature(file.text(*inner.func)) ||
                    is_comparison_of_secrets(file.resolve(*inner.func));
           });
  }

  // request.headers, request.headers["X-Signature"], await request.body()
  bool is_of_request(const Expr& expr) const {
    for (const auto* part : file_.tree().nodes_of<Attribute>(expr)) {
      const std::string_view name = file_.text(part->attr);
      const bool is_sent = name == "headers" || name == "body";
      if (is_sent && app::is_parameter(file_, *part->value, request_)) return true;
    }
    return false;
  }

  // `forward = make_route(target)`, `await forward(request)`: another endpoint answers.
  bool hands_request_on(const Call& call) const {
    const auto* callee = call.func->as<Name>();
    if (callee == nullptr || file_.definition_of(*callee)) return false;
    const auto bindings = semantic::reaching_bindings(file_, *callee);
    const bool made = !bindings.empty() && bindings.back()->value != nullptr &&
                      bindings.back()->value->is(Kind::Call);
    return made && std::any_of(call.args.begin(), call.args.end(), [&](const Expr* one) {
             return app::is_parameter(file_, *one, request_);
           });
  }

  const FileModel& file_;
  const Arg& request_;
  Reading reading_;
  const Call* body_ = nullptr;
  bool decodes_ = false;
};

bool is_request(const FileModel& file, const Arg& parameter) {
  return parameter.annotation != nullptr &&
         file.type_of_annotation(*parameter.annotation) == "fastapi.Request";
}

// A place that reads a body, and the endpoints it does so for.
struct Finding {
  const FileModel* file = nullptr;
  const Node* where = nullptr;
  std::string what;
  std::vector<const Route*> routes;
  bool is_form = false;   // few keys, each text: often looked at one by one
  bool is_extra = false;  // beside a body of a known type
  bool is_whole = false;  // nobody is seen to take a value out of it
};

class BodyCollector {
 public:
  explicit BodyCollector(const app::Application& application) {
    for (const Route* route : application.distinct_routes().all()) {
      if (route->kind == Route::Kind::Http) add(*route);
    }
  }
  const std::vector<Finding>& findings() const { return findings_; }

 private:
  void add(const Route& route) {
    const bool elsewhere = is_checked_in_dependency(route);
    app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
      const Definition function = app::running_function(one.callable);
      if (!function) return;
      for (const Parameter& parameter : one.parameters) add_parameter(route, function, parameter);
      const bool is_own = &one == &route.dependant;
      if (is_own ? !takes_model(one) : !elsewhere) add_reading(route, function);
    });
  }

  // Whether FastAPI has checked the body before the function reads it once more.
  static bool takes_model(const app::Dependency& function) {
    const auto& all = function.parameters;
    return std::any_of(all.begin(), all.end(), [](const Parameter& one) {
      return one.in == Parameter::In::Body && !is_open(one.field.type);
    });
  }

  // Whether what one dependency reads may be checked by another one, or is the body of a type that
  // the endpoint takes.
  static bool is_checked_in_dependency(const Route& route) {
    bool checked = false;
    app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
      checked = checked || takes_model(one);
      const Definition function = app::running_function(one.callable);
      if (&one == &route.dependant || !function || checked) return;
      checked = any_call(function, app::validates);
    });
    return checked;
  }

  void add_parameter(const Route& route, const Definition& function, const Parameter& parameter) {
    if (parameter.in != Parameter::In::Body || parameter.arg == nullptr) return;
    if (!function.node->encloses(*parameter.arg) || !is_open(parameter.field.type)) return;
    if (is_checked_by_hand(function, *parameter.arg)) return;
    if (is_validated(function, *parameter.arg)) return;
    const std::vector<Carrier> bodies = app::carriers_of(function, *parameter.arg);
    if (is_taken_care_of(bodies)) return;
    note(route, *function.file, *parameter.arg,
         "takes `" + std::string(function.file->text(*parameter.arg)) + "` as its body");
    Finding& finding = findings_[index_[parameter.arg]];
    finding.is_extra = is_extra(route, parameter);
    finding.is_whole = !takes_parts(bodies);
  }

  // What may be left out, beside a body of a known type: `context: dict | None = None`.
  static bool is_extra(const Route& route, const Parameter& parameter) {
    const auto& all = route.dependant.parameters;
    return !parameter.field.required && std::any_of(all.begin(), all.end(), [](const auto& one) {
      return one.in == Parameter::In::Body && !is_open(one.field.type);
    });
  }

  // The endpoint's own Request, and whoever it is passed to.
  void add_reading(const Route& route, const Definition& function) {
    for (const Arg* parameter : static_cast<const FunctionDef&>(*function.node).args->all) {
      if (is_request(*function.file, *parameter)) follow(route, function, *parameter);
    }
  }

  // What many routes depend on is followed once.
  void follow(const Route& route, const Definition& function, const Arg& request) {
    const auto [known, is_new] = open_reads_.try_emplace(&request);
    if (is_new) known->second = open_read(function, request);
    const Placed& found = known->second;
    if (!found) return;
    note(route, *found.file, *found.expr,
         "reads its body by `" + std::string(found.file->text(*found.expr)) + "`");
    findings_[index_[found.expr]].is_form = reads_form(*found.file, *found.expr);
  }

  // The first read of the body that nobody checks; null if there is none.
  static Placed open_read(const Definition& function, const Arg& request) {
    Placed found;
    const app::PassedParameters passed = app::passed_parameters(function, request);
    for (const PassedParameter& one : passed.all) {
      const auto& node = static_cast<const FunctionDef&>(*one.function.node);
      const Reading reading = RequestReader(*one.function.file, node, *one.parameter).reading();
      if (reading.is_checked) return {};
      if (reading.read == nullptr || found) continue;
      const bool of_form = reads_form(*one.function.file, *reading.read);
      if (is_taken_care_of(bodies_of(passed, one, *reading.read), of_form)) continue;
      found = {one.function.file, reading.read};
    }
    return found;
  }

  // Where the body goes that `reader` reads; one that it returns, in the function that calls it.
  static std::vector<Carrier> bodies_of(const app::PassedParameters& passed,
                                        const PassedParameter& reader, const Call& read) {
    const bool returns = reader.function.file->enclosing_statement(read).is(Kind::Return);
    if (returns && reader.passed_at) {
      for (const PassedParameter& one : passed.all) {
        if (one.function.file == reader.passed_at.file &&
            one.function.node->encloses(*reader.passed_at.expr)) {
          return app::carriers_of(one.function, *reader.passed_at.expr);
        }
      }
    }
    return app::carriers_of(reader.function, read);
  }

  void note(const Route& route, const FileModel& file, const Node& where, std::string what) {
    const auto [at, is_new] = index_.try_emplace(&where, findings_.size());
    if (is_new) findings_.push_back({&file, &where, std::move(what), {}});
    auto& routes = findings_[at->second].routes;
    if (routes.empty() || routes.back() != &route) routes.push_back(&route);
  }

  std::vector<Finding> findings_;
  std::map<const Node*, std::size_t> index_;  // looked up only
  std::map<const Arg*, Placed> open_reads_;   // of a Request; looked up only
};

// What is true of the form in which the endpoint takes its body.
std::string_view risk_of(const Finding& finding) {
  if (finding.is_whole) {
    return "Any JSON of that shape gets in and goes on as it is: what is wrong with it shows "
           "wherever somebody reads it, and the API's documentation does not say what may be in "
           "it.";
  }
  if (finding.where->as<Arg>() != nullptr) {
    return "Any JSON of that shape gets in: a missing key or a wrong type is found by the code "
           "behind it, mostly as a 500, and the API's documentation shows a body without fields.";
  }
  return finding.is_form
             ? "Any form gets in: a missing or malformed field is found by the code behind it, and "
               "the API's documentation shows no form."
             : "Any JSON gets in: a missing key or a wrong type is found by the code behind it, "
               "mostly as a 500, and the API's documentation shows no body.";
}

// The same endpoint shows the form: GET sends none.
bool shows_form(const Finding& finding) {
  return std::any_of(finding.routes.begin(), finding.routes.end(),
                     [](const Route* one) { return is_one_of("GET", one->methods); });
}

bool is_for_administrators(const Finding& finding, const app::Application& application) {
  return std::all_of(finding.routes.begin(), finding.routes.end(), [&](const Route* one) {
    return app::is_restricted_to_administrators(application, *one);
  });
}

// `Order.model_construct(**body)`: the model that takes it unchecked; null if none does.
const Call* unchecked_model_of(const Finding& finding) {
  const FunctionDef* function = finding.file->enclosing_function(*finding.where);
  if (function == nullptr) return nullptr;
  for (const auto* call : finding.file->tree().nodes_of<Call>(*function)) {
    const auto* method = call->func->as<Attribute>();
    const bool makes = method != nullptr && call->begin > finding.where->end &&
                       finding.file->text(method->attr) == "model_construct";
    if (makes) return call;
  }
  return nullptr;
}

// The model is there already.
void name_model(Draft& draft, const Finding& finding) {
  const Call* made = finding.is_form || finding.is_whole ? nullptr : unchecked_model_of(finding);
  if (made == nullptr) return;
  draft
      .fix("Take `body: {}` as a parameter: FastAPI checks it then, and `{}(…)` can go.",
           {finding.file->text(*made->func->as<Attribute>()->value),
            finding.file->text(*made->func)})
      .step(*finding.file, made->span(), "and makes a model of it unchecked");
}

void report(const Finding& finding, ApplicationCheck& check) {
  const std::size_t others = finding.routes.size() - 1;
  const std::string more = others == 0 ? "" : " (and " + std::to_string(others) + " more)";
  Draft draft = check.report(*finding.file, finding.where->span(), "`{}`{} {}: nothing checks it",
                             {app::label_of(*finding.routes.front()), more, finding.what});
  draft.risk(risk_of(finding));
  if (finding.is_form) {
    draft.fix(
        "{}eclare a Pydantic model with the fields that are read, `class OrderForm(BaseModel): …`, "
        "and take `form: Annotated[OrderForm, Form()]` (`Annotated` from `typing`, `Form` from "
        "`fastapi`; before FastAPI 0.113 one `Annotated[str, Form()]` for each field).",
        {shows_form(finding) ? "Give GET and POST an endpoint each, d" : "D"});
  }
  if (finding.is_whole) {
    draft.fix(
        "Declare a Pydantic model of what may be in it, or, where the keys are the client's own, "
        "say what their values are: `dict[str, str | int | bool]`.");
  }
  name_model(draft, finding);
  if (is_for_administrators(finding, check.application())) draft.severity(Severity::Warning);
  if (finding.is_form || finding.is_extra) draft.confidence(Confidence::Medium);
  for (std::size_t i = 0; i < finding.routes.size() && i < kListed; ++i) {
    const Placed call = finding.routes[i]->registered_at;
    draft.step(*call.file, call.expr->span(), "`{}`", {app::label_of(*finding.routes[i])});
  }
}

void check(ApplicationCheck& check) {
  const BodyCollector bodies(check.application());
  for (const Finding& one : bodies.findings()) report(one, check);
}

}  // namespace

extern constinit const Rule VAL001 = {
    .code = "VAL001",
    .name = "untyped-request-body",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-20", "ASVS 2.2.1", "https://fastapi.tiangolo.com/tutorial/body/"},
    .risk =
        "Any body gets in: a missing key or a wrong type is found by the code behind it, mostly as "
        "a 500, and the API's documentation does not say what to send.",
    .advice =
        "Declare a Pydantic model with the fields that are read, `class OrderIn(BaseModel): …`, "
        "and "
        "take `order: OrderIn`.",
    .docs = R"md(
FastAPI checks a body against the type of the endpoint's parameter. `dict`, `Any` and `await request.json()` have
nothing to check it against.

```python bad
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/orders")
async def create(request: Request) -> dict:
    data = await request.json()
    return {"sku": data["sku"]}
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class OrderIn(BaseModel):
    sku: str = Field(max_length=20)


@app.post("/orders")
async def create(order: OrderIn) -> dict:
    return {"sku": order.sku}
```

Looked at are endpoints, their dependencies, and the functions that the request is passed to. One finding for each
place that reads a body, with the endpoints it does so for. A form that is read by hand asks for review, and what only administrators send is a warning. Not reported: code that
validates what it has read with a model beside it, checks a signature or the sender's secret by `hmac.compare_digest` (webhooks), also in a function that it gives the headers to, passes the body or a copy of it on
to another server, also through functions of the repository, or looks at the type or value of each part that it takes
(`isinstance`, a comparison) or only asks which keys are there (`"box" in form`), or makes texts of a form's fields (`str(form.get("reason", ""))`); `request.body()` that is never decoded; `dict[str, int]` and other types that say what they hold.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
