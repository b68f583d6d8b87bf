#pragma once
// How a string is put together: which of its text is constant, what else goes into it, and what is
// known about that. Looks through local variables, `+=`, lists that are appended to and joined,
// constants of other modules, and functions of the repository that build a piece of the string.

#include <string>
#include <vector>

#include "semantic/file_model.h"

namespace fastidious::semantic {

enum class PartKind : std::uint8_t {
  Text,     // constant: `text`
  Number,   // a number, bool, UUID, date or time: holds no syntax of another language
  Choice,   // one of a fixed set: an Enum member, a Literal, a value of a constant mapping
  Checked,  // compared with an allow-list, or tested to be an identifier, in the same function
  Field,    // the name of a Pydantic model's field
  Trusted,  // made by something that `StringPartsOptions::is_trusted` knows
  Open,     // anything else
};

struct StringPart {
  PartKind kind = PartKind::Open;
  std::string text;                 // of Text
  const FileModel* file = nullptr;  // of the others: where and what
  const syntax::Expr* node = nullptr;
  bool called = false;  // found inside a function that the string's function calls
};

struct StringParts {
  // In the order of the text. Where there are alternatives (branches, several assignments), one
  // after the other.
  std::vector<StringPart> parts;
  bool is_built = false;    // by an f-string, +, %, format, join or +=
  bool by_percent = false;  // the % operator took part
};

struct StringPartsOptions {
  // Whether an expression is known to be harmless in the language concerned (it quotes, escapes or
  // composes); asked of the `{…}` of f-strings too; may be null.
  bool (*is_trusted)(const FileModel& file, const syntax::Expr& expr) = nullptr;
};

// Takes `expr` apart. What is no string building gives one part. Bounded work: beyond the bound the
// rest is one Open part.
StringParts string_parts(const FileModel& file, const syntax::Expr& expr,
                         const StringPartsOptions& options = {});

// What is known about a value that is put into a string: Number, Choice, Checked, Field or Open.
PartKind kind_of_value(const FileModel& file, const syntax::Expr& expr);

}  // namespace fastidious::semantic
