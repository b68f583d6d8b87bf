#include "deploy/collected_tests.h"

#include <algorithm>
#include <array>

#include "syntax/ast.h"
#include "text/one_of.h"

namespace fastidious::deploy {

using namespace syntax;
using semantic::FileModel;

bool is_route_handler(const FileModel& file, const FunctionDef& function) {
  constexpr std::array<std::string_view, 8> kVerbs = {"get",    "post",      "put",   "patch",
                                                      "delete", "websocket", "route", "api_route"};
  return std::any_of(
      function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* decorator) {
        const auto* call = decorator->as<Call>();
        const auto* method = call == nullptr ? nullptr : call->func->as<Attribute>();
        if (method == nullptr || call->args.empty()) return false;
        const auto* path = call->args[0]->as<Constant>();
        return is_one_of(file.text(method->attr), kVerbs) && path != nullptr && path->is_str();
      });
}

bool is_called_in_file(const FileModel& file, const FunctionDef& function) {
  for (const Call* call : file.tree().nodes_of<Call>()) {
    const auto* name = call->func->as<Name>();
    const auto* method = call->func->as<Attribute>();
    const bool by_name = name != nullptr && name->name == function.name;
    const bool by_self =
        method != nullptr && method->attr == function.name && file.text(*method->value) == "self";
    const bool inside = call->begin >= function.begin && call->end <= function.end;
    if ((by_name || by_self) && !inside) return true;
  }
  return false;
}

}  // namespace fastidious::deploy
