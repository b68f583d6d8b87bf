#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/models/model_class.h"
#include "app/models/model_use.h"
#include "app/models/orm_class.h"
#include "app/openapi/scalars.h"
#include "app/types/listed_values.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/pydantic_model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Field;
using app::ModelClass;
using app::Operation;
using app::Parameter;
using app::Type;
using app::Value;
using semantic::FileModel;

constexpr std::size_t kMaxModels = 200;

bool has_example(const app::FieldInfo& info) {
  return info.find("examples") != nullptr || info.find("example") != nullptr ||
         info.find("openapi_examples") != nullptr;
}

// json_schema_extra={"examples": […]}; a function may add them too.
bool has_example(const Value& extra) {
  if (extra.is(Value::Kind::Dict)) {
    return extra.find("examples") != nullptr || extra.find("example") != nullptr;
  }
  return extra.known() && !extra.is(Value::Kind::None);
}

// Of which Swagger offers a value of the right form
// (https://github.com/swagger-api/swagger-ui, json-schema-2020-12-samples).
constexpr std::string_view kFormats[] = {"uuid", "uuid1", "uuid3",   "uuid4",     "uuid5",
                                         "date", "time",  "uri",     "date-time", "email",
                                         "ipv4", "ipv6",  "duration"};

// How much of what is sent the schema tells.
enum class Told : std::uint8_t {
  All,     // UUID, dates, bool, Enum, Literal: any value of the type will do
  Type,    // text and numbers
  Nothing  // a dict, Any
};

Told told_by(const Type& scalar) {
  if (scalar.name == "builtins.bool") return Told::All;
  const auto known = app::scalar_schema(scalar.name, app::Mode::Input);
  if (!known || !known->schema.contains("format")) return Told::Type;
  return is_one_of(known->schema["format"].get<std::string>(), kFormats) ? Told::All : Told::Type;
}

class Examples {
 public:
  // Whether the model, or one that it is made of, has an example.
  bool has(const Type& type) {
    std::set<std::string> seen;
    return has(type, seen);
  }

  // The least that the schema tells of one of the model's fields.
  Told told_of(const Type& type) {
    const auto [known, is_new] = known_.emplace(models_.of(type), Told::Type);
    if (!is_new) return known->second;
    std::set<std::string> seen;
    return known->second = told_of_model(type, seen);
  }

 private:
  bool has(const Type& type, std::set<std::string>& seen) {
    for (const Type& cls : app::classes_in(type)) {
      const ModelClass* model = models_.of(cls);
      if (model == nullptr || seen.size() > kMaxModels) continue;
      if (!seen.insert(model->qualified).second) continue;
      if (has_example(model->setting("json_schema_extra")) ||
          has_example(model->setting("schema_extra"))) {
        return true;
      }
      for (const Field& field : model->fields) {
        if (has_example(field.info) || has_example_extra(field) || has(field.type, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  Told told_of_model(const Type& type, std::set<std::string>& seen) {
    const ModelClass* model = models_.of(type);
    if (model == nullptr) return Told::Type;
    if (seen.size() > kMaxModels || !seen.insert(model->qualified).second) return Told::All;
    Told least = Told::All;
    for (const Field& field : model->fields) {
      // A dict that may be left out: nobody has to find out what goes into it.
      const Told told = told_of(field.type, seen);
      least = std::max(least, field.required ? told : std::min(told, Told::Type));
    }
    return least;
  }

  Told told_of(const Type& type, std::set<std::string>& seen) {
    if (app::lists_its_values(type)) return Told::All;
    switch (type.kind) {
      case Type::Kind::None: return Told::All;
      case Type::Kind::Any:
      case Type::Kind::Missing:
      case Type::Kind::Dict: return Told::Nothing;
      case Type::Kind::Scalar: return told_of_scalar(type);
      case Type::Kind::Class: return told_of_model(type, seen);
      default: break;
    }
    Told least = type.args.empty() ? Told::Type : Told::All;
    for (const Type& one : type.args) least = std::max(least, told_of(one, seen));
    return least;
  }

  Told told_of_scalar(const Type& scalar) {
    const auto [known, is_new] = scalars_.emplace(scalar.name, Told::Type);
    if (is_new) known->second = told_by(scalar);
    return known->second;
  }

  static bool has_example_extra(const Field& field) {
    const Value* extra = field.info.find("json_schema_extra");
    return extra != nullptr && has_example(*extra);
  }

  app::ModelTable models_;
  std::map<const ModelClass*, Told> known_;
  std::map<std::string_view, Told> scalars_;
};

struct Body {
  const Operation* operation;
  const Parameter* parameter;
};

// The bodies of operations by the model that they are; one finding for each model.
class Finder {
 public:
  explicit Finder(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const Operation& operation : check_.application().operations()) {
      app::for_each_dependency(operation.route().dependant, [&](const app::Dependency& one) {
        for (const Parameter& parameter : one.parameters) {
          if (parameter.in == Parameter::In::Body) look_at(operation, parameter);
        }
      });
    }
    for (const ClassDef* cls : order_) report(*cls);
  }

 private:
  // In the decorator, or in the words of its page: "Example: `{"name": …}`".
  static bool has_own_example(const Operation& operation) {
    const app::Route& route = operation.route();
    if (route.own("openapi_extra").known()) return true;
    const auto* function = as<FunctionDef>(route.handler.definition.node);
    const Constant* docstring =
        function != nullptr ? route.handler.definition.file->docstring(*function) : nullptr;
    return shows_json(route.own("description").text) ||
           (docstring != nullptr && shows_json(docstring->value));
  }

  static bool shows_json(std::string_view text) {
    const std::size_t open = text.find('{');
    if (open == text.npos || text.find('"', open) == text.npos) return false;
    return text.find("xample") != text.npos || has_word(text, "curl");
  }

  void look_at(const Operation& operation, const Parameter& parameter) {
    if (has_example(parameter.field.info)) return;
    const Type type = app::without_none(parameter.field.type);
    const std::vector<Type> classes = app::classes_in(type);
    if (classes.empty()) return;
    const Type& first = classes.front();
    const auto* cls = as<ClassDef>(first.definition.node);
    if (cls == nullptr || first.definition.file->is_enum(*cls)) return;
    if (examples_.told_of(first) == Told::All || examples_.has(type)) return;
    if (has_own_example(operation)) return;
    auto& bodies = bodies_[cls];
    // A dependency may take the body that its endpoint takes.
    if (!bodies.empty() && bodies.back().operation == &operation) return;
    if (bodies.empty()) {
      order_.push_back(cls);
      types_.emplace(cls, first);
    }
    bodies.push_back({&operation, &parameter});
  }

  void report(const ClassDef& cls) {
    const std::vector<Body>& bodies = bodies_[&cls];
    const Type& type = types_.at(&cls);
    const FileModel& file = *type.definition.file;
    std::string more;
    if (bodies.size() > 1) more = " and " + std::to_string(bodies.size() - 1) + " more";
    Draft draft = check_.report(file, cls.name_span, "`{}`, the body of `{}`{}, has no example",
                                {file.text(cls.name), bodies.front().operation->label(), more});
    if (examples_.told_of(type) == Told::Type) {
      draft.severity(Severity::Suggestion)
          .risk(
              "Swagger offers `\"string\"` and `0`: what a real request looks like is shown "
              "nowhere.");
    }
    if (app::is_described_by_sqlmodel(file, cls)) {
      draft.fix(
          "Give the fields examples as sqlmodel takes them, "
          "`Field(schema_extra={\"examples\": […]})`.");
    } else if (semantic::uses_pydantic_2(file) == project::Answer::No) {
      draft.fix(
          "Give the fields examples, `Field(example=…)` from `pydantic`, or the model one as a "
          "whole: "
          "`class Config:` with `schema_extra = {\"example\": {…}}`.");
    }
    constexpr std::size_t kMaxSteps = 4;
    for (std::size_t i = 0; i < bodies.size() && i < kMaxSteps; ++i) {
      const Operation& operation = *bodies[i].operation;
      draft.step(operation.file(), operation.place(), "`{}` takes it", {operation.label()});
    }
  }

  ApplicationCheck& check_;
  Examples examples_;
  std::vector<const ClassDef*> order_;
  std::map<const ClassDef*, std::vector<Body>> bodies_;
  std::map<const ClassDef*, Type> types_;
};

void check(ApplicationCheck& check) { Finder(check).run(); }

}  // namespace

extern constinit const Rule API014 = {
    .code = "API014",
    .name = "request-example-missing",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-1059", "https://fastapi.tiangolo.com/tutorial/schema-extra-example/"},
    .risk =
        "Swagger offers `\"string\"` and `{}`: what belongs into it is said nowhere, and whoever "
        "tries the operation out learns it from what goes wrong.",
    .advice =
        "Give the fields examples, `Field(examples=[…])`, or the model one as a "
        "whole: `model_config = ConfigDict(json_schema_extra={\"examples\": [{…}]})` "
        "(`Field` and `ConfigDict` from `pydantic`).",
    .docs = R"md(
A model that operations take as their body, and that has no example: neither itself, nor any of its fields, nor a model
inside it. One finding for each model: a warning where the schema does not tell what is taken (a dict or `Any` that has to
be sent), a suggestion where texts, numbers and what may be left out are all that is open.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    item: str
    amount: int


@app.post("/orders")
def create(order: Order) -> int:
    return order.amount
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    item: str = Field(examples=["AB-1200"])
    amount: int


@app.post("/orders")
def create(order: Order) -> int:
    return order.amount
```

Examples beside the parameter (`Body(openapi_examples={…})`), `openapi_extra` and JSON among the words of the operation's
page count. Not reported: models whose
fields say by their types what is sent (UUID, dates, bool, Enum, Literal, URLs, addresses), forms and uploads,
models without fields, operations that are not in the schema.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
