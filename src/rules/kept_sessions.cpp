#include "rules/kept_sessions.h"

#include <string>

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

}  // namespace

bool keeps_something_in_session(const semantic::Model& model) {
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (const Node* node : file.tree().subtree(file.tree().root())) {
      if (names_session(file, *node)) return true;
    }
    for (const Stmt* statement : file.tree().imports()) {
      const std::string_view text = file.text(*statement);
      for (const std::string_view library : kWithSessions) {
        if (text.find(library) != text.npos) return true;
      }
    }
  }
  return false;
}

}  // namespace fastidious::rules
