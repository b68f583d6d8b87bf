#include "rules/documented_statuses.h"

#include <algorithm>

#include "app/effects/route_errors.h"
#include "app/openapi/http_phrases.h"
#include "rules/call_edits.h"

namespace fastidious::rules {

using namespace syntax;

std::string response_entries(const std::set<int>& statuses) {
  std::string text;
  for (const int status : statuses) {
    const std::string code = std::to_string(status);
    if (!text.empty()) text += ", ";
    text += code + ": {\"description\": \"" + app::status_phrase(code) + "\"}";
  }
  return text;
}

std::string statuses_in_words(const std::set<int>& statuses) {
  std::string text;
  std::size_t left = statuses.size();
  for (const int status : statuses) {
    if (!text.empty()) text += left == 1 ? " and " : ", ";
    text += std::to_string(status);
    --left;
  }
  return text;
}

void offer_responses(Draft& draft, const semantic::FileModel& file, const Call& call,
                     const std::set<int>& statuses) {
  const std::string entries = response_entries(statuses);
  const Expr* given = semantic::argument(file, call, -1, "responses");
  if (given == nullptr) {
    append_argument(draft, file, call, "responses={" + entries + "}");
    return;
  }
  const auto* dict = given->as<Dict>();
  if (dict == nullptr && (given->is(Kind::Name) || given->is(Kind::Attribute))) {
    draft.edit(given->span(), "{**" + std::string(file.text(*given)) + ", " + entries + "}");
  } else if (dict != nullptr && dict->values.empty()) {
    draft.edit({dict->begin, dict->end}, "{" + entries + "}");
  } else if (dict != nullptr) {
    const Offset end = dict->values.back()->end;
    draft.edit({end, end}, ", " + entries);
  } else {
    draft.fix_class(findings::FixClass::None);
  }
}

std::set<int> undocumented_refusals(const app::Application& application,
                                    const app::Operation& operation) {
  std::set<int> statuses;
  const app::Served& first = operation.served.front();
  for (const app::RouteError& one : app::route_errors(application, first.app, *first.route)) {
    if (one.trace.empty() && !app::documents(*first.route, one.status)) statuses.insert(one.status);
  }
  return statuses;
}

std::string and_refusals(const std::set<int>& refusals) {
  std::string text;
  for (const int status : refusals) {
    text += (text.empty() ? ", and " : " and ") + std::to_string(status);
  }
  return text.empty() ? text : text + " where the security scheme refuses (API010)";
}

bool asks_scheme(const app::Dependency& dependency) {
  return std::any_of(dependency.dependencies.begin(), dependency.dependencies.end(),
                     [](const app::Dependency& below) { return below.scheme.has_value(); });
}

}  // namespace fastidious::rules
