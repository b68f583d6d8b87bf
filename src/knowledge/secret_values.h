#pragma once
// What can be told of a string's value: whether it was made by a generator of secrets, typed by a
// person who needed a password, or only stands for one.

#include <string_view>

namespace fastidious::knowledge {

// Whether the value stands for a secret that is given elsewhere: "changeme", "<token>", "${KEY}",
// "xxxxxxxx", "1234567890", the examples of vendors' manuals.
bool is_placeholder(std::string_view value);

// Shannon's entropy of the bytes, in bits per byte. Random base62 of 40 characters has about 4.75,
// random hexadecimal of 32 about 3.7, English words with underscores about 3.7.
double entropy(std::string_view value);

// The share of pairs of neighbouring letters that are usual in English words and names of programs;
// 1 where there is no such pair. Words have about 0.9, random letters about 0.32.
double likeness_to_words(std::string_view value);

enum class ValueEvidence {
  None,      // a word, a path, a placeholder, a number, …
  Password,  // no word: letters in both cases or digits, and other signs
  Uuid,
  Random,  // a generator made it
};

// What a whole value looks like. One pass that ends at the first blank for most values.
ValueEvidence evidence_of_value(std::string_view value);

// The key that FastAPI's tutorial shows, and that is copied with the rest of it:
// https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/#handle-jwt-tokens
bool is_key_of_tutorial(std::string_view value);

// Fewer than 32 hexadecimal digits: the name of something as often as a secret.
bool is_short_hexadecimal(std::string_view value);

// The cheap part of evidence_of_value(): false for nearly every string that is no secret.
bool may_be_secret(std::string_view value);

}  // namespace fastidious::knowledge
