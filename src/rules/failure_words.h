#pragma once
// What a record of an `except` clause says has failed.

#include <string>

#include "semantic/file_model.h"

namespace fastidious::rules {

// "redis.get failed" where the `try` holds that one call, "load failed" where the function ends
// with the clause, else "load went on after an error".
std::string failure_in_words(const semantic::FileModel& file,
                             const syntax::ExceptHandler& handler);

}  // namespace fastidious::rules
