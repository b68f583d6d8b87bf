#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/effects/unfiltered_answers.h"
#include "app/endpoints/purpose.h"
#include "app/routes/response_model.h"
#include "app/routes/route_label.h"
#include "knowledge/sensitive_fields.h"
#include "rules/application_check.h"
#include "rules/masked_answers.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Field;
using app::Route;
using app::Type;
using app::UsedModel;
using app::Value;
using knowledge::Sensitivity;
using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kListed = 5;  // endpoints that the trace shows

// What endpoints do that show a secret once: they make it.
constexpr std::string_view kMaking[] = {"create", "regenerate", "rotate", "generate",
                                        "issue",  "renew",      "reset",  "add",
                                        "enable", "setup",      "enroll", "provision"};

bool is_text(const Type& type) {
  const Type bare = app::without_none(type);
  return bare.is_scalar("builtins.str") || bare.is_scalar("builtins.bytes") ||
         bare.is_scalar("pydantic.EmailStr");
}

bool is_shown(const Field& field) {
  return is_text(field.type) && knowledge::sensitivity_of(field.name) != Sensitivity::None &&
         !field.is_computed && !field.info.is_true("exclude") && !field.serialized &&
         !field.serializer_unknown;
}

bool names(const Value& set, std::string_view field) {
  return std::any_of(set.items.begin(), set.items.end(),
                     [&](const Value& one) { return one.text == field; });
}

// Whether the route's own response_model_exclude or _include leaves the field out.
bool leaves_out(const Route& route, std::string_view field) {
  const Value exclude = route.own("response_model_exclude");
  const Value include = route.own("response_model_include");
  if (app::argument_of(route.registered_at, -1, "response_model_exclude") && !exclude.known()) {
    return true;
  }
  return names(exclude, field) || (include.known() && !names(include, field));
}

// The endpoints that show the field as it is; of a model inside another, the first one.
std::vector<const Route*> shown_by(const UsedModel& model, std::string_view field) {
  std::vector<const Route*> routes;
  for (const Route* one : model.given.endpoints) {
    if (!leaves_out(*one, field)) routes.push_back(one);
  }
  const bool only_inside = model.given.endpoints.empty() && model.given.route != nullptr;
  if (only_inside) routes.push_back(model.given.route);
  std::erase_if(routes, [&](const Route* one) {
    const Definition handler = app::handler_of(*one);
    return handler && (never_answers(handler) || is_masked(handler, field, 1));
  });
  return routes;
}

// Whether the endpoint makes the secret that it shows: POST, and named so.
bool makes_secret(const Route& route) {
  const auto* handler = as<FunctionDef>(app::handler_of(route).node);
  const bool posts = route.methods == std::vector<std::string>{"POST"};
  return posts && handler != nullptr &&
         (holds_one_of(app::handler_of(route).file->text(handler->name), kMaking) ||
          holds_one_of(route.path, kMaking));
}

// A system's secret that nobody sends, in a model that only those endpoints give that make it:
// shown once, as it has to be.
bool is_shown_once(const UsedModel& model, const Field& field,
                   const std::vector<const Route*>& routes) {
  return knowledge::sensitivity_of(field.name) != Sensitivity::Certain &&
         (model.uses & app::kRequestModel) == 0 && !model.given.endpoints.empty() &&
         std::all_of(routes.begin(), routes.end(),
                     [](const Route* one) { return makes_secret(*one); });
}

// The sensitive fields that one class declares, and who shows them.
struct Leak {
  const UsedModel* model = nullptr;
  std::vector<const Field*> fields;
  std::vector<const Route*> routes;

  void add(const Field& field, const std::vector<const Route*>& shown) {
    const bool known = std::any_of(fields.begin(), fields.end(), [&](const Field* one) {
      return one->declaration.expr == field.declaration.expr;
    });
    if (!known) fields.push_back(&field);
    for (const Route* one : shown) {
      if (std::find(routes.begin(), routes.end(), one) == routes.end()) routes.push_back(one);
    }
  }
};

// The leak that the same model has by another base class, or another variant of the same union;
// null if there is none.
Leak* variant_of(std::vector<Leak>& leaks, const UsedModel& model) {
  for (Leak& one : leaks) {
    if (one.model == &model) return &one;
  }
  const Field* inside = model.given.endpoints.empty() ? model.given.field : nullptr;
  if (inside == nullptr) return nullptr;
  for (Leak& one : leaks) {
    const bool alone = one.model->given.endpoints.empty();
    if (alone && one.model->given.field == inside) return &one;
  }
  return nullptr;
}

// One for each class that declares such fields, subclasses inherit the flaw; one for all base
// classes of a model that is given, and for all variants of a union.
std::vector<Leak> leaks_of(const app::Application& application) {
  std::vector<Leak> leaks;
  std::map<const Node*, std::size_t> index;  // looked up only
  for (const UsedModel* model : application.model_uses().all()) {
    if ((model->by_itself & app::kResponseModel) == 0 || model->model->has_serializer) continue;
    if (has_masked_form(*model->file, *model->cls)) continue;
    for (const Field& field : model->model->fields) {
      if (field.declaration.expr == nullptr || !is_shown(field)) continue;
      const std::vector<const Route*> routes = shown_by(*model, field.name);
      const Node* cls = field.declaration.file->enclosing_class(*field.declaration.expr);
      if (routes.empty() || cls == nullptr || is_shown_once(*model, field, routes)) continue;
      const auto [at, is_new] = index.try_emplace(cls, leaks.size());
      if (Leak* variant = is_new ? variant_of(leaks, *model) : nullptr) {
        at->second = static_cast<std::size_t>(variant - leaks.data());
      } else if (is_new) {
        leaks.push_back({model, {}, {}});
      }
      leaks[at->second].add(field, routes);
    }
  }
  return leaks;
}

// Whether the value comes fresh from a call, also through a name.
bool is_from_call(const FileModel& file, const Expr& value) {
  const auto* name = value.as<Name>();
  if (name == nullptr) return value.is(Kind::Call);
  const auto bindings = semantic::reaching_bindings(file, *name);
  const auto is_call = [](const semantic::Binding* one) {
    return one->value != nullptr && one->value->is(Kind::Call);
  };
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), is_call);
}

// `data.password = secrets.token_urlsafe()` in the endpoint, `Generated(password=generate())`: it
// is made here, and whoever asked for it has to see it once.
bool is_made_here(const FileModel& file, const FunctionDef& handler, std::string_view field) {
  for (const auto* assign : file.tree().nodes_of<Assign>(handler)) {
    const auto* target = assign->targets[0]->as<Attribute>();
    if (target == nullptr || file.text(target->attr) != field) continue;
    if (is_from_call(file, *assign->value)) return true;
  }
  for (const auto* keyword : file.tree().nodes_of<Keyword>(handler)) {
    const auto* call = keyword->value->as<Call>();
    if (call != nullptr && keyword->arg && file.text(keyword->arg) == field &&
        holds_one_of(file.text(*call->func), kMaking)) {
      return true;
    }
  }
  return false;
}

// What a value is called with, also through a name: `secrets.choice(…)`, `generate_password()`.
bool is_generated(const FileModel& file, const Expr& value) {
  const auto* name = value.as<Name>();
  const auto bindings = name != nullptr ? semantic::reaching_bindings(file, *name)
                                        : std::vector<const semantic::Binding*>{};
  const Expr* made = name == nullptr        ? &value
                     : bindings.size() == 1 ? bindings.front()->value
                                            : nullptr;
  const auto* call = as<Call>(made);
  if (call == nullptr) return false;
  const std::string_view text = file.text(*call);
  const std::string_view callee = file.text(*call->func);
  return text.find("secrets.") != text.npos ||
         (holds_one_of(callee, kMaking) && callee.find("hash") == callee.npos);
}

// `return Generated(password=password)` with one that was just made: endpoints that offer passwords
// show nobody's.
bool only_offers(const Leak& leak) {
  const std::string_view field = leak.fields.front()->name;
  const std::string_view model = leak.model->file->text(leak.model->cls->name);
  return leak.fields.size() == 1 &&
         std::all_of(leak.routes.begin(), leak.routes.end(), [&](const Route* route) {
           const Definition definition = app::handler_of(*route);
           const auto* handler = as<FunctionDef>(definition.node);
           if (handler == nullptr) return false;
           const FileModel& file = *definition.file;
           const auto keywords = file.tree().nodes_of<Keyword>(*handler);
           return std::any_of(keywords.begin(), keywords.end(), [&](const Keyword* one) {
             const auto* call = as<Call>(file.parent(*one));
             return one->arg && file.text(one->arg) == field && call != nullptr &&
                    file.text(*call->func) == model && is_generated(file, *one->value);
           });
         });
}

// `if data.password or …: raise …`: whoever sends one is refused, so that none is given.
bool is_refused(const FileModel& file, const FunctionDef& handler, std::string_view field) {
  const auto asks = [&](const Expr* test) {
    const auto* tested = test->as<Attribute>();
    return tested != nullptr && file.text(tested->attr) == field;
  };
  for (const auto* choice : file.tree().nodes_of<If>(handler)) {
    if (choice->body.empty() || !choice->body.back()->is(Kind::Raise)) continue;
    const auto* several = choice->test->as<BoolOp>();
    const bool any = several != nullptr && several->op == BoolOperator::Or &&
                     std::any_of(several->values.begin(), several->values.end(), asks);
    if (any || asks(choice->test)) return true;
  }
  return false;
}

// Whether the endpoints give no password but the ones that they make.
bool is_shown_to_its_maker(const Leak& leak) {
  const std::string_view field = leak.fields.front()->name;
  bool made = false;
  for (const Route* route : leak.routes) {
    const Definition definition = app::handler_of(*route);
    const auto* handler = as<FunctionDef>(definition.node);
    if (handler == nullptr) return false;
    const bool makes = is_made_here(*definition.file, *handler, field);
    if (!makes && !is_refused(*definition.file, *handler, field)) return false;
    made = made || makes;
  }
  return made;
}

// Takes out the endpoints that refuse whoever sends one: what they give back is always empty. Some
// of them have to be left.
void leave_out_refusing(Leak& leak) {
  const auto refuses = [&leak](const Route* route) {
    const Definition definition = app::handler_of(*route);
    const auto* handler = as<FunctionDef>(definition.node);
    return handler != nullptr &&
           is_refused(*definition.file, *handler, leak.fields.front()->name) &&
           !is_made_here(*definition.file, *handler, leak.fields.front()->name);
  };
  const bool any_left = !std::all_of(leak.routes.begin(), leak.routes.end(), refuses);
  if (any_left) std::erase_if(leak.routes, refuses);
}

// `Webhook.secret`: whoever is called has to have it, to verify what comes.
bool is_of_receiver(const Leak& leak) {
  const bool is_webhook =
      lower_case(leak.model->file->text(leak.model->cls->name)).starts_with("webhook");
  return is_webhook && leak.fields.size() == 1 &&
         knowledge::sensitivity_of(leak.fields.front()->name) != Sensitivity::Certain;
}

// A system's secrets on the page where administrators set them; not those that it was started with.
bool is_for_administrators(const Leak& leak, const app::Application& application) {
  return (leak.model->by_itself & app::kSettingsModel) == 0 &&
         std::all_of(leak.fields.begin(), leak.fields.end(),
                     [](const Field* one) {
                       return knowledge::sensitivity_of(one->name) != Sensitivity::Certain;
                     }) &&
         std::all_of(leak.routes.begin(), leak.routes.end(), [&](const Route* one) {
           return app::is_restricted_to_administrators(application, *one);
         });
}

// A person's password, given by the endpoint's own response model.
bool is_certain(const Leak& leak) {
  const bool by_itself = !leak.model->given.endpoints.empty();
  return by_itself && !is_shown_to_its_maker(leak) &&
         std::any_of(leak.fields.begin(), leak.fields.end(), [](const Field* one) {
           return knowledge::sensitivity_of(one->name) == Sensitivity::Certain;
         });
}

// "and 3 more"
std::string and_more(std::size_t count) {
  return count > 1 ? " and " + std::to_string(count - 1) + " more" : "";
}

void report(Leak leak, ApplicationCheck& check) {
  const bool certain = is_certain(leak);  // an endpoint that refuses passwords is evidence for it
  leave_out_refusing(leak);
  const Field& field = *leak.fields.front();
  const app::Placed at = field.declaration;
  const auto* statement = at.file->enclosing_statement(*at.expr).as<AnnAssign>();
  const Expr& target = statement != nullptr ? *statement->target : *at.expr;
  Draft draft =
      check.report(*at.file, target.span(), "`{}.{}`{} in the response of `{}`{}",
                   {leak.model->file->text(leak.model->cls->name), field.name,
                    leak.fields.size() > 1 ? and_more(leak.fields.size()) + " fields are" : " is",
                    app::label_of(*leak.routes.front()), and_more(leak.routes.size())});
  if (!certain) draft.confidence(Confidence::Medium);
  if (is_of_receiver(leak)) {
    draft.severity(Severity::Suggestion);
  } else if (is_for_administrators(leak, check.application())) {
    draft.severity(Severity::Warning)
        .risk(
            "Who takes over an administrator's session or reads what their browser and proxies "
            "keep "
            "has the system's secrets, too.")
        .fix(
            "Answer asterisks or nothing in their place, and let an empty value that is sent mean "
            "\"unchanged\".");
  }
  for (std::size_t i = 1; i < leak.fields.size() && i < kListed; ++i) {
    const app::Placed other = leak.fields[i]->declaration;
    draft.step(*other.file, other.expr->span(), "so is `{}`", {leak.fields[i]->name});
  }
  for (std::size_t i = 0; i < leak.routes.size() && i < kListed; ++i) {
    const app::Placed call = leak.routes[i]->registered_at;
    draft.step(*call.file, call.expr->span(), "`{}` gives it", {app::label_of(*leak.routes[i])});
  }
  if (const UsedModel* holder = leak.model->given.holder; holder != nullptr) {
    draft.step(*holder->file, holder->cls->name_span, "as `{}.{}`",
               {holder->file->text(holder->cls->name), leak.model->given.field->name});
  }
}

// `return session.get(User, key)`, and nothing declares what of it is sent.
void check_unfiltered(const app::UnfilteredAnswer& answer, ApplicationCheck& check) {
  for (const app::ShownField& field : answer.fields) {
    const Sensitivity found = knowledge::sensitivity_of(field.name);
    if (found == Sensitivity::None || is_masked(answer.handler, field.name, 1) ||
        leaves_out(*answer.route, field.name) ||
        (found != Sensitivity::Certain && makes_secret(*answer.route))) {
      continue;
    }
    const auto& cls = static_cast<const ClassDef&>(*field.holder.node);
    Draft draft =
        check.report(*answer.handler.file, answer.value->span(),
                     "`{}.{}` is in the answer of `{}`, which has no response model",
                     {field.holder.file->text(cls.name), field.name, app::label_of(*answer.route)});
    if (found != Sensitivity::Certain) draft.confidence(Confidence::Medium);
    draft.step(*field.holder.file, cls.name_span, "the class that declares it");
    return;
  }
}

void check(ApplicationCheck& check) {
  for (const Leak& leak : leaks_of(check.application())) {
    if (!only_offers(leak)) report(leak, check);
  }
  for (const app::UnfilteredAnswer& one : app::unfiltered_answers(check.application())) {
    check_unfiltered(one, check);
  }
}

}  // namespace

extern constinit const Rule VAL014 = {
    .code = "VAL014",
    .name = "sensitive-field-in-response",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-200", "OWASP API3:2023", "ASVS 15.3.1",
                   "https://fastapi.tiangolo.com/tutorial/response-model/"},
    .risk =
        "Whoever may call the endpoint reads passwords, hashes or keys; they end up in browsers, "
        "proxies and logs.",
    .advice =
        "Give a model without the field as `response_model` (`UserPublic`), or leave it out of "
        "this answer: `response_model_exclude={\"password\"}`. `Field(exclude=True)` would "
        "leave it out wherever the model is dumped, also to be stored.",
    .docs = R"md(
FastAPI sends what the response model declares. A field that holds a password, its hash, a private key, a one-time
password's seed or a national identifier has no place there.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    email: str
    hashed_password: str


@app.get("/users/me", response_model=User)
def me():
    ...
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class UserPublic(BaseModel):
    email: str


class User(UserPublic):
    hashed_password: str


@app.get("/users/me", response_model=UserPublic)
def me():
    ...
```

Looked at is the effective response: inherited fields and models inside models; of endpoints without a response model,
the rows and models that they return. One finding for each class that
declares such fields; the endpoints are in the trace. Review is asked for where the name may mean a system's secret or
one that is shown once (`smtp_password`, `webhook_secret`), for models inside models, which are often masked, and where the
endpoint makes the password that it shows. A system's secrets that only administrators are shown are a warning. Not reported: tokens, which some endpoints are there for; `SecretStr`,
which prints asterisks; endpoints that only raise; endpoints that refuse whoever sends such a field; fields that are excluded, by themselves or by `response_model_exclude`; what is no text
(`has_password: bool`); answers that a function masks first, one that is named so (`redact_…`, `mask_…`) or changes the
field; models with a method that is named so (`masked()`); a system's secret that only `POST` endpoints give which create or renew it. Variants of a union are one finding.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
