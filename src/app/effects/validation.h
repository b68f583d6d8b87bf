#pragma once
// Calls that check data of unknown form.

#include "app/values/value.h"

namespace fastidious::app {

// Whether the call makes something known of data, by its name or by what it makes:
// Model.model_validate(…), Model(…), TypeAdapter(…).validate_python(…), hmac.compare_digest(…).
bool validates(const FileModel& file, const syntax::Call& call);

// Whether `node` or something below it is such a call.
bool holds_validation(const FileModel& file, const syntax::Node& node);

}  // namespace fastidious::app
