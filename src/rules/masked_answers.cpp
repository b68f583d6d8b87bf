#include "rules/masked_answers.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "semantic/completion.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::Definition;
using semantic::FileModel;

namespace {

constexpr int kMaxHops = 3;  // from what is returned over names to what made it

// What functions do to secrets before they are shown, by words of their names.
constexpr std::string_view kMasking[] = {"redact", "mask",    "sanitize",  "sanitise", "scrub",
                                         "hide",   "encrypt", "obfuscate", "strip",    "censor"};
// None, "***", mask(value)
bool hides(const FileModel& file, const Expr& value) {
  return value.is(Kind::Constant) || holds_one_of(file.text(value), kMasking);
}

// `row.secret = None`, `data["secret"] = "***"`, `"secret": None` of a copy's update.
bool rewrites(const FileModel& file, const Node& node, std::string_view field) {
  if (const auto* assign = node.as<Assign>()) {
    return hides(file, *assign->value) &&
           std::any_of(assign->targets.begin(), assign->targets.end(), [&](const Expr* target) {
             const auto* attribute = target->as<Attribute>();
             const auto* item = target->as<Subscript>();
             const auto* key = item != nullptr ? item->slice->as<Constant>() : nullptr;
             return (attribute != nullptr && file.text(attribute->attr) == field) ||
                    (key != nullptr && key->is_str() && key->value == field);
           });
  }
  const auto* call = node.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || file.text(method->attr) != "model_copy") return false;
  const Expr* update = semantic::argument(file, *call, -1, "update");
  const auto* changes = update != nullptr ? update->as<Dict>() : nullptr;
  if (changes == nullptr) return false;
  for (std::uint32_t i = 0; i < changes->keys.size(); ++i) {
    const auto* key = as<Constant>(changes->keys[i]);
    if (key != nullptr && key->value == field) return hides(file, *changes->values[i]);
  }
  return false;
}

// The expressions that give the names in `values` their values, in the same function.
std::vector<const Expr*> values_behind(const Definition& function,
                                       const std::vector<const Expr*>& values) {
  const FileModel& file = *function.file;
  std::vector<Identifier> names;
  for (const Expr* value : values) {
    for (const auto* name : file.tree().nodes_of<Name>(*value)) {
      names.push_back(name->name);
    }
  }
  const auto is_wanted = [&](const Expr* target) {
    const auto* name = target->as<Name>();
    return name != nullptr && std::find(names.begin(), names.end(), name->name) != names.end();
  };
  std::vector<const Expr*> found;
  for (const Node* node : file.tree().subtree(*function.node)) {
    const auto* assign = node->as<Assign>();
    const auto* declared = node->as<AnnAssign>();
    if (assign != nullptr &&
        std::any_of(assign->targets.begin(), assign->targets.end(), is_wanted)) {
      found.push_back(assign->value);
    }
    if (declared != nullptr && declared->value != nullptr && is_wanted(declared->target)) {
      found.push_back(declared->value);
    }
  }
  return found;
}

// Whether one of the calls in `value` masks: a function of the repository that is named for it, or
// that changes the field.
bool masks(const FileModel& file, const Expr& value, std::string_view field, int depth) {
  for (const Node* node : file.tree().subtree(value)) {
    const auto* call = node->as<Call>();
    const Definition callee = call != nullptr ? file.definition_of(*call->func) : Definition{};
    const auto* called = as<FunctionDef>(callee.node);
    if (called == nullptr) continue;
    if (holds_one_of(callee.file->text(called->name), kMasking)) return true;
    if (depth > 0 && is_masked(callee, field, depth - 1)) return true;
  }
  return false;
}

}  // namespace

bool holds_one_of(std::string_view name, std::span<const std::string_view> words) {
  const std::string lower = lower_case(name);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    for (std::size_t at = lower.find(word); at != lower.npos; at = lower.find(word, at + 1)) {
      const bool begins = at == 0 || std::isalpha(static_cast<unsigned char>(lower[at - 1])) == 0;
      std::size_t end = at + word.size();
      if (lower.compare(end, 2, "ed") == 0) end += 2;
      if (end < lower.size() && (lower[end] == 'd' || lower[end] == 's')) ++end;
      const bool ends =
          end >= lower.size() || std::isalpha(static_cast<unsigned char>(lower[end])) == 0;
      if (begins && ends) return true;
    }
    return false;
  });
}

bool has_masked_form(const FileModel& file, const ClassDef& model) {
  constexpr std::string_view kForms[] = {"mask", "redact"};
  for (const Definition& one : semantic::model_and_bases(file, model)) {
    for (const Stmt* statement : static_cast<const ClassDef&>(*one.node).body) {
      const auto* method = statement->as<FunctionDef>();
      const bool is_plain = method != nullptr && method->decorator_list.empty();
      if (is_plain && holds_one_of(one.file->text(method->name), kForms)) return true;
    }
  }
  return false;
}

bool is_masked(const Definition& function, std::string_view field, int depth) {
  const FileModel& file = *function.file;
  std::vector<const Expr*> values;
  for (const Node* node : file.tree().subtree(*function.node)) {
    if (rewrites(file, *node, field)) return true;
    const auto* leave = node->as<Return>();
    if (leave != nullptr && leave->value != nullptr) values.push_back(leave->value);
  }
  for (int hop = 0; hop < kMaxHops; ++hop) {
    if (std::any_of(values.begin(), values.end(),
                    [&](const Expr* one) { return masks(file, *one, field, depth); })) {
      return true;
    }
    values = values_behind(function, values);
  }
  return false;
}

bool never_answers(const Definition& handler) {
  const auto& function = *handler.node->as<FunctionDef>();
  const auto leaves = handler.file->tree().nodes_of<Return>(function);
  return leaves.begin() == leaves.end() && !semantic::may_complete(*handler.file, function.body);
}

}  // namespace fastidious::rules
