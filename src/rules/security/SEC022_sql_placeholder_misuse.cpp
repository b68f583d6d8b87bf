#include <string>
#include <vector>

#include "knowledge/sql_strings.h"
#include "rules/rule.h"
#include "semantic/percent_format.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::ParameterStyle;
using knowledge::SqlArgument;
using semantic::FileModel;

// The parameters that `execute(sql, parameters)` passes; null if it passes none.
const Expr* parameters_of(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || file.text(method->attr) != "execute") {
    return nullptr;
  }
  for (const std::string_view name : {"vars", "params", "args", "parameters"}) {
    if (const Expr* passed = semantic::argument(file, call, 1, name)) return passed;
  }
  return nullptr;
}

// ---- (x) instead of (x,)
// -------------------------------------------------------------------------------

constexpr std::string_view kSingleTypes[] = {
    "builtins.str", "builtins.int",  "builtins.float",    "builtins.bool",
    "uuid.UUID",    "datetime.date", "datetime.datetime", "decimal.Decimal"};

bool is_single_type(std::string_view type) {
  for (const std::string_view single : kSingleTypes) {
    if (type == single) return true;
  }
  return false;
}

// A name in parentheses of its own: whoever wrote it meant a tuple.
bool is_meant_as_tuple(const Expr& parameters) {
  return parameters.parenthesized && (parameters.is(Kind::Name) || parameters.is(Kind::Attribute));
}

// pyodbc takes the values one by one, or as a tuple.
bool takes_single_values(const FileModel& file) {
  const auto imports = file.tree().imports();
  return std::any_of(imports.begin(), imports.end(), [&](const Stmt* one) {
    return file.text(*one).find("pyodbc") != std::string_view::npos;
  });
}

void check_tuple(const Call& call, const SqlArgument& sql, const Expr& parameters, Check& check) {
  const FileModel& file = check.file();
  const bool is_known = is_single_type(file.type_of(parameters));
  const bool is_unknown = file.type_of(parameters).empty();
  if (!is_known && !(is_unknown && is_meant_as_tuple(parameters))) return;
  if (sql.style != ParameterStyle::Percent && sql.style != ParameterStyle::Question) return;
  if (takes_single_values(file)) return;
  // `$1`: asyncpg, which takes the values one by one.
  const auto text = file.constant_string(*sql.text);
  if (text && text->find("$1") != text->npos) return;
  Draft draft = check.report(parameters, "`{}` is passed as the parameters of `{}`: it is no tuple",
                             {file.text(parameters), file.text(*call.func)});
  const bool is_certain = sql.is_certain && is_known;
  draft.confidence(is_certain ? Confidence::High : Confidence::Medium);
  draft.risk(
      "The driver takes the value apart or refuses it: \"not all arguments converted\", at run "
      "time.");
  draft.fix("Write `({},)`: the comma makes the tuple.", {file.text(parameters)});
  if (!is_certain) return;
  draft.fix_class(FixClass::Safe);
  if (parameters.parenthesized) {
    draft.edit({parameters.end, parameters.end}, ",");
  } else {
    draft.edit({parameters.begin, parameters.begin}, "(");
    draft.edit({parameters.end, parameters.end}, ",)");
  }
}

// ---- placeholders in the text
// --------------------------------------------------------------------------

// Removes the quotes around '%s' where the literal is written in one piece with other quotes.
void offer_bare_placeholder(const Expr& text, const FileModel& file, Draft& draft) {
  const auto* constant = text.as<Constant>();
  const std::string_view source = file.text(text);
  if (constant == nullptr || constant->is_concatenated || !source.starts_with('"')) return;
  constexpr std::string_view kQuoted = "'%s'";
  for (std::size_t at = source.find(kQuoted); at != source.npos;
       at = source.find(kQuoted, at + kQuoted.size())) {
    const auto begin = static_cast<Offset>(text.begin + at);
    draft.edit({begin, begin + static_cast<Offset>(kQuoted.size())}, "%s");
  }
}

// Whether the text before a placeholder has opened a quote.
bool is_open(std::string_view before, bool open) {
  for (const char c : before) open = open != (c == '\'');
  return open;
}

// `INTERVAL '%s days'`, which is no interval without the quotes.
bool is_of_interval(const std::vector<semantic::PercentPiece>& pieces, std::size_t i) {
  if (i == 0) return false;
  std::string before = lower_case(pieces[i - 1].text);
  while (!before.empty() && (before.back() == '\'' || before.back() == ' ')) before.pop_back();
  return before.ends_with("interval");
}

void check_placeholders(const SqlArgument& sql, Check& check) {
  const FileModel& file = check.file();
  const auto text = file.constant_string(*sql.text);
  if (!text) return;
  const auto pieces = semantic::percent_pieces(*text);
  bool open = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const semantic::PercentPiece& piece = pieces[i];
    if (piece.conversion == 0) {
      open = is_open(piece.text, open);
    } else if (open && piece.conversion == 's') {
      Draft draft =
          check.report(*sql.text, "The placeholder `{}` stands between quotes", {piece.text});
      draft.risk(
          "The driver quotes a text itself: with a second pair around it the text stands outside "
          "of both. Such a statement fails; where a client can choose the text, it is run as SQL.");
      if (is_of_interval(pieces, i)) {
        draft.fix(
            "Multiply an interval of one: `{} * INTERVAL '1 minute'`, or whatever its unit is.",
            {piece.text});
        return;
      }
      const bool has_like = lower_case(*text).find("like") != std::string::npos;
      draft.fix("Write `{}` without quotes.{}",
                {piece.text, has_like ? " For LIKE, pass the wildcards with the value: "
                                        "`(f\"%{value}%\",)`."
                                      : ""});
      return offer_bare_placeholder(*sql.text, file, draft);
    } else if (piece.conversion != 's' && piece.conversion != 'b' && piece.conversion != 't') {
      check.report(*sql.text, "`{}` is no placeholder", {piece.text})
          .risk(
              "The driver knows `%s` and `%(name)s` only, for values of every type; anything else "
              "raises.")
          .fix("Write `%s`, or `%%` for a per cent sign.");
      return;
    }
  }
}

bool is_percent_driver(std::string_view target) {
  return target.starts_with("psycopg2.") || target.starts_with("psycopg.");
}

void check_call(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* parameters =
      call.args.size() + call.keywords.size() >= 2 ? parameters_of(file, call) : nullptr;
  if (parameters == nullptr) return;
  const auto sql = knowledge::sql_argument(file, call, check.target());
  if (!sql) return;
  const auto text = sql->is_certain ? std::nullopt : file.constant_string(*sql->text);
  if (!sql->is_certain && (!text || !knowledge::looks_like_sql(*text))) return;
  check_tuple(call, *sql, *parameters, check);
  if (is_percent_driver(check.target())) {
    check_placeholders(*sql, check);
  }
}

}  // namespace

extern constinit const Rule SEC022 = {
    .code = "SEC022",
    .name = "sql-placeholder-misuse",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-89",
                   "https://www.psycopg.org/docs/usage.html#passing-parameters-to-sql-queries"},
    .risk = "The statement fails at run time, or the value leaves its quotes and becomes SQL.",
    .advice = "Write `cursor.execute(\"… WHERE id = %s\", (value,))`.",
    .docs = R"md(
`execute(sql, parameters)` has three rules that are easily broken: the parameters are a tuple, list
or mapping (`(value)` is just the value); the placeholder is `%s` or `%(name)s` whatever the type
is; and it stands without quotes, because the driver quotes.

```python bad
import psycopg2


def find(connection: psycopg2.extensions.connection, name: str) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT id FROM users WHERE name = %s", (name))
    cursor.execute("SELECT id FROM users WHERE name = '%s'", (name,))
```

```python good
import psycopg2


def find(connection: psycopg2.extensions.connection, name: str) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT id FROM users WHERE name = %s", (name,))
    cursor.execute("SELECT id FROM users WHERE name LIKE %s", (f"%{name}%",))
```

The missing comma is reported where the value's type is known, and for review where a name stands
in parentheses of its own. Placeholders are looked at for psycopg2 and psycopg. A literal `%%` is
no placeholder. Statements formatted with `%` or an f-string instead of being given parameters are
SEC020's.
)md",
    .on_call = check_call,
};

}  // namespace fastidious::rules
