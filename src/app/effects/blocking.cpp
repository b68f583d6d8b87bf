#include "app/effects/blocking.h"

#include "app/effects/request_functions.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"

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

}  // namespace

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
  for (const Stmt* statement : static_cast<const FunctionDef&>(*function.node).body) {
    const bool is_settled =
        semantic::any_own_node(*function.file, *statement, [&](const Node& node) {
          const auto* call = node.as<Call>();
          if (call == nullptr) return false;
          std::optional<Blocking> one = look_at(*function.file, *call);
          if (!one || (found && !is_slow(one->waits))) return false;
          found = std::move(one);
          return is_slow(found->waits);
        });
    if (is_settled) break;
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
