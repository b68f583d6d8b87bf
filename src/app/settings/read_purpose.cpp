#include "app/settings/read_purpose.h"

#include <algorithm>

#include "knowledge/secret_names.h"
#include "semantic/exception_handlers.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_parameter(const FileModel& file, const FunctionDef& function, const Expr& expr) {
  const auto* name = expr.as<Name>();
  const auto& all = function.args->all;
  return name != nullptr && std::any_of(all.begin(), all.end(), [&](const Arg* one) {
           return one->name == name->name && file.text(name->name) != "self";
         });
}

bool names_parameter(const FileModel& file, const FunctionDef& function, const Expr& expr) {
  const auto nodes = file.tree().subtree(expr);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* name = node->as<Name>();
    return name != nullptr && is_parameter(file, function, *name);
  });
}

// The test that decides whether what stands below `at` runs; null if there is none.
const Expr* test_of(const Node& at) {
  if (const auto* choice = at.as<If>()) return choice->test;
  if (const auto* choice = at.as<IfExp>()) return choice->test;
  return nullptr;
}

// The name as a text somewhere in the expression: `if "X" in os.environ`.
bool speaks_of(const FileModel& file, const Expr& expr, std::string_view name) {
  const auto nodes = file.tree().subtree(expr);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* text = node->as<Constant>();
    return text != nullptr && text->is_str() && text->value == name;
  });
}

bool catches_missing(const FileModel& file, const Try& attempt, const Node& at) {
  const bool inside = std::any_of(attempt.body.begin(), attempt.body.end(),
                                  [&](const Stmt* one) { return one->encloses(at); });
  return inside && std::any_of(attempt.handlers.begin(), attempt.handlers.end(),
                               [&](const ExceptHandler* one) {
                                 return one->type == nullptr ||
                                        semantic::any_caught(file, *one, [](std::string_view name) {
                                          return name == "builtins.KeyError" ||
                                                 name == "builtins.LookupError" ||
                                                 name == "builtins.Exception";
                                        });
                               });
}

// The whole of a read that is another's default: `os.getenv("NEW", os.getenv("OLD"))`.
const Expr& outermost_read(const FileModel& file, const Expr& read) {
  const Expr* whole = &read;
  for (const Node* at = file.parent(read); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Keyword)) continue;
    const auto* call = at->as<Call>();
    if (call == nullptr || !environment_read(file, *call)) break;
    whole = call;
  }
  return *whole;
}

// What the value is bound to: `key` of `key = os.getenv("KEY")`, `self.key: str | None = …`.
const Expr* target_of(const FileModel& file, const Expr& value) {
  const Node* parent = file.parent(value);
  if (const auto* assign = as<Assign>(parent)) return assign->targets[0];
  const auto* annotated = as<AnnAssign>(parent);
  return annotated != nullptr ? annotated->target : nullptr;
}

// Whether something else is done where the value is none: `if key:`, `key or other`,
// `key is not None`, `assert key`.
bool is_weighed(const FileModel& file, const Expr& value) {
  const Node* below = &value;
  for (const Node* at = file.parent(value); at != nullptr; below = at, at = file.parent(*at)) {
    if (at->is(Kind::BoolOp) || at->is(Kind::UnaryOp) || test_of(*at) == below) return true;
    if (const auto* compare = at->as<Compare>()) {
      if (std::any_of(compare->ops.begin(), compare->ops.end(), [](Comparator op) {
            return op == Comparator::Is || op == Comparator::IsNot;
          })) {
        return true;
      }
    }
    if (at->as<Stmt>() != nullptr) return at->is(Kind::Assert);
  }
  return false;
}

template <class T>
bool any_weighed(const FileModel& file, const Node& scope, Identifier T::* name, Identifier meant) {
  const auto all = file.tree().nodes_of<T>(scope);
  return std::any_of(all.begin(), all.end(),
                     [&](const T* one) { return one->*name == meant && is_weighed(file, *one); });
}

// Whether what is so called is weighed below `scope`: `KEY`, `config.KEY`, `self.key`.
bool is_weighed_below(const FileModel& file, const Node& scope, Identifier name) {
  return any_weighed(file, scope, &Name::name, name) ||
         any_weighed(file, scope, &Attribute::attr, name);
}

// The same in the modules that import that of the constant.
bool is_weighed_by_importers(const FileModel& home, Identifier name) {
  const semantic::Model& model = home.project();
  for (const project::ImportEdge* edge : model.imports().imports_into(home.file().id)) {
    if (edge->type_checking || edge->from == edge->to) continue;
    const FileModel& file = model.file(edge->from);
    if (is_weighed_below(file, file.tree().root(), name)) return true;
  }
  return false;
}

// Whether each use stands below an `if` that does not hold the reading: where it is not asked for,
// it need not be there.
bool is_used_at_times(const FileModel& file, const FunctionDef& function, const Name& target) {
  const auto all = file.tree().nodes_of<Name>(function);
  return std::all_of(all.begin(), all.end(), [&](const Name* one) {
    if (one == &target || one->name != target.name) return true;
    for (const Node* at = file.parent(*one); at != nullptr && at != &function;
         at = file.parent(*at)) {
      if (at->is(Kind::If) && !at->encloses(target)) return true;
    }
    return false;
  });
}

// `key = os.getenv("KEY")` … `if key:`: without it, something else is done. Of a constant also in
// the modules that import it, of an attribute anywhere in the file.
bool is_tested_later(const FileModel& file, const Expr& value) {
  const Expr* target = target_of(file, value);
  if (target == nullptr) return false;
  if (const auto* attribute = target->as<Attribute>()) {
    return is_weighed_below(file, file.tree().root(), attribute->attr);
  }
  const auto* name = target->as<Name>();
  if (name == nullptr) return false;
  if (const FunctionDef* function = file.enclosing_function(value)) {
    return is_weighed_below(file, *function, name->name) ||
           is_used_at_times(file, *function, *name);
  }
  return is_weighed_below(file, file.tree().root(), name->name) ||
         is_weighed_by_importers(file, name->name);
}

// `return os.getenv("KEY")`, where somebody who calls the function weighs what it gives.
bool is_weighed_by_callers(const FileModel& file, const Expr& value) {
  const FunctionDef* function = file.enclosing_function(value);
  if (function == nullptr || !file.parent(value)->is(Kind::Return)) return false;
  const auto calls = file.project().calls_of(file.qualified_name(*function));
  return std::any_of(calls.begin(), calls.end(), [](const semantic::CallSite& one) {
    return is_weighed(*one.file, *one.call) || is_tested_later(*one.file, *one.call);
  });
}

// `if token := os.getenv("TOKEN"):`, `if os.getenv("A") and not os.getenv("B"):`, and a read of
// the same name below that; not `if is_equal(key, os.getenv("KEY")):`.
bool is_switch(const FileModel& file, const Expr& read, std::string_view name) {
  const Node* below = &read;
  bool is_direct = true;  // nothing but `and`, `or`, `not`, `:=` between the read and `below`
  for (const Node* at = file.parent(read); at != nullptr; below = at, at = file.parent(*at)) {
    const Expr* test = test_of(*at);
    if (test == below && is_direct) return true;
    if (test != nullptr && test != below && speaks_of(file, *test, name)) return true;
    is_direct = is_direct && (at->is(Kind::BoolOp) || at->is(Kind::UnaryOp) ||
                              at->is(Kind::NamedExpr) || at->is(Kind::Compare));
    if (at->as<FunctionDef>() != nullptr) return false;
  }
  return false;
}

bool reads_environment(const FileModel& file, const Expr& expr) {
  return semantic::any_own_node(file, expr, [&](const Node& node) {
    const bool may_read = node.is(Kind::Call) || node.is(Kind::Subscript);
    return may_read && environment_read(file, static_cast<const Expr&>(node)).has_value();
  });
}

// The name of a collection: `env` of `env`, `self.env`.
std::string_view last_name(const FileModel& file, const Expr& expr) {
  if (const auto* name = expr.as<Name>()) return file.text(name->name);
  const auto* attribute = expr.as<Attribute>();
  return attribute != nullptr ? file.text(attribute->attr) : std::string_view{};
}

// What `all(os.getenv(one) for one in names)` asks for: "names"; empty if the call is no such one.
std::string_view names_asked_for(const FileModel& file, const Call& call) {
  if (file.resolve(*call.func) != "builtins.all" || call.args.size() != 1) return {};
  if (!reads_environment(file, *call.args.front())) return {};
  for (const Node* node : file.tree().subtree(*call.args.front())) {
    if (const auto* part = node->as<Comprehension>()) return last_name(file, *part->iter);
  }
  return {};
}

// Whether the name stands in a list that is bound to `collection`: `env = ["KEY", "SECRET"]`.
bool is_listed(const FileModel& file, std::string_view collection, std::string_view name) {
  for (const auto* assign : file.tree().nodes_of<Assign>()) {
    const bool is_list = assign->value->is(Kind::ListExpr) || assign->value->is(Kind::Tuple) ||
                         assign->value->is(Kind::Set);
    if (is_list && last_name(file, *assign->targets[0]) == collection &&
        speaks_of(file, *assign->value, name)) {
      return true;
    }
  }
  return false;
}

// Whether the module itself asks for all names of a list that has this one: without them, what
// reads it is left out.
bool is_asked_for_with_others(const FileModel& file, std::string_view name) {
  for (const auto* call : file.tree().nodes_of<Call>()) {
    const std::string_view collection = names_asked_for(file, *call);
    if (!collection.empty() && is_listed(file, collection, name)) return true;
  }
  return false;
}

// The test of the `if` that asks for variables and below which the statement stands; null if there
// is none.
const Expr* switch_around(const FileModel& file, const Node& statement) {
  const Node* below = &statement;
  for (const Node* at = file.parent(statement); at != nullptr; below = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    const bool in_body = choice != nullptr && !choice->body.empty() &&
                         choice->body.front()->begin <= below->begin &&
                         below->begin <= choice->body.back()->begin;
    if (in_body && reads_environment(file, *choice->test)) return choice->test;
  }
  return nullptr;
}

bool is_chosen_in_function(const FileModel& file, const Node& statement) {
  const FunctionDef* function = file.enclosing_function(statement);
  if (function == nullptr) return false;
  for (const Node* at = file.parent(statement); at != nullptr && at != function;
       at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::MatchCase)) return true;
  }
  return false;
}

// Whether the text is a key that is written: of a display, or of `x["NAME"] = …`.
bool is_written_key(const FileModel& file, const Constant& text) {
  const Node* parent = file.parent(text);
  if (const auto* display = as<Dict>(parent)) {
    return std::find(display->keys.begin(), display->keys.end(), &text) != display->keys.end();
  }
  const auto* subscript = as<Subscript>(parent);
  const auto* assign = subscript != nullptr ? as<Assign>(file.parent(*subscript)) : nullptr;
  return assign != nullptr && assign->value != subscript;
}

}  // namespace

bool is_fallback_of_parameter(const EnvironmentRead& read) {
  const FileModel& file = *read.at.file;
  const FunctionDef* function = file.enclosing_function(*read.at.expr);
  if (function == nullptr) return false;
  const Node* below = read.at.expr;
  for (const Node* at = file.parent(*below); at != nullptr && at != function;
       below = at, at = file.parent(*at)) {
    if (const auto* choice = at->as<BoolOp>(); choice != nullptr && choice->values[0] != below) {
      if (names_parameter(file, *function, *choice->values[0])) return true;
    }
    const Expr* test = test_of(*at);
    if (test != nullptr && test != below && names_parameter(file, *function, *test)) return true;
  }
  return false;
}

bool is_settings_library_call(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return file.resolve(*call.func) == "decouple.config" ||
         file.type_of(*call.func) == "starlette.config.Config" ||
         (method != nullptr && file.type_of(*method->value) == "environs.Env");
}

bool is_by_settings_library(const EnvironmentRead& read) {
  const auto* call = read.at.expr->as<Call>();
  return call != nullptr && is_settings_library_call(*read.at.file, *call);
}

bool is_needed(const EnvironmentRead& read) {
  const FileModel& file = *read.at.file;
  if (!read.is_required) {
    const Node* parent = file.parent(*read.at.expr);
    const Expr& whole = outermost_read(file, *read.at.expr);
    const bool has_other = read.default_value || parent->is(Kind::BoolOp) ||
                           parent->is(Kind::UnaryOp) || is_switch(file, *read.at.expr, read.name) ||
                           is_tested_later(file, whole) || is_weighed_by_callers(file, whole);
    return !has_other && !read.is_whole &&
           knowledge::evidence_of_name(read.name) != knowledge::NameEvidence::None &&
           !is_asked_for_with_others(file, read.name);
  }
  for (const Node* at = file.parent(*read.at.expr); at != nullptr; at = file.parent(*at)) {
    const Expr* test = test_of(*at);
    if (test != nullptr && speaks_of(file, *test, read.name)) return false;
    const auto* attempt = at->as<Try>();
    if (attempt != nullptr && catches_missing(file, *attempt, *read.at.expr)) return false;
  }
  return true;
}

bool is_loaded_if_set(const semantic::Model& model, const EnvironmentRead& read) {
  const findings::FileId id = read.at.file->file().id;
  bool asks = false;
  for (const project::ImportEdge* edge : model.imports().imports_into(id)) {
    if (edge->type_checking || edge->from == id) continue;
    const FileModel& importer = model.file(edge->from);
    if (importer.file().role == project::Role::Test) continue;
    const Expr* test = switch_around(importer, *edge->statement);
    if (test == nullptr) return false;
    asks = asks || speaks_of(importer, *test, read.name);
  }
  return asks;
}

bool is_loaded_by_choice(const semantic::Model& model, const EnvironmentRead& read) {
  const findings::FileId id = read.at.file->file().id;
  bool is_imported = false;
  for (const project::ImportEdge* edge : model.imports().imports_into(id)) {
    if (edge->type_checking || edge->from == id) continue;
    const FileModel& importer = model.file(edge->from);
    if (importer.file().role == project::Role::Test) continue;
    if (!is_chosen_in_function(importer, *edge->statement)) return false;
    is_imported = true;
  }
  return is_imported;
}

std::set<std::string_view> written_names(const semantic::Model& model,
                                         const std::vector<EnvironmentRead>& reads) {
  std::set<std::string_view> read, written;
  for (const EnvironmentRead& one : reads) read.insert(one.name);
  for (const std::string_view name : read) {
    const auto texts = model.mentions().texts_like(name);
    const bool is_written = std::any_of(texts.begin(), texts.end(), [&](const auto& mention) {
      const FileModel& file = model.file(mention.file);
      const auto& text = *model.node(mention).template as<Constant>();
      return text.value == name && file.file().role != project::Role::Test &&
             is_written_key(file, text);
    });
    if (is_written) written.insert(name);
  }
  return written;
}

}  // namespace fastidious::app
