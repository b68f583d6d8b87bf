#include "rules/failure_words.h"

#include <string_view>

#include "semantic/exception_handlers.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

// `self.cache.get`, without the `self`; the last name alone where it is called on something else.
std::string_view name_of_call(const FileModel& file, const Call& call) {
  constexpr std::size_t kLongest = 40;
  const auto* method = call.func->as<Attribute>();
  const Expr* root = call.func;
  while (const auto* part = as<Attribute>(root)) root = part->value;
  std::string_view name = file.text(*call.func);
  if (name.starts_with("self.") || name.starts_with("cls.")) name = name.substr(name.find('.') + 1);
  const bool is_plain =
      root->is(Kind::Name) && name.size() <= kLongest && name.find_first_of(" \n\\") == name.npos;
  if (is_plain) return name;
  return method == nullptr ? std::string_view{} : file.text(method->attr);
}

// The call that the `try` consists of; null where something else may fail there, too.
const Call* only_call(const FileModel& file, const Try& attempt) {
  const Call* found = nullptr;
  bool is_more = false;
  for (const Stmt* statement : attempt.body) {
    is_more = semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      const auto* wait = node.as<Await>();
      const bool is_second = call != nullptr && found != nullptr;
      if (call != nullptr) found = call;
      return is_second || node.is(Kind::Subscript) || node.is(Kind::Raise) ||
             node.is(Kind::Assert) || node.is(Kind::BinOp) || node.is(Kind::Import) ||
             node.is(Kind::ImportFrom) || (wait != nullptr && !wait->value->is(Kind::Call));
    });
    if (is_more) return nullptr;
  }
  return found;
}

// Whether the function does nothing more behind the clause.
bool ends_with(const FileModel& file, const FunctionDef& function, const ExceptHandler& handler) {
  const auto* attempt = as<Try>(file.parent(handler));
  return handler.body.back()->is(Kind::Return) ||
         (attempt == function.body.back() && attempt->finalbody.empty());
}

}  // namespace

std::string failure_in_words(const FileModel& file, const ExceptHandler& handler) {
  const auto* attempt = as<Try>(file.parent(handler));
  const Call* call = attempt == nullptr ? nullptr : only_call(file, *attempt);
  // `min`, `append`: what its arguments are taken from fails, not that.
  const bool says_something =
      call != nullptr && !file.resolve(*call->func).starts_with("builtins.");
  const std::string_view name = says_something ? name_of_call(file, *call) : "";
  if (!name.empty()) return std::string(name) + " failed";
  const FunctionDef* function = file.enclosing_function(handler);
  if (function == nullptr) return "this failed";
  const bool is_end = ends_with(file, *function, handler);
  return std::string(file.text(function->name)) + (is_end ? " failed" : " went on after an error");
}

}  // namespace fastidious::rules
