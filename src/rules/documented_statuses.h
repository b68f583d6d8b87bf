#pragma once
// What `responses=` says of statuses, and what the security schemes of an operation add to them.

#include <set>
#include <string>

#include "app/application.h"
#include "rules/check.h"

namespace fastidious::rules {

// `403: {"description": "Forbidden"}, 404: {"description": "Not Found"}`
std::string response_entries(const std::set<int>& statuses);

// "400, 403 and 404"
std::string statuses_in_words(const std::set<int>& statuses);

// Offers to write them into `responses=` of the call.
void offer_responses(Draft& draft, const semantic::FileModel& file, const syntax::Call& call,
                     const std::set<int>& statuses);

// What the operation's schemes refuse with and it does not document.
std::set<int> undocumented_refusals(const app::Application& application,
                                    const app::Operation& operation);

// ", and 401 where the security scheme refuses (API010)"; empty without any.
std::string and_refusals(const std::set<int>& refusals);

// Whether one of fastapi.security's schemes is asked by the dependency itself.
bool asks_scheme(const app::Dependency& dependency);

}  // namespace fastidious::rules
