#include "app/tokens/openings.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/routes/route_label.h"
#include "semantic/model.h"
#include "text/name_words.h"

namespace fastidious::app {

using namespace syntax;
using semantic::CallSite;

namespace {

using Verdict = Acceptance::Verdict;
using Functions = std::set<const Node*>;  // looked up only

// What is named so reads tokens of this other kind on purpose.
bool names_another_kind(std::string_view name) {
  return names_any_of(
      name, std::initializer_list<std::string_view>{
                "refresh", "reset", "forgot", "recovery", "verification", "confirmation",
                "activation", "invitation", "invite", "unsubscribe", "download", "mfa", "otp"});
}

std::string_view name_of(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  return node != nullptr ? function.file->text(node->name) : std::string_view{};
}

bool is_other(const SignedToken& token) { return token.kind != TokenKind::Access; }

// `request.cookies.get("refresh_token")`, `verify_refresh_token(…)`
bool is_for_another_kind(const TokenReading& reading) {
  const CallSite& decode = reading.way.calls.front();
  for (std::size_t level = 0; level < reading.way.calls.size(); ++level) {
    if (names_another_kind(name_of(reading.way.function(level)))) return true;
  }
  if (decode.call->args.empty()) return false;
  const Held token = origin_of({{decode.file, decode.call->args[0]}, 0}, reading.way);
  return names_another_kind(decode.file->text(*decode.call->args[0])) ||
         (token.value && names_another_kind(token.value.file->text(*token.value.expr)));
}

// The functions on the way to guards that want tokens for access.
Functions functions_for_access(const std::vector<TokenReading>& readings) {
  Functions functions;
  for (const TokenReading& one : readings) {
    if (is_for_another_kind(one)) continue;
    for (std::size_t i = 0; i < one.way.calls.size(); ++i) {
      functions.insert(one.way.function(i).node);
    }
  }
  return functions;
}

bool serves_others(const TokenReading& reading, const Functions& for_access) {
  const Definition holder = reading.way.function(reading.holder);
  if (holder.node == reading.guard.node) return false;
  const auto callers = holder.file->project().calls_of(holder.file->qualified_name(*holder.node));
  return std::any_of(callers.begin(), callers.end(), [&](const CallSite& one) {
    const FunctionDef* around = one.file->enclosing_function(*one.call);
    return one.file->file().role != project::Role::Test &&
           (around == nullptr || for_access.count(around) == 0);
  });
}

// Whether a request of the route passes one of the functions.
bool passes(const Route& route, const Functions& functions) {
  bool found = false;
  for (const Dependency& needed : route.dependant.dependencies) {
    for_each_dependency(needed, [&](const Dependency& dependency) {
      const Definition function = running_function(dependency.callable);
      found = found || (function && functions.count(function.node) > 0);
    });
  }
  return found;
}

std::vector<const Route*> guarded_by(const TokenReading& reading, const Application& application) {
  std::vector<const Route*> guarded = reading.routes;
  if (!reading.is_middleware) return guarded;
  for (const Route* one : application.distinct_routes().all()) {
    const Endpoint* endpoint = application.endpoints().of(*one);
    if (endpoint != nullptr && endpoint->is_guarded()) guarded.push_back(one);
  }
  return guarded;
}

// Openings by the calls that give the claims, in the order in which they were found.
class Collection {
 public:
  explicit Collection(const Application& application) : application_(application) {}

  // Looks for guards that take `token`; `access` are those that are signed with the same key.
  void judge(const SignedToken& token, const std::vector<const SignedToken*>& access,
             const std::vector<TokenReading>& readings) {
    std::vector<std::pair<const TokenReading*, Acceptance>> open;
    Functions telling;  // guards that refuse this kind
    for (const TokenReading& reading : readings) {
      if (is_for_another_kind(reading)) continue;
      Acceptance how = acceptance_of(token, access, reading);
      const bool opens = how.verdict == Verdict::Alike ||
                         (how.verdict == Verdict::OtherValue && !reading.converts_id);
      if (how.verdict == Verdict::ToldApart) telling.insert(reading.guard.node);
      if (opens) open.emplace_back(&reading, std::move(how));
    }
    for (auto& [reading, how] : open) {
      const std::vector<const Route*> routes = opened(*reading, telling);
      if (!routes.empty()) note(*reading, routes, {&token, std::move(how)});
    }
  }

  std::vector<Opening> take() && { return std::move(openings_); }

 private:
  // The routes of a guard that no other one guards, which tells the kinds apart.
  std::vector<const Route*> opened(const TokenReading& reading, const Functions& telling) const {
    std::vector<const Route*> routes = guarded_by(reading, application_);
    const auto end = std::remove_if(routes.begin(), routes.end(), [&](const Route* one) {
      return names_another_kind(one->path) || passes(*one, telling);
    });
    routes.erase(end, routes.end());
    return routes;
  }

  void note(const TokenReading& reading, const std::vector<const Route*>& routes,
            TakenToken taken) {
    const Call* call = reading.way.calls[reading.holder].call;
    const auto [at, is_new] = places_.try_emplace(call, openings_.size());
    if (is_new) openings_.emplace_back();
    Opening& opening = openings_[at->second];
    if (is_new || routes.size() > opening.routes.size()) {
      opening.reading = &reading;
      opening.routes = routes;
    }
    add(opening.taken, std::move(taken));
  }

  // Of what one function makes once: with the graver verdict.
  static void add(std::vector<TakenToken>& all, TakenToken taken) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const TakenToken& one) {
      return one.token->maker.node == taken.token->maker.node;
    });
    if (known == all.end()) {
      all.push_back(std::move(taken));
    } else if (known->how.verdict != Verdict::Alike) {
      *known = std::move(taken);
    }
  }

  const Application& application_;
  std::vector<Opening> openings_;
  std::map<const Call*, std::size_t> places_;  // looked up only
};

// Where tokens are let in, what would only nearly be is not worth telling.
void keep_gravest(std::vector<TakenToken>& taken) {
  const auto is_alike = [](const TakenToken& one) { return one.how.verdict == Verdict::Alike; };
  const auto near = std::stable_partition(taken.begin(), taken.end(), is_alike);
  if (near != taken.begin()) taken.erase(near, taken.end());
}

}  // namespace

TokenOpenings::TokenOpenings(const Application& application)
    : tokens_(signed_tokens(application.code(), application.settings())) {
  if (std::none_of(tokens_.begin(), tokens_.end(), is_other)) return;
  readings_ = token_readings(application);
  Collection collection(application);
  for (const SignedToken& token : tokens_) {
    if (is_other(token)) collection.judge(token, access_with(token.key), readings_);
  }
  openings_ = std::move(collection).take();
  const Functions for_access = functions_for_access(readings_);
  for (Opening& one : openings_) {
    keep_gravest(one.taken);
    one.serves_others = serves_others(*one.reading, for_access);
  }
}

std::vector<const SignedToken*> TokenOpenings::access_with(const std::string& key) const {
  std::vector<const SignedToken*> found;
  for (const SignedToken& one : tokens_) {
    if (!is_other(one) && one.key == key) found.push_back(&one);
  }
  return found;
}

}  // namespace fastidious::app
