#include "app/effects/blocking.h"

#include <algorithm>

#include "app/effects/request_functions.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;
using knowledge::Waits;

namespace {

constexpr int kMaxDepth = 40;

// Whether nothing slower can be found.
bool is_slow(Waits waits) { return waits != Waits::File; }

// `os.waitpid(pid, os.WNOHANG)` looks whether it has ended, and goes on.
bool only_looks(const FileModel& file, const Call& call, std::string_view target) {
  return target == "os.waitpid" && call.args.size() > 1 &&
         file.text(*call.args[1]).find("WNOHANG") != std::string_view::npos;
}

// An archive in memory waits for nothing.
bool is_in_memory(const FileModel& file, const Call& call, std::string_view target) {
  const bool takes_file = target.starts_with("zipfile.") || target.starts_with("tarfile.") ||
                          target.starts_with("pandas.");
  if (call.args.empty() || !takes_file) return false;
  const std::string_view type = file.type_of(*call.args[0]);
  return type == "io.BytesIO" || type == "io.StringIO";
}

// `_cache: dict = {}`, `_cache = None` at module level: a variable to be filled.
bool is_filled_later(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  const semantic::SymbolId symbol =
      name != nullptr ? file.scopes().symbol_of(*name) : semantic::SymbolId{};
  if (!symbol.valid()) return false;
  const semantic::ScopeId scope = file.scopes().symbol(symbol).scope;
  if (file.scopes().scope(scope).kind != semantic::ScopeKind::Module) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return std::any_of(bindings.begin(), bindings.end(), [](const semantic::Binding* one) {
    const auto* dict = as<Dict>(one->value);
    const auto* list = as<ListExpr>(one->value);
    return (dict != nullptr && dict->values.empty()) || (list != nullptr && list->elts.empty()) ||
           semantic::is_none(one->value);
  });
}

// `_cache is None`, or with IsNot the opposite.
bool compares_with_none(const FileModel& file, const Expr& test, Comparator how) {
  const auto* compare = test.as<Compare>();
  return compare != nullptr && compare->ops.size() == 1 && compare->ops[0] == how &&
         semantic::is_none(*compare->comparators[0]) && is_filled_later(file, *compare->left);
}

// `if not _cache:`, `if _cache is None:`
bool asks_if_empty(const FileModel& file, const If& choice) {
  const auto* negation = as<UnaryOp>(choice.test);
  if (negation != nullptr) {
    return negation->op == UnaryOperator::Not && is_filled_later(file, *negation->operand);
  }
  return compares_with_none(file, *choice.test, Comparator::Is);
}

// `if _cache: return _cache`: what follows runs once.
bool leaves_if_filled(const FileModel& file, const Stmt& statement) {
  const auto* choice = statement.as<If>();
  if (choice == nullptr || !choice->orelse.empty() || !choice->body.back()->is(Kind::Return)) {
    return false;
  }
  return is_filled_later(file, *choice->test) ||
         compares_with_none(file, *choice->test, Comparator::IsNot);
}

// Whether the call stands where a variable of the module is filled, for all calls to come.
bool runs_once(const FileModel& file, const Call& call) {
  const Node* below = &call;
  for (const Node* at = file.parent(call); at != nullptr && !at->is(Kind::FunctionDef);
       below = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    const bool is_in_body = choice != nullptr && below->begin >= choice->body.front()->begin &&
                            below->begin <= choice->body.back()->begin;
    if (is_in_body && asks_if_empty(file, *choice)) return true;
  }
  return false;
}

}  // namespace

bool is_await(const Node& node) {
  const auto* comprehension = node.as<Comprehension>();
  return node.is(Kind::Await) || node.is(Kind::AsyncFor) || node.is(Kind::AsyncWith) ||
         (comprehension != nullptr && comprehension->is_async);
}

bool awaits(const FileModel& file, const FunctionDef& function) {
  constexpr std::uint32_t kMostNodes = 2000;  // asked for each call that blocks
  if (function.last.value - function.id.value > kMostNodes) return true;
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, is_await);
  });
}

BlockingReach::BlockingReach() {
  for (const knowledge::BlockingCall& one : knowledge::kBlockingCalls) {
    waits_.emplace(one.target, one.waits);
  }
}

std::optional<Waits> BlockingReach::waits_at(const FileModel& file, const Call& call) const {
  const std::string_view target = file.resolve(*call.func);
  if (target.empty() || semantic::is_awaited(file, call) || is_in_memory(file, call, target) ||
      only_looks(file, call, target)) {
    return {};
  }
  if (const auto found = waits_.find(target); found != waits_.end()) return found->second;
  if (knowledge::is_local_call(target)) return {};
  std::string pattern(target);
  for (std::size_t dot = pattern.rfind('.'); dot != pattern.npos; dot = pattern.rfind('.')) {
    pattern.resize(dot);
    const auto found = waits_.find(pattern + ".*");
    if (found != waits_.end()) return found->second;
  }
  return {};
}

const Blocking* BlockingReach::of(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr || node->is_async() || depth_ >= kMaxDepth) return nullptr;
  const auto [at, is_new] = known_.try_emplace(node);  // a cycle ends here
  if (is_new) {
    ++depth_;
    at->second = look_into(function);
    --depth_;
  }
  return at->second ? &*at->second : nullptr;
}

std::optional<Blocking> BlockingReach::look_into(const Definition& function) {
  std::optional<Blocking> found;
  bool is_left_if_filled = false;
  for (const Stmt* statement : static_cast<const FunctionDef&>(*function.node).body) {
    const bool is_settled =
        semantic::any_own_node(*function.file, *statement, [&](const Node& node) {
          const auto* call = node.as<Call>();
          if (call == nullptr) return false;
          std::optional<Blocking> one = look_at(*function.file, *call);
          if (!one || (found && !is_slow(one->waits))) return false;
          const bool is_once = is_left_if_filled || runs_once(*function.file, *call);
          if (is_once && !is_slow(one->waits)) return false;
          found = std::move(one);
          return is_slow(found->waits);
        });
    if (is_settled) break;
    is_left_if_filled = is_left_if_filled || leaves_if_filled(*function.file, *statement);
  }
  return found;
}

std::optional<Blocking> BlockingReach::look_at(const FileModel& file, const Call& call) {
  const std::optional<Waits> waits = waits_at(file, call);
  if (waits && *waits != Waits::FileSystem) {
    return Blocking{{&file, &call}, file.resolve(*call.func), *waits, {}};
  }
  const Definition callee = called_function(file, call);
  const Blocking* inner = of(callee);
  if (inner == nullptr) return {};
  return Blocking{{&file, &call}, inner->target, inner->waits, callee};
}

}  // namespace fastidious::app
