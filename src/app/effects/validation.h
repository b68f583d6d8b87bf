#pragma once
// Calls that check data of unknown form.

#include <string_view>

#include "app/values/value.h"

namespace fastidious::app {

// Whether the call makes something known of data, by its name or by what it makes:
// Model.model_validate(…), Model(…), TypeAdapter(…).validate_python(…), hmac.compare_digest(…).
bool validates(const FileModel& file, const syntax::Call& call);

// Whether the callee, as written, checks who has signed what was sent:
// `_verify_signature(raw_body, header)`, `SignatureVerifier(secret)`.
bool verifies_signature(std::string_view callee);

// Whether the function's body makes such a call: it answers other programs, which sign.
bool asks_for_signature(const Definition& function);

// Whether `node` or something below it is such a call.
bool holds_validation(const FileModel& file, const syntax::Node& node);

}  // namespace fastidious::app
