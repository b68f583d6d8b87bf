#include "app/endpoints/purpose.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/application.h"
#include "app/routes/route_label.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using Words = std::vector<std::string>;

template <std::size_t N>
bool has_any(const Words& words, const std::string_view (&wanted)[N]) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(std::begin(wanted), std::end(wanted), word) != std::end(wanted);
  });
}

Words words_of_handler(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  return function == nullptr ? Words{} : words_of_path(endpoint.handler.file->text(function->name));
}

bool takes_method(const Endpoint& endpoint, std::string_view method) {
  return std::find(endpoint.methods.begin(), endpoint.methods.end(), method) !=
         endpoint.methods.end();
}

bool means_administrator(std::string_view text) {
  constexpr std::string_view kWords[] = {"admin", "superuser"};
  const std::string lower = lower_case(text);
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

bool means_administrator_of_all(std::string_view name) {
  constexpr std::string_view kParts[] = {"org",  "organization", "organisation", "project",
                                         "team", "workspace",    "tenant",       "group"};
  const bool is_root = name.find("root_token") != name.npos || name.find("root_user") != name.npos;
  return is_root || (means_administrator(name) && !has_any(words_of_path(name), kParts));
}

// `user.role != ADMIN`, `not user.is_admin`, `x or y` of which one is so, `x and y` of which both
// are.
bool asks_for_administrator(const FileModel& file, const Expr& test) {
  const auto* operation = test.as<BoolOp>();
  if (operation == nullptr) return means_administrator(file.text(test));
  const auto asks = [&](const Expr* one) { return asks_for_administrator(file, *one); };
  const auto& values = operation->values;
  return operation->op == BoolOperator::And ? std::all_of(values.begin(), values.end(), asks)
                                            : std::any_of(values.begin(), values.end(), asks);
}

// Whether every request that gets into the function gets to `statement`, or leaves before.
bool is_met_by_all(const FileModel& file, const Node& statement, const Node& function) {
  const Node* at = file.parent(statement);
  while (at != &function && (at->is(Kind::Try) || at->is(Kind::With) || at->is(Kind::AsyncWith))) {
    at = file.parent(*at);
  }
  return at == &function;
}

// "require_admin", "_check_is_superuser"; not "reject_flags_of_non_admins".
bool is_named_like_admin_check(std::string_view name) {
  constexpr std::string_view kChecks[] = {"require", "ensure", "assert",
                                          "check",   "verify", "validate"};
  name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
  return means_administrator(name) &&
         std::any_of(std::begin(kChecks), std::end(kChecks),
                     [&](std::string_view one) { return name.starts_with(one); });
}

bool refuses(const FileModel& file, const If& choice) {
  const bool raises = !choice.body.empty() && choice.body.back()->is(Kind::Raise);
  return raises && asks_for_administrator(file, *choice.test);
}

bool refuses(const FileModel& file, const ExprStmt& statement) {
  const auto* awaited = statement.value->as<Await>();
  const auto* call = as<Call>(awaited != nullptr ? awaited->value : statement.value);
  const auto* name = call != nullptr ? call->func->as<Name>() : nullptr;
  return name != nullptr && is_named_like_admin_check(file.text(*name));
}

// Whether one of the statements in `part` that are a T, which everybody meets, refuses.
template <class T>
bool any_refuses(const FileModel& file, const FunctionDef& handler, const Stmt& part) {
  for (const auto* one : file.tree().nodes_of<T>(part)) {
    if (is_met_by_all(file, *one, handler) && refuses(file, *one)) return true;
  }
  return false;
}

// `Depends(require(Permission.FULL_ADMIN))`, by its words.
bool asks_for_administrator(const Route& route) {
  bool asks = false;
  for_each_dependency(route.dependant, [&](const Dependency& one) {
    asks = asks || (one.depends && means_administrator(one.depends.file->text(*one.depends.expr)));
  });
  return asks;
}

// `@require_super_admin()`
bool is_decorated_by_admin_check(const FileModel& file, const FunctionDef& function) {
  constexpr std::size_t kMost = 50;  // each of them may be a route of its own
  const auto& all = function.decorator_list;
  return all.size() <= kMost && std::any_of(all.begin(), all.end(), [&](const Expr* one) {
           const auto* call = one->as<Call>();
           const std::string_view name =
               semantic::last_name(file, call != nullptr ? *call->func : *one);
           return is_named_like_admin_check(name) && means_administrator_of_all(name);
         });
}

}  // namespace

std::vector<std::string> words_of_path(std::string_view path) {
  Words words(1);
  int depth = 0;
  for (const char c : path) {
    if (c == '{') ++depth;
    if (depth == 0 && std::isalnum(static_cast<unsigned char>(c)) != 0) {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
    if (c == '}') --depth;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool is_webhook(const Endpoint& endpoint) {
  if (!takes_method(endpoint, "POST") || endpoint.kind != Endpoint::Kind::Http) return false;
  constexpr std::string_view kHooks[] = {"webhook", "webhooks", "hook", "hooks", "ipn"};
  constexpr std::string_view kServices[] = {"stripe", "github",  "gitlab",   "twilio",  "slack",
                                            "paypal", "shopify", "sendgrid", "mailgun", "teams"};
  constexpr std::string_view kHappenings[] = {
      "event", "events", "notification", "notifications", "inbound", "callback", "ingress"};
  const Words path = words_of_path(endpoint.path);
  const Words name = words_of_handler(endpoint);
  // Whoever keeps a list of webhooks calls them, and is not called.
  constexpr std::string_view kKeeps[] = {"create", "update", "delete", "register", "test",
                                         "list",   "rotate", "retry",  "replay",   "redeliver"};
  if (has_any(path, kHooks)) return name.empty() || !is_one_of(name.front(), kKeeps);
  if (has_any(name, kHooks) && !is_one_of("create", name) && !is_one_of("add", name)) return true;
  // What Slack calls (https://docs.slack.dev/interactivity/).
  constexpr std::string_view kInteractions[] = {"command",     "commands",      "action",
                                                "actions",     "menu",          "interactive",
                                                "interaction", "interactivity", "interactions"};
  if (is_one_of("slack", path) && has_any(path, kInteractions)) return true;
  return has_any(path, kServices) && has_any(path, kHappenings);
}

bool is_for_operations(const Endpoint& endpoint) {
  constexpr std::string_view kWords[] = {"metrics",   "debug",    "pprof",    "profile", "profiler",
                                         "profiling", "heapdump", "actuator", "env"};
  const Words path = words_of_path(endpoint.path);
  if (path.empty()) return false;
  if (path.back() == "metrics" || path.back() == "prometheus") return true;
  // "/users/profile" is somebody's profile.
  return path.size() == 1 ? has_any(path, kWords) && path.back() != "profile"
                          : path.front() == "debug" || path.front() == "actuator";
}

bool is_for_administrators(const Endpoint& endpoint) {
  constexpr std::string_view kWords[] = {"admin", "administration", "superuser",
                                         "staff", "backoffice",     "impersonate"};
  if (has_any(words_of_path(endpoint.path), kWords)) return true;
  return endpoint.route != nullptr &&
         std::any_of(endpoint.route->tags.begin(), endpoint.route->tags.end(),
                     [&](const Value& tag) { return has_any(words_of_path(tag.text), kWords); });
}

bool refuses_all_but_administrators(const Definition& handler) {
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr) return false;
  const FileModel& file = *handler.file;
  if (is_decorated_by_admin_check(file, *function)) return true;
  return std::any_of(function->body.begin(), function->body.end(), [&](const Stmt* part) {
    return any_refuses<If>(file, *function, *part) || any_refuses<ExprStmt>(file, *function, *part);
  });
}

bool is_restricted_to_administrators(const Application& application, const Route& route) {
  if (refuses_all_but_administrators(handler_of(route))) return true;
  const Endpoint* endpoint = application.endpoints().of(route);
  // Of a router that no application is seen to include, the words have to do.
  if (endpoint == nullptr) return asks_for_administrator(route);
  if (!endpoint->is_guarded()) return false;
  const auto& roles = endpoint->authentication.roles;
  return std::any_of(roles.begin(), roles.end(), means_administrator) ||
         is_for_administrators(*endpoint);
}

bool is_guarded_for_administrators(const Endpoint& endpoint) {
  if (!endpoint.is_guarded() || endpoint.route == nullptr) return false;
  bool asks_all = false, asks_part = false;
  for_each_dependency(endpoint.route->dependant, [&](const Dependency& one) {
    const Definition function = running_function(one.callable);
    const auto* node = as<FunctionDef>(function.node);
    const std::string_view name =
        node != nullptr ? function.file->text(node->name) : std::string_view{};
    const bool is_all = means_administrator_of_all(name);
    asks_all = asks_all || is_all;
    asks_part = asks_part || (!is_all && means_administrator(name));
  });
  // Roles are read from names of dependencies, too.
  const auto& roles = endpoint.authentication.roles;
  return asks_all || (!asks_part && std::any_of(roles.begin(), roles.end(), means_administrator));
}

namespace {

constexpr std::array<std::string_view, 17> kWordsOfPermission = {
    "admin",  "superuser", "role",    "permission", "scope",    "staff",
    "owner",  "authorize", "rbac",    "privilege",  "can_",     "access",
    "policy", "claims",    "is_root", "allowed",    "forbidden"};

constexpr std::size_t pair_at(std::string_view text, std::size_t at) {
  return (static_cast<std::size_t>(text[at]) % 32) * 32 +
         static_cast<std::size_t>(text[at + 1]) % 32;
}

// By the first two letters, case aside: whether one of the words may begin so. Most names are told
// by this alone.
constexpr std::array<bool, 1024> kBegin = [] {
  std::array<bool, 1024> begin{};
  for (const std::string_view word : kWordsOfPermission) begin[pair_at(word, 0)] = true;
  return begin;
}();

bool may_hold_word_of_permission(std::string_view name) {
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    if (kBegin[pair_at(name, i)]) return true;
  }
  return false;
}

}  // namespace

bool is_word_of_permission(std::string_view name) {
  if (!may_hold_word_of_permission(name)) return false;
  const std::string lower = lower_case(name);
  return std::any_of(kWordsOfPermission.begin(), kWordsOfPermission.end(),
                     [&lower](std::string_view word) { return lower.find(word) != lower.npos; });
}

namespace {

// Whether a name or attribute says so; what an attribute is taken of stands in its text.
bool names_permission(const semantic::FileModel& file, const Stmt& statement) {
  const auto nodes = file.tree().subtree(statement);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = *nodes[i];
    if (!node.is(Kind::Name) && !node.is(Kind::Attribute)) continue;
    if (is_word_of_permission(file.text(node))) return true;
    i += node.last.value - node.id.value;
  }
  return false;
}

}  // namespace

bool looks_at_permissions(const Endpoint& endpoint) {
  if (!endpoint.authentication.roles.empty()) return true;
  for (const Evidence& one : endpoint.authentication.evidence) {
    if (is_word_of_permission(one.what)) return true;
  }
  bool looks = false;
  for_each_dependency(endpoint.route->dependant, [&](const Dependency& one) {
    looks = looks || is_word_of_permission(one.callable.text) || !one.scopes.empty();
  });
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (looks || function == nullptr) return true;
  constexpr std::size_t kMost = 50;  // of decorators: each of them may be a route of its own
  if (function->decorator_list.size() > kMost) return true;
  const semantic::FileModel& file = *endpoint.handler.file;
  for (const Expr* decorator : function->decorator_list) {
    if (decorator != endpoint.route->registered_at.expr &&
        is_word_of_permission(file.text(*decorator))) {
      return true;
    }
  }
  return std::any_of(function->body.begin(), function->body.end(),
                     [&](const Stmt* one) { return names_permission(file, *one); });
}

bool takes_guessable_secret(const Endpoint& endpoint) {
  if (!takes_method(endpoint, "POST")) return false;
  constexpr std::string_view kLast[] = {"login", "signin", "token", "authenticate", "otp",
                                        "mfa",   "2fa",    "totp",  "ldap",         "auth"};
  const Words path = words_of_path(endpoint.path);
  if (path.empty()) return false;
  const std::size_t from = path.size() > 2 ? path.size() - 2 : 0;
  const Words last(path.begin() + static_cast<std::ptrdiff_t>(from), path.end());
  const bool password = is_one_of("password", path);
  const bool recovery = password && (is_one_of("reset", path) || is_one_of("forgot", path) ||
                                     is_one_of("recovery", path) || is_one_of("recover", path));
  return recovery || has_any(last, kLast);
}

}  // namespace fastidious::app
