#include "rules/undocumented_errors.h"

#include <algorithm>
#include <utility>

#include "rules/answered_error.h"
#include "rules/login_refusals.h"

namespace fastidious::rules {
namespace {

using app::RouteError;

constexpr int kClientClosed = 499;  // nobody is left to read it
constexpr std::size_t kSureCalls = 4;
constexpr std::size_t kMaxMore = 16;

// A long chain of calls is no proof: each function on the way may rule out what the last raises.
bool is_sure(const RouteError& error) { return error.trace.size() <= kSureCalls; }

// The rule whose finding takes the answer away; empty if none does.
std::string_view takes_away(const app::Application& application, const app::Route& route,
                            const RouteError& error) {
  if (is_answer_to_whatever(application, error)) return "SEC088";
  return is_telling(application, route, error) ? "SEC063" : std::string_view();
}

bool is_by_same(const RouteError& one, const RouteError& other) {
  return one.status == other.status && one.by->callable.text == other.by->callable.text;
}

// The first that raises the status is kept with it, dependencies besides.
void add(Undocumented& found, RouteError error) {
  const auto [at, is_new] = found.errors.try_emplace(error.status, error);
  if (is_new || error.by_endpoint || found.more.size() >= kMaxMore) return;
  const bool known =
      is_by_same(at->second, error) ||
      std::any_of(found.more.begin(), found.more.end(),
                  [&error](const RouteError& one) { return is_by_same(one, error); });
  if (!known) found.more.push_back(std::move(error));
}

}  // namespace

Undocumented undocumented_errors(const app::Application& application,
                                 const app::Operation& operation) {
  Undocumented found;
  for (const app::Served& one : operation.served) {
    if (!one.route->responses_are_known) return {};
    for (RouteError& error : app::route_errors_by_each(application, one.app, *one.route)) {
      // What a library's scheme refuses is shown by the operation's `security`.
      const bool is_shown = error.trace.empty() || error.status == kClientClosed ||
                            app::documents(*one.route, error.status);
      if (is_shown || !is_sure(error)) continue;
      const std::string_view code = takes_away(application, *one.route, error);
      if (!code.empty()) {
        found.goes.emplace(error.status, code);
      } else {
        add(found, std::move(error));
      }
    }
  }
  std::erase_if(found.goes, [&found](const auto& one) { return found.errors.contains(one.first); });
  return found;
}

}  // namespace fastidious::rules
