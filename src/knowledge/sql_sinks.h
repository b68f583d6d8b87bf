#pragma once
// Calls that hand text to a database as SQL, and what SQL text looks like.

#include <cstdint>
#include <string>
#include <string_view>

namespace fastidious::knowledge {

// How a driver wants its parameters.
enum class ParameterStyle : std::uint8_t {
  Percent,   // %s and a tuple: psycopg2, psycopg, MySQL drivers
  Question,  // ? and a tuple: sqlite3
  Dollar,    // $1 and further arguments: asyncpg
  Named,     // :name and bindparams(): SQLAlchemy's text()
  None,      // the call takes none
};

struct SqlSink {
  std::string_view target;     // qualified name
  int index;                   // of the argument that is SQL
  std::string_view parameter;  // its name
  ParameterStyle style;
};

inline constexpr SqlSink kSqlSinks[] = {
#define SQL_SINK(target, index, parameter, style) {target, index, parameter, ParameterStyle::style},
#include "knowledge/sql_sinks.def"
#undef SQL_SINK
};

// The entry for `target`; null if there is none. Most targets are told by how they begin and how
// long they are.
const SqlSink* find_sql_sink(std::string_view target);

// Whether a method so named executes its first argument on the cursors, connections and sessions
// of most libraries: what is called on something of unknown type.
bool is_execute_method(std::string_view name);

// Whether `text` begins as a statement of SQL does: "SELECT … FROM", "INSERT INTO", …; case and
// leading white space aside.
bool looks_like_sql(std::string_view text);

// `text` without comments, in upper case, each run of white space one blank, literals in quotes as
// ''.
std::string normalised_sql(std::string_view text);

}  // namespace fastidious::knowledge
