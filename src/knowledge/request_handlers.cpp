#include "knowledge/request_handlers.h"

#include <algorithm>

namespace fastidious::knowledge {

using namespace syntax;
using semantic::FileModel;

namespace {

bool imports(const FileModel& file, std::string_view package) {
  const auto belongs = [&](std::string_view module) {
    return module.starts_with(package) &&
           (module.size() == package.size() || module[package.size()] == '.');
  };
  const auto all = file.tree().imports();
  return std::any_of(all.begin(), all.end(), [&](const Stmt* one) {
    if (const auto* from = one->as<ImportFrom>()) return from->level == 0 && belongs(from->module);
    const auto* import = one->as<Import>();
    return import != nullptr && std::any_of(import->names.begin(), import->names.end(),
                                            [&](const Alias* name) { return belongs(name->name); });
  });
}

// @app.route("/x"), @blueprint.get("/x")
bool is_registered(const FileModel& file, const FunctionDef& function) {
  constexpr std::string_view kMethods[] = {"route", "get", "post", "put", "patch", "delete"};
  return std::any_of(
      function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* one) {
        const auto* call = one->as<Call>();
        const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
        return method != nullptr && !call->args.empty() &&
               std::find(std::begin(kMethods), std::end(kMethods), file.text(method->attr)) !=
                   std::end(kMethods);
      });
}

bool imports_views(const FileModel& file) {
  return imports(file, "django") || imports(file, "rest_framework") || imports(file, "pyramid");
}

// Only requests of Django and Pyramid have members so named.
bool reads_members(const FileModel& file, std::string_view request) {
  const std::string_view text = file.file().slice(file.tree().root().span());
  constexpr std::string_view kMembers[] = {".GET", ".POST", ".FILES", ".COOKIES"};
  for (std::size_t at = text.find(request); at != text.npos; at = text.find(request, at + 1)) {
    const std::string_view rest = text.substr(at + request.size());
    const bool reads = std::any_of(std::begin(kMembers), std::end(kMembers),
                                   [&](std::string_view one) { return rest.starts_with(one); });
    if (reads) return true;
  }
  return false;
}

// Methods of Django's administration are given what is stored beside the request: objects, forms.
bool is_of_administration(const FileModel& file, const FunctionDef& function) {
  const ClassDef* cls = file.enclosing_class(function);
  return cls != nullptr && std::any_of(cls->bases.begin(), cls->bases.end(), [&](const Expr* base) {
           return file.text(*base).find("Admin") != std::string_view::npos;
         });
}

}  // namespace

bool answers_with_page(const FileModel& file, const FunctionDef& function) {
  return is_registered(file, function) && imports(file, "flask");
}

bool is_request_name(std::string_view name) { return name == "request" || name == "req"; }

std::vector<const Arg*> sent_parameters(const FileModel& file, const FunctionDef& function) {
  const List<Arg*>& all = function.args->all;
  if (all.empty()) return {};
  const std::string_view first = file.text(all[0]->name);
  const bool is_lambda =
      first == "event" && all.size() == 2 && file.text(all[1]->name) == "context";
  if (is_lambda) return {all[0]};
  const bool is_method = first == "self" && all.size() > 1;
  const std::uint32_t begin = is_method ? 1 : 0;
  const std::string_view name = file.text(all[begin]->name);
  const bool may_be_view = is_request_name(name) && all[begin]->annotation == nullptr;
  if (may_be_view && is_of_administration(file, function)) return {all[begin]};
  if (may_be_view && imports_views(file)) return {all.begin() + begin, all.end()};
  if (answers_with_page(file, function)) return {all.begin() + begin, all.end()};
  if (may_be_view && reads_members(file, name)) return {all[begin]};
  return {};
}

}  // namespace fastidious::knowledge
