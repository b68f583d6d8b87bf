#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::UsedModel;
using app::Value;

constexpr std::size_t kListed = 5;  // models that the trace shows

// Models of what somebody else decides the form of.
constexpr std::string_view kForeign[] = {"webhook", "event", "callback", "notification", "hook"};

bool is_foreign(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::any_of(std::begin(kForeign), std::end(kForeign),
                     [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

// "allow", Extra.allow
bool allows(const Value& extra) {
  if (extra.is(Value::Kind::Str)) return extra.text == "allow";
  if (extra.source.expr == nullptr) return false;
  return extra.source.file->resolve(*extra.source.expr).ends_with("Extra.allow");
}

// The models that one setting is about, by file and position.
using Group = std::vector<const UsedModel*>;

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
    const auto [at, is_new] = index.try_emplace(extra.source.expr, groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].push_back(model);
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
  const Value& extra = group.front()->model->setting("extra");
  const UsedModel& first = *group.front();
  const std::string_view name = first.file->text(first.cls->name);
  Draft draft = group.size() == 1
                    ? check.report(*extra.source.file, extra.source.expr->span(),
                                   "`{}` takes whatever fields a client sends", {name})
                    : check.report(*extra.source.file, extra.source.expr->span(),
                                   "`{}` and {} other request models take whatever fields a client "
                                   "sends",
                                   {name, group.size() - 1});
  for (std::size_t i = 0; i < group.size() && i < kListed; ++i) {
    const UsedModel& one = *group[i];
    if (one.taken.route == nullptr) continue;
    draft.step(*one.file, one.cls->name_span, "`{}` is taken by `{}`",
               {one.file->text(one.cls->name), app::label_of(*one.taken.route)});
  }
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
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Profile(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str


@app.post("/profile")
def save(profile: Profile) -> None:
    ...
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Profile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str


@app.post("/profile")
def save(profile: Profile) -> None:
    ...
```

Looked at are models that endpoints take, by themselves or as fields. One finding for each place that says so: a base
class, mostly. Not reported: models of webhooks, events and callbacks, whose form somebody else decides; models that
are only given.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
