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
  const auto is_outside = [&](const Node& node) {
    return node.begin < function.begin || node.begin >= function.end;
  };
  for (const Name* name : file.tree().nodes_of<Name>()) {
    if (name->name == function.name && is_outside(*name)) return true;
  }
  for (const Attribute* method : file.tree().nodes_of<Attribute>()) {
    const bool own = method->attr == function.name && file.text(*method->value) == "self";
    if (own && is_outside(*method)) return true;
  }
  return false;
}

bool is_result_used_in_file(const FileModel& file, const FunctionDef& function) {
  const auto names_it = [&](const Call& call) {
    const auto* name = call.func->as<Name>();
    const auto* method = call.func->as<Attribute>();
    return (name != nullptr && name->name == function.name) ||
           (method != nullptr && method->attr == function.name);
  };
  const auto calls = file.tree().nodes_of<Call>();
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    if (!names_it(*call)) return false;
    const Node* around = file.parent(*call);
    if (around->is(Kind::Await)) around = file.parent(*around);
    return !around->is(Kind::ExprStmt);
  });
}

}  // namespace fastidious::deploy
