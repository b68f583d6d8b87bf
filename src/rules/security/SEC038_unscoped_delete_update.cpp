#include <algorithm>
#include <string>

#include "knowledge/sql_strings.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Words in names of functions that are meant to change every row.
constexpr std::string_view kWholesale[] = {
    "clear",   "reset",   "purge", "truncate", "wipe",     "delete_all", "remove_all",
    "clean",   "flush",   "seed",  "drop",     "teardown", "prune",      "empty",
    "rebuild", "refresh", "sync",  "import",   "restore",  "all",        "migrate",
    "init",    "load",    "setup", "erase",    "nuke",     "factory",    "replace"};

bool is_wholesale(std::string_view name) {
  return std::any_of(std::begin(kWholesale), std::end(kWholesale),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

// `run_seed.py`, `storage/migrations/steps/prices.py`: every row is meant there.
bool fills_or_migrates(const FileModel& file) {
  constexpr std::string_view kWords[] = {"seed",   "seeds",    "seeder",    "seeding",   "reset",
                                         "reseed", "fixtures", "migration", "migrations"};
  return names_any_of(file.file().path, kWords);
}

// Whether a route handler calls the function, or one that does.
bool is_called_by_handler(const FileModel& file, const FunctionDef& function, int depth) {
  constexpr int kMaxDepth = 3;
  constexpr std::size_t kMaxCallers = 20;
  const auto callers = file.project().calls_of(file.qualified_name(function));
  const auto some = callers.first(std::min(kMaxCallers, callers.size()));
  return std::any_of(some.begin(), some.end(), [&](const semantic::CallSite& site) {
    const FunctionDef* caller = site.file->enclosing_function(*site.call);
    if (caller == nullptr || caller == &function) return false;
    return site.file->is_route_handler(*caller) ||
           (depth < kMaxDepth && is_called_by_handler(*site.file, *caller, depth + 1));
  });
}

// Says whose rows, or which: `user_id`, `owner`, `ids`.
bool selects(std::string_view written) {
  constexpr std::string_view kWords[] = {
      "id",      "ids",      "uuid", "user", "owner", "tenant", "account",     "workspace",
      "project", "customer", "slug", "key",  "keys",  "org",    "organization"};
  const std::string name = lower_case(written);
  return is_one_of(std::string_view(name).substr(name.rfind('_') + 1), kWords);
}

const Arg* selection(const FileModel& file, const FunctionDef& function) {
  for (const Arg* one : function.args->all) {
    if (selects(file.text(one->name))) return one;
  }
  return nullptr;
}

// ---- what is meant for every row

constexpr std::size_t kMost = 500;  // nodes that one question looks at

// The rows are made anew below, and belong to nobody: `query(FAQ).delete()`, `add(FAQ(text=text))`.
bool is_replaced(const FileModel& file, const FunctionDef& function, const Call& deletion,
                 const Expr& model) {
  const auto is_made = [&](const Call* made) {
    return made->span().begin > deletion.span().end && file.text(*made->func) == file.text(model) &&
           !made->keywords.empty() &&
           std::none_of(made->keywords.begin(), made->keywords.end(), [&](const Keyword* one) {
             return one->arg && selects(file.text(one->arg));
           });
  };
  std::size_t seen = 0;
  for (const auto* one : file.tree().nodes_of<Call>(function)) {
    if (++seen > kMost) break;
    if (is_made(one)) return true;
  }
  return false;
}

bool is_literal(const Expr* value, ConstantKind kind) {
  const auto* constant = as<Constant>(value);
  return constant != nullptr && constant->type == kind;
}

// The one flag that an update takes from every row: `update({"is_active": False})`.
std::string_view flag_taken(const FileModel& file, const Call& update) {
  if (update.keywords.size() == 1 && update.args.empty()) {
    const Keyword& only = *update.keywords[0];
    return only.arg && is_literal(only.value, ConstantKind::False) ? file.text(only.arg) : "";
  }
  const auto* values = update.args.empty() ? nullptr : update.args[0]->as<Dict>();
  if (values == nullptr || values->keys.size() != 1) return "";
  const Expr* key = values->keys[0];
  if (key == nullptr || !is_literal(values->values[0], ConstantKind::False)) return "";
  const auto* text = key->as<Constant>();
  const auto* column = key->as<Attribute>();
  return text != nullptr ? text->value : column != nullptr ? file.text(column->attr) : "";
}

// One row has the flag afterwards: `new.is_active = True`, `Config(is_active=True)`.
bool is_given_to_one(const FileModel& file, const FunctionDef& function, const Call& update) {
  const std::string_view flag = flag_taken(file, update);
  if (flag.empty()) return false;
  std::size_t seen = 0;
  for (const auto* assign : file.tree().nodes_of<Assign>(function)) {
    if (++seen > kMost) return false;
    const auto* target = assign->targets[0]->as<Attribute>();
    const bool is_it = target != nullptr && file.text(target->attr) == flag;
    if (is_it && is_literal(assign->value, ConstantKind::True)) return true;
  }
  for (const auto* keyword : file.tree().nodes_of<Keyword>(function)) {
    if (++seen > kMost) return false;
    const bool is_it = keyword->arg && file.text(keyword->arg) == flag;
    if (is_it && is_literal(keyword->value, ConstantKind::True)) return true;
  }
  return false;
}

// ---- reports

std::string code(std::string_view name) { return "`" + std::string(name) + "`"; }

// What has no condition.
struct Statement {
  std::string_view what;    // "deletes"
  std::string target;       // a table, or a model
  std::string conditioned;  // the same with a condition: "DELETE FROM orders WHERE …"
};

void advise(Draft& draft, const Statement& statement) {
  draft.fix(
      "Name the rows: `{}`. Where all of them are meant, let the function's name say so: "
      "`{}_all_…`.",
      {statement.conditioned, statement.what.substr(0, statement.what.size() - 1)});
}

void report(const Call& call, const Statement& statement, Check& check, const Expr* model = nullptr,
            const Call* values = nullptr) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || fills_or_migrates(file)) return;
  if (model != nullptr && is_replaced(file, *function, call, *model)) return;
  if (values != nullptr && is_given_to_one(file, *function, *values)) return;
  const std::string_view name = file.text(function->name);
  const bool is_route = file.is_route_handler(*function);
  if (!is_route && is_wholesale(name)) return;
  const bool is_reached = is_route || is_called_by_handler(file, *function, 0);
  const Arg* asked_for = is_reached && !is_route ? selection(file, *function) : nullptr;
  const std::string of = statement.target.empty() ? "" : " of `" + statement.target + "`";
  Draft draft =
      check.report(call, "`{}` {} every row{}{}{}: it has no condition",
                   {name, statement.what, of, asked_for != nullptr ? ", although it is given " : "",
                    asked_for != nullptr ? code(file.text(asked_for->name)) : ""});
  if (!statement.conditioned.empty()) advise(draft, statement);
  const bool is_severe = is_route || asked_for != nullptr;
  draft.severity(is_severe ? Severity::Critical : Severity::Warning)
      .confidence(is_reached ? Confidence::Medium : Confidence::Low);
}

// ---- SQL
// ---------------------------------------------------------------------------------------------

bool is_of_name(char c) { return is_word_byte(c) || c == '.'; }

// Of `if key: "UPDATE t … WHERE key = %s"`, `else: "UPDATE t …"` the last branch: all are meant.
bool is_left_over(const FileModel& file, const Call& call, std::string_view statement) {
  const std::string start(statement.substr(0, statement.find(" SET ")));
  const If* choice = nullptr;
  for (const Node* at = file.parent(call); at != nullptr && as<FunctionDef>(at) == nullptr;
       at = file.parent(*at)) {
    if (const auto* branch = at->as<If>()) choice = branch;
  }
  if (choice == nullptr) return false;
  std::size_t seen = 0;
  for (const auto* one : file.tree().nodes_of<Constant>(*choice)) {
    if (++seen > kMost) break;
    if (!one->is_str() || call.encloses(*one)) continue;
    const std::string other = knowledge::normalised_sql(one->value);
    if (other.find(start) != other.npos && other.find(" WHERE ") != other.npos) return true;
  }
  return false;
}

// The word so far behind the statement's first, as it is written; empty where that is no name.
std::string word_of(std::string_view statement, std::size_t number) {
  constexpr std::string_view kBlank = " \t\r\n";
  for (std::size_t begin = 0; begin != statement.npos;) {
    begin = statement.find_first_not_of(kBlank, begin);
    if (begin == statement.npos) break;
    const std::size_t end = std::min(statement.find_first_of(kBlank, begin), statement.size());
    const std::string_view word = statement.substr(begin, end - begin);
    if (number-- == 0)
      return std::all_of(word.begin(), word.end(), is_of_name) ? std::string(word) : "";
    begin = end;
  }
  return {};
}

void check_sql(const Call& call, const knowledge::SqlArgument& argument, Check& check) {
  const auto text = check.file().constant_string(*argument.text);
  if (!text) return;
  const std::string sql = knowledge::normalised_sql(*text);
  const std::string_view statement =
      std::string_view(sql).substr(std::min(sql.find_first_not_of(' '), sql.size()));
  const bool deletes = statement.starts_with("DELETE FROM ");
  const bool updates =
      statement.starts_with("UPDATE ") && statement.find(" SET ") != statement.npos;
  const bool is_scoped = statement.find(" WHERE ") != statement.npos ||
                         statement.find(" LIMIT ") != statement.npos ||
                         statement.find(" USING ") != statement.npos;
  if ((!deletes && !updates) || is_scoped || is_left_over(check.file(), call, statement)) return;
  const std::string table = word_of(*text, deletes ? 2 : 1);
  report(call,
         {deletes ? "deletes" : "updates", table,
          table.empty() ? ""
          : deletes     ? "DELETE FROM " + table + " WHERE …"
                        : "UPDATE " + table + " SET … WHERE …"},
         check);
}

// ---- SQLAlchemy
// ------------------------------------------------------------------------------------------

// session.query(Model).delete(), session.query(Model).update({…})
void check_query(const Call& call, const Attribute& method, Check& check) {
  const FileModel& file = check.file();
  const std::string_view verb = file.text(method.attr);
  const auto* query = method.value->as<Call>();
  if ((verb != "delete" && verb != "update") || query == nullptr) return;
  if (file.resolve(query->func) != "sqlalchemy.orm.Session.query") return;
  const Expr* model = query->args.empty() ? nullptr : query->args[0];
  const Statement statement{
      verb == "update" ? "updates" : "deletes",
      model != nullptr ? std::string(file.text(*model)) : "",
      std::string(file.text(*query)) + ".filter(…)." + std::string(verb) + "(…)"};
  if (verb == "update") return report(call, statement, check, nullptr, &call);
  report(call, statement, check, model);
}

// The end of the chain that `statement` begins: `delete(A).values(…)`. Null if the chain has a
// condition.
const Expr* end_of_chain(const FileModel& file, const Call& statement) {
  const Expr* at = &statement;
  while (const auto* method = as<Attribute>(file.parent(*at))) {
    const std::string_view name = file.text(method->attr);
    if (name == "where" || name == "filter" || name == "filter_by") return nullptr;
    const auto* call = as<Call>(file.parent(*method));
    if (call == nullptr || call->func != method) return nullptr;
    at = call;
  }
  return at;
}

// session.execute(delete(Model)), session.execute(update(Model).values(…))
void check_statement(const Call& call, std::string_view what, Check& check) {
  const FileModel& file = check.file();
  const Expr* end = end_of_chain(file, call);
  const auto* execution = end != nullptr ? as<Call>(file.parent(*end)) : nullptr;
  const auto* method = execution != nullptr ? execution->func->as<Attribute>() : nullptr;
  if (method == nullptr || execution->args.size() != 1 || execution->args[0] != end) return;
  const std::string_view verb = file.text(method->attr);
  if (verb != "execute" && verb != "exec" && verb != "scalars") return;
  const Expr* given = call.args.size() == 1 ? call.args[0] : nullptr;
  const Statement statement{what, given != nullptr ? std::string(file.text(*given)) : "",
                            std::string(file.text(call)) + ".where(…)"};
  report(*execution, statement, check, what == "deletes" ? given : nullptr, end->as<Call>());
}

void check_call(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr) check_query(call, *method, check);
  const std::string_view target = check.target();
  if (target == "sqlalchemy.delete") return check_statement(call, "deletes", check);
  if (target == "sqlalchemy.update") return check_statement(call, "updates", check);
  if (call.args.empty()) return;
  if (const auto argument = knowledge::sql_argument(file, call, target))
    check_sql(call, *argument, check);
}

}  // namespace

extern constinit const Rule SEC038 = {
    .code = "SEC038",
    .name = "unscoped-delete-update",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::None,
    .where = Where::Application,
    .references = {"CWE-1284", "https://docs.sqlalchemy.org/en/20/tutorial/data_update.html"},
    .risk = "One call changes or removes the rows of every user and tenant.",
    .advice =
        "Name the rows: `delete(Order).where(Order.owner_id == user.id)`, `DELETE FROM orders "
        "WHERE owner_id = %s`.",
    .docs = R"md(
`DELETE` and `UPDATE` without `WHERE` are about every row of the table. In code that requests reach
that is rarely meant.

```python bad
from fastapi import APIRouter, Depends
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db import Order, get_session

router = APIRouter()


@router.delete("/orders")
def remove_orders(session: Session = Depends(get_session)) -> None:
    session.execute(delete(Order))
```

```python good
from fastapi import APIRouter, Depends
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db import Order, User, get_session, get_user

router = APIRouter()


@router.delete("/orders")
def remove_orders(session: Session = Depends(get_session), user: User = Depends(get_user)) -> None:
    session.execute(delete(Order).where(Order.owner_id == user.id))
```

Always for review: somebody may mean it. Reported are constant SQL at calls that execute it,
`delete(Model)` and `update(Model)` that are executed where they stand, and
`session.query(Model).delete()`. Where a handler calls the function, and it is given what
would choose the rows (`user_id`), that counts like the handler itself. Elsewhere it is a warning, of low
confidence where no handler leads there, and functions whose names say so (`clear_cache`, `reset_all`) are left alone, as are migrations, tests
and scripts. So are rows that nobody owns and that the same function makes anew (`query(FAQ).delete()`, then
`FAQ(text=text)`), and a flag that is taken from all to be given to one (`update({"is_default": False})`, then
`chosen.is_default = True`).
)md",
    .on_call = check_call,
};

}  // namespace fastidious::rules
