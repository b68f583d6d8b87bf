#include "rules/kept_sessions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using namespace syntax;

constexpr std::string_view kConnections[] = {"request", "req",        "websocket",   "ws",
                                             "conn",    "connection", "http_request"};
// Libraries that keep something in the session of the request.
constexpr std::string_view kWithSessions[] = {
    "authlib",      "sqladmin", "starlette_admin", "fastapi_admin", "fastadmin",
    "starsessions", "_sso",     "starlette_wtf",   "csrf",          "social",
    "nicegui",      "oauth",    "onelogin",        "pysaml2",       "saml2",
    "msal"};

// `request.session`, `scope["session"]`.
bool names_session(const semantic::FileModel& file, const Node& node) {
  if (const auto* attribute = node.as<Attribute>()) {
    if (file.text(attribute->attr) != "session") return false;
    const std::string owner = lower_case(file.text(*attribute->value));
    return is_one_of(owner.substr(owner.rfind('.') + 1), kConnections) ||
           file.type_of(*attribute->value).starts_with("starlette.");
  }
  const auto* item = node.as<Subscript>();
  return item != nullptr && file.text(*item->value).ends_with("scope") &&
         file.constant_string(*item->slice) == "session";
}

bool imports_one_with_sessions(const semantic::FileModel& file) {
  for (const Stmt* statement : file.tree().imports()) {
    const std::string_view text = file.text(*statement);
    for (const std::string_view library : kWithSessions) {
      if (text.find(library) != text.npos) return true;
    }
  }
  return false;
}

// "seen" of `request.session["seen"]`, `request.session.get("seen")`; nullopt if it is not told.
std::optional<std::string> key_at(const semantic::FileModel& file, const Node& session) {
  const Node* around = file.parent(session);
  const auto* item = around != nullptr ? around->as<Subscript>() : nullptr;
  if (item != nullptr && item->value == &session) return file.constant_string(*item->slice);
  const auto* method = around != nullptr ? around->as<Attribute>() : nullptr;
  const Node* behind = method != nullptr ? file.parent(*method) : nullptr;
  const auto* call = behind != nullptr ? behind->as<Call>() : nullptr;
  constexpr std::string_view kOfOne[] = {"get", "pop", "setdefault"};
  if (call == nullptr || call->func != method || call->args.empty()) return std::nullopt;
  if (!is_one_of(file.text(method->attr), kOfOne)) return std::nullopt;
  return file.constant_string(*call->args.front());
}

// What anybody may read: "seen", "theme", "last_page"; not "last_user".
bool is_trifle(std::string_view key) {
  constexpr std::string_view kTrifles[] = {"seen",   "viewed", "visited", "recent",   "theme",
                                           "locale", "lang",   "views",   "language", "visits",
                                           "flash",  "banner", "tour",    "page"};
  constexpr std::string_view kWhoItIs[] = {"user",  "uid",   "account", "customer", "member",
                                           "token", "auth",  "login",   "id",       "role",
                                           "email", "admin", "key",     "secret",   "by"};
  return names_any_of(key, kTrifles) && !names_any_of(key, kWhoItIs);
}

}  // namespace

bool keeps_something_in_session(const semantic::Model& model) {
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (const Node* node : file.tree().subtree(file.tree().root())) {
      if (names_session(file, *node)) return true;
    }
    if (imports_one_with_sessions(file)) return true;
  }
  return false;
}

std::vector<std::string> trifles_in_session(const semantic::Model& model) {
  std::vector<std::string> keys;
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    if (imports_one_with_sessions(file)) return {};
    for (const Node* node : file.tree().subtree(file.tree().root())) {
      if (!names_session(file, *node)) continue;
      std::optional<std::string> key = key_at(file, *node);
      if (!key || !is_trifle(*key)) return {};
      if (!is_one_of(*key, keys)) keys.push_back(std::move(*key));
    }
  }
  return keys;
}

}  // namespace fastidious::rules
