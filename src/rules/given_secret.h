#pragma once
// What a manifest's value says about a secret of its name.

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

}  // namespace fastidious::rules
