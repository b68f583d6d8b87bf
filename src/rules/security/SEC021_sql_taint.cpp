#include <algorithm>
#include <string>
#include <vector>

#include "flow/flow.h"
#include "flow/source_types.h"
#include "knowledge/sql_strings.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/pydantic_model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

// Where the text of the SQL is put together in the function that executes it, SEC020 says so.
bool is_reported_locally(const flow::Flow& flow) { return !flow.crosses_functions; }

bool takes_percent(const semantic::FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return target.starts_with("psycopg") || target.starts_with("pymysql.") ||
         target.starts_with("MySQLdb.") || target.starts_with("mysql.");
}

// `cursor.execute("… WHERE email = %s", (email,))`: the call with the value beside the statement,
// of
// `"… WHERE email = '%s'" % email`; empty where the text is put together in another way.
std::string mended(const flow::Flow& flow) {
  constexpr std::size_t kLongest = 100;
  const semantic::FileModel& file = *flow.file;
  const auto* call = as<Call>(flow.sink);
  const auto* operation = as<BinOp>(flow.value);
  if (call == nullptr || operation == nullptr || operation->op != Operator::Mod) return {};
  if (!takes_percent(file, *call)) return {};
  const auto* text = operation->left->as<Constant>();
  const bool is_one = operation->right->is(Kind::Name) || operation->right->is(Kind::Attribute);
  if (text == nullptr || !text->is_str() || !is_one) return {};
  std::string statement(file.text(*text));
  const std::size_t at = statement.find("%s");
  const bool fits = statement.size() <= kLongest && statement.find('\n') == statement.npos;
  if (!fits || at == statement.npos || statement.find('%', at + 1) != statement.npos) return {};
  const bool is_quoted = statement.compare(at - 1, 4, "'%s'") == 0;
  if (is_quoted) statement.replace(at - 1, 4, "%s");
  return std::string(file.text(*call->func)) + "(" + statement + ", (" +
         std::string(file.text(*operation->right)) + ",))";
}

// What stands in a statement where a parameter belongs: `'%{text}%'`, and what to pass for it:
// `f"%{text}%"`.
struct Value {
  std::string written;
  std::string passed;
};

// A hole between quotes, with the constant text that stands between them as well; empty where
// anything else does.
Value quoted_value(const flow::Flow& flow, const semantic::StringPart& hole,
                   std::string_view before, std::string_view behind) {
  const std::size_t begin = before.rfind('\'');
  const std::size_t end = behind.find('\'');
  const std::string name(flow.file->text(*hole.node));
  if (begin == before.npos || end == behind.npos) return {};
  const std::string_view left = before.substr(begin + 1), right = behind.substr(0, end);
  const std::string inside = std::string(left) + "{" + name + "}" + std::string(right);
  if (inside.find_first_of("\"\\\n`") != inside.npos) return {};
  const bool is_whole = left.empty() && right.empty();
  return {"'" + inside + "'", is_whole ? name : "f\"" + inside + "\""};
}

// A statement of which the values between quotes can be parameters, and the names that cannot.
struct Statement {
  std::vector<Value> values;
  std::vector<std::string> names;
};

// Whether what stands at the hole could be told.
bool take_apart(const flow::Flow& flow, const semantic::StringParts& sql,
                const knowledge::SqlHole& hole, Statement& statement) {
  const auto at = static_cast<std::size_t>(hole.part - sql.parts.data());
  if (hole.part->file != flow.file || hole.part->called) return false;
  if (hole.place == knowledge::SqlPlace::Identifier) {
    statement.names.emplace_back(flow.file->text(*hole.part->node));
    return true;
  }
  if (hole.place != knowledge::SqlPlace::Quoted || at == 0 || at + 1 == sql.parts.size()) {
    return false;
  }
  Value value = quoted_value(flow, *hole.part, sql.parts[at - 1].text, sql.parts[at + 1].text);
  const bool is_told = !value.written.empty();
  statement.values.push_back(std::move(value));
  return is_told;
}

// No `%` but in the values that go: with parameters the driver takes each for a placeholder.
bool has_other_percents(const semantic::StringParts& sql, const Statement& statement) {
  const auto count = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '%');
  };
  std::ptrdiff_t all = 0, going = 0;
  for (const semantic::StringPart& part : sql.parts) all += count(part.text);
  for (const Value& value : statement.values) going += count(value.written);
  return all != going;
}

// "Write `%s` for `'%{text}%'` …": what to do about a text that is put together of constants and
// of such values; empty where it is put together in another way.
std::string mended_text(const flow::Flow& flow) {
  constexpr std::size_t kMost = 3;
  const auto* call = as<Call>(flow.sink);
  if (call == nullptr || call->args.size() != 1 || !takes_percent(*flow.file, *call)) return {};
  const semantic::StringParts sql = knowledge::sql_parts(*flow.file, *flow.value);
  Statement statement;
  for (const knowledge::SqlHole& hole : knowledge::sql_holes(sql)) {
    if (!take_apart(flow, sql, hole, statement)) return {};
  }
  const auto& values = statement.values;
  if (sql.by_percent || values.empty() || values.size() + statement.names.size() > kMost ||
      has_other_percents(sql, statement)) {
    return {};
  }
  std::string written, passed, names;
  for (const Value& one : values) {
    written += (written.empty() ? "`" : ", `") + one.written + "`";
    passed += (passed.empty() ? "" : ", ") + one.passed;
  }
  for (const std::string& one : statement.names) names += (names.empty() ? "`" : ", `") + one + "`";
  if (values.size() == 1) passed += ",";
  return "Write `%s` for " + written + " in the statement, and give `" +
         std::string(flow.file->text(*call->func)) + "` `(" + passed +
         ")` as its second argument." +
         (names.empty() ? ""
                        : " Look " + names + " up in a mapping of the names that are allowed.");
}

// `f"{column} = %s"`: the name of a column, with a parameter for its value.
bool makes_names(const flow::Flow& flow) {
  const FunctionDef* function = flow.file->enclosing_function(*flow.sink);
  if (function == nullptr) return false;
  for (const auto* text : flow.file->tree().nodes_of<JoinedStr>(*function)) {
    if (text->values.size() != 2 || text->values[0]->is(Kind::Constant)) continue;
    const auto* rest = text->values[1]->as<Constant>();
    if (rest == nullptr) continue;
    const std::string_view behind = trimmed(rest->value);
    if (behind == "= %s" || behind == "=%s" || behind == "= ?" || behind == "=?") return true;
  }
  return false;
}

// The model of the body, where it takes fields that it does not declare; empty if it does not.
std::string_view open_model(const flow::Source& source) {
  const auto* body = source.node->as<Arg>();
  const semantic::Definition model = body != nullptr && body->annotation != nullptr
                                         ? source.file->definition_of(*body->annotation)
                                         : semantic::Definition{};
  const auto* cls = as<ClassDef>(model.node);
  if (cls == nullptr) return {};
  const auto extra = semantic::config_setting(*model.file, *cls, "extra").value;
  const bool takes_all = extra && extra.file->constant_string(*extra.expr) == "allow";
  return takes_all ? model.file->text(cls->name) : std::string_view{};
}

// What is to be done about names that the client sends; whether it is certain that it may send any.
bool advise_on_names(const flow::Flow& flow, Draft& draft) {
  const std::string_view model = open_model(*flow.source);
  if (model.empty()) {
    draft.fix(
        "The values are parameters already, the names are what the client sends: let through "
        "only those of a list of the columns that may be written, and refuse the rest.");
  } else {
    draft.fix(
        "The values are parameters already, and the names are mended with VAL012: once `{}` "
        "refuses fields that it does not declare, its own are all that get here.",
        {model});
  }
  return !model.empty();
}

void check(ApplicationCheck& check) {
  flow::SourceTypes types(check.model());
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Sql)) {
    if (is_reported_locally(*flow) || is_fragment(*flow)) continue;
    const bool by_names = makes_names(*flow);
    const std::string_view what = by_names ? "names in {} become" : "{} becomes";
    const std::string pattern = std::string(what) + " part of the SQL that `{}` executes" +
                                others_at(check, *flow, flow::Danger::Sql);
    Draft draft = report_flow(check, *flow, pattern);
    if (types.is_mail_address(*flow->source, flow->part)) {
      draft.risk(
          "By quotes and comments who sends it decides what the statement finds. `EmailStr` "
          "refuses blanks, commas, parentheses and `;`: no second statement follows, and no call.");
    }
    const bool takes_any_name = by_names && advise_on_names(*flow, draft);
    if (const std::string call = mended(*flow); !call.empty()) {
      draft.fix("Pass the value beside the statement, without quotes around `%s`: `{}`.", {call});
    }
    if (const std::string text = mended_text(*flow); !text.empty()) draft.fix("{}", {text});
    if (takes_any_name) draft.confidence(Confidence::High);
    if (!takes_any_name && !flow->is_sure) draft.confidence(Confidence::Medium);
  }
}

}  // namespace

extern constinit const Rule SEC021 = {
    .code = "SEC021",
    .name = "sql-taint",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-89", "OWASP API8:2023", "ASVS 1.2.4",
                   "https://www.psycopg.org/docs/usage.html#passing-parameters-to-sql-queries"},
    .risk =
        "Who sends it decides what the statement says: read, change or delete whatever the "
        "application's role can reach.",
    .advice =
        "Keep the text constant and pass values as parameters, all the way down: "
        "`cursor.execute(\"… WHERE name = %s\", (name,))`; look names of columns up in a "
        "mapping of those that are allowed.",
    .docs = R"md(
Text that a client sends (a parameter of the path or query, a header, a cookie, a field of the body)
becomes part of an SQL statement in another function than the one that takes it. The trace shows
each step between. Where both happen in one function, SEC020 says so.

```python bad
import psycopg2
from fastapi import FastAPI

app = FastAPI()

def find(cursor: psycopg2.extensions.cursor, order: str) -> list:
    cursor.execute("SELECT id FROM orders ORDER BY " + order)
    return cursor.fetchall()

@app.get("/orders")
def show(sort: str) -> list:
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        return find(cursor, sort)
```

```python good
import psycopg2
from fastapi import FastAPI

app = FastAPI()
COLUMNS = {"date": "created_at", "total": "total"}

def find(cursor: psycopg2.extensions.cursor, order: str) -> list:
    cursor.execute("SELECT id FROM orders ORDER BY " + order)
    return cursor.fetchall()

@app.get("/orders")
def show(sort: str) -> list:
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        return find(cursor, COLUMNS.get(sort, "id"))
```

Silent is what cannot say SQL: numbers, UUIDs, dates, Enums, `Literal`s, text with a `pattern`, what
was compared with a collection of allowed values or a constant, and what a dependency gives that it
does not take from the request (sessions, settings, the user who signed in).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
