#include "knowledge/sql_strings.h"

#include <algorithm>

#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::knowledge {

using namespace syntax;
using semantic::FileModel;
using semantic::PartKind;
using semantic::StringPart;
using semantic::StringParts;

namespace {

constexpr std::string_view kIdentifierWords[] = {
    "FROM", "JOIN",   "INTO", "UPDATE", "TABLE",  "BY", "INDEX",  "SCHEMA", "DATABASE",
    "VIEW", "COLUMN", "ROLE", "USER",   "SELECT", "ON", "EXISTS", "ONLY"};
constexpr std::string_view kValueWords[] = {"LIKE",   "ILIKE",   "IN",       "LIMIT", "OFFSET",
                                            "VALUES", "BETWEEN", "INTERVAL", "THEN",  "ELSE"};

bool contains_word(std::string_view name, std::string_view word) {
  return std::search(name.begin(), name.end(), word.begin(), word.end(),
                     [](char a, char b) { return (a | 0x20) == b; }) != name.end();
}

// x.replace("'", "''")
bool doubles_quotes(const Call& call, std::string_view method) {
  if (method != "replace" || call.args.size() != 2) return false;
  const auto* from = call.args[0]->as<Constant>();
  const auto* to = call.args[1]->as<Constant>();
  return from != nullptr && to != nullptr && from->value == "'" && to->value == "''";
}

// `def q(name): return '"' + name.replace('"', '""') + '"'`, as SQL has quotes in quoted names.
bool quotes_names(const FileModel& file, const Call& call) {
  const semantic::Definition callee = file.definition_of(*call.func);
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr || function->body.size() > 3) return false;
  constexpr std::size_t kMost = 20;
  std::size_t seen = 0;
  for (const auto* one : callee.file->tree().nodes_of<Call>(*function)) {
    if (++seen > kMost) return false;
    const auto* from = one->args.size() == 2 ? one->args[0]->as<Constant>() : nullptr;
    const auto* to = from != nullptr ? one->args[1]->as<Constant>() : nullptr;
    if (to != nullptr && from->value == "\"" && to->value == "\"\"") return true;
  }
  return false;
}

// quote_ident(x), dialect.identifier_preparer.quote(x), sql.Identifier(x), …
bool is_trusted(const FileModel& file, const Expr& expr) {
  const std::string_view type = file.type_of(expr);
  if (type.starts_with("psycopg2.sql.") || type.starts_with("psycopg.sql.") ||
      type.starts_with("sqlalchemy.")) {
    return true;
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr) return false;
  const auto* method = call->func->as<Attribute>();
  const auto* name = call->func->as<Name>();
  const std::string_view word = method != nullptr ? file.text(method->attr)
                                : name != nullptr ? file.text(name->name)
                                                  : std::string_view{};
  return doubles_quotes(*call, word) || contains_word(word, "quote") ||
         contains_word(word, "escape") || contains_word(word, "sanitize") ||
         contains_word(word, "as_string") || contains_word(word, "placeholder") ||
         contains_word(word, "mogrify") || quotes_names(file, *call);
}

// A method named like one that executes SQL, on something whose class is not known.
bool is_likely_sink(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || call.args.empty() || !is_execute_method(file.text(method->attr))) {
    return false;
  }
  const std::string_view type = file.type_of(method->value);
  const bool is_open =
      type.empty() || (!type.starts_with("builtins.") && !type.starts_with("typing.") &&
                       !file.project().definition(type));
  return is_open && !file.definition_of(*call.func);
}

bool ends_inside_quotes(std::string_view text) {
  return std::count(text.begin(), text.end(), '\'') % 2 == 1;
}

}  // namespace

std::optional<SqlArgument> sql_argument(const FileModel& file, const Call& call,
                                        std::string_view target) {
  if (const SqlSink* sink = find_sql_sink(target)) {
    const Expr* text = semantic::argument(file, call, sink->index, sink->parameter);
    return text != nullptr ? std::optional(SqlArgument{text, sink->style, true}) : std::nullopt;
  }
  if (!is_likely_sink(file, call)) {
    return std::nullopt;
  }
  return SqlArgument{call.args.front(), ParameterStyle::Percent, false};
}

SqlPlace place_after(std::string_view text) {
  if (ends_inside_quotes(text)) return SqlPlace::Quoted;
  const std::string sql = normalised_sql(text);
  std::string_view before = sql;
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  if (before.empty()) return SqlPlace::Unknown;
  const char last = before.back();
  if (last == '=' || last == '<' || last == '>') return SqlPlace::Value;
  if (last == '"' || last == '`' || last == '.') return SqlPlace::Identifier;
  const std::string_view word = before.substr(before.find_last_of(" ().,") + 1);
  if (is_one_of(word, kIdentifierWords)) return SqlPlace::Identifier;
  if (is_one_of(word, kValueWords)) return SqlPlace::Value;
  const bool opens_list =
      last == '(' && (before.ends_with("IN (") || before.ends_with("IN(") ||
                      before.ends_with("VALUES (") || before.ends_with("VALUES("));
  return opens_list ? SqlPlace::Value : SqlPlace::Unknown;
}

// What stands before a value: quotes may have been opened further up.
class SqlBefore {
 public:
  SqlPlace place() const {
    if (is_quoted_) return SqlPlace::Quoted;
    return place_after(last_.substr(last_.rfind('\'') + 1));  // none: from the start
  }
  void add(const StringPart& part) {
    last_ = part.kind == PartKind::Text ? std::string_view(part.text) : std::string_view{};
    is_quoted_ ^= ends_inside_quotes(last_);
  }

 private:
  std::string_view last_;
  bool is_quoted_ = false;
};

std::vector<SqlHole> sql_holes(const StringParts& sql) {
  std::vector<SqlHole> holes;
  SqlBefore before;
  for (const StringPart& part : sql.parts) {
    if (part.kind == PartKind::Open || part.kind == PartKind::Field) {
      holes.push_back({&part, before.place()});
    }
    before.add(part);
  }
  return holes;
}

StringParts sql_parts(const FileModel& file, const Expr& sql) {
  return semantic::string_parts(file, sql, {.is_trusted = is_trusted});
}

std::string constant_text(const StringParts& sql) {
  std::string text;
  for (const StringPart& part : sql.parts) {
    text += part.kind == PartKind::Text ? std::string_view(part.text) : std::string_view("?");
  }
  return text;
}

}  // namespace fastidious::knowledge
