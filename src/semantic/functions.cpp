// FileModel: kinds of functions, docstrings, what is public.
#include <algorithm>
#include <array>

#include "base/known_names.h"
#include "semantic/file_model.h"
#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr std::string_view kRouteMethods[] = {
    "get",  "post",  "put",       "patch",     "delete",          "options",
    "head", "trace", "api_route", "websocket", "websocket_route", "route"};
constexpr std::string_view kRouteOwners[] = {"fastapi.FastAPI", "fastapi.APIRouter",
                                             "starlette.applications.Starlette",
                                             "starlette.routing.Router"};

bool has_route_path(const FileModel& file, const Call& call) {
  const Expr* path = argument(file, call, 0, "path");
  const auto* text = as<Constant>(path);
  const bool literal =
      text != nullptr && text->is_str() && (text->value.empty() || text->value.starts_with('/'));
  const auto* interpolated = as<JoinedStr>(path);
  return literal || interpolated != nullptr;
}

bool is_router_name(std::string_view name) {
  return name == "app" || name == "api" || name == "router" || name.ends_with("_router") ||
         name.ends_with("_app");
}

}  // namespace

std::uint16_t FileModel::function_flags(const FunctionDef& function) const {
  const FunctionInfo* info = definitions_.function(function);
  return info != nullptr ? info->flags : std::uint16_t{0};
}

bool FileModel::has_decorator(const FunctionDef& function, std::string_view name) const {
  return std::any_of(function.decorator_list.begin(), function.decorator_list.end(),
                     [&](const Expr* decorator) {
                       const auto* call = decorator->as<Call>();
                       return resolve(call != nullptr ? *call->func : *decorator) == name;
                     });
}

bool FileModel::is_route_handler(const FunctionDef& function) const {
  return route_decorator(function) != nullptr;
}

const Call* FileModel::route_decorator(const FunctionDef& function) const {
  for (const Expr* decorator : function.decorator_list) {
    const auto* call = decorator->as<Call>();
    if (call != nullptr && is_route_registration(*call)) {
      return call;
    }
  }
  return nullptr;
}

// X.get("/path") where X is a FastAPI app or router, or is not known and named like one.
bool FileModel::is_route_registration(const Call& call) const {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || std::find(std::begin(kRouteMethods), std::end(kRouteMethods),
                                     text(method->attr)) == std::end(kRouteMethods)) {
    return false;
  }
  const Fact object = fact(*method->value);
  if (object.type) {
    return std::any_of(std::begin(kRouteOwners), std::end(kRouteOwners),
                       [&](std::string_view owner) {
                         const Identifier cls = model_->names_->find(owner);
                         return cls && model_->is_subclass(object.type, cls, this);
                       });
  }
  const auto* name = method->value->as<Name>();
  const auto* attribute = method->value->as<Attribute>();
  const std::string_view last = name != nullptr        ? text(name->name)
                                : attribute != nullptr ? text(attribute->attr)
                                                       : std::string_view{};
  return is_router_name(last) && has_route_path(*this, call);
}

bool FileModel::is_generator(const FunctionDef& f) const {
  return (function_flags(f) & kGenerator) != 0;
}
bool FileModel::is_abstract(const FunctionDef& f) const {
  return (function_flags(f) & kAbstract) != 0;
}
bool FileModel::is_overload(const FunctionDef& f) const {
  return (function_flags(f) & kOverload) != 0;
}
bool FileModel::follows_overload(const FunctionDef& f) const {
  return (function_flags(f) & kFollowsOverload) != 0;
}
bool FileModel::is_method(const FunctionDef& f) const { return (function_flags(f) & kMethod) != 0; }
bool FileModel::is_static_method(const FunctionDef& f) const {
  return (function_flags(f) & kStaticMethod) != 0 || (is_method(f) && f.name == names::__new__);
}
bool FileModel::is_property(const FunctionDef& f) const {
  return (function_flags(f) & kProperty) != 0;
}

bool FileModel::is_public(const Node& definition) const {
  for (const Node* at = &definition; at != nullptr; at = parent(*at)) {
    Identifier name;
    if (const auto* function = at->as<FunctionDef>()) name = function->name;
    if (const auto* cls = at->as<ClassDef>()) name = cls->name;
    const std::string_view word = text(name);
    const bool is_magic = word.size() > 4 && word.starts_with("__") && word.ends_with("__");
    if (word.starts_with('_') && !is_magic) {
      return false;
    }
    const bool is_top_level = name && parent(*at) == &tree().root();
    if (is_top_level && !exports(name)) {
      return false;
    }
    if (at != &definition && at->as<FunctionDef>() != nullptr) {
      return false;  // nobody outside can reach it
    }
  }
  return true;
}

// Whether __all__, if it is one plain list, has the name.
bool FileModel::exports(Identifier name) const {
  const SymbolId all = scopes_.lookup_here(ScopeId{0}, names::__all__);
  if (!all.valid() || scopes_.symbol(all).binding_count != 1) {
    return true;
  }
  const Expr* value = scopes_.binding(scopes_.symbol(all).last_binding).value;
  const auto* list = as<ListExpr>(value);
  const auto* tuple = as<Tuple>(value);
  if (list == nullptr && tuple == nullptr) {
    return true;
  }
  const ExprList& items = list != nullptr ? list->elts : tuple->elts;
  bool all_plain = true;
  const bool listed = std::any_of(items.begin(), items.end(), [&](const Expr* item) {
    const auto* word = item->as<Constant>();
    all_plain = all_plain && word != nullptr && word->is_str();
    return word != nullptr && word->is_str() && word->value == text(name);
  });
  return listed || !all_plain;
}

const Constant* FileModel::docstring(const Node& definition) const {
  const StmtList* body = nullptr;
  if (const auto* module = definition.as<Module>()) body = &module->body;
  if (const auto* cls = definition.as<ClassDef>()) body = &cls->body;
  if (const auto* function = definition.as<FunctionDef>()) body = &function->body;
  if (body == nullptr || body->empty()) {
    return nullptr;
  }
  const auto* statement = body->front()->as<ExprStmt>();
  const auto* text_node = statement != nullptr ? as<Constant>(statement->value) : nullptr;
  return text_node != nullptr && text_node->is_str() ? text_node : nullptr;
}

}  // namespace fastidious::semantic
