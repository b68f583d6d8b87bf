#pragma once
// The names that Python gives to encodings, and what iconv calls them.

#include <string>
#include <string_view>

namespace fastidious {

// What iconv(3) calls the encoding that CPython knows as `name` (any case, '_' or '-'); "utf-8" for
// UTF-8; empty if CPython has no such text encoding or it cannot hold source. Only names from a
// fixed list come out: the declaration in an audited file never chooses which converter gets
// loaded.
std::string iconv_name_of(std::string_view name);

// What CPython's tokenizers make of a declared name before they look it up (get_normal_name in
// tokenizer.c, _get_normal_name in tokenize.py): "utf-8", "iso-8859-1", or the name as it is
// written.
std::string tokenizer_encoding_name(std::string_view name);

}  // namespace fastidious
