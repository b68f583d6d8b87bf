#pragma once
// Who wrote what a caught exception says: the repository itself, or a library about its own
// business.

#include <string_view>

#include "app/effects/raised_errors.h"

namespace fastidious::app {

// Whether the repository wrote every text of the exceptions of class `type` that the clause is
// known to catch: each is made with words and values, none with the text of another exception or
// of another service's answer. False where no such exception is seen.
bool are_own_words(const RaisedErrors& errors, const FileModel& file,
                   const syntax::ExceptHandler& handler, std::string_view type);

// Whether the `try` of the clause, with the functions of the repository that it calls, does nothing
// but read values, convert them and check them (Model.model_validate(…)), and raise words of the
// repository's own: what it may raise speaks of those values.
bool only_checks_values(const FileModel& file, const syntax::ExceptHandler& handler);

// Whether `where`, in the clause `scope`, stands below an `if` that asks the exception's text for
// words, `"sold out" in str(e)`, all of which the functions that the `try` calls raise in texts of
// their own.
bool is_below_own_words(const FileModel& file, const syntax::Node& scope,
                        const syntax::Node& where);

// Whether `text`, in the clause `scope`, is the `message` that a class of exceptions keeps, and the
// clause that takes all others answers without theirs: who wrote both knew which text goes out.
bool is_chosen_for_client(const FileModel& file, const syntax::Node& scope,
                          const syntax::Expr& text);

}  // namespace fastidious::app
