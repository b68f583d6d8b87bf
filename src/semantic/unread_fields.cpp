#include "semantic/unread_fields.h"

#include <algorithm>
#include <array>

#include "semantic/named_in_texts.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// Of more nothing is known.
constexpr std::size_t kMostMentions = 16;  // of one name
constexpr std::size_t kMostNodes = 600;    // of a function that holds a use

// What makes an object of the class and reads none.
constexpr std::array<std::string_view, 4> kMakers = {"model_validate", "model_validate_json",
                                                     "parse_obj", "parse_raw"};
// What reads the whole object, beside `model_…`.
constexpr std::array<std::string_view, 4> kDumps = {"dict", "json", "copy", "__dict__"};

bool is_of_test(const FileModel& file) { return file.file().role == repo::Role::Test; }

bool is_read_by_name(const FileModel& file, Identifier field) {
  const Model& model = file.project();
  const auto mentions = model.mentions().of(field);
  if (mentions.size() > kMostMentions) return true;
  const auto reads = [&](const Mention& one) {
    const auto* attribute = model.node(one).as<Attribute>();
    return attribute != nullptr && attribute->context == Context::Load &&
           !is_of_test(model.file(one.file));
  };
  return std::any_of(mentions.begin(), mentions.end(), reads) ||
         is_named_in_texts(model, file.text(field));
}

bool takes_one_attribute(const FileModel& file, const Name& use) {
  const auto* attribute = file.parent(use)->as<Attribute>();
  if (attribute == nullptr) return false;
  const std::string_view name = file.text(attribute->attr);
  return !name.starts_with("model_") &&
         std::find(kDumps.begin(), kDumps.end(), name) == kDumps.end();
}

// Whether the function reads nothing of what the name stands for but attributes.
bool reads_only_attributes(const FileModel& file, const FunctionDef& function, Identifier name) {
  const auto nodes = file.tree().subtree(function);
  return nodes.size() <= kMostNodes &&
         std::all_of(nodes.begin(), nodes.end(), [&](const Node* node) {
           const auto* use = node->as<Name>();
           const bool reads = use != nullptr && use->name == name && use->context == Context::Load;
           return !reads || takes_one_attribute(file, *use);
         });
}

// `event: Event` among a function's parameters.
bool is_harmless_parameter(const FileModel& file, const Node& annotation) {
  const Node* parent = file.parent(annotation);
  const auto* parameter = parent != nullptr ? parent->as<Arg>() : nullptr;
  for (const Node* at = parent; parameter != nullptr && at != nullptr; at = file.parent(*at)) {
    const auto* function = at->as<FunctionDef>();
    if (function != nullptr) return reads_only_attributes(file, *function, parameter->name);
  }
  return false;
}

// `event = Event.model_validate(body)` in a function.
bool is_harmless_object(const FileModel& file, const Node& cls) {
  const auto* maker = file.parent(cls)->as<Attribute>();
  if (maker == nullptr ||
      std::find(kMakers.begin(), kMakers.end(), file.text(maker->attr)) == kMakers.end()) {
    return false;
  }
  const Node* call = file.parent(*maker);
  const auto* assign = call->is(Kind::Call) ? file.parent(*call)->as<Assign>() : nullptr;
  if (assign == nullptr || assign->targets.size() != 1) return false;
  const auto* target = assign->targets.front()->as<Name>();
  const FunctionDef* function = file.enclosing_function(*assign);
  return target != nullptr && function != nullptr &&
         reads_only_attributes(file, *function, target->name);
}

bool is_harmless(const FileModel& file, const Node& mention, const ClassDef& cls) {
  if (is_of_test(file) || mention.is(Kind::Keyword)) return true;
  if (const auto* alias = mention.as<Alias>()) return !alias->asname;
  const Definition found = file.definition_of(static_cast<const Expr&>(mention));
  if (found && found.node != &cls) return true;
  return found && (is_harmless_parameter(file, mention) || is_harmless_object(file, mention));
}

}  // namespace

bool is_never_read(const FileModel& file, const ClassDef& cls, Identifier field) {
  const Model& model = file.project();
  const auto mentions = model.mentions().of(cls.name);
  if (!file.is_pydantic_model(cls) || mentions.empty() || mentions.size() > kMostMentions ||
      model.is_inherited(cls) || is_read_by_name(file, field)) {
    return false;
  }
  return std::all_of(mentions.begin(), mentions.end(), [&](const Mention& one) {
    return is_harmless(model.file(one.file), model.node(one), cls);
  });
}

}  // namespace fastidious::semantic
