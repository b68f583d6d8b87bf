#pragma once
// Rows that SQLAlchemy or SQLModel reads: which class they are of, and how they were asked for.

#include "app/values/value.h"

namespace fastidious::app {

struct QueriedRows {
  Definition cls;                       // the ORM class; null: not known
  const syntax::Expr* query = nullptr;  // what reads them; null: the value is no such thing
  bool is_list = false;                 // rows, not one of them
  bool is_async = false;                // of an AsyncSession
  bool has_options = false;             // it says what to read with them: options(…), join(…)
  bool is_locked = false;               // with_for_update()

  explicit operator bool() const { return query != nullptr; }
};

// What `expr` was read with: looks behind names of the same function (`order = session.get(…)`),
// `.all()`, `.scalars()` and their like, and into the statement that a session executes, wherever
// it was put together in the function. Bounded work.
QueriedRows queried_rows(const FileModel& file, const syntax::Expr& expr);

// Whether the call sends a query of its own to a database: of a session, connection or cursor of
// SQLAlchemy, SQLModel, psycopg, asyncpg or Firestore.
bool sends_query(const FileModel& file, const syntax::Call& call);

// Whether the class is a session, synchronous or not.
bool is_session(std::string_view type);

}  // namespace fastidious::app
