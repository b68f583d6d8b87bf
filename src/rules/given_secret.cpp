#include "rules/given_secret.h"

#include <algorithm>
#include <string>

#include "deploy/environment/contract.h"
#include "knowledge/default_credentials.h"
#include "knowledge/secret_names.h"
#include "knowledge/secret_shapes.h"
#include "knowledge/secret_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::NameEvidence;
using knowledge::ValueEvidence;

// Switches, numbers, paths, addresses, sentences and placeholders.
bool is_no_secret(std::string_view value, NameEvidence name) {
  const std::string word = lower_case(value);
  const bool is_number = value.find_first_not_of("0123456789.") == value.npos;
  return word == "true" || word == "false" || word == "none" || word == "null" || word == "on" ||
         word == "off" || word == "yes" || word == "no" || word == "write" || word == "read" ||
         (is_number && (name == NameEvidence::Token || value.size() < 4)) ||
         value.find_first_of(" /{}<>()[]") != value.npos || value.find("...") != value.npos;
}

}  // namespace

GivenSecret given_secret(const deploy::GivenValue& given) {
  const std::string_view value = given.value;
  const NameEvidence name = knowledge::evidence_of_name(given.name);
  if (name == NameEvidence::None || deploy::is_reference(value)) return GivenSecret::None;
  if (!knowledge::find_secrets(value, given.name).empty()) return GivenSecret::Known;
  if (knowledge::is_default_credential(value)) return GivenSecret::Default;
  if (is_no_secret(value, name) || knowledge::is_placeholder(value) || value == given.name) {
    return GivenSecret::None;
  }
  const ValueEvidence evidence = knowledge::evidence_of_value(value);
  const bool made = evidence == ValueEvidence::Random || evidence == ValueEvidence::Uuid ||
                    (evidence == ValueEvidence::Password && name == NameEvidence::Password);
  if (made) return GivenSecret::Generated;
  return name == NameEvidence::Password && value.size() >= 6 ? GivenSecret::Chosen
                                                             : GivenSecret::None;
}

bool is_read_by_code(const deploy::Delivery& delivery, std::string_view name) {
  const std::string wanted = lower_case(name);
  const auto same = [&](std::string_view one) { return lower_case(one) == wanted; };
  for (const auto& [own, variable] : delivery.environment().variables()) {
    if (same(own) || std::any_of(variable.others.begin(), variable.others.end(), same)) return true;
  }
  return false;
}

}  // namespace fastidious::rules
