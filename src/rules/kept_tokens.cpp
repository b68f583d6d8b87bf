#include "rules/kept_tokens.h"

#include <string_view>
#include <vector>

#include "knowledge/secret_names.h"
#include "knowledge/secret_values.h"
#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "text/in_words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// The files of tests that hold a JWT, in backticks; of many the first and "others".
std::vector<std::string> holders_of_tokens(const semantic::Model& model) {
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> holders;
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Test || holders.size() > kMostNamed) continue;
    const std::string_view text = file.file().text.view();
    if (text.find("\"eyJ") == text.npos && text.find("'eyJ") == text.npos) continue;
    holders.push_back("`" + file.file().path + "`");
  }
  if (holders.size() > kMostNamed) holders.back() = "others";
  return holders;
}

}  // namespace

const std::string& KeptTokens::about() {
  if (about_) return *about_;
  const auto holders = holders_of_tokens(application_.code());
  about_.emplace();
  if (holders.empty()) return *about_;
  *about_ = " Tokens that " + in_words(holders, " and ") +
            (holders.size() == 1 ? " keeps" : " keep") +
            " as text are to be made anew with the key that tests get.";
  return *about_;
}

void KeptTokens::find_keys() {
  has_keys_ = true;
  find_keys_of(semantic::kJwtSigns);
  find_keys_of(semantic::kJwtDecodes);
}

void KeptTokens::find_keys_of(std::span<const std::string_view> calls) {
  for (const semantic::CallSite& site : application_.code().calls_of_any(calls)) {
    const app::Placed key{site.file, semantic::argument(*site.file, *site.call, 1, "key")};
    if (!key) continue;
    if (const auto field = application_.settings().field_of(key)) fields_.insert(field.field);
    if (const app::Value known = app::evaluate(key); known.source) texts_.insert(known.source.expr);
  }
}

bool KeptTokens::are_signed_with(const app::Field* field, const app::Placed& value) {
  if (!has_keys_) find_keys();
  return fields_.contains(field) || texts_.contains(value.expr);
}

bool has_default_to_take_away(const app::Field& field) {
  const app::Value& value = field.default_value;
  const bool is_text =
      field.has_known_default && value.is(app::Value::Kind::Str) && !value.text.empty();
  return is_text && knowledge::evidence_of_name(field.name) != knowledge::NameEvidence::None &&
         knowledge::evidence_of_value(value.text) != knowledge::ValueEvidence::Random;
}

}  // namespace fastidious::rules
