#include "app/effects/orm_queries.h"

#include <algorithm>

#include "app/models/orm_class.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 14;

constexpr std::string_view kSessions[] = {"sqlalchemy.orm.Session",
                                          "sqlmodel.Session",
                                          "sqlalchemy.orm.scoped_session",
                                          "sqlalchemy.ext.asyncio.AsyncSession",
                                          "sqlmodel.ext.asyncio.session.AsyncSession",
                                          "sqlalchemy.ext.asyncio.async_scoped_session"};
constexpr std::string_view kConnections[] = {"sqlalchemy.Connection",
                                             "sqlalchemy.ext.asyncio.AsyncConnection",
                                             "psycopg2.extensions.cursor",
                                             "psycopg.Cursor",
                                             "psycopg.AsyncCursor",
                                             "psycopg.Connection",
                                             "psycopg.AsyncConnection",
                                             "asyncpg.Connection",
                                             "asyncpg.Pool",
                                             "sqlite3.Cursor",
                                             "sqlite3.Connection"};
constexpr std::string_view kExecute[] = {"execute", "exec",   "scalars",
                                         "scalar",  "stream", "stream_scalars"};
constexpr std::string_view kGet[] = {"get", "get_one"};
constexpr std::string_view kQueries[] = {"execute",  "exec",     "scalars",       "scalar",
                                         "stream",   "get",      "get_one",       "fetch",
                                         "fetchrow", "fetchval", "stream_scalars"};
// What is done to a result or a query and gives rows.
constexpr std::string_view kMany[] = {"all",        "scalars",  "fetchall", "unique",
                                      "partitions", "mappings", "tuples"};
constexpr std::string_view kOne[] = {
    "first", "one", "one_or_none", "scalar_one", "scalar", "scalar_one_or_none", "fetchone"};
// What is done to a query and gives numbers, or columns, but no rows of the class.
constexpr std::string_view kNoRows[] = {"count",         "exists",            "delete",   "update",
                                        "with_entities", "with_only_columns", "subquery", "values"};
constexpr std::string_view kEager[] = {
    "options",           "join",        "outerjoin",        "select_from",
    "with_only_columns", "add_columns", "populate_existing"};

class QueryReader {
 public:
  explicit QueryReader(const FileModel& file) : file_(file) {}

  void read(const Expr& expr) {
    if (++depth_ > kMaxDepth) return;
    if (const auto* awaited = expr.as<Await>()) return read(*awaited->value);
    if (const auto* name = expr.as<Name>()) return read_name(*name);
    if (const auto* call = expr.as<Call>()) return read_call(*call);
    // list(…) of rows, or one of them.
    if (const auto* item = expr.as<Subscript>()) {
      read(*item->value);
      if (!item->slice->is(Kind::Slice)) rows.is_list = false;
    }
  }

  QueriedRows rows;

 private:
  void read_name(const Name& name) {
    const auto bindings = semantic::reaching_bindings(file_, name);
    if (bindings.size() != 1) return;
    if (bindings[0]->value != nullptr) return read(*bindings[0]->value);
    // `for row in rows`
    const Expr* iterable = semantic::iterable_of(file_, *bindings[0]);
    if (iterable == nullptr || semantic::position_in_target(file_, *bindings[0]) >= 0) return;
    read(*iterable);
    rows.is_list = false;
  }

  void read_call(const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr) {
      const std::string_view target = file_.resolve(*call.func);
      if ((target == "builtins.list" || target == "builtins.sorted") && !call.args.empty()) {
        read(*call.args[0]);
      }
      return;
    }
    const std::string_view name = file_.text(method->attr);
    const std::string_view owner = file_.type_of(*method->value);
    if (is_session(owner)) return read_session_call(call, name, owner);
    read(*method->value);
    if (!rows) return;
    if (is_one_of(name, kNoRows)) rows.cls = {};
    if (is_one_of(name, kMany)) rows.is_list = true;
    if (is_one_of(name, kOne)) rows.is_list = false;
    note_clause(name);
  }

  void read_session_call(const Call& call, std::string_view name, std::string_view owner) {
    if (call.args.empty()) return;
    const bool is_get = is_one_of(name, kGet);
    if (!is_get && name != "query" && !is_one_of(name, kExecute)) return;
    rows.query = &call;
    rows.is_async = owner.find("async") != owner.npos;
    rows.is_list = name == "scalars" || name == "exec" || name == "query" || name == "execute";
    for (const Keyword* keyword : call.keywords) note_clause(file_.text(keyword->arg));
    if (is_get || name == "query") {
      if (call.args.size() == 1 || is_get) note_class(*call.args[0]);
    } else {
      read_statement(*call.args[0], 0);
    }
  }

  // select(Order).where(…), also behind names that are given more clauses.
  void read_statement(const Expr& expr, int depth) {
    if (depth > kMaxDepth) return;
    if (const auto* name = expr.as<Name>()) {
      for (const semantic::Binding* one : semantic::reaching_bindings(file_, *name)) {
        if (one->value != nullptr && one->value != &expr) read_statement(*one->value, depth + 1);
      }
      return;
    }
    const auto* call = expr.as<Call>();
    if (call == nullptr) return;
    const std::string_view target = file_.resolve(*call->func);
    if (target == "sqlalchemy.select" || target == "sqlmodel.select") {
      if (call->args.size() == 1) note_class(*call->args[0]);
    } else if (const auto* method = call->func->as<Attribute>()) {
      note_clause(file_.text(method->attr));
      read_statement(*method->value, depth + 1);
    }
  }

  void note_clause(std::string_view name) {
    rows.has_options = rows.has_options || is_one_of(name, kEager);
    rows.is_locked = rows.is_locked || name == "with_for_update";
  }

  void note_class(const Expr& expr) {
    const Definition found = file_.definition_of(expr);
    const auto* cls = as<ClassDef>(found.node);
    if (cls != nullptr && is_orm_class(*found.file, *cls)) rows.cls = found;
  }

  const FileModel& file_;
  int depth_ = 0;
};

}  // namespace

bool is_session(std::string_view type) { return is_one_of(type, kSessions); }

QueriedRows queried_rows(const FileModel& file, const Expr& expr) {
  QueryReader reader(file);
  reader.read(expr);
  return reader.rows;
}

bool sends_query(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) return false;
  const std::string_view name = file.text(method->attr);
  const std::string_view target = file.resolve(*call.func);
  const bool is_document = name == "get" && target.starts_with("google.cloud.firestore") &&
                           target.find("Document") != target.npos;
  if (is_document) return true;
  if (!is_one_of(name, kQueries) && name != "query") return false;
  const std::string_view owner = file.type_of(*method->value);
  return is_session(owner) || is_one_of(owner, kConnections);
}

}  // namespace fastidious::app
