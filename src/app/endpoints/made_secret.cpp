#include "app/endpoints/made_secret.h"

#include <algorithm>

#include "app/endpoints/purpose.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

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

bool verifies_token(const FileModel& file, const FunctionDef& handler) {
  const auto calls = file.tree().nodes_of<Call>(handler);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const std::string_view target = file.resolve(*one->func);
    return target == "jwt.decode" || target == "jose.jwt.decode";
  });
}

}  // namespace

bool takes_made_secret(const Endpoint& endpoint) {
  const auto* handler = as<FunctionDef>(endpoint.handler.node);
  if (handler == nullptr) return false;
  const FileModel& file = *endpoint.handler.file;
  if (lower_case(file.text(*handler)).find("password") != std::string::npos) return false;
  constexpr std::string_view kOfTokens[] = {"refresh", "revoke", "introspect", "logout"};
  const std::vector<std::string> path = words_of_path(endpoint.path);
  return (!path.empty() && is_one_of(path.back(), kOfTokens)) || verifies_token(file, *handler) ||
         looks_up_made_value(file, *handler);
}

}  // namespace fastidious::app
