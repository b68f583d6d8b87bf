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

// `key = os.getenv("KEY")` … `if key:`: without it, something else is done.
bool is_tested_later(const FileModel& file, const Expr& read) {
  const auto* assign = as<Assign>(file.parent(read));
  const auto* target = assign != nullptr ? as<Name>(assign->targets[0]) : nullptr;
  if (target == nullptr) return false;
  const FunctionDef* function = file.enclosing_function(read);
  const Node* scope = function;
  if (scope == nullptr) scope = &file.tree().root();
  for (const Node* node : file.tree().subtree(*scope)) {
    const Expr* test = test_of(*node);
    if (test == nullptr) continue;
    for (const Node* part : file.tree().subtree(*test)) {
      const auto* name = part->as<Name>();
      if (name != nullptr && name->name == target->name) return true;
    }
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

bool is_needed(const EnvironmentRead& read) {
  const FileModel& file = *read.at.file;
  if (!read.is_required) {
    const Node* parent = file.parent(*read.at.expr);
    const bool has_other = read.default_value || parent->is(Kind::BoolOp) ||
                           parent->is(Kind::UnaryOp) || test_of(*parent) == read.at.expr ||
                           is_tested_later(file, *read.at.expr);
    return !has_other && !read.is_whole &&
           knowledge::evidence_of_name(read.name) != knowledge::NameEvidence::None;
  }
  for (const Node* at = file.parent(*read.at.expr); at != nullptr; at = file.parent(*at)) {
    const Expr* test = test_of(*at);
    if (test != nullptr && speaks_of(file, *test, read.name)) return false;
    const auto* attempt = at->as<Try>();
    if (attempt != nullptr && catches_missing(file, *attempt, *read.at.expr)) return false;
  }
  return true;
}

std::set<std::string_view> written_names(const semantic::Model& model,
                                         const std::vector<EnvironmentRead>& reads) {
  std::set<std::string_view> read, written;
  for (const EnvironmentRead& one : reads) read.insert(one.name);
  for (const FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (const auto* text : file.tree().nodes_of<Constant>()) {
      if (!text->is_str() || !is_written_key(file, *text)) continue;
      const auto known = read.find(text->value);
      if (known != read.end()) written.insert(*known);
    }
  }
  return written;
}

}  // namespace fastidious::app
