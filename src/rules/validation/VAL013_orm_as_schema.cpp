#include <map>
#include <vector>

#include "app/models/orm_class.h"
#include "app/routes/response_model.h"
#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Placed;
using app::Route;
using app::Type;

constexpr std::size_t kListed = 5;  // other routes that the trace shows

// One table as a schema, and the routes that use it so.
struct Use {
  Type table;
  bool is_body = false;
  struct At {
    const Route* route;
    const semantic::FileModel* file;
    Span span;
  };
  std::vector<At> places;
};

class UseCollector {
 public:
  std::vector<Use> run(const app::Application& application) {
    for (const Route* route : application.distinct_routes().all()) {
      app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
        for (const app::Parameter& parameter : one.parameters) add_parameter(*route, parameter);
      });
      if (route->kind == Route::Kind::Http) add_response(*route);
    }
    return std::move(uses_);
  }

 private:
  void add_parameter(const Route& route, const app::Parameter& parameter) {
    if (!parameter.is_body() || parameter.arg == nullptr) return;
    const semantic::FileModel* file = app::handler_of(route).file;
    if (file == nullptr || !holds(route, parameter)) return;
    add(parameter.field.type, true, {&route, file, parameter.arg->span()});
  }

  // Whether the parameter is the endpoint's own.
  static bool holds(const Route& route, const app::Parameter& parameter) {
    const auto& all = route.dependant.parameters;
    return !all.empty() && &parameter >= &all.front() && &parameter <= &all.back();
  }

  void add_response(const Route& route) {
    const app::ResponseModel response = app::response_model(route);
    const Placed given = app::argument_of(route.registered_at, -1, "response_model");
    const app::Definition handler = app::handler_of(route);
    const auto* function = as<FunctionDef>(handler.node);
    if (given) {
      add(response.type, false, {&route, given.file, given.expr->span()});
    } else if (function != nullptr && function->returns != nullptr) {
      add(response.type, false, {&route, handler.file, function->returns->span()});
    }
  }

  void add(const Type& type, bool is_body, Use::At at) {
    for (const Type& one : app::classes_in(type)) {
      const auto& cls = *one.definition.node->as<ClassDef>();
      if (!app::is_orm_class(*one.definition.file, cls)) continue;
      const auto [found, is_new] = index_.try_emplace({&cls, is_body}, uses_.size());
      if (is_new) uses_.push_back({one, is_body, {}});
      uses_[found->second].places.push_back(at);
    }
  }

  std::vector<Use> uses_;
  std::map<std::pair<const ClassDef*, bool>, std::size_t> index_;  // looked up only
};

void report(const Use& use, ApplicationCheck& check) {
  const Use::At& at = use.places.front();
  const auto& cls = *use.table.definition.node->as<ClassDef>();
  const std::string_view name = use.table.definition.file->text(cls.name);
  const std::string label = app::label_of(*at.route);
  if (use.is_body) {
    check
        .report(*at.file, at.span,
                "`{}` takes the table `{}` as its body: clients set every column", {label, name})
        .step(*use.table.definition.file, cls.name_span, "`{}` is mapped to a table", {name});
    return;
  }
  Draft draft =
      check.report(*at.file, at.span, "`{}` gives all columns of the table `{}`", {label, name});
  draft.severity(Severity::Warning)
      .risk("A column that is added for the application's own use is public from that day on.")
      .fix(
          "Write a model with the fields that clients may see, `{}Public`, and give that as "
          "`response_model`.",
          {name})
      .step(*use.table.definition.file, cls.name_span, "`{}` is mapped to a table", {name});
  for (std::size_t i = 1; i < use.places.size() && i <= kListed; ++i) {
    draft.step(*use.places[i].file, use.places[i].span, "`{}` gives it too",
               {app::label_of(*use.places[i].route)});
  }
}

void check(ApplicationCheck& check) {
  for (const Use& use : UseCollector().run(check.application())) report(use, check);
}

}  // namespace

extern constinit const Rule VAL013 = {
    .code = "VAL013",
    .name = "orm-as-schema",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-915", "OWASP API3:2023",
                   "https://fastapi.tiangolo.com/tutorial/sql-databases/"},
    .risk =
        "A client that sends `id`, `owner_id` or `is_superuser` sets that column; tables of "
        "SQLModel are not validated either.",
    .advice =
        "Take a model with the fields that clients may set, and make the row from it: "
        "`Item.model_validate(body, update={\"owner_id\": user.id})`.",
    .docs = R"md(
A class that is mapped to a table has a field for each column: identifiers, owners, flags, hashes. As the body of an
endpoint it lets clients set them, as the response it shows them.

```python bad
from fastapi import FastAPI
from sqlmodel import Field, SQLModel

app = FastAPI()


class Item(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    owner_id: int


@app.post("/items")
def create(item: Item) -> None:
    ...
```

```python good
from fastapi import FastAPI
from sqlmodel import Field, SQLModel

app = FastAPI()


class ItemCreate(SQLModel):
    name: str


class Item(ItemCreate, table=True):
    id: int | None = Field(default=None, primary_key=True)
    owner_id: int


class ItemPublic(ItemCreate):
    id: int


@app.post("/items", response_model=ItemPublic)
def create(body: ItemCreate) -> Item:
    ...
```

Looked at are SQLAlchemy's declarative classes and `SQLModel(table=True)`. One finding for each table and use, at the
first endpoint; the others are in the trace. A table that is only given is a warning. Returning a table's object
through a `response_model` that is none is right, and not reported.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
