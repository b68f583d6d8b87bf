#include "deploy/collected_tests.h"

#include <algorithm>
#include <array>

#include "syntax/ast.h"
#include "text/one_of.h"

namespace fastidious::deploy {

using namespace syntax;
using semantic::FileModel;

namespace {

bool is_result_used(const FileModel& file, const Call& call) {
  const Node* around = file.parent(call);
  if (around->is(Kind::Await)) around = file.parent(*around);
  return !around->is(Kind::ExprStmt);
}

bool is_in_list(const FileModel& file, const Name& name) {
  const Node* around = file.parent(name);
  return around->is(Kind::ListExpr) || around->is(Kind::Tuple) || around->is(Kind::Dict);
}

// `for name, run in steps: passed = run()`: what a loop goes through is called for its result.
bool calls_listed(const FileModel& file) {
  for (const For* loop : file.tree().nodes_of<For>()) {
    for (const Name* item : file.tree().nodes_of<Name>(*loop->target)) {
      for (const Call* call : file.tree().nodes_of<Call>(*loop)) {
        const auto* called = call->func->as<Name>();
        const bool own = called != nullptr && called->name == item->name;
        if (own && is_result_used(file, *call)) return true;
      }
    }
  }
  return false;
}

// `steps = [("users", test_users), …]`
bool is_listed(const FileModel& file, const FunctionDef& function) {
  const auto names = file.tree().nodes_of<Name>();
  return std::any_of(names.begin(), names.end(), [&](const Name* one) {
    return one->name == function.name && is_in_list(file, *one);
  });
}

}  // namespace

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
  const bool by_name = std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    return names_it(*call) && is_result_used(file, *call);
  });
  return by_name || (is_listed(file, function) && calls_listed(file));
}

bool runs_at_import(const FileModel& file) {
  constexpr std::array<std::string_view, 3> kPreparing = {"sys.path.", "dotenv.", "logging."};
  const StmtList& body = file.tree().root().body;
  return std::any_of(body.begin(), body.end(), [&](const Stmt* one) {
    if (file.in_main_block(*one)) return false;
    if (one->is(Kind::For) || one->is(Kind::While) || one->is(Kind::With)) return true;
    const auto* statement = one->as<ExprStmt>();
    const auto* call = statement == nullptr ? nullptr : statement->value->as<Call>();
    if (call == nullptr) return false;
    const std::string_view target = file.resolve(*call->func);
    return std::none_of(kPreparing.begin(), kPreparing.end(),
                        [&](std::string_view start) { return target.starts_with(start); });
  });
}

}  // namespace fastidious::deploy
