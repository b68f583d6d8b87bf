#include "app/middleware/passed_options.h"

#include <algorithm>

#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using semantic::CallSite;

// Options of FastAPI that do not change what surrounds its routes.
constexpr std::string_view kMetadata[] = {
    "title",        "summary",          "description", "version",     "contact",
    "license_info", "docs_url",         "redoc_url",   "openapi_url", "root_path",
    "servers",      "terms_of_service", "debug",       "openapi_tags"};

bool holds_metadata(const Expr& mapping) {
  const auto* dict = mapping.as<Dict>();
  if (dict == nullptr) return false;
  return std::all_of(dict->keys.begin(), dict->keys.end(), [&](const Expr* key) {
    const auto* text = as<Constant>(key);
    return text != nullptr && text->is_str() && is_one_of(text->value, kMetadata);
  });
}

// `to_update = {…}` of the function, if that is all that the name is bound to; else null.
const Expr* only_value(const FileModel& file, const FunctionDef& function, const Expr& name) {
  const Expr* found = nullptr;
  for (const auto* assign : file.tree().nodes_of<Assign>(function)) {
    if (file.text(*assign->targets.front()) != file.text(name)) continue;
    if (found != nullptr) return nullptr;
    found = assign->value;
  }
  return found;
}

// `kwargs.update({"title": …})`, directly or by a name.
bool adds_metadata(const FileModel& file, const FunctionDef& function, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  const bool updates = method != nullptr && file.text(method->attr) == "update" &&
                       call.args.size() == 1 && call.keywords.empty();
  if (!updates) return false;
  const Expr* given = call.args.front();
  const Expr* value = given->is(Kind::Name) ? only_value(file, function, *given) : given;
  return value != nullptr && holds_metadata(*value);
}

// Whether each use of the collection in the function hands it on behind `**`, or adds metadata.
bool is_left_alone(const FileModel& file, const FunctionDef& function, Identifier name) {
  for (const auto* use : file.tree().nodes_of<Name>(function)) {
    if (use->name != name) continue;
    const Node* around = file.parent(*use);
    if (around->is(Kind::Keyword)) continue;
    const auto* call = around->is(Kind::Attribute) ? as<Call>(file.parent(*around)) : nullptr;
    if (call == nullptr || !adds_metadata(file, function, *call)) return false;
  }
  return true;
}

// Whether all that the call passes has a parameter of its own, or is metadata.
bool fills_nothing(const CallSite& site, const FileModel& file, const FunctionDef& function) {
  const auto& given = site.call->keywords;
  return std::all_of(given.begin(), given.end(), [&](const Keyword* one) {
    if (one->arg.empty()) return false;
    const std::string_view name = site.file->text(one->arg);
    const auto& all = function.args->all;
    return is_one_of(name, kMetadata) || std::any_of(all.begin(), all.end(), [&](const Arg* own) {
             return own->passing != Passing::VarKeyword && file.text(own->name) == name;
           });
  });
}

}  // namespace

bool passes_only_metadata(const Placed& construction) {
  const FileModel& file = *construction.file;
  const auto* function = as<FunctionDef>(file.enclosing_function(*construction.expr));
  if (function == nullptr) return false;
  for (const Keyword* one : construction.expr->as<Call>()->keywords) {
    if (!one->arg.empty()) continue;
    const auto* name = one->value->as<Name>();
    const Arg* parameter =
        name == nullptr ? nullptr : semantic::parameter_named(*function, name->name);
    if (parameter == nullptr || parameter->passing != Passing::VarKeyword) return false;
    if (!is_left_alone(file, *function, name->name)) return false;
  }
  const auto calls = file.project().calls_of(file.qualified_name(*function));
  return !calls.empty() && std::all_of(calls.begin(), calls.end(), [&](const CallSite& site) {
    return fills_nothing(site, file, *function);
  });
}

}  // namespace fastidious::app
