#include "semantic/result_uses.h"

#include <algorithm>

#include "semantic/named_in_texts.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// Of more nothing is known.
constexpr std::size_t kMostMentions = 16;  // of one name
constexpr std::size_t kMostNodes = 600;    // of a function that holds a use

// `await f()` for `f()`.
const Node& with_await(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  return parent != nullptr && parent->is(Kind::Await) ? *parent : call;
}

bool is_in_loop(const FileModel& file, const Node& node, const FunctionDef& function) {
  for (const Node* at = &node; at != nullptr && at != &function; at = file.parent(*at)) {
    if (at->is(Kind::For) || at->is(Kind::While) || at->is(Kind::AsyncFor)) return true;
  }
  return false;
}

// Whether all that follows the assignment returns what it has bound, if it reads it at all.
bool is_only_returned(const FileModel& file, const Assign& assign, const FunctionDef& function) {
  const auto* target = assign.targets.size() == 1 ? as<Name>(assign.targets.front()) : nullptr;
  const auto nodes = file.tree().subtree(function);
  if (target == nullptr || nodes.size() > kMostNodes || is_in_loop(file, assign, function)) {
    return false;
  }
  return std::all_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* read = node->as<Name>();
    const bool is_later = read != nullptr && read->begin >= assign.end;
    return !is_later || read->name != target->name || file.parent(*read)->is(Kind::Return);
  });
}

bool is_handed_on(const FileModel& file, const Call& call) {
  const Node& value = with_await(file, call);
  const Node* around = file.parent(value);
  if (around == nullptr) return false;
  if (around->is(Kind::ExprStmt)) return true;
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || !file.is_route_handler(*function)) return false;
  const auto* assign = around->as<Assign>();
  return around->is(Kind::Return) ||
         (assign != nullptr && is_only_returned(file, *assign, *function));
}

enum class Mentioned : std::uint8_t { Elsewhere, HandedOn, Unknown };

// What a mention of the function's name does with its result.
Mentioned judge(const FileModel& file, const Node& node, const FunctionDef& function) {
  if (file.file().role == repo::Role::Test || node.is(Kind::Keyword)) return Mentioned::Elsewhere;
  if (const auto* alias = node.as<Alias>()) {
    return alias->asname ? Mentioned::Unknown : Mentioned::Elsewhere;
  }
  const auto& expr = static_cast<const Expr&>(node);
  const Definition found = file.definition_of(expr);
  if (!found) return Mentioned::Unknown;
  if (found.node != &function) return Mentioned::Elsewhere;
  const Node* parent = file.parent(node);
  const auto* call = parent != nullptr ? parent->as<Call>() : nullptr;
  const bool is_called = call != nullptr && call->func == &expr;
  return is_called && is_handed_on(file, *call) ? Mentioned::HandedOn : Mentioned::Unknown;
}

}  // namespace

bool is_result_handed_on(const FileModel& file, const FunctionDef& function) {
  const Model& model = file.project();
  const auto mentions = model.mentions().of(function.name);
  if (file.is_method(function) || file.enclosing_function(function) != nullptr ||
      !function.decorator_list.empty() || mentions.size() > kMostMentions ||
      is_named_in_texts(model, file.text(function.name))) {
    return false;
  }
  bool is_used = false;
  for (const Mention& mention : mentions) {
    const Mentioned found = judge(model.file(mention.file), model.node(mention), function);
    if (found == Mentioned::Unknown) return false;
    is_used |= found == Mentioned::HandedOn;
  }
  return is_used;
}

}  // namespace fastidious::semantic
