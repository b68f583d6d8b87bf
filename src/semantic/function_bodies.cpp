#include "semantic/function_bodies.h"
#include "semantic/expressions.h"

#include <algorithm>

namespace fastidious::semantic {

using namespace syntax;

namespace {

bool is_placeholder(const Expr& value) {
  const auto* constant = value.as<Constant>();
  return constant != nullptr && (constant->is_str() || constant->type == ConstantKind::Ellipsis);
}

// raise NotImplementedError, raise NotImplementedError("…")
bool raises_not_implemented(const FileModel& file, const Raise& raise) {
  const auto* call = as<Call>(raise.exc);
  const auto* name = as<Name>(call != nullptr ? call->func : raise.exc);
  return name != nullptr && file.text(name->name) == "NotImplementedError";
}

}  // namespace

const Return* first_valued_return(const FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().nodes();
  const std::uint32_t last = function.last.value;
  if (function.body.empty()) return nullptr;
  for (std::uint32_t id = function.body.front()->id.value; id <= last; ++id) {
    const Node& node = *nodes[id];
    if (node.as<FunctionDef>() != nullptr || Expr::covers(node.kind)) {
      id = node.last.value;
      continue;
    }
    const auto* leaves = node.as<Return>();
    if (leaves != nullptr && !is_nothing(leaves->value)) {
      return leaves;
    }
  }
  return nullptr;
}

bool is_stub_body(const FileModel& file, const FunctionDef& function) {
  return std::all_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    const auto* expression = statement->as<ExprStmt>();
    const auto* raise = statement->as<Raise>();
    return statement->is(Kind::Pass) ||
           (expression != nullptr && is_placeholder(*expression->value)) ||
           (raise != nullptr && raises_not_implemented(file, *raise));
  });
}

const ExprStmt* displaced_docstring(const FunctionDef& function) {
  constexpr std::size_t kMostAbove = 4;  // further down it speaks of what stands around it
  for (std::size_t i = 0; i < function.body.size() && i <= kMostAbove; ++i) {
    const auto* statement = function.body[i]->as<ExprStmt>();
    const auto* text = statement != nullptr ? statement->value->as<Constant>() : nullptr;
    if (text == nullptr || !text->is_str()) {
      const bool may_stand_above = statement != nullptr || function.body[i]->is(Kind::Assign) ||
                                   function.body[i]->is(Kind::AnnAssign) ||
                                   function.body[i]->is(Kind::Import) ||
                                   function.body[i]->is(Kind::ImportFrom);
      if (!may_stand_above) return nullptr;
      continue;
    }
    return i > 0 && text->value.find(' ') != text->value.npos ? statement : nullptr;
  }
  return nullptr;
}

bool ends_with_raise(const FunctionDef& function) {
  return !function.body.empty() && function.body.back()->is(Kind::Raise);
}

bool ends_by_leaving(const StmtList& block) {
  return !block.empty() && (block.back()->is(Kind::Raise) || block.back()->is(Kind::Return));
}

const Arg* parameter_named(const FunctionDef& function, Identifier name) {
  const auto& all = function.args->all;
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Arg* one) { return one->name == name; });
  return found != all.end() ? *found : nullptr;
}

const Arg* owner_parameter(const FileModel& file, const FunctionDef& function) {
  const bool takes_owner = file.is_method(function) && (!file.is_static_method(function) ||
                                                        file.text(function.name) == "__new__");
  if (!takes_owner || function.args->all.empty()) return nullptr;
  const Arg* first = function.args->all.front();
  return first->passing <= Passing::Plain ? first : nullptr;
}

Offset end_of_signature(const FileModel& file, const FunctionDef& function) {
  const std::string_view source = file.file().text.view();
  std::size_t at = function.args->end;
  while (at < source.size() && source[at] != ')') {
    at = source[at] == '#' ? source.find('\n', at) : at + 1;
  }
  return static_cast<Offset>(std::min(at + 1, source.size()));
}

}  // namespace fastidious::semantic
