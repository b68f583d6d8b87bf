#include "app/middleware/cors.h"

#include <algorithm>
#include <cctype>

#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using Flaw = CorsPolicy::Flaw;

// Anybody can have a page below these.
constexpr std::string_view kSharedHosts[] = {
    "vercel.app",  "netlify.app",   "web.app",           "firebaseapp.com", "github.io",
    "pages.dev",   "herokuapp.com", "onrender.com",      "ngrok.io",        "ngrok-free.app",
    "koyeb.app",   "run.app",       "azurewebsites.net", "surge.sh",        "replit.app",
    "railway.app", "fly.dev",       "workers.dev"};

constexpr std::string_view kReadingMethods[] = {"GET", "HEAD", "OPTIONS"};

constexpr std::string_view kAnything[] = {"", ".*", ".+", "(.*)", "(.+)", ".*?", "[^/]+", "\\S+"};

void remove_prefix_if(std::string_view& text, std::string_view prefix) {
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
}

std::string without_backslashes(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char c) { return c != '\\'; });
  return result;
}

// The parts of an option that may come from elsewhere: `os.getenv("X", "*").split(",")`, the list
// behind `[str(origin) for origin in settings.origins]`.
Placed core_of(Placed option) {
  constexpr int kMaxSteps = 6;
  for (int step = 0; step < kMaxSteps && option; ++step) {
    if (const auto* comprehension = option.expr->as<ElementComp>()) {
      option.expr = comprehension->generators[0]->iter;
      continue;
    }
    const auto* call = option.expr->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method != nullptr && option.file->text(method->attr) == "split") {
      option.expr = method->value;
      continue;
    }
    const std::string_view target = call != nullptr ? option.file->resolve(*call->func) : "";
    if (target == "os.getenv" || target == "os.environ.get" || target == "os._Environ.get") {
      return argument_of(option, 1, "default");
    }
    const Followed found = follow(option);
    if (!found.value || found.value.expr == option.expr) return option;
    option = found.value;
  }
  return option;
}

Flaw flaw_of_list(const Value& origins) {
  Flaw flaw = Flaw::None;
  for (const Value& origin : origins.items) {
    if (origin.text == "*") return Flaw::Any;
    if (origin.text == "null") flaw = Flaw::Null;
  }
  return flaw;
}

void read_origins(CorsPolicy& policy, Placed option) {
  const Placed core = core_of(option);
  if (!core) return;
  Value origins = evaluate(core);
  if (origins.is_sequence()) {
    policy.flaw = flaw_of_list(origins);
  } else if (origins.is(Value::Kind::Str)) {
    const bool taken_apart = core.expr != option.expr && origins.text != "*";
    const bool any = origins.text == "*";
    policy.flaw = any ? Flaw::Any : taken_apart || origins.text.empty() ? Flaw::None : Flaw::Text;
  }
  policy.option = option;
  policy.at = origins.source && policy.flaw != Flaw::None ? origins.source : core;
}

// Starlette allows GET alone where nothing is said.
bool allows_reading_only(const Middleware& middleware) {
  const Placed option = middleware.option("allow_methods");
  if (!option) return true;
  const Value methods = evaluate(option);
  return methods.is_sequence() &&
         std::all_of(methods.items.begin(), methods.items.end(),
                     [](const Value& one) { return is_one_of(one.text, kReadingMethods); });
}

}  // namespace

CorsPolicy::Flaw flaw_of_origin_pattern(std::string_view pattern) {
  remove_prefix_if(pattern, "^");
  if (pattern.ends_with('$')) pattern.remove_suffix(1);
  const bool has_scheme = pattern.starts_with("http") || pattern.starts_with("(http");
  const std::size_t at = has_scheme ? pattern.find("//") : pattern.npos;
  if (at != pattern.npos) pattern.remove_prefix(at + 2);
  if (std::find(std::begin(kAnything), std::end(kAnything), pattern) != std::end(kAnything)) {
    return Flaw::Any;
  }
  const bool open = pattern.starts_with(".*") || pattern.starts_with(".+");
  if (!open) return Flaw::None;
  const std::string_view rest = pattern.substr(2);
  const std::string host = without_backslashes(rest);
  if (host.starts_with("localhost")) return Flaw::None;  // no name that somebody else could own
  for (const std::string_view shared : kSharedHosts) {
    if (host.ends_with(shared)) return Flaw::SharedHost;
  }
  return !rest.empty() && std::isalnum(static_cast<unsigned char>(rest.front())) != 0
             ? Flaw::AnyEnding
             : Flaw::None;
}

CorsPolicy cors_policy(const Middleware& middleware) {
  CorsPolicy policy;
  policy.middleware = &middleware;
  policy.with_credentials = evaluate(middleware.option("allow_credentials")).is_true();
  policy.for_reading = allows_reading_only(middleware);
  if (const Placed origins = middleware.option("allow_origins")) read_origins(policy, origins);
  const Placed pattern = middleware.option("allow_origin_regex");
  if (policy.flaw == Flaw::None && pattern) {
    const Value text = evaluate(pattern);
    if (!text.is(Value::Kind::Str)) return policy;
    policy.flaw = flaw_of_origin_pattern(text.text);
    policy.option = pattern;
    policy.at = text.source ? text.source : pattern;
  }
  return policy;
}

}  // namespace fastidious::app
