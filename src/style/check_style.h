#pragma once
// PEP 8, natively: what pycodestyle 2.15 reports under CPython 3.12 and later, where the parts of
// f-strings are tokens (PEP 701), from one pass over tokens that are there already.

#include <vector>

#include "style/violation.h"
#include "syntax/token_list.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::style {

// All violations of `text` whose codes `options` ask for, by line, column and code, each once.
// `tokens` is what syntax::lex() gave for `text`; a text with lexical errors has no violations,
// because there are no logical lines to speak of. Linear in the size of the text.
std::vector<Violation> check_style(const SourceText& text, const LineIndex& lines,
                                   const syntax::TokenStream& tokens, const Options& options);

}  // namespace fastidious::style
