#include "rules/unused_fields.h"

#include <algorithm>
#include <string>

#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;
using semantic::Mention;

namespace {

constexpr std::size_t kMostTexts = 200;  // that look alike: of more nothing is told

bool is_about_settings(std::string_view text) {
  return contains_any(lower_case(text), {"settings", "config", "self"});
}

// `settings.model_dump()`, `settings.__dict__`, `getattr(settings, name)`, `vars(settings)`.
bool reads_all(const FileModel& file, const Node& node) {
  if (const auto* attribute = node.as<Attribute>()) {
    return is_about_settings(file.text(*attribute->value));
  }
  const auto* call = as<Call>(file.parent(node));
  if (call == nullptr || call->func != &node || call->args.empty()) return false;
  const auto* name = call->args.size() > 1 ? call->args[1]->as<Constant>() : nullptr;
  return (name == nullptr || !name->is_str()) && is_about_settings(file.text(*call->args[0]));
}

// `os.environ["DEBUG"] = "1"`: what sets a variable does not use it.
bool is_set_by(const FileModel& file, const Node& text) {
  const auto* subscript = as<Subscript>(file.parent(text));
  return subscript != nullptr && subscript->context == Context::Store;
}

}  // namespace

UnusedFields::UnusedFields(const semantic::Model& model) : model_(model) {
  for (const char* name : {"model_dump", "model_dump_json", "dict", "json", "__dict__", "getattr",
                           "vars", "model_fields", "__fields__"}) {
    for (const Mention& mention : model.mentions().of(model.names().find(name))) {
      may_be_read_as_a_whole_ =
          may_be_read_as_a_whole_ || reads_all(model.file(mention.file), model.node(mention));
    }
  }
}

const AnnAssign* UnusedFields::field_at(const FileModel& file, Span at) {
  const auto [known, is_new] = fields_.try_emplace(&file);
  std::vector<const AnnAssign*>& fields = known->second;  // in the order in which they stand
  if (is_new) {
    for (const auto* one : file.tree().nodes_of<AnnAssign>()) fields.push_back(one);
  }
  const auto behind = std::partition_point(
      fields.begin(), fields.end(), [&](const AnnAssign* one) { return one->begin <= at.begin; });
  if (behind == fields.begin()) return nullptr;
  const AnnAssign* field = *std::prev(behind);
  const bool declares = at.end <= field->end && field->target->is(Kind::Name) &&
                        as<ClassDef>(file.parent(*field)) != nullptr;
  return declares ? field : nullptr;
}

bool UnusedFields::is_field_of_no_use(const FileModel& file, Span at) {
  const AnnAssign* field = may_be_read_as_a_whole_ ? nullptr : field_at(file, at);
  if (field == nullptr) return false;
  const std::string_view text = file.text(*field->target);
  const auto is_elsewhere = [&](const Mention& mention) {
    return mention.file != file.file().id || !field->encloses(model_.node(mention));
  };
  const auto names = model_.mentions().of(model_.names().find(text));
  const auto texts = model_.mentions().texts_like(text);
  return texts.size() <= kMostTexts && std::none_of(names.begin(), names.end(), is_elsewhere) &&
         std::none_of(texts.begin(), texts.end(), [&](const Mention& mention) {
           const Node& node = model_.node(mention);
           return node.as<Constant>()->value == text && is_elsewhere(mention) &&
                  !is_set_by(model_.file(mention.file), node);
         });
}

}  // namespace fastidious::rules
