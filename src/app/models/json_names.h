#pragma once
// Names of fields in JSON: aliases, their own or generated.

#include <cstdint>
#include <string>

#include "app/models/model_class.h"

namespace fastidious::app {

// What is written: what may be sent, or what is given back.
enum class Mode : std::uint8_t { Input, Output };

// The name under which a field of `model` (may be null) appears in JSON.
std::string json_name(const Field& field, const ModelClass* model, Mode mode);

}  // namespace fastidious::app
