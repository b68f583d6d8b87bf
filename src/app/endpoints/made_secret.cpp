#include "app/endpoints/made_secret.h"

#include <algorithm>

#include "app/effects/request_functions.h"
#include "app/endpoints/purpose.h"
#include "app/strangers/implementations.h"
#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kHops = 4;                  // functions that hand a token on to what verifies it
constexpr std::size_t kShortestName = 4;  // of what a value is kept under, before its own part

// `f"login_code:{code}"`: the text before, and the name that goes in.
struct KeyedName {
  std::string_view prefix;
  const Name* name = nullptr;
};

KeyedName keyed_name(const JoinedStr& text) {
  if (text.values.size() != 2) return {};
  const auto* before = text.values[0]->as<Constant>();
  const auto* part = text.values[1]->as<FormattedValue>();
  const auto* name = part != nullptr ? as<Name>(part->value) : nullptr;
  if (before == nullptr || name == nullptr || before->value.size() < kShortestName) return {};
  return {before->value, name};
}

bool is_made(const FileModel& file, const Name& name) {
  const auto bindings = semantic::reaching_bindings(file, name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
    const auto* attribute = as<Attribute>(one->value);  // uuid4().hex
    const auto* call = as<Call>(attribute != nullptr ? attribute->value : one->value);
    const std::string_view target = call != nullptr ? file.resolve(*call->func) : "";
    return target.starts_with("secrets.token_") || target == "uuid.uuid4";
  });
}

bool is_written_for_made_value(const FileModel& file, std::string_view prefix) {
  const auto texts = file.tree().nodes_of<JoinedStr>();
  return std::any_of(texts.begin(), texts.end(), [&](const JoinedStr* one) {
    const KeyedName key = keyed_name(*one);
    return key.name != nullptr && key.prefix == prefix && is_made(file, *key.name);
  });
}

bool looks_up_made_value(const FileModel& file, const FunctionDef& handler) {
  const auto texts = file.tree().nodes_of<JoinedStr>(handler);
  return std::any_of(texts.begin(), texts.end(), [&](const JoinedStr* one) {
    const KeyedName key = keyed_name(*one);
    return key.name != nullptr && !is_made(file, *key.name) &&
           is_written_for_made_value(file, key.prefix);
  });
}

// `verify(self, token)`: it is given a token, and nothing else that could be guessed.
bool takes_token_alone(const FileModel& file, const FunctionDef& function) {
  constexpr std::string_view kOwn[] = {"self", "cls"};
  constexpr std::string_view kTokens[] = {"token", "jwt"};
  const Arg* given = nullptr;
  for (const Arg* one : function.args->all) {
    if (is_one_of(file.text(one->name), kOwn)) continue;
    if (given != nullptr) return false;
    given = one;
  }
  if (given == nullptr) return false;
  const std::vector<std::string> words = name_words(file.text(given->name));
  return !words.empty() && is_one_of(words.back(), kTokens);
}

}  // namespace

bool MadeSecrets::verifies_token(const Definition& function, int hops) {
  const auto [at, is_new] = verify_.try_emplace(function.node);  // a cycle ends here
  if (is_new) {
    const bool verifies = calls_verifier(function, hops);
    verify_[function.node] = verifies;
    return verifies;
  }
  return at->second;
}

bool MadeSecrets::calls_verifier(const Definition& function, int hops) {
  const FileModel& file = *function.file;
  const auto calls = file.tree().nodes_of<Call>(*function.node);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    if (semantic::is_jwt_decode(file.resolve(*one->func))) return true;
    const Definition callee = hops > 0 ? called_function(file, *one) : Definition{};
    const auto* called = as<FunctionDef>(callee.node);
    if (called == nullptr || !takes_token_alone(*callee.file, *called)) return false;
    if (!runs_elsewhere(callee)) return verifies_token(callee, hops - 1);
    const std::vector<Definition> bodies = bodies_of(callee);
    return !bodies.empty() &&
           std::all_of(bodies.begin(), bodies.end(),
                       [&](const Definition& body) { return verifies_token(body, hops - 1); });
  });
}

std::vector<Definition> MadeSecrets::bodies_of(const Definition& method) {
  return look_ups_left_-- > 0 ? implementations_of(method) : std::vector<Definition>{};
}

bool MadeSecrets::are_taken_by(const Endpoint& endpoint) {
  const auto* handler = as<FunctionDef>(endpoint.handler.node);
  if (handler == nullptr) return false;
  const FileModel& file = *endpoint.handler.file;
  if (lower_case(file.text(*handler)).find("password") != std::string::npos) return false;
  constexpr std::string_view kOfTokens[] = {"refresh", "revoke", "introspect", "logout"};
  const std::vector<std::string> path = words_of_path(endpoint.path);
  return (!path.empty() && is_one_of(path.back(), kOfTokens)) ||
         verifies_token(endpoint.handler, kHops) || looks_up_made_value(file, *handler);
}

}  // namespace fastidious::app
