#include "knowledge/regex_calls.h"

#include "knowledge/regex_backtracking.h"
#include "semantic/reaching_values.h"

namespace fastidious::knowledge {

using namespace syntax;
using semantic::FileModel;

namespace {

bool is_method(std::string_view target) { return target.starts_with("re.Pattern."); }

std::string_view verb_of(std::string_view target) { return target.substr(target.rfind('.') + 1); }

// re.compile("…") behind a name; null if that is not what it is.
const Call* compilation(const FileModel& file, const Expr& pattern, const FileModel** owner) {
  *owner = &file;
  if (const auto* call = pattern.as<Call>()) return call;
  if (const auto* name = pattern.as<Name>()) {
    const auto bindings = semantic::reaching_bindings(file, *name);
    const auto* call = bindings.size() == 1 ? as<Call>(bindings[0]->value) : nullptr;
    if (call != nullptr) return call;
  }
  const semantic::Definition found = file.definition_of(pattern);
  if (!found) return nullptr;
  *owner = found.file;
  const auto* assign = as<Assign>(found.file->parent(*found.node));
  return assign != nullptr ? as<Call>(assign->value) : nullptr;
}

std::optional<std::string> pattern_of(const FileModel& file, const Call& call,
                                      std::string_view target) {
  if (!is_method(target)) {
    const Expr* pattern = semantic::argument(file, call, 0, "pattern");
    return pattern != nullptr ? file.constant_string(*pattern) : std::nullopt;
  }
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) return std::nullopt;
  const FileModel* owner = nullptr;
  const Call* made = compilation(file, *method->value, &owner);
  const Expr* pattern = made != nullptr && owner->resolve(made->func) == "re.compile"
                            ? semantic::argument(*owner, *made, 0, "pattern")
                            : nullptr;
  return pattern != nullptr ? owner->constant_string(*pattern) : std::nullopt;
}

}  // namespace

const Expr* matched_text(const FileModel& file, const Call& call, std::string_view target) {
  const std::string_view verb = verb_of(target);
  const int position = (is_method(target) ? 0 : 1) + (verb == "sub" || verb == "subn" ? 1 : 0);
  return semantic::argument(file, call, position, "string");
}

std::optional<std::string> slow_piece(const FileModel& file, const Call& call,
                                      std::string_view target) {
  const auto pattern = pattern_of(file, call, target);
  return pattern ? exponential_piece(*pattern, verb_of(target) == "fullmatch") : std::nullopt;
}

}  // namespace fastidious::knowledge
