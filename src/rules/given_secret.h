#pragma once
// What a manifest's value says about a secret of its name.

#include <string_view>

#include "deploy/delivery.h"
#include "deploy/given_values.h"

namespace fastidious::rules {

enum class GivenSecret {
  None,       // no secret by its name, or a value from elsewhere, a path, a switch, a number
  Known,      // its form tells it by itself: SEC001
  Default,    // everybody knows it: "postgres", "changeme"
  Generated,  // it looks as if a generator, or a person who was told to mix, had made it
  Chosen,     // something else: a word
};

GivenSecret given_secret(const deploy::GivenValue& given);

// Whether Python code of the application reads the variable; a script may need it all the same.
bool is_read_by_code(const deploy::Delivery& delivery, std::string_view name);

}  // namespace fastidious::rules
