#include "app/openapi/own_document.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/routes/library_routes.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

void mark(Json& document, const char* part) {
  Json& parts = document[kUnknown];
  if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
}

// Runs the function that stands in for app.openapi() on paper.
class OwnDocument {
 public:
  OwnDocument(Json& document, const Application& application, const AppRoutes& app,
              ModelTable& models, const FileModel& file)
      : document_(document), application_(application), app_(app), models_(models), file_(file) {}

  // False where a statement does something else than what is understood.
  bool run(const FunctionDef& function) {
    return std::all_of(function.body.begin(), function.body.end(),
                       [this](const Stmt* one) { return run(*one); }) &&
           !schema_.empty();
  }

 private:
  bool run(const Stmt& statement) {
    switch (statement.kind) {
      case Kind::ExprStmt: return statement.as<ExprStmt>()->value->is(Kind::Constant);
      case Kind::Import:
      case Kind::ImportFrom:
      case Kind::Return: return true;
      case Kind::If: return asks_for_earlier_result(*statement.as<If>());
      case Kind::Assign: {
        const auto& node = *statement.as<Assign>();
        return node.targets.size() == 1 && assign(*node.targets[0], *node.value);
      }
      default: return false;
    }
  }

  // if app.openapi_schema: return app.openapi_schema
  bool asks_for_earlier_result(const If& choice) const {
    return is_kept_schema(*choice.test) && choice.body.size() == 1 && choice.orelse.empty() &&
           choice.body[0]->is(Kind::Return);
  }

  bool is_kept_schema(const Expr& expr) const {
    const auto* attribute = expr.as<Attribute>();
    return attribute != nullptr && file_.text(attribute->attr) == "openapi_schema";
  }

  bool assign(const Expr& target, const Expr& value) {
    if (is_kept_schema(target)) return true;
    if (const auto* name = target.as<Name>()) {
      const auto* call = value.as<Call>();
      if (call == nullptr || !schema_.empty() ||
          file_.resolve(*call->func) != "fastapi.openapi.utils.get_openapi") {
        return false;
      }
      schema_ = name->name;
      return make(*call);
    }
    Json* place = place_of(target);
    const auto json = to_json(evaluate(file_, &value), models_);
    if (place == nullptr || !json) return false;
    *place = *json;
    return true;
  }

  // schema["info"]["x-logo"]
  Json* place_of(const Expr& target) {
    if (const auto* name = target.as<Name>()) {
      return !schema_.empty() && name->name == schema_ ? &document_ : nullptr;
    }
    const auto* item = target.as<Subscript>();
    Json* outer = item != nullptr ? place_of(*item->value) : nullptr;
    const Value key = item != nullptr ? evaluate(file_, item->slice) : Value{};
    if (outer == nullptr || !outer->is_object() || !key.is(Value::Kind::Str)) return nullptr;
    return &(*outer)[key.text];
  }

  // get_openapi(title=…, version=…, routes=app.routes): what it is not given is not in the
  // document.
  bool make(const Call& call) {
    const auto* routes = as<Attribute>(argument(call, "routes"));
    if (routes == nullptr || application_.routers().find({&file_, routes->value}) != app_.app) {
      return false;
    }
    Json info = Json::object();
    const bool known =
        copy(call, "title", info, "title") && copy(call, "version", info, "version") &&
        copy(call, "summary", info, "summary") && copy(call, "description", info, "description") &&
        copy(call, "terms_of_service", info, "termsOfService") &&
        copy(call, "contact", info, "contact") && copy(call, "license_info", info, "license");
    document_["info"] = std::move(info);
    return known && replace(call, "servers", "servers") && replace(call, "tags", "tags");
  }

  const Expr* argument(const Call& call, std::string_view keyword) const {
    return semantic::argument(file_, call, -1, keyword);
  }

  // A key of the document that get_openapi() takes as a keyword.
  bool replace(const Call& call, std::string_view keyword, const char* key) {
    const Json standard = std::exchange(document_[key], Json());
    if (is_of_app(argument(call, keyword))) {
      document_[key] = standard;
      return true;
    }
    return copy(call, keyword, document_, key);
  }

  bool copy(const Call& call, std::string_view keyword, Json& to, const char* key) const {
    const Expr* given = argument(call, keyword);
    if (given == nullptr) return true;
    if (is_of_app(given)) {
      if (document_["info"].contains(key)) to[key] = document_["info"][key];
      return true;
    }
    const auto json = to_json(evaluate(file_, given), models_);
    if (json) to[key] = *json;
    return json.has_value();
  }

  // app.title
  bool is_of_app(const Expr* given) const {
    const auto* attribute = as<Attribute>(given);
    return attribute != nullptr &&
           application_.routers().find({&file_, attribute->value}) == app_.app;
  }

  Json& document_;
  const Application& application_;
  const AppRoutes& app_;
  ModelTable& models_;
  const FileModel& file_;
  Identifier schema_;  // the variable that holds the document
};

// What is assigned to `app.openapi`; null if nothing is.
Placed assigned_function(const Application& application, const AppRoutes& app) {
  for (const FileModel& file : application.code().files()) {
    if (file.file().text.view().find(".openapi =") == std::string_view::npos) continue;
    for (const Node* node : file.tree().nodes()) {
      const auto* assign = node->as<Assign>();
      const auto* target = assign != nullptr ? as<Attribute>(assign->targets.front()) : nullptr;
      const bool replaces = target != nullptr && file.text(target->attr) == "openapi" &&
                            application.routers().find({&file, target->value}) == app.app;
      if (replaces) return {&file, assign->value};
    }
  }
  return {};
}

// Whether the application's class has a method `openapi` of its own.
bool class_has_own(const AppRoutes& app) {
  const Definition cls = app.app->construction.file->project().definition(app.app->cls);
  const auto* node = as<ClassDef>(cls.node);
  return node != nullptr && std::any_of(node->body.begin(), node->body.end(), [&](const Stmt* one) {
           const auto* method = one->as<FunctionDef>();
           return method != nullptr && cls.file->text(method->name) == "openapi";
         });
}

bool has_own_constructor(const Value& cls) {
  if (!cls.is(Value::Kind::Class)) return cls.known() && !cls.is(Value::Kind::None);
  if (cls.text == "fastapi.routing.APIRoute") return false;
  const auto* node = as<ClassDef>(cls.definition.node);
  if (node == nullptr) return true;
  for (const Definition& one : semantic::model_and_bases(*cls.definition.file, *node)) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && one.file->text(method->name) == "__init__") return true;
    }
  }
  return false;
}

void mark_router(Json& document, const Router& router, std::set<const Router*>& seen) {
  if (!seen.insert(&router).second) return;
  const Placed route_class = router.argument("route_class");
  if (route_class && has_own_constructor(evaluate(route_class))) mark(document, "route_class");
  for (const Registration& one : router.registrations) {
    if (one.kind != Registration::Kind::Include) continue;
    if (one.targets.empty() && library_router(one.call).routes.empty()) mark(document, "paths");
    for (const Router* target : one.targets) mark_router(document, *target, seen);
  }
}

}  // namespace

void apply_own_document(Json& document, const Application& application, const AppRoutes& app,
                        ModelTable& models) {
  const Placed assigned = assigned_function(application, app);
  if (!assigned && !class_has_own(app)) return;
  const Definition function = assigned ? follow(assigned).definition : Definition{};
  const auto* node = as<FunctionDef>(function.node);
  Json changed = document;
  if (node != nullptr &&
      OwnDocument(changed, application, app, models, *function.file).run(*node)) {
    document = std::move(changed);
  } else {
    mark(document, "openapi");
  }
}

void mark_unknown_routers(Json& document, const AppRoutes& app) {
  std::set<const Router*> seen;
  mark_router(document, *app.app, seen);
}

}  // namespace fastidious::app
