#pragma once
// What an endpoint is there for, as far as its path and its handler's name tell.

#include <string>
#include <string_view>
#include <vector>

#include "app/endpoints/endpoint.h"

namespace fastidious::app {

// "/v1/webhooks/stripe-events/{id}": v1, webhooks, stripe, events. Lower case.
std::vector<std::string> words_of_path(std::string_view path);

// Called by another service when something has happened there: POST, named after webhooks or after
// services that call back.
bool is_webhook(const Endpoint& endpoint);
// For whoever operates the service: metrics, debugging, profiling.
bool is_for_operations(const Endpoint& endpoint);
// For administrators: "/admin/…", tagged "admin".
bool is_for_administrators(const Endpoint& endpoint);
// Whether only administrators get in: the guard asks for such a role, there is a guard and the path
// says so, or the endpoint's own body refuses everybody else.
bool is_restricted_to_administrators(const Application& application, const Route& route);
// Whether the function itself does: `require_admin(user)`, `if not user.is_admin: raise …`,
// `@require_admin`.
bool refuses_all_but_administrators(const Definition& handler);
// Whether its guard asks for one: for such a role, or by a dependency so named: `check_admin`,
// `get_root_token`. Administrators of a part (`org_admin`) are users like others.
bool is_guarded_for_administrators(const Endpoint& endpoint);
// Whether the word is about what somebody may do: role, permission, admin, owner, scope, ….
bool is_word_of_permission(std::string_view name);
// Whether the endpoint's own body, or what it needs, looks at what the caller may do, by any name.
bool looks_at_permissions(const Endpoint& endpoint);
// Takes a password, a code or a token that could be guessed: login, one-time codes, recovery.
bool takes_guessable_secret(const Endpoint& endpoint);

}  // namespace fastidious::app
