#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Exceptions that always mean a failure outside of this program.
constexpr std::array<std::string_view, 14> kFailures = {
    "psycopg2.Error",
    "psycopg2.DatabaseError",
    "psycopg2.OperationalError",
    "psycopg.Error",
    "psycopg.OperationalError",
    "asyncpg.PostgresError",
    "sqlalchemy.exc.SQLAlchemyError",
    "sqlalchemy.exc.DBAPIError",
    "sqlalchemy.exc.OperationalError",
    "requests.RequestException",
    "httpx.HTTPError",
    "aiohttp.ClientError",
    "redis.exceptions.RedisError",
    "google.api_core.exceptions.GoogleAPIError"};

// Calls of a `try` that only tidies up: that it may fail is why it is tried.
constexpr std::array<std::string_view, 16> kTidyingUp = {
    "close", "aclose",      "disconnect", "shutdown", "terminate", "kill",   "cancel", "unlink",
    "stop",  "unsubscribe", "release",    "rollback", "cleanup",   "rmtree", "remove", "join"};

// pass, continue, `...`, a string, return, return None
bool does_nothing(const Stmt& statement) {
  if (statement.is(Kind::Pass) || statement.is(Kind::Continue)) {
    return true;
  }
  if (const auto* expression = statement.as<ExprStmt>()) {
    return expression->value->is(Kind::Constant);
  }
  const auto* result = statement.as<Return>();
  return result != nullptr && semantic::is_nothing(result->value);
}

bool is_silent(const ExceptHandler& handler) {
  for (const Stmt* statement : handler.body) {
    if (!does_nothing(*statement)) {
      return false;
    }
  }
  return true;
}

bool catches_failures(const FileModel& file, const ExceptHandler& handler) {
  return semantic::any_caught(file, handler, [&](std::string_view name) {
    for (std::string_view failure : kFailures) {
      if (name == failure) {
        return true;
      }
    }
    return false;
  });
}

// Whether the `try` does nothing but import, or release something.
bool only_tidies_up(const Try& attempt, const FileModel& file) {
  for (const Stmt* statement : attempt.body) {
    if (statement->is(Kind::Import) || statement->is(Kind::ImportFrom)) {
      continue;
    }
    const auto* expression = statement->as<ExprStmt>();
    const Expr* value = expression == nullptr ? nullptr : expression->value;
    if (const auto* awaited = as<Await>(value)) {
      value = awaited->value;
    }
    const auto* call = as<Call>(value);
    const auto* method = call == nullptr ? nullptr : as<Attribute>(call->func);
    const std::string_view name = method == nullptr ? "" : file.text(method->attr);
    if (std::find(kTidyingUp.begin(), kTidyingUp.end(), name) == kTidyingUp.end()) {
      return false;
    }
  }
  return true;
}

// Whether the last part of a comment is words, not another tool's suppression.
bool is_words(std::string_view comment) {
  const std::string_view last = comment.substr(comment.rfind('#') + 1);
  constexpr std::array<std::string_view, 4> kTools = {"noqa", "nosec", "pylint", "pragma"};
  return last.size() > 3 && std::none_of(kTools.begin(), kTools.end(), [&](std::string_view tool) {
           return last.find(tool) != std::string_view::npos;
         });
}

// Whether somebody wrote down why: a comment within the clause.
bool is_explained(const ExceptHandler& handler, const FileModel& file) {
  const LineIndex& lines = file.file().lines;
  const Offset line_end = lines.line_span(lines.line_of(handler.end)).end;
  const auto comments = file.tree().comments();
  return std::any_of(comments.begin(), comments.end(), [&](Span comment) {
    return comment.begin >= handler.begin && comment.begin < line_end &&
           is_words(file.file().slice(comment));
  });
}

void check(const Node& node, Check& check) {
  const auto& handler = *node.as<ExceptHandler>();
  const FileModel& file = check.file();
  if (!is_silent(handler)) {
    return;
  }
  const bool broad = semantic::catches_everything(file, handler);
  const auto* attempt = as<Try>(file.parent(handler));
  if ((!broad && !catches_failures(file, handler)) || attempt == nullptr ||
      only_tidies_up(*attempt, file)) {
    return;
  }
  const FunctionDef* function = file.enclosing_function(handler);
  if (function != nullptr && file.text(function->name) == "__del__") {
    return;
  }
  const std::string_view caught = handler.type == nullptr ? "" : file.text(*handler.type);
  const Span head = {handler.begin,
                     handler.type == nullptr ? handler.begin + 6 : handler.type->end};
  check
      .report(head, "`except{}{}` throws the exception away: nothing is logged, nothing is raised",
              {caught.empty() ? "" : " ", caught})
      .severity(is_explained(handler, file) ? Severity::Suggestion : Severity::Warning);
}

}  // namespace

extern constinit const Rule LOG009 = {
    .code = "LOG009",
    .name = "swallowed-exception",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-390", "CWE-391", "ASVS 16.5.3"},
    .risk =
        "A typing mistake, a full disk and a lost database look alike: like nothing. The service "
        "goes on "
        "with what it does not have.",
    .advice =
        "Catch what you expect (`except FileNotFoundError:`), and log the rest with "
        "`logger.exception(…)`, which adds the traceback.",
    .docs = R"md(
An `except` clause that catches everything and only has `pass`, `continue` or `return None` hides every mistake
in its `try` block, now and later. The same holds for clauses that throw away failures of a database or of another
service (`except SQLAlchemyError: pass`).

```python bad
def load(path: str):
    try:
        return parse(path)
    except Exception:
        return None
```

```python good
import logging

logger = logging.getLogger(__name__)


def load(path: str):
    try:
        return parse(path)
    except FileNotFoundError:
        return None
    except Exception:
        logger.exception("loading %s failed", path)
        return None
```

Left alone: clauses for other named exceptions (`KeyError`, `ValueError`, `ImportError`, `CancelledError`: they are
how Python says that something is not there), a `try` that only imports or only releases something
(`close()`, `unlink()`, …), and `__del__`. A clause with a comment that explains it is a suggestion.
)md",
    .kinds = {Kind::ExceptHandler},
    .on_node = check,
};

}  // namespace fastidious::rules
