#include "rules/undocumented_errors.h"

#include <utility>

#include "rules/answered_error.h"
#include "rules/login_refusals.h"

namespace fastidious::rules {
namespace {

using app::RouteError;

constexpr int kClientClosed = 499;  // nobody is left to read it
constexpr std::size_t kSureCalls = 4;

// A long chain of calls is no proof: each function on the way may rule out what the last raises.
bool is_sure(const RouteError& error) { return error.trace.size() <= kSureCalls; }

// The rule whose finding takes the answer away; empty if none does.
std::string_view takes_away(const app::Application& application, const app::Route& route,
                            const RouteError& error) {
  if (is_answer_to_whatever(application, error)) return "SEC088";
  return is_telling(application, route, error) ? "SEC063" : std::string_view();
}

}  // namespace

UndocumentedErrors undocumented_errors(const app::Application& application,
                                       const app::Operation& operation, OthersMatter& goes) {
  UndocumentedErrors found;
  for (const app::Served& one : operation.served) {
    if (!one.route->responses_are_known) return {};
    for (RouteError& error : app::route_errors(application, one.app, *one.route)) {
      // What a library's scheme refuses is shown by the operation's `security`.
      const bool is_shown = error.trace.empty() || error.status == kClientClosed ||
                            app::documents(*one.route, error.status);
      if (is_shown || !is_sure(error)) continue;
      const std::string_view code = takes_away(application, *one.route, error);
      if (!code.empty()) {
        goes.emplace(error.status, code);
      } else {
        found.emplace(error.status, std::move(error));
      }
    }
  }
  return found;
}

}  // namespace fastidious::rules
