#include "app/effects/connection_feeds.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;
using semantic::FileModel;

namespace {

constexpr int kMaxDepth = 4;            // functions that call each other
constexpr std::size_t kMostCalls = 50;  // of one name: beyond, it is one of many things
constexpr std::array<std::string_view, 12> kKeeping = {
    "append", "add",   "update",  "setdefault", "insert",     "pop",
    "remove", "clear", "discard", "popitem",    "appendleft", "keys"};
constexpr std::array<std::string_view, 3> kStarting = {"create_task", "ensure_future",
                                                       "start_soon"};

// The name that the registry goes by: `active` of `self.active[room]`; 0 if it has none.
std::uint32_t name_of(const Expr& registry) {
  const Expr* at = &registry;
  for (;;) {
    if (const auto* item = at->as<Subscript>()) {
      at = item->value;
    } else if (const auto* call = at->as<Call>()) {
      const auto* method = call->func->as<Attribute>();
      if (method == nullptr) return 0;
      at = method->value;
    } else {
      break;
    }
  }
  if (const auto* attribute = at->as<Attribute>()) return attribute->attr.value;
  const auto* name = at->as<Name>();
  return name != nullptr ? name->name.value : 0;
}

// Whether the registry, named at `node`, is asked who is in it, not only changed or searched.
bool is_read(const FileModel& file, const Node& node) {
  const Node* inner = &node;
  const Node* parent = file.parent(node);
  while (parent != nullptr && parent->is(Kind::Subscript) &&
         parent->as<Subscript>()->value == inner) {
    inner = parent;
    parent = file.parent(*parent);
  }
  if (parent == nullptr || parent->is(Kind::Compare) || parent->is(Kind::Delete)) return false;
  if (const auto* assign = parent->as<Assign>()) return assign->value == inner;
  if (const auto* sum = parent->as<AugAssign>()) return sum->value == inner;
  if (const auto* method = parent->as<Attribute>()) {
    return !is_one_of(file.text(method->attr), kKeeping);
  }
  return true;
}

// Whether it waits for what somebody publishes to all processes. A consumer of Kafka shares its
// messages with those of its group.
bool subscribes(std::string_view text) {
  return contains_any(text, {"psubscribe(", "pubsub", ".subscribe("}) &&
         lower_case(text).find("consumer") == std::string::npos;
}

// `asyncio.create_task(self.run())`: it is told nothing. A queue tells it what this process knows.
bool is_started_alone(const FileModel& file, const Call& call) {
  if (!call.args.empty() || !call.keywords.empty()) return false;
  const auto* around = as<Call>(file.parent(call));
  if (around == nullptr) return false;
  const auto* method = around->func->as<Attribute>();
  const auto* plain = around->func->as<Name>();
  const std::string_view name = method != nullptr  ? file.text(method->attr)
                                : plain != nullptr ? file.text(plain->name)
                                                   : std::string_view{};
  return is_one_of(name, kStarting);
}

}  // namespace

bool ConnectionFeeds::feed_themselves(const FileModel& file, const Expr& registry) {
  const std::uint32_t name = name_of(registry);
  if (name == 0) return false;
  const auto [at, is_new] = known_.try_emplace({&file, name}, false);
  if (is_new) at->second = all_senders_do(file, name);
  return at->second;
}

bool ConnectionFeeds::all_senders_do(const FileModel& file, std::uint32_t name) {
  std::set<const FunctionDef*> senders;
  const auto add = [&](const Node& node) {
    const FunctionDef* function = file.enclosing_function(node);
    if (function != nullptr && is_read(file, node) &&
        file.text(*function).find(".send") != std::string_view::npos) {
      senders.insert(function);
    }
  };
  for (const auto* one : file.tree().nodes_of<Attribute>()) {
    if (one->attr.value == name) add(*one);
  }
  for (const auto* one : file.tree().nodes_of<Name>()) {
    if (one->name.value == name) add(*one);
  }
  return !senders.empty() &&
         std::all_of(senders.begin(), senders.end(),
                     [&](const FunctionDef* one) { return feeds_itself(file, *one, 0); });
}

bool ConnectionFeeds::feeds_itself(const FileModel& file, const FunctionDef& function, int depth) {
  if (depth > kMaxDepth) return false;
  const auto known = functions_.find(&function);
  if (known != functions_.end()) return known->second;
  functions_.emplace(&function, false);  // for those that call each other
  const std::string_view text = file.text(function);
  bool does = subscribes(text);
  if (!does && lower_case(text).find("queue") == std::string::npos) {
    const std::vector<Site>& sites = calls_named(function.name.value);
    does = !sites.empty() && sites.size() <= kMostCalls &&
           std::all_of(sites.begin(), sites.end(),
                       [&](const Site& site) { return is_called_so(site, depth); });
  }
  functions_[&function] = does;
  return does;
}

bool ConnectionFeeds::is_called_so(const Site& site, int depth) {
  if (is_started_alone(*site.file, *site.call)) return true;
  const FunctionDef* around = site.file->enclosing_function(*site.call);
  return around != nullptr && feeds_itself(*site.file, *around, depth + 1);
}

const std::vector<ConnectionFeeds::Site>& ConnectionFeeds::calls_named(std::uint32_t name) {
  if (!calls_) {
    calls_.emplace();
    for (const FileModel& file : code_.files()) {
      if (file.file().role != project::Role::Application) continue;
      for (const Call* call : file.tree().nodes_of<Call>()) {
        const auto* method = call->func->as<Attribute>();
        const auto* plain = call->func->as<Name>();
        if (method != nullptr) (*calls_)[method->attr.value].push_back({&file, call});
        if (plain != nullptr) (*calls_)[plain->name.value].push_back({&file, call});
      }
    }
  }
  return (*calls_)[name];
}

}  // namespace fastidious::app
