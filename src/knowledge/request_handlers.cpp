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

}  // namespace

std::vector<const Arg*> sent_parameters(const FileModel& file, const FunctionDef& function) {
  const List<Arg*>& all = function.args->all;
  if (all.empty()) return {};
  const std::string_view first = file.text(all[0]->name);
  const bool is_lambda =
      first == "event" && all.size() == 2 && file.text(all[1]->name) == "context";
  if (is_lambda) return {all[0]};
  const bool is_method = first == "self" && all.size() > 1;
  const std::uint32_t begin = is_method ? 1 : 0;
  const bool is_view = file.text(all[begin]->name) == "request" &&
                       all[begin]->annotation == nullptr && imports(file, "django");
  const bool is_route = is_registered(file, function) && imports(file, "flask");
  if (!is_view && !is_route) return {};
  return {all.begin() + begin, all.end()};
}

}  // namespace fastidious::knowledge
