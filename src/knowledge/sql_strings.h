#pragma once
// SQL that a program puts together itself: what of it is not constant, and where in the statement
// that stands.

#include <optional>
#include <vector>

#include "knowledge/sql_sinks.h"
#include "semantic/string_parts.h"

namespace fastidious::knowledge {

// The argument of a call that is executed as SQL.
struct SqlArgument {
  const syntax::Expr* text = nullptr;
  ParameterStyle style = ParameterStyle::None;
  bool is_certain = false;  // the call was resolved to a known library; else it is named like one
};

// What `call`, a call of `target`, hands to a database as SQL; nothing if it is no such call.
std::optional<SqlArgument> sql_argument(const semantic::FileModel& file, const syntax::Call& call,
                                        std::string_view target);

// Where in a statement a value stands.
enum class SqlPlace : std::uint8_t {
  Quoted,      // between single quotes
  Value,       // where an operand stands: after =, LIKE, LIMIT, …
  Identifier,  // where a table or column is named: after FROM, ORDER BY, …
  Unknown,
};

struct SqlHole {
  const semantic::StringPart* part = nullptr;  // Field or Open
  SqlPlace place = SqlPlace::Unknown;
};

// The parts of `sql` that may hold SQL of their own.
std::vector<SqlHole> sql_holes(const semantic::StringParts& sql);

// Takes an SQL argument apart; psycopg's sql module, quoted identifiers and SQLAlchemy's
// expressions are trusted.
semantic::StringParts sql_parts(const semantic::FileModel& file, const syntax::Expr& sql);

// All constant text of `sql`, each other part replaced by one `?`.
std::string constant_text(const semantic::StringParts& sql);

// The place at which a text that goes on with a value has arrived.
SqlPlace place_after(std::string_view text);

}  // namespace fastidious::knowledge
