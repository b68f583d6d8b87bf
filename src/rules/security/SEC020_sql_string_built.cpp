#include <algorithm>
#include <string>

#include "app/effects/way_to.h"
#include "base/known_names.h"
#include "knowledge/sql_strings.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::ParameterStyle;
using knowledge::SqlArgument;
using knowledge::SqlHole;
using knowledge::SqlPlace;
using semantic::FileModel;
using semantic::Origin;
using semantic::PartKind;
using semantic::StringPart;

constexpr int kMostSteps = 4;  // from a helper to the migrations that call it

struct Verdict {
  Severity severity = Severity::Critical;
  Confidence confidence = Confidence::High;
};

// Of a value of which nothing says that somebody outside decides it.
constexpr Verdict kUnknown{Severity::Warning, Confidence::Medium};

bool is_value(SqlPlace place) { return place == SqlPlace::Quoted || place == SqlPlace::Value; }

// settings.X, CONFIG_NAME, os.environ[…]: decided by who deploys, not by who calls.
bool is_configuration(const FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  const auto* name = expr.as<Name>();
  const std::string_view word = attribute != nullptr ? file.text(attribute->attr)
                                : name != nullptr    ? file.text(name->name)
                                                     : std::string_view{};
  const bool is_upper = !word.empty() && std::none_of(word.begin(), word.end(),
                                                      [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_upper) return true;
  const auto* subscript = expr.as<Subscript>();
  const auto* call = expr.as<Call>();
  const std::string_view source = file.resolve(subscript != nullptr ? subscript->value
                                               : call != nullptr    ? call->func
                                                                    : nullptr);
  if (source.starts_with("os.environ") || source == "os.getenv") return true;
  const semantic::Definition cls = attribute != nullptr
                                       ? file.project().definition(file.type_of(attribute->value))
                                       : semantic::Definition{};
  const auto* node = as<ClassDef>(cls.node);
  return node != nullptr && cls.file->is_settings(*node);
}

// `self.x` and `column.name`: what an object carries is set elsewhere.
bool is_carried(const FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  const auto* call = expr.as<Call>();
  if (attribute == nullptr) return call != nullptr && is_carried(file, *call->func);
  const auto* owner = attribute->value->as<Name>();
  return owner == nullptr || file.type_of(attribute->value).empty() || owner->name == names::self;
}

// A name that nothing in the file binds: what it holds is not the program's own.
bool is_unbound(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr || !file.resolve(expr).empty()) return false;
  const auto imports = file.tree().imports();
  const bool takes_all = std::any_of(imports.begin(), imports.end(), [](const Stmt* one) {
    const auto* from = one->as<ImportFrom>();
    return from != nullptr && !from->names.empty() && from->names[0]->name == "*";
  });
  return !takes_all && reaching_bindings(file, *name).empty();
}

// The parameter that `source["table"]` is taken from; null if it is from none.
const Arg* parameter_behind(const FileModel& file, const Expr& expr) {
  const Expr* at = &expr;
  while (const auto* part = at->as<Subscript>()) at = part->value;
  const auto* name = at->as<Name>();
  if (name == nullptr) return nullptr;
  const auto bindings = reaching_bindings(file, *name);
  const bool is_given =
      bindings.size() == 1 && bindings[0]->kind == semantic::BindingKind::Parameter;
  return is_given ? as<Arg>(bindings[0]->node) : nullptr;
}

// Whether all who call the function are seen, and give the parameter what stands in the code.
bool is_constant_for_callers(const FileModel& file, const Expr& expr) {
  constexpr std::size_t kMostCallers = 20;
  const Arg* parameter = parameter_behind(file, expr);
  const FunctionDef* function = parameter != nullptr ? file.enclosing_function(expr) : nullptr;
  if (function == nullptr || file.enclosing_class(*function) != nullptr) return false;
  const auto& all = function->args->all;
  const auto at = std::find(all.begin(), all.end(), parameter);
  if (at == all.end()) return false;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  return !sites.empty() && sites.size() <= kMostCallers &&
         std::all_of(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
           const Expr* given = semantic::argument(*site.file, *site.call,
                                                  static_cast<int>(at - all.begin()),
                                                  file.text(parameter->name));
           return given != nullptr && origin_of(*site.file, *given) == Origin::Constant;
         });
}

std::optional<Verdict> verdict_of(const SqlHole& hole) {
  const StringPart& part = *hole.part;
  if (part.kind == PartKind::Field) {
    return Verdict{Severity::Warning, Confidence::Medium};
  }
  const Origin origin = part.called ? Origin::Unknown : origin_of(*part.file, *part.node);
  if (origin == Origin::Request) return Verdict{};
  if (is_configuration(*part.file, *part.node)) return std::nullopt;
  if (origin == Origin::Parameter && is_constant_for_callers(*part.file, *part.node)) {
    return std::nullopt;
  }
  if (hole.place == SqlPlace::Quoted ||
      (hole.place == SqlPlace::Value && origin == Origin::Parameter)) {
    return origin == Origin::Parameter ? Verdict{} : kUnknown;
  }
  const bool is_operand = hole.place == SqlPlace::Value;
  const bool is_own = is_carried(*part.file, *part.node);
  const bool is_asked_for = origin == Origin::Parameter || is_unbound(*part.file, *part.node);
  if (!is_operand && (is_own || !is_asked_for)) {
    return std::nullopt;  // the name of a table or column that the program itself came up with
  }
  return is_operand && !is_own && is_asked_for ? Verdict{Severity::Critical, Confidence::Medium}
                                               : kUnknown;
}

// A helper that nothing but migrations calls, directly or through others of its kind.
bool is_for_migrations(const FileModel& file, const FunctionDef* function, int steps) {
  if (function == nullptr || steps == 0) return false;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  return !sites.empty() &&
         std::all_of(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
           return site.file->file().role == repo::Role::Migration ||
                  is_for_migrations(*site.file, site.file->enclosing_function(*site.call),
                                    steps - 1);
         });
}

// ---- names that the database knows

constexpr std::size_t kMostCalls = 100;  // and tests, of one function
constexpr std::size_t kMostParts = 200;  // of one call

// Whether the call asks the database's own tables for the name: `execute("SELECT … FROM
// information_schema.columns WHERE table_name = %s", (name,))`.
bool asks_catalogue(const FileModel& file, const Call& call, const Name& name) {
  constexpr std::string_view kCatalogues[] = {"information_schema.", "pg_catalog.", "pg_tables",
                                              "pg_class", "sqlite_master", "sqlite_schema"};
  bool is_catalogue = false, is_given = false;
  std::size_t seen = 0;
  for (const Node* part : file.tree().subtree(call)) {
    if (++seen > kMostParts) return false;
    const auto* text = part->as<Constant>();
    const auto* one = part->as<Name>();
    is_catalogue = is_catalogue || (text != nullptr && text->is_str() &&
                                    contains_any(lower_case(text->value), kCatalogues));
    const Node* above = one != nullptr && one->name == name.name ? file.parent(*one) : nullptr;
    is_given = is_given || (above != nullptr && (above->is(Kind::Dict) || above->is(Kind::Tuple) ||
                                                 above->is(Kind::ListExpr) ||
                                                 above->is(Kind::Keyword) || above == &call));
  }
  return is_catalogue && is_given;
}

// Whether the expression is made of the call's result, be it by other names:
// `columns = [row[0] for row in result]`.
bool is_made_of(const FileModel& file, const Expr& expr, const Call& call, int depth) {
  if (expr.encloses(call)) return true;
  std::size_t seen = 0;
  for (const auto* name : file.tree().nodes_of<Name>(expr)) {
    if (++seen > 8) return false;
    const auto bindings = reaching_bindings(file, *name);
    if (depth > 0 && bindings.size() == 1 && bindings[0]->value != nullptr &&
        bindings[0]->kind != semantic::BindingKind::Parameter &&
        is_made_of(file, *bindings[0]->value, call, depth - 1)) {
      return true;
    }
  }
  return false;
}

// Whether the function has looked the name up among those of the tables and columns that there are,
// and has refused it where it found none.
bool is_known_to_database(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  const FunctionDef* function = name != nullptr ? file.enclosing_function(expr) : nullptr;
  if (function == nullptr) return false;
  const app::WayTo way(file, *function, &expr);
  std::size_t seen = 0;
  for (const auto* call : file.tree().nodes_of<Call>(*function)) {
    if (++seen > kMostCalls || call->begin > expr.begin) return false;
    if (!asks_catalogue(file, *call, *name)) continue;
    seen = 0;
    for (const auto* one : file.tree().nodes_of<If>(*function)) {
      if (one->begin < call->end) continue;
      if (++seen > kMostCalls || one->end > expr.begin) return false;
      if (is_made_of(file, *one->test, *call, 3) && way.is_refused_by(*one)) return true;
    }
    return false;
  }
  return false;
}

bool is_worse(const Verdict& a, const Verdict& b) {
  return std::pair(a.severity, a.confidence) > std::pair(b.severity, b.confidence);
}

// ---- wording
// -----------------------------------------------------------------------------------------

std::string_view remedy(ParameterStyle style, bool names_identifier) {
  if (names_identifier) {
    return style == ParameterStyle::Percent
               ? "Look the name up in a mapping of allowed names, or compose it: "
                 "`sql.SQL(\"SELECT … FROM {}\").format(sql.Identifier(name))`."
               : "Look the name up in a mapping of allowed names: `COLUMNS[sort]`.";
  }
  switch (style) {
    case ParameterStyle::Percent:
      return "Pass the value beside the statement: `cursor.execute(\"… WHERE id = %s\", "
             "(value,))`.";
    case ParameterStyle::Question:
      return "Pass the value beside the statement: `connection.execute(\"… WHERE id = ?\", "
             "(value,))`.";
    case ParameterStyle::Dollar:
      return "Pass the value beside the statement: `await connection.fetch(\"… WHERE id = $1\", "
             "value)`.";
    case ParameterStyle::Named:
      return "Bind the value: `session.execute(text(\"… WHERE id = :id\"), {\"id\": value})` "
             "(`text` from `sqlalchemy`).";
    case ParameterStyle::None: break;
  }
  return "Keep the text constant and pass values as parameters of the statement.";
}

// An expression as messages show it: its first words.
std::string shown(const StringPart& part) {
  constexpr std::size_t kLongest = 60;
  std::string text(part.file->text(*part.node));
  const std::size_t end = std::min(kLongest, text.find('\n'));
  if (text.size() > end) {
    text.resize(end);
    text += "…";
  }
  return text;
}

// "`name` is", "`name` and `order` are", "`name`, `order` and 2 more are"
std::string named(const std::vector<std::string>& values) {
  if (values.size() == 1) return "`" + values[0] + "` is";
  if (values.size() == 2) return "`" + values[0] + "` and `" + values[1] + "` are";
  return "`" + values[0] + "`, `" + values[1] + "` and " + std::to_string(values.size() - 2) +
         " more are";
}

// ---- edits
// -------------------------------------------------------------------------------------------

// The holes of an f-string that can become parameters, in order; nothing if one cannot.
std::optional<std::vector<const FormattedValue*>> replaceable_holes(const FileModel& file,
                                                                    const JoinedStr& joined) {
  const std::string_view source = file.text(joined);
  const bool is_plain = source.size() > 2 && (source[0] == 'f' || source[0] == 'F') &&
                        (source[1] == '"' || source[1] == '\'');
  if (!is_plain || source.find_first_of("%\\") != source.npos || source.find("{{") != source.npos ||
      source.find("}}") != source.npos) {
    return std::nullopt;
  }
  std::vector<const FormattedValue*> holes;
  std::string before;
  for (const Expr* part : joined.values) {
    const auto* hole = part->as<FormattedValue>();
    if (hole == nullptr) {
      const auto* text = part->as<Constant>();
      before += text != nullptr ? text->value : std::string_view{};
      continue;
    }
    if (hole->conversion != -1 || hole->format_spec != nullptr ||
        !is_value(knowledge::place_after(before))) {
      return std::nullopt;
    }
    holes.push_back(hole);
    before += '?';
  }
  return holes;
}

// The hole's text, with the quotes around it; nothing if more than the hole is between them.
std::optional<Span> span_of_value(const FileModel& file, const FormattedValue& hole,
                                  const JoinedStr& joined) {
  const std::string_view source = file.text(joined);
  const std::size_t begin = hole.begin - joined.begin;
  const std::size_t end = hole.end - joined.begin;
  const bool opens = begin > 0 && source[begin - 1] == '\'';
  const bool closes = end < source.size() && source[end] == '\'';
  if (source[begin] != '{' || opens != closes) return std::nullopt;
  return opens ? Span{hole.begin - 1, hole.end + 1} : hole.span();
}

void offer_parameters(const Call& call, const SqlArgument& argument, const FileModel& file,
                      Draft& draft) {
  const auto* joined = argument.text->as<JoinedStr>();
  if (joined == nullptr || joined->is(Kind::TemplateStr) || call.args.size() != 1 ||
      !call.keywords.empty() || !argument.is_certain ||
      (argument.style != ParameterStyle::Percent && argument.style != ParameterStyle::Question)) {
    return;
  }
  const auto holes = replaceable_holes(file, *joined);
  if (!holes || holes->empty()) return;
  std::string parameters;
  std::vector<Span> spans;
  for (const FormattedValue* hole : *holes) {
    const auto span = span_of_value(file, *hole, *joined);
    if (!span) return;
    spans.push_back(*span);
    parameters += std::string(file.text(*hole->value)) + (holes->size() == 1 ? "," : ", ");
  }
  if (holes->size() > 1) parameters.resize(parameters.size() - 2);
  draft.edit({joined->begin, joined->begin + 1}, "");
  for (const Span span : spans) {
    draft.edit(span, argument.style == ParameterStyle::Percent ? "%s" : "?");
  }
  draft.edit({joined->end, joined->end}, ", (" + parameters + ")");
}

// "… %s" % x becomes "… %s", (x,)
void offer_comma(const Call& call, const SqlArgument& argument, const FileModel& file,
                 Draft& draft) {
  const auto* operation = argument.text->as<BinOp>();
  if (operation == nullptr || operation->op != Operator::Mod || operation->parenthesized ||
      !operation->left->is(Kind::Constant) || call.args.size() != 1 || !call.keywords.empty() ||
      argument.style != ParameterStyle::Percent || !argument.is_certain) {
    return;
  }
  const std::string_view pattern = operation->left->as<Constant>()->value;
  const bool simple = pattern.find("%s") != pattern.npos && pattern.find("'") == pattern.npos &&
                      pattern.find("%%") == pattern.npos && pattern.find("%d") == pattern.npos;
  const Expr& right = *operation->right;
  const bool is_collection = right.is(Kind::Tuple) || right.is(Kind::Dict);
  if (!simple || (!is_collection && pattern.find("%s") != pattern.rfind("%s"))) return;
  const std::string_view between = file.file().slice({operation->left->end, right.begin});
  if (between.find_first_not_of(" %(") != between.npos) return;
  draft.edit({operation->left->end, right.begin}, is_collection ? ", " : ", (");
  if (!is_collection) draft.edit({right.end, right.end}, right.parenthesized ? "," : ",)");
}

// ---- the check
// ---------------------------------------------------------------------------------------

// What a name that is executed was bound to; null if that is not one thing.
const Expr* text_behind(const FileModel& file, const Expr& text) {
  const auto* name = text.as<Name>();
  const auto bindings =
      name != nullptr ? reaching_bindings(file, *name) : std::vector<const semantic::Binding*>{};
  return bindings.size() == 1 ? bindings[0]->value : nullptr;
}

void examine(const Call& call, const SqlArgument& argument, Check& check) {
  const FileModel& file = check.file();
  const semantic::StringParts sql = knowledge::sql_parts(file, *argument.text);
  if (!sql.is_built ||
      (!argument.is_certain && !knowledge::looks_like_sql(knowledge::constant_text(sql)))) {
    return;
  }
  const SqlHole* worst = nullptr;
  Verdict verdict;
  std::vector<std::string> values;
  const std::vector<SqlHole> holes = knowledge::sql_holes(sql);
  for (const SqlHole& hole : holes) {
    auto candidate = verdict_of(hole);
    if (candidate && hole.part->file == &file && hole.place == SqlPlace::Identifier &&
        is_known_to_database(file, *hole.part->node)) {
      candidate.reset();
    }
    if (candidate) values.push_back(shown(*hole.part));
    if (candidate && (worst == nullptr || is_worse(*candidate, verdict))) {
      worst = &hole;
      verdict = *candidate;
    }
  }
  if (worst == nullptr) return;
  if (is_for_migrations(file, file.enclosing_function(call), kMostSteps)) return;
  // Who runs it reads what it does, and could do it by hand.
  if (verdict.severity == Severity::Critical && is_read_in_terminal(file)) verdict = kUnknown;
  if (!argument.is_certain) verdict.confidence = std::min(verdict.confidence, Confidence::Medium);
  const bool names_identifier =
      worst->place == SqlPlace::Identifier || worst->part->kind == PartKind::Field;
  std::erase(values, shown(*worst->part));
  values.insert(values.begin(), shown(*worst->part));
  Draft draft = check.report(*argument.text, "{} put into the text of the SQL that `{}` executes",
                             {named(values), file.text(*call.func)});
  draft.severity(verdict.severity).confidence(verdict.confidence);
  const bool may_name =
      !names_identifier && (worst->place == SqlPlace::Unknown || values.size() > 1);
  draft.fix("{}{}", {remedy(argument.style, names_identifier),
                     may_name ? " The name of a column or table is looked up in a mapping "
                                "of those that are allowed."
                              : ""});
  if (const Expr* text = text_behind(file, *argument.text)) {
    draft.step(file, text->span(), "the text is put together here");
  }
  if (!argument.text->encloses(*worst->part->node) || worst->part->file != &file) {
    draft.step(*worst->part->file, worst->part->node->span(),
               "the value becomes part of the SQL here");
  }
  offer_parameters(call, argument, file, draft);
  offer_comma(call, argument, file, draft);
}

void check_call(const Call& call, Check& check) {
  if (call.args.empty() && call.keywords.empty()) return;
  if (const auto argument = knowledge::sql_argument(check.file(), call, check.target())) {
    examine(call, *argument, check);
  }
}

}  // namespace

extern constinit const Rule SEC020 = {
    .code = "SEC020",
    .name = "sql-string-built",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-89", "OWASP API8:2023", "ASVS 1.2.4",
                   "https://www.psycopg.org/docs/usage.html#passing-parameters-to-sql-queries"},
    .risk =
        "Whoever controls the value controls the statement: a quote and a second clause read, "
        "change or "
        "delete any table the application's role can reach.",
    .advice = "Keep the text constant and pass values as parameters of the statement.",
    .docs = R"md(
A statement that is put together from text and values (`f"…"`, `%`, `+`, `.format()`, `join`) lets
the values say SQL. Drivers send parameters apart from the text, where they can only be values;
names of tables and columns, which cannot be parameters, come from a mapping of the names that are
allowed, or are quoted by the driver.

```python bad
import psycopg2


def find_user(connection: psycopg2.extensions.connection, email: str) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, name FROM users WHERE email = '{email}'")
        return cursor.fetchone()
```

```python good
import psycopg2


def find_user(connection: psycopg2.extensions.connection, email: str) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM users WHERE email = %s", (email,))
        return cursor.fetchone()
```

Only text that reaches a call that executes it counts; log messages never do. Silent are parts that
are constant (of other modules too), numbers, UUIDs, dates, Enum members, `Literal`s, values of a
constant mapping, generated placeholders (`", ".join(["%s"] * n)`), fragments that are all
constant, what was tested against a collection or with `isidentifier()` in the same function, names
that it looked up in `information_schema` and refused where there are none, what
is quoted or composed (`sql.Identifier`, `quote_ident`), and configuration (`settings.SCHEMA`).

Certain is what a request brings, and what a parameter brings to where an operand stands;
`execute()` of something whose class is not known is for review. Operands of unknown origin are
warnings, and so is what command line tools put together (`argparse`, `typer`, scripts). Names of
tables and columns that a parameter of another function brings, and names of the fields of a
Pydantic model, are warnings. Names that the program itself came up with (`self.table`,
`column.name`, the result of a query) are not reported where an identifier stands.
)md",
    .on_call = check_call,
};

}  // namespace fastidious::rules
