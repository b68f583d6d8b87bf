#pragma once
// The tokens of a file in the words of CPython: what `tokenize.tokenize` gives
// (https://docs.python.org/3/library/tokenize.html).

#include <string>

#include "syntax/token_list.h"
#include "text/source_text.h"

namespace fastidious::syntax {

// One line a token, as in `NAME 'def' 1,0-1,3`: type (operators are OP), string as repr() writes
// it, then row and column of start and end; rows from 1, columns from 0 in characters. `stream` is
// what lex() gave for `text`, which CPython 3.`minor` (8 to 14) accepts.
//
// Up to 3.11 tokenize was made of regular expressions, to which an f-string is one STRING; from
// 3.12 on it is the tokenizer of the parser.
std::string dump_tokens(const SourceText& text, const TokenStream& stream, int minor);

}  // namespace fastidious::syntax
