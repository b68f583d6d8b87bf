#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/models/model_class.h"
#include "app/models/model_use.h"
#include "rules/application_check.h"
#include "rules/rule.h"

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

class Examples {
 public:
  // Whether the model, or one that it is made of, has an example.
  bool has(const Type& type) {
    std::set<std::string> seen;
    return has(type, seen);
  }

  // Whether a client fills in a field whose type does not say by itself what is sent.
  bool has_open_field(const Type& type) {
    const ModelClass* model = models_.of(type);
    return model != nullptr && std::any_of(model->fields.begin(), model->fields.end(),
                                           [](const Field& one) { return !says_itself(one.type); });
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

  // Swagger offers a UUID, a date or the first member of an Enum, and all of them are right.
  static bool says_itself(const Type& type) {
    const Type bare = app::without_none(type);
    if (bare.is(Type::Kind::Literal)) return true;
    if (bare.is(Type::Kind::Class)) {
      const auto* cls = as<ClassDef>(bare.definition.node);
      return cls != nullptr && bare.definition.file->is_enum(*cls);
    }
    return bare.is_scalar("uuid.UUID") || bare.is_scalar("datetime.datetime") ||
           bare.is_scalar("datetime.date") || bare.is_scalar("builtins.bool");
  }

  static bool has_example_extra(const Field& field) {
    const Value* extra = field.info.find("json_schema_extra");
    return extra != nullptr && has_example(*extra);
  }

  app::ModelTable models_;
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
      if (has_own_example(operation)) continue;
      app::for_each_dependency(operation.route().dependant, [&](const app::Dependency& one) {
        for (const Parameter& parameter : one.parameters) {
          if (parameter.in == Parameter::In::Body) look_at(operation, parameter);
        }
      });
    }
    for (const ClassDef* cls : order_) report(*cls);
  }

 private:
  static bool has_own_example(const Operation& operation) {
    return operation.route().own("openapi_extra").known();
  }

  void look_at(const Operation& operation, const Parameter& parameter) {
    if (has_example(parameter.field.info)) return;
    const Type type = app::without_none(parameter.field.type);
    const std::vector<Type> classes = app::classes_in(type);
    if (classes.empty()) return;
    const Type& first = classes.front();
    const auto* cls = as<ClassDef>(first.definition.node);
    if (cls == nullptr || first.definition.file->is_enum(*cls)) return;
    if (!examples_.has_open_field(first) || examples_.has(type)) return;
    auto& bodies = bodies_[cls];
    // A dependency may take the body that its endpoint takes.
    if (!bodies.empty() && bodies.back().operation == &operation) return;
    if (bodies.empty()) {
      order_.push_back(cls);
      files_[cls] = first.definition.file;
    }
    bodies.push_back({&operation, &parameter});
  }

  void report(const ClassDef& cls) {
    const std::vector<Body>& bodies = bodies_[&cls];
    const FileModel& file = *files_[&cls];
    std::string more;
    if (bodies.size() > 1) more = " and " + std::to_string(bodies.size() - 1) + " more";
    Draft draft = check_.report(file, cls.name_span, "`{}`, the body of {}{}, has no example",
                                {file.text(cls.name), bodies.front().operation->label(), more});
    constexpr std::size_t kMaxSteps = 4;
    for (std::size_t i = 0; i < bodies.size() && i < kMaxSteps; ++i) {
      const Operation& operation = *bodies[i].operation;
      draft.step(operation.file(), operation.place(), "{} takes it", {operation.label()});
    }
  }

  ApplicationCheck& check_;
  Examples examples_;
  std::vector<const ClassDef*> order_;
  std::map<const ClassDef*, std::vector<Body>> bodies_;
  std::map<const ClassDef*, const FileModel*> files_;
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
        "Swagger offers `\"string\"` and `0`: whoever tries the operation out sends that, and "
        "learns the formats from refusals.",
    .advice =
        "Give the fields examples, `Field(examples=[\"2026-01-31\"])`, or the model one as a "
        "whole: `model_config = ConfigDict(json_schema_extra={\"examples\": [{…}]})`.",
    .docs = R"md(
A model that operations take as their body, and that has no example: neither itself, nor any of its fields, nor a model
inside it. One finding for each model.

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

Examples beside the parameter (`Body(openapi_examples={…})`) and `openapi_extra` count. Not reported: models whose
fields say by their types what is sent (UUID, dates, bool, Enum, Literal), forms and uploads,
models without fields, operations that are not in the schema.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
