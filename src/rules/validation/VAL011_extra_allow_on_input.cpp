#include <algorithm>
#include <map>
#include <vector>

#include "app/effects/carried_value.h"
#include "app/endpoints/purpose.h"
#include "app/models/orm_class.h"
#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Carrier;
using app::Placed;
using app::Route;
using app::UsedModel;
using app::Value;
using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kListed = 5;  // models that the trace shows

// Models of what somebody else decides the form of.
constexpr std::string_view kForeign[] = {"webhook",      "event", "callback",
                                         "notification", "hook",  "scim"};
// How calls begin that keep what they are given.
constexpr std::string_view kKeeping[] = {"insert", "update", "upsert", "save",    "store",
                                         "set",    "add",    "create", "replace", "merge",
                                         "put",    "write",  "bulk",   "persist", "values"};
constexpr int kMaxHolders = 8;

bool is_foreign(std::string_view text) {
  const std::string lower = lower_case(text);
  return std::any_of(std::begin(kForeign), std::end(kForeign),
                     [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

// "allow", Extra.allow
bool allows(const Value& extra) {
  if (extra.is(Value::Kind::Str)) return extra.text == "allow";
  if (extra.source.expr == nullptr) return false;
  return extra.source.file->resolve(*extra.source.expr).ends_with("Extra.allow");
}

bool is_named_like_keeping(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  const auto* name = call.func->as<Name>();
  if (method == nullptr && name == nullptr) return false;
  const std::string_view text = file.text(method != nullptr ? method->attr : name->name);
  const std::string_view first = text.substr(0, text.find('_'));
  return std::find(std::begin(kKeeping), std::end(kKeeping), first) != std::end(kKeeping);
}

bool is_dictionary(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return method != nullptr && file.type_of(*method->value) == "builtins.dict";
}

// The model itself, which is not what is stored in the end: a parameter, or an instance.
bool is_model_itself(const Carrier& carrier, const Expr& expr) {
  const FileModel& file = *carrier.function.file;
  const auto* name = expr.as<Name>();
  if (name != nullptr && file.scopes().symbol_of(*name) == carrier.names[0]) return true;
  return file.project().is_subclass(file.type_of(expr), "pydantic.BaseModel");
}

// Whether the call stores what it is given: a row, a document, `update_user(id, body.dict())`.
bool keeps(const Carrier& carrier, const Call& call) {
  const FileModel& file = *carrier.function.file;
  if (!carrier.is_given_to(call)) return false;
  const Definition callee = file.definition_of(*call.func);
  const auto* cls = as<ClassDef>(callee.node);
  if (cls != nullptr) return app::is_orm_class(*callee.file, *cls);
  if (!is_named_like_keeping(file, call) || app::sends_request(file, call)) return false;
  if (is_dictionary(file, call)) return false;
  // Of a model that is passed on as it is the next function tells.
  const auto is_dumped = [&](const Expr& one) {
    return carrier.holds(one) && !is_model_itself(carrier, one);
  };
  const bool by_position = std::any_of(call.args.begin(), call.args.end(),
                                       [&](const Expr* one) { return is_dumped(*one); });
  return by_position ||
         std::any_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword* one) {
           return one->arg ? is_dumped(*one->value) : carrier.holds(*one->value);
         });
}

// `for key, value in body.model_dump().items(): setattr(row, key, value)`
bool sets_attributes(const Carrier& carrier, const For& loop) {
  const FileModel& file = *carrier.function.file;
  if (!carrier.holds(*loop.iter)) return false;
  const auto nodes = file.tree().subtree(loop);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* one) {
    const auto* call = one->as<Call>();
    return call != nullptr && file.resolve(*call->func) == "builtins.setattr";
  });
}

// Where the endpoint, or what it calls, stores the model with all its fields; null if nowhere.
Placed kept_by(const std::vector<Carrier>& carriers) {
  for (const Carrier& carrier : carriers) {
    const FileModel& file = *carrier.function.file;
    for (const Node* node : file.tree().subtree(*carrier.function.node)) {
      const auto* call = node->as<Call>();
      if (call != nullptr && keeps(carrier, *call)) return {&file, call};
      const auto* loop = node->as<For>();
      if (loop != nullptr && sets_attributes(carrier, *loop)) return {&file, loop->iter};
    }
  }
  return {};
}

bool is_about(const FileModel& file, const Arg& parameter, const ClassDef& cls) {
  const std::vector<app::Type> classes =
      app::classes_in(app::read_annotation(file, parameter.annotation));
  return std::any_of(classes.begin(), classes.end(),
                     [&](const app::Type& one) { return one.definition.node == &cls; });
}

// An endpoint that stores what it gets of a model, and where.
struct Keeping {
  const Route* route = nullptr;
  Placed at;
};

Keeping keeping_of(const Route& route, const ClassDef& cls, std::string_view member) {
  const Definition handler = app::handler_of(route);
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr) return {};
  for (const Arg* parameter : function->args->all) {
    if (parameter->annotation == nullptr || !is_about(*handler.file, *parameter, cls)) continue;
    const Placed at = kept_by(app::carriers_of(handler, *parameter, {member, true}));
    if (at) return {&route, at};
  }
  return {};
}

// The first one; of a model inside another, by the outermost that an endpoint takes.
Keeping keeping_of(const UsedModel& model) {
  const UsedModel* outer = &model;
  for (int i = 0; i < kMaxHolders && outer->taken.holder != nullptr; ++i) {
    outer = outer->taken.holder;
  }
  const std::string_view member = outer == &model ? "" : model.taken.field->name;
  for (const Route* route : outer->taken.endpoints) {
    if (const Keeping found = keeping_of(*route, *outer->cls, member); found.route != nullptr) {
      return found;
    }
  }
  return {};
}

// A model, and who stores it.
struct Open {
  const UsedModel* model = nullptr;
  Keeping kept;
};

// The models that one setting is about, by file and position.
using Group = std::vector<Open>;

std::vector<Group> groups_of(const app::Application& application) {
  std::vector<Group> groups;
  std::map<const Expr*, std::size_t> index;  // looked up only
  for (const UsedModel* model : application.model_uses().all()) {
    if ((model->by_itself & app::kRequestModel) == 0) continue;
    const Value& extra = model->model->setting("extra");
    const UsedModel::Reach& reach = model->taken;
    const bool foreign = is_foreign(model->file->text(model->cls->name)) ||
                         (reach.route != nullptr && is_foreign(reach.route->path));
    if (!allows(extra) || foreign) continue;
    const Keeping kept = keeping_of(*model);
    if (kept.route == nullptr) continue;
    const auto [at, is_new] = index.try_emplace(extra.source.expr, groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].push_back({model, kept});
  }
  return groups;
}

void offer_forbid(Draft& draft, const Value& extra) {
  const Expr& expr = *extra.source.expr;
  const std::string_view text = extra.source.file->text(expr);
  if (text == "\"allow\"") draft.edit(expr.span(), "\"forbid\"");
  if (text == "'allow'") draft.edit(expr.span(), "'forbid'");
  if (text.ends_with("Extra.allow")) draft.edit({expr.end - 5, expr.end}, "forbid");
}

void report(const Group& group, ApplicationCheck& check) {
  const UsedModel& first = *group.front().model;
  const Value& extra = first.model->setting("extra");
  const std::string_view name = first.file->text(first.cls->name);
  Draft draft = group.size() == 1
                    ? check.report(*extra.source.file, extra.source.expr->span(),
                                   "`{}` takes whatever fields a client sends", {name})
                    : check.report(*extra.source.file, extra.source.expr->span(),
                                   "`{}` and {} other request models take whatever fields a client "
                                   "sends",
                                   {name, group.size() - 1});
  for (std::size_t i = 0; i < group.size() && i < kListed; ++i) {
    const UsedModel& one = *group[i].model;
    const Keeping& kept = group[i].kept;
    draft.step(*one.file, one.cls->name_span, "`{}` is taken by `{}`",
               {one.file->text(one.cls->name), app::label_of(*kept.route)});
    draft.step(*kept.at.file, kept.at.expr->span(), "all its fields go on here");
  }
  const bool administrators = std::all_of(group.begin(), group.end(), [&](const Open& one) {
    return app::is_restricted_to_administrators(check.application(), *one.kept.route);
  });
  // What is inside another model is kept as one value, JSON mostly: its fields are no columns.
  const bool inside = std::all_of(group.begin(), group.end(), [](const Open& one) {
    return one.model->taken.holder != nullptr;
  });
  if (administrators || inside) draft.severity(Severity::Warning);
  offer_forbid(draft, extra);
}

void check(ApplicationCheck& check) {
  for (const Group& group : groups_of(check.application())) report(group, check);
}

}  // namespace

extern constinit const Rule VAL011 = {
    .code = "VAL011",
    .name = "extra-allow-on-input",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-915", "OWASP API3:2023", "ASVS 15.3.3",
                   "https://docs.pydantic.dev/latest/api/config/#pydantic.config.ConfigDict.extra"},
    .risk =
        "Fields that nobody declared get in unchecked and travel with the model: "
        "`**body.model_dump()` writes them to the database, `is_admin` too.",
    .advice = "Set `extra=\"forbid\"`, and declare the fields that clients may send.",
    .docs = R"md(
With `extra="allow"` a model keeps every field of the input, declared or not, and none of the undeclared ones is
checked. In a model that an endpoint takes that is an open door to whatever is done with the model's fields.

```python bad
from fastapi import FastAPI
from google.cloud import firestore
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Profile(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str


@app.post("/profile")
def save(profile: Profile) -> None:
    firestore.Client().collection("profiles").document().set(profile.model_dump())
```

```python good
from fastapi import FastAPI
from google.cloud import firestore
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Profile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str


@app.post("/profile")
def save(profile: Profile) -> None:
    firestore.Client().collection("profiles").document().set(profile.model_dump())
```

Looked at are models that endpoints take, by themselves or as fields, and that are stored with all their fields: their
`model_dump()`, or the whole of them, goes into a row, a document or a function that saves it. One finding for each
place that allows it: a base class, mostly. Where only administrators get in, and of a model that is a field of
another one (and kept as one value), it is a warning. Not reported: models of
webhooks, events, callbacks and SCIM, whose form somebody else decides; models whose declared fields alone are used, or
that are passed on to another service; models that are only given.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
