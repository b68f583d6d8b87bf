#include <algorithm>
#include <array>
#include <string>

#include "rules/rule.h"
#include "semantic/completion.h"
#include "semantic/exception_handlers.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Classes whose transaction is unusable after an error until it is rolled back.
constexpr std::array<std::string_view, 12> kTransactions = {
    "sqlalchemy.orm.Session",
    "sqlmodel.Session",
    "sqlalchemy.ext.asyncio.AsyncSession",
    "sqlmodel.ext.asyncio.session.AsyncSession",
    "sqlalchemy.Connection",
    "sqlalchemy.ext.asyncio.AsyncConnection",
    "psycopg2.extensions.connection",
    "psycopg2.extensions.cursor",
    "psycopg.Connection",
    "psycopg.Cursor",
    "psycopg.AsyncConnection",
    "psycopg.AsyncCursor"};

// Methods that send something to the database.
constexpr std::array<std::string_view, 10> kSending = {
    "execute", "executemany", "commit",   "flush",       "exec",
    "scalar",  "scalars",     "callproc", "copy_expert", "refresh"};

constexpr std::array<std::string_view, 5> kErrorPackages = {
    "sqlalchemy.exc.", "psycopg2.", "psycopg.", "sqlalchemy.exceptions.", "psycopg2.errors."};
// Errors of the same packages that come from reading a result, not from the database.
constexpr std::array<std::string_view, 4> kHarmless = {
    "sqlalchemy.exc.NoResultFound", "sqlalchemy.exc.MultipleResultsFound",
    "sqlalchemy.exc.ArgumentError", "sqlalchemy.exc.InvalidRequestError"};

// A session, connection or cursor, as the code writes it.
struct Handle {
  std::string_view name;        // "db", "self.session", "cursor"
  std::string_view connection;  // of a cursor: what it was made from; else the name
  std::string_view type;
  const Call* call = nullptr;  // that uses it
};

std::string_view connection_of(const FileModel& file, const Expr& cursor) {
  const auto* name = cursor.as<Name>();
  if (name == nullptr) {
    return {};
  }
  for (const semantic::Binding* binding : semantic::reaching_bindings(file, *name)) {
    const auto* made = as<Call>(binding->value);
    const auto* method = made == nullptr ? nullptr : as<Attribute>(made->func);
    if (method != nullptr && file.text(method->attr) == "cursor") {
      return file.text(*method->value);
    }
  }
  return {};
}

// What a node sends to a database through; `call` is null if it does not.
Handle handle_used_by(const FileModel& file, const Node& node) {
  const auto* call = node.as<Call>();
  const auto* method = call == nullptr ? nullptr : as<Attribute>(call->func);
  if (method == nullptr || !is_one_of(file.text(method->attr), kSending)) {
    return {};
  }
  const bool plain = method->value->is(Kind::Name) || method->value->is(Kind::Attribute);
  const std::string_view type = plain ? file.type_of(*method->value) : std::string_view{};
  if (!is_one_of(type, kTransactions)) {
    return {};
  }
  Handle handle{file.text(*method->value), file.text(*method->value), type, call};
  if (type.ends_with("ursor")) {
    handle.connection = connection_of(file, *method->value);
  }
  return handle;
}

bool is_same(const Handle& one, const Handle& other) {
  return other.call != nullptr && (one.name == other.name ||
                                   (!one.connection.empty() && one.connection == other.connection));
}

// `with db.begin():`, `with connection:`, `with Session() as db:` between the call and the `try`.
bool is_managed(const FileModel& file, const Handle& handle, const Try& attempt) {
  for (const Node* at = handle.call; at != nullptr && at != &attempt; at = file.parent(*at)) {
    const auto* with = at->as<With>();
    if (with == nullptr) {
      continue;
    }
    for (const WithItem* item : with->items) {
      const std::string_view context = file.text(*item->context_expr);
      const std::string_view bound =
          item->optional_vars == nullptr ? "" : file.text(*item->optional_vars);
      const bool cursor_only = context.find(".cursor(") != std::string_view::npos;
      if (!cursor_only &&
          (bound == handle.name || context.find("begin") != std::string_view::npos ||
           context.find("transaction") != std::string_view::npos || context == handle.connection ||
           context == handle.name)) {
        return true;
      }
    }
  }
  return false;
}

const Try* innermost_try(const FileModel& file, const Node& node) {
  const Node* at = file.parent(node);
  while (at != nullptr && at->as<Try>() == nullptr) {
    at = file.parent(*at);
  }
  return as<Try>(at);
}

// The first use of a database in the body of a `try` that is not taken care of there.
Handle first_use(const FileModel& file, const Try& attempt) {
  Handle found;
  for (const Stmt* statement : attempt.body) {
    const bool done = semantic::any_own_node(file, *statement, [&](const Node& node) {
      const Handle handle = handle_used_by(file, node);
      if (handle.call != nullptr && innermost_try(file, *handle.call) == &attempt &&
          !is_managed(file, handle, attempt)) {
        found = handle;
      }
      return found.call != nullptr;
    });
    if (done) {
      break;
    }
  }
  return found;
}

enum class Catches { Nothing, Everything, DatabaseErrors };

Catches what_it_catches(const FileModel& file, const ExceptHandler& handler) {
  const bool database = semantic::any_caught(file, handler, [](std::string_view name) {
    return !is_one_of(name, kHarmless) &&
           std::any_of(kErrorPackages.begin(), kErrorPackages.end(),
                       [&](std::string_view package) { return name.starts_with(package); });
  });
  if (database) {
    return Catches::DatabaseErrors;
  }
  return semantic::catches_everything(file, handler) ? Catches::Everything : Catches::Nothing;
}

// Whether the clause or the `finally` rolls back, closes, or gives the handle to somebody who may.
bool is_cleaned_up(const FileModel& file, const ExceptHandler& handler, const Try& attempt,
                   const Handle& handle) {
  const auto cleans = [&](const Node& node) {
    const auto* attribute = node.as<Attribute>();
    if (attribute != nullptr && file.text(attribute->attr) == "is_active") {
      return true;  // it looks whether the transaction is still good
    }
    const auto* call = node.as<Call>();
    if (call == nullptr) {
      return false;
    }
    const auto* method = as<Attribute>(call->func);
    const std::string_view name = method == nullptr ? "" : file.text(method->attr);
    if (name == "rollback" || name == "close" || name == "invalidate") {
      return true;
    }
    return std::any_of(call->args.begin(), call->args.end(), [&](const Expr* passed) {
      const std::string_view text = file.text(*passed);
      return text == handle.name || text == handle.connection;
    });
  };
  return semantic::any_own_node(file, handler, cleans) ||
         std::any_of(attempt.finalbody.begin(), attempt.finalbody.end(),
                     [&](const Stmt* last) { return semantic::any_own_node(file, *last, cleans); });
}

// The loop around the `try` in which the handle is not made anew; null if there is none.
const Node* loop_around(const FileModel& file, const Try& attempt, const Handle& handle) {
  const Node* loop = nullptr;
  for (const Node* at = file.parent(attempt); at != nullptr && loop == nullptr;
       at = file.parent(*at)) {
    if (at->as<FunctionDef>() != nullptr || at->is(Kind::With) || at->is(Kind::AsyncWith)) {
      return nullptr;  // a `with` inside of the loop: likely the handle's own
    }
    loop = at->as<For>() != nullptr || at->is(Kind::While) ? at : nullptr;
  }
  if (loop == nullptr) {
    return nullptr;
  }
  for (const Node* node : file.tree().subtree(*loop)) {
    const auto* name = node->as<Name>();
    if (name != nullptr && name->context == Context::Store && file.text(*name) == handle.name &&
        handle.name == handle.connection) {
      return nullptr;
    }
  }
  return loop;
}

bool leaves_loop(const ExceptHandler& handler) {
  const Stmt& last = *handler.body.back();
  return last.is(Kind::Break) || last.is(Kind::Return) || last.is(Kind::Raise);
}

// Where the handle is used again after the clause has run; null if it is not.
const Call* next_use(const FileModel& file, const ExceptHandler& handler, const Try& attempt,
                     const Handle& handle) {
  const FunctionDef* function = file.enclosing_function(attempt);
  const Call* found = nullptr;
  const auto uses = [&](const Node& node) {
    const Handle other = handle_used_by(file, node);
    found = is_same(handle, other) ? other.call : found;
    return found != nullptr;
  };
  if (semantic::any_own_node(file, handler, uses)) {
    return found;
  }
  if (!leaves_loop(handler) && loop_around(file, attempt, handle) != nullptr) {
    return handle.call;
  }
  if (function == nullptr || !semantic::may_complete(file, handler.body)) {
    return nullptr;
  }
  for (const Node* node : file.tree().subtree(*function)) {
    if (node->id > attempt.last && file.enclosing_function(*node) == function && uses(*node)) {
      return found;
    }
  }
  return nullptr;
}

bool commits_by_itself(const FileModel& file) {
  const std::string_view text = file.file().text.view();
  return text.find("autocommit") != std::string_view::npos ||
         text.find("AUTOCOMMIT") != std::string_view::npos;
}

void offer_edit(const FileModel& file, const ExceptHandler& handler, const Handle& handle,
                Draft& draft) {
  const Stmt& first = *handler.body.front();
  const LineIndex& lines = file.file().lines;
  if (handle.connection.empty() || lines.line_of(first.begin) == lines.line_of(handler.begin)) {
    draft.fix_class(FixClass::None);
    return;
  }
  const Span indent = {lines.start_of(lines.line_of(first.begin)), first.begin};
  std::string text = handle.type.find("Async") != std::string_view::npos ? "await " : "";
  text += handle.connection;
  text += ".rollback()\n";
  text += file.file().slice(indent);
  draft.edit({first.begin, first.begin}, text);
}

// In the words of what is at hand: a session of SQLAlchemy, or a connection of a driver.
void say_how(const Handle& handle, Draft& draft) {
  const bool is_async = handle.type.find("Async") != std::string_view::npos;
  const bool is_session = handle.type.find("ession") != std::string_view::npos;
  const bool is_cursor = handle.name.find("cur") != std::string_view::npos;
  if (is_session) {
    draft.fix(
        "Call `{}{}.rollback()` first thing in the `except` clause, or put the work into `{}with "
        "{}.begin_nested():`, which does it.",
        {is_async ? "await " : "", handle.name, is_async ? "async " : "", handle.name});
  } else if (is_cursor) {
    draft.fix(
        "Call `rollback()` of the connection first thing in the `except` clause, or go back to a "
        "savepoint that is set before the statement.");
  } else {
    draft.fix(
        "Call `{}{}.rollback()` first thing in the `except` clause, or go back to a savepoint that "
        "is set before the statement.",
        {is_async ? "await " : "", handle.name});
  }
}

void check(const Node& node, Check& check) {
  const auto& handler = *node.as<ExceptHandler>();
  const FileModel& file = check.file();
  const auto* attempt = as<Try>(file.parent(handler));
  const Catches catches = what_it_catches(file, handler);
  if (attempt == nullptr || catches == Catches::Nothing) {
    return;
  }
  const Handle handle = first_use(file, *attempt);
  if (handle.call == nullptr || is_cleaned_up(file, handler, *attempt, handle)) {
    return;
  }
  const Call* again = next_use(file, handler, *attempt, handle);
  if (again == nullptr || commits_by_itself(file)) {
    return;
  }
  const Span head = {handler.begin,
                     handler.type == nullptr ? handler.begin + 6 : handler.type->end};
  Draft draft =
      check.report(head, "`{}` is used again after an error without a rollback", {handle.name});
  draft.confidence(catches == Catches::DatabaseErrors ? Confidence::High : Confidence::Medium)
      .step(file, handle.call->span(), "This fails and leaves the transaction aborted")
      .step(file, again->span(), "This fails next, whatever it is");
  say_how(handle, draft);
  offer_edit(file, handler, handle, draft);
}

}  // namespace

extern constinit const Rule DBT003 = {
    .code = "DBT003",
    .name = "rollback-missing",
    .family = Family::Database,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://www.psycopg.org/docs/usage.html#transactions-control",
                   "https://docs.sqlalchemy.org/en/20/faq/sessions.html"},
    .risk =
        "One bad row spoils all that follow: every later statement fails with \"current "
        "transaction is aborted\" "
        "(psycopg2) or PendingRollbackError (SQLAlchemy), and the first error is forgotten.",
    .advice =
        "Call `rollback()` first thing in the `except` clause, or put the work into `with "
        "session.begin_nested():`, "
        "which does it.",
    .docs = R"md(
After an error PostgreSQL refuses everything in the same transaction until it is rolled back. A clause that catches the
error and goes on with the same connection or session must call `rollback()`.

```python bad
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


def import_rows(db: Session, rows: list) -> None:
    for row in rows:
        try:
            db.add(row)
            db.commit()
        except IntegrityError:
            print("skipped", row)
```

```python good
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


def import_rows(db: Session, rows: list) -> None:
    for row in rows:
        try:
            db.add(row)
            db.commit()
        except IntegrityError:
            db.rollback()
            print("skipped", row)
```

Reported are clauses for errors of SQLAlchemy and psycopg (with less confidence: for everything) after which the same handle
is used in the clause, later in the function or in the next round of a loop. Left alone: `with` blocks that roll back
(`begin()`, `begin_nested()`, a psycopg connection), clauses that raise, close the handle or pass it on, and files that
set autocommit.
)md",
    .kinds = {Kind::ExceptHandler},
    .on_node = check,
};

}  // namespace fastidious::rules
