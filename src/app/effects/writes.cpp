#include "app/effects/writes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "app/effects/request_functions.h"
#include "knowledge/sql_sinks.h"
#include "semantic/exception_handlers.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 30;

// Methods that change something as soon as they are called, or when the session is committed.
struct Writer {
  std::string_view type;
  std::array<std::string_view, 8> methods;
};
constexpr std::array<std::string_view, 8> kSessionWrites = {"add",
                                                            "add_all",
                                                            "delete",
                                                            "merge",
                                                            "bulk_save_objects",
                                                            "bulk_insert_mappings",
                                                            "bulk_update_mappings",
                                                            {}};
constexpr std::array<std::string_view, 8> kDocumentWrites = {"set", "update", "delete", "create",
                                                             {},    {},       {},       {}};
constexpr std::array<std::string_view, 8> kCollectionWrites = {
    "insert_one", "insert_many", "update_one",  "update_many",
    "delete_one", "delete_many", "replace_one", "add"};

constexpr std::string_view kSessions[] = {"sqlalchemy.orm.Session", "sqlmodel.Session",
                                          "sqlalchemy.ext.asyncio.AsyncSession",
                                          "sqlmodel.ext.asyncio.session.AsyncSession"};

constexpr Writer kWriters[] = {
    {"sqlalchemy.orm.Session", kSessionWrites},
    {"sqlmodel.Session", kSessionWrites},
    {"sqlalchemy.ext.asyncio.AsyncSession", kSessionWrites},
    {"sqlmodel.ext.asyncio.session.AsyncSession", kSessionWrites},
    {"sqlalchemy.orm.Query", {"delete", "update", {}, {}, {}, {}, {}, {}}},
    {"google.cloud.firestore.DocumentReference", kDocumentWrites},
    {"google.cloud.firestore.AsyncDocumentReference", kDocumentWrites},
    {"google.cloud.firestore.CollectionReference", kCollectionWrites},
    {"google.cloud.firestore.AsyncCollectionReference", kCollectionWrites},
    {"google.cloud.firestore.WriteBatch", kDocumentWrites},
    {"pymongo.collection.Collection", kCollectionWrites},
};

// Words of what is written down beside the business, and of what is made on first use.
constexpr std::string_view kBookkeeping[] = {
    "audit",      "log",     "logs",     "logging",      "history",      "event",     "events",
    "metric",     "metrics", "cache",    "cached",       "caches",       "seen",      "accessed",
    "access",     "visit",   "visits",   "view",         "views",        "usage",     "stats",
    "statistics", "counter", "tracking", "track",        "telemetry",    "analytics", "heartbeat",
    "activity",   "login",   "used",     "refresh",      "refreshed",    "expired",   "cleanup",
    "prune",      "warm",    "ensure",   "download",     "downloads",    "session",   "sessions",
    "token",      "tokens",  "lazy",     "notification", "notifications"};

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool starts =
        std::isupper(c) != 0 && i > 0 && std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
    if (std::isalnum(c) == 0 || starts) words.emplace_back();
    if (std::isalnum(c) != 0) words.back() += static_cast<char>(std::tolower(c));
  }
  return words;
}

// "INSERT" of "insert into orders …"; empty if the text changes nothing.
std::string_view changing_verb(const std::string& sql) {
  std::string text = knowledge::normalised_sql(sql);
  text.erase(0, text.find_first_not_of(" ("));
  for (const std::string_view verb : {"INSERT", "UPDATE", "DELETE", "TRUNCATE", "REPLACE INTO"}) {
    if (text.starts_with(verb)) return verb;
  }
  return {};
}

// `update(Order).where(…)` is what `update(Order)` makes.
std::string_view statement_type(const FileModel& file, const Expr& expr) {
  const Placed value = follow({&file, &expr}).value;
  if (value.expr == nullptr) return {};
  const Expr* root = value.expr;
  while (true) {
    const auto* call = root->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr || method->value->as<Call>() == nullptr) break;
    root = method->value;
  }
  const auto* call = root->as<Call>();
  return call != nullptr ? value.file->resolve(*call->func) : std::string_view{};
}

// `"DELETE …"` of `text("DELETE …")`.
const Expr* text_inside(const FileModel& file, const Expr& statement) {
  const auto* call = statement.as<Call>();
  const bool wraps = call != nullptr && file.resolve(*call->func) == "sqlalchemy.text";
  const Expr* text = wraps ? semantic::argument(file, *call, 0, "text") : nullptr;
  return text != nullptr ? text : &statement;
}

std::string_view write_of_sql(const FileModel& file, const Call& call) {
  const knowledge::SqlSink* sink = knowledge::find_sql_sink(file.resolve(*call.func));
  if (sink == nullptr) return {};
  const Expr* statement = semantic::argument(file, call, sink->index, sink->parameter);
  if (statement == nullptr) return {};
  statement = text_inside(file, *statement);
  if (const auto text = file.constant_string(*statement)) return changing_verb(*text);
  const std::string_view made = statement_type(file, *statement);
  const bool changes = made == "sqlalchemy.insert" || made == "sqlalchemy.update" ||
                       made == "sqlalchemy.delete" ||
                       (made.starts_with("sqlalchemy.dialects.") && made.ends_with(".insert"));
  return changes ? made : std::string_view{};
}

bool keeps_books(const FileModel& file, const Node& inside) {
  for (const Node* node : file.tree().subtree(file.enclosing_statement(inside))) {
    if (const auto* name = node->as<Name>()) {
      if (is_about_bookkeeping(file.text(name->name))) return true;
    } else if (const auto* attribute = node->as<Attribute>()) {
      if (is_about_bookkeeping(file.text(attribute->attr))) return true;
    } else if (const auto* constant = node->as<Constant>()) {
      if (constant->is_str() && is_about_bookkeeping(constant->value)) return true;
    }
  }
  return false;
}

// `order.paid = True`, where `order` is neither what the method belongs to nor the request.
bool sets_a_field(const Definition& function, const Node& node) {
  const auto* assignment = node.as<Assign>();
  if (assignment == nullptr || keeps_books(*function.file, *assignment)) return false;
  const Arg* owner =
      semantic::owner_parameter(*function.file, static_cast<const FunctionDef&>(*function.node));
  return std::any_of(assignment->targets.begin(), assignment->targets.end(),
                     [&](const Expr* target) {
                       const auto* field = target->as<Attribute>();
                       const auto* object = field != nullptr ? field->value->as<Name>() : nullptr;
                       if (object == nullptr || (owner != nullptr && owner->name == object->name))
                         return false;
                       const std::string_view type = function.file->type_of(*object);
                       return type != "fastapi.Request" && type != "fastapi.Response";
                     });
}

// `session.commit()`
bool is_commit(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return method != nullptr && file.text(method->attr) == "commit" &&
         is_one_of(file.type_of(*method->value), kSessions);
}

}  // namespace

bool is_about_bookkeeping(std::string_view name) {
  if (name.find("or_create") != name.npos || name.find("or_insert") != name.npos) return true;
  const std::vector<std::string> words = words_of(name);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_one_of(word, kBookkeeping); });
}

std::string_view write_at(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) return {};
  const std::string_view name = file.text(method->attr);
  const std::string_view type = file.type_of(*method->value);
  if (!type.empty()) {
    for (const Writer& one : kWriters) {
      if (one.type == type && is_one_of(name, one.methods)) return file.resolve(*call.func);
    }
  }
  return write_of_sql(file, call);
}

const Write* WriteReach::of(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr || depth_ >= kMaxDepth) return nullptr;
  const auto [at, is_new] = known_.try_emplace(node);  // a cycle ends here
  if (is_new && !is_about_bookkeeping(function.file->text(node->name))) {
    ++depth_;
    at->second = look_into(function);
    --depth_;
  }
  return at->second ? &*at->second : nullptr;
}

std::vector<Write> WriteReach::trace(const Definition& function) {
  std::vector<Write> steps;
  const Write* one = of(function);
  while (one != nullptr && steps.size() < static_cast<std::size_t>(kMaxDepth)) {
    steps.push_back(*one);
    one = one->next ? of(one->next) : nullptr;
  }
  return steps;
}

std::optional<Write> WriteReach::look_into(const Definition& function) {
  std::optional<Write> found;
  bool sets_field = false;
  for (const Stmt* statement : static_cast<const FunctionDef&>(*function.node).body) {
    const bool writes = semantic::any_own_node(*function.file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      sets_field = sets_field || sets_a_field(function, node);
      if (call == nullptr) return false;
      const bool commits = sets_field && is_commit(*function.file, *call);
      found = commits ? Write{{function.file, call}, function.file->resolve(*call->func), {}}
                      : look_at(*function.file, *call);
      return found.has_value();
    });
    if (writes) break;
  }
  return found;
}

std::optional<Write> WriteReach::look_at(const FileModel& file, const Call& call) {
  if (const std::string_view what = write_at(file, call); !what.empty()) {
    if (keeps_books(file, call)) return {};
    return Write{{&file, &call}, what, {}};
  }
  const Definition callee = called_function(file, call);
  const Write* inner = of(callee);
  if (inner == nullptr) return {};
  return Write{{&file, &call}, inner->what, callee};
}

}  // namespace fastidious::app
