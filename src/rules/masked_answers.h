#pragma once
// What functions do to secrets before they answer.

#include <span>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// Whether a word of `name` is one of `words`: "redact" of `_redact_fields`, `redacted`; not of
// `redaction`.
bool holds_one_of(std::string_view name, std::span<const std::string_view> words);

// Whether what the function returns is masked first, by it or by what it calls, `depth` deep: a
// function that is named so (`redact_…`), or that changes the field.
bool is_masked(const semantic::Definition& function, std::string_view field, int depth);

// Whether the model has a method that gives it without its secrets: `masked()`.
bool has_masked_form(const semantic::FileModel& file, const syntax::ClassDef& model);

// `raise HTTPException(501)` and nothing else: there is no answer.
bool never_answers(const semantic::Definition& handler);

}  // namespace fastidious::rules
