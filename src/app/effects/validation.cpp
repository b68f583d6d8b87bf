#include "app/effects/validation.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// By the last part of their names.
constexpr std::string_view kValidators[] = {
    "model_validate",  "model_validate_json", "parse_obj",    "parse_raw",
    "validate_python", "validate_json",       "parse_obj_as", "construct_event",
    "create_model",    "deserialize",         "parse_file",   "from_dict"};

}  // namespace

bool validates(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  const std::string_view target = file.resolve(*call.func);
  const std::string_view last =
      method != nullptr ? file.text(method->attr) : target.substr(target.rfind('.') + 1);
  // Methods of a base class of the repository's own: Form.model_validate_form(data).
  if (last.starts_with("model_validate")) return true;
  if (std::find(std::begin(kValidators), std::end(kValidators), last) != std::end(kValidators) ||
      target == "hmac.compare_digest" || target == "secrets.compare_digest") {
    return true;
  }
  const Definition made = file.definition_of(*call.func);
  const auto* cls = as<ClassDef>(made.node);
  return cls != nullptr && made.file->is_pydantic_model(*cls);
}

bool verifies_signature(std::string_view callee) {
  const std::string name = lower_case(callee.substr(callee.rfind('.') + 1));
  return name.find("signature") != name.npos &&
         (name.find("verif") != name.npos || name.find("check") != name.npos ||
          name.find("valid") != name.npos);
}

bool asks_for_signature(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr) return false;
  const FileModel& file = *function.file;
  return std::any_of(node->body.begin(), node->body.end(), [&](const Stmt* part) {
    const auto calls = file.tree().nodes_of<Call>(*part);
    return std::any_of(calls.begin(), calls.end(),
                       [&](const Call* one) { return verifies_signature(file.text(*one->func)); });
  });
}

bool holds_validation(const FileModel& file, const Node& node) {
  const auto nodes = file.tree().subtree(node);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* one) {
    const auto* call = one->as<Call>();
    return call != nullptr && validates(file, *call);
  });
}

}  // namespace fastidious::app
