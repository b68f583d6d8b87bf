#include "app/dependencies/sign_in_answer.h"

#include <algorithm>

#include "text/one_of.h"

namespace fastidious::app {

bool is_sign_in_answer(std::string_view name) {
  constexpr std::string_view kSent[] = {"code",      "state", "error", "error_description",
                                        "error_uri", "iss",   "scope", "session_state"};
  return is_one_of(name, kSent);
}

bool comes_from_sign_in(const Parameter& parameter, const Dependency& taker) {
  const auto takes = [&taker](std::string_view name) {
    return std::any_of(taker.parameters.begin(), taker.parameters.end(),
                       [name](const Parameter& one) {
                         return one.in == Parameter::In::Query && one.alias == name;
                       });
  };
  return parameter.in == Parameter::In::Query && is_sign_in_answer(parameter.alias) &&
         takes("code") && takes("state");
}

}  // namespace fastidious::app
