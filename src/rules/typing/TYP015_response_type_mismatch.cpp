#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/models/json_names.h"
#include "app/routes/response_model.h"
#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Field;
using app::ModelClass;
using app::Route;
using semantic::Definition;
using semantic::FileModel;

// The keys of a dict display; nothing where one is not known.
std::optional<std::set<std::string, std::less<>>> keys_of(const FileModel& file, const Dict& dict) {
  std::set<std::string, std::less<>> keys;
  for (const Expr* key : dict.keys) {
    if (key == nullptr) return std::nullopt;
    const std::optional<std::string> text = file.constant_string(*key);
    if (!text) return std::nullopt;
    keys.insert(*text);
  }
  return keys;
}

bool takes_names(const ModelClass& model) {
  return model.setting("populate_by_name").is_true() ||
         model.setting("validate_by_name").is_true() ||
         model.setting("allow_population_by_field_name").is_true();
}

// Whether validators or aliases of their own kind decide what a field takes.
bool is_plain(const ModelClass& model) {
  const auto& cls = *model.definition.node->as<ClassDef>();
  if (model.kind != app::ClassKind::Model || !model.definition.file->has_known_bases(cls)) {
    return false;
  }
  for (const Definition& one : semantic::model_and_bases(*model.definition.file, cls)) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && semantic::validator_of(*one.file, *method)) return false;
    }
  }
  return true;
}

// The required fields that `keys` lacks.
std::vector<std::string_view> missing_fields(const ModelClass& model,
                                             const std::set<std::string, std::less<>>& keys) {
  std::vector<std::string_view> missing;
  const bool by_name = takes_names(model);
  for (const Field& field : model.fields) {
    if (!field.required || field.is_computed || field.info.find("validation_alias") != nullptr) {
      continue;
    }
    const bool given = keys.contains(app::json_name(field, &model, app::Mode::Input)) ||
                       (by_name && keys.contains(field.name));
    if (!given) missing.push_back(field.name);
  }
  return missing;
}

std::string list_of(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view one : names) {
    text += (text.empty() ? "`" : ", `") + std::string(one) + "`";
  }
  return text;
}

class ReturnCheck {
 public:
  explicit ReturnCheck(ApplicationCheck& check) : check_(check) {}

  void run() {
    std::set<const Node*> seen;  // looked up only
    for (const Route* route : check_.application().distinct_routes().all()) {
      const Definition handler = app::handler_of(*route);
      if (route->kind != Route::Kind::Http || !handler) continue;
      const app::ResponseModel response = app::response_model(*route);
      const bool one_class = response.type.is(app::Type::Kind::Class) && !response.is_stream;
      if (!one_class || !seen.insert(handler.node).second) continue;
      const ModelClass* model = model_of(response.type.definition);
      if (model != nullptr && response.type.args.empty() && is_plain(*model)) {
        look_into(*route, handler, *model);
      }
    }
  }

 private:
  const ModelClass* model_of(const Definition& definition) const {
    const auto* used = check_.application().model_uses().find(*definition.node);
    return used != nullptr ? used->model : nullptr;
  }

  void look_into(const Route& route, const Definition& handler, const ModelClass& model) {
    const auto& function = static_cast<const FunctionDef&>(*handler.node);
    if (!function.decorator_list.empty() && wraps_result(handler)) return;
    for (const Stmt* statement : function.body) {
      semantic::any_own_node(*handler.file, *statement, [&](const Node& node) {
        const auto* result = node.as<Return>();
        if (result != nullptr && result->value != nullptr) {
          compare(route, *handler.file, *result->value, model);
        }
        return false;
      });
    }
  }

  // A decorator between the route's and the function may make something else of the result.
  static bool wraps_result(const Definition& handler) {
    const auto& function = static_cast<const FunctionDef&>(*handler.node);
    const Call* registers = handler.file->route_decorator(function);
    const auto& all = function.decorator_list;
    return registers == nullptr || all.back() != registers;
  }

  void compare(const Route& route, const FileModel& file, const Expr& value,
               const ModelClass& model) {
    if (const auto* dict = value.as<Dict>()) {
      const auto keys = keys_of(file, *dict);
      if (keys) report_missing(route, file, value, model, missing_fields(model, *keys));
      return;
    }
    const auto* constant = value.as<Constant>();
    const bool literal = constant != nullptr && constant->type != ConstantKind::Ellipsis;
    if (literal || value.as<ListExpr>() != nullptr) {
      check_
          .report(file, value.span(), "`{}` is to give a `{}` and returns {}",
                  {app::label_of(route), model.name,
                   constant == nullptr                    ? "a list"
                   : constant->type == ConstantKind::None ? "None"
                                                          : "a literal"})
          .step(*model.definition.file, model.definition.node->as<ClassDef>()->name_span, "`{}`",
                {model.name});
    } else if (value.as<Call>() != nullptr) {
      compare_made(route, file, *value.as<Call>(), model);
    }
  }

  // Other(…) of another model of the repository.
  void compare_made(const Route& route, const FileModel& file, const Call& call,
                    const ModelClass& model) {
    const Definition made = file.definition_of(*call.func);
    const auto* cls = as<ClassDef>(made.node);
    if (cls == nullptr || made.node == model.definition.node ||
        !made.file->is_pydantic_model(*cls) || !made.file->has_known_bases(*cls)) {
      return;
    }
    std::set<std::string, std::less<>> names;
    for (const Definition& one : semantic::model_and_bases(*made.file, *cls)) {
      if (one.node == model.definition.node) return;
      add_attributes(*one.file, *one.node->as<ClassDef>(), names);
    }
    report_missing(route, file, call, model, missing_fields(model, names));
  }

  static void add_attributes(const FileModel& file, const ClassDef& cls,
                             std::set<std::string, std::less<>>& names) {
    for (const auto& field : semantic::own_fields(file, cls)) names.emplace(file.text(field.name));
    for (const Stmt* statement : cls.body) {
      if (const auto* method = statement->as<FunctionDef>()) names.emplace(file.text(method->name));
    }
  }

  void report_missing(const Route& route, const FileModel& file, const Expr& value,
                      const ModelClass& model, const std::vector<std::string_view>& missing) {
    if (missing.empty()) return;
    check_
        .report(file, value.span(), "`{}` is to give a `{}`, and this has no {}",
                {app::label_of(route), model.name, list_of(missing)})
        .step(*model.definition.file, model.definition.node->as<ClassDef>()->name_span,
              "`{}` requires it", {model.name});
  }

  ApplicationCheck& check_;
};

void check(ApplicationCheck& check) { ReturnCheck(check).run(); }

}  // namespace

extern constinit const Rule TYP015 = {
    .code = "TYP015",
    .name = "response-type-mismatch",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-704", "https://fastapi.tiangolo.com/tutorial/response-model/"},
    .risk = "FastAPI raises a ResponseValidationError: every such request ends with a 500.",
    .advice = "Return what the response model requires, or give its field a default.",
    .docs = R"md(
FastAPI validates what an endpoint returns against its response model, and answers 500 where that fails.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Status(BaseModel):
    name: str
    uptime: float


@app.get("/status", response_model=Status)
def status():
    return {"name": "orders"}
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Status(BaseModel):
    name: str
    uptime: float


@app.get("/status", response_model=Status)
def status():
    return {"name": "orders", "uptime": 1.0}
```

Looked at are `return` statements with a dict whose keys are all known, a literal, a list, or an instance of another
model of the repository. Nothing is said where a key is not known, where the model has validators or bases that are
not known, where a decorator stands between the route and the function, or about values in variables.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
