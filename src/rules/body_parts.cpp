#include "rules/body_parts.h"

#include <algorithm>
#include <string_view>

#include "app/effects/validation.h"
#include "semantic/model.h"

namespace fastidious::rules {

using app::Carrier;
using semantic::FileModel;
using namespace syntax;

namespace {

// Whether something is compared with the value: `kind == "x"`, `kind in ALLOWED`; None says
// nothing.
bool is_compared(const std::vector<Carrier>& carriers) {
  for (const Carrier& one : carriers) {
    for (const auto* compare : one.function.file->tree().nodes_of<Compare>(*one.function.node)) {
      if (!one.holds(*compare->left)) continue;
      const bool by_identity = std::all_of(
          compare->ops.begin(), compare->ops.end(),
          [](Comparator op) { return op == Comparator::Is || op == Comparator::IsNot; });
      if (!by_identity) return true;
    }
  }
  return false;
}

// Whether code looks at what a value taken out of the body is: isinstance(), a comparison, a model.
bool is_looked_at(const std::vector<Carrier>& value) {
  return is_compared(value) || any_call(value, [](const FileModel& file, const Call& call) {
           const std::string_view target = file.resolve(*call.func);
           return target == "builtins.isinstance" || target == "builtins.bool" ||
                  app::validates(file, call);
         });
}

// What takes one value out of the body: `data["sku"]`, `data.get("sku")`.
bool takes_part(const Carrier& body, const Node& node) {
  if (const auto* item = node.as<Subscript>()) return body.holds(*item->value);
  const auto* call = node.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && body.function.file->text(method->attr) == "get" &&
         body.holds(*method->value);
}

// Whether the call does something with the whole body that is not seen.
bool hides_body(const Carrier& body, const Call& call) {
  const FileModel& file = *body.function.file;
  if (!body.is_given_to(call) || body.holds(call)) return false;
  const std::string_view target = file.resolve(*call.func);
  return as<FunctionDef>(file.definition_of(*call.func).node) == nullptr &&
         target != "builtins.isinstance" && target != "builtins.len" &&
         !target.starts_with("logging.");
}

// `"require_3ds" in form`: a box that is ticked or not.
bool asks_for_key(const Carrier& body, const Node& node) {
  const auto* compare = node.as<Compare>();
  return compare != nullptr && body.holds(*compare->comparators.front()) &&
         (compare->ops.front() == Comparator::In || compare->ops.front() == Comparator::NotIn);
}

// `str(form.get("reason", ""))`, `bool(form.get("internal"))`: the fields of a form are texts and
// files, and either becomes the text or the answer that is wanted.
bool is_made_text(const FileModel& file, const Expr& part) {
  if (part.as<Call>() == nullptr) return false;
  const auto* made = as<Call>(file.parent(part));
  const std::string_view target = made != nullptr ? file.resolve(*made->func) : "";
  if (target != "builtins.str" && target != "builtins.bool") return false;
  const auto* around = as<Call>(file.parent(*made));
  return around == nullptr;
}

}  // namespace

bool are_parts_checked(const std::vector<Carrier>& bodies, bool of_form) {
  bool takes = false;
  for (const Carrier& body : bodies) {
    for (const Node* node : body.function.file->tree().subtree(*body.function.node)) {
      const auto* call = node->as<Call>();
      if (call != nullptr && hides_body(body, *call)) return false;
      takes = takes || asks_for_key(body, *node);
      if (!takes_part(body, *node)) continue;
      takes = true;
      const auto& part = static_cast<const Expr&>(*node);
      if (of_form && is_made_text(*body.function.file, part)) continue;
      if (!is_looked_at(app::carriers_of(body.function, part, {.member = {}, .as_text = true}))) {
        return false;
      }
    }
  }
  return takes;
}

namespace {

// `for key, value in body.items()`, `body.pop("sku")`
bool goes_through(const Carrier& body, const Node& node) {
  const auto* loop = node.as<For>();
  const auto* method = node.as<Attribute>();
  return (loop != nullptr && body.holds(*loop->iter)) ||
         (method != nullptr && body.holds(*method->value) &&
          body.function.file->text(method->attr) != "copy");
}

}  // namespace

bool takes_parts(const std::vector<Carrier>& bodies) {
  return std::any_of(bodies.begin(), bodies.end(), [](const Carrier& body) {
    const auto nodes = body.function.file->tree().subtree(*body.function.node);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
      return takes_part(body, *node) || goes_through(body, *node) || asks_for_key(body, *node);
    });
  });
}

}  // namespace fastidious::rules
