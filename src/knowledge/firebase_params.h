#pragma once
// Parameters of Cloud Functions for Firebase, which the platform asks for when it deploys.
// https://firebase.google.com/docs/functions/config-env

#include <array>
#include <string_view>

namespace fastidious::knowledge {

inline constexpr std::array<std::string_view, 6> kFirebaseParams = {
    "firebase_functions.params.StringParam", "firebase_functions.params.IntParam",
    "firebase_functions.params.BoolParam",   "firebase_functions.params.FloatParam",
    "firebase_functions.params.ListParam",   "firebase_functions.params.SecretParam"};

}  // namespace fastidious::knowledge
