#include "rules/kept_for_nothing.h"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/firebase_params.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

struct Kept {
  const FileModel* file = nullptr;
  const Attribute* value = nullptr;
};
using KeptByName = std::map<std::string_view, std::vector<Kept>>;

// The name of the module that takes it and that nothing in the file reads; null if there is none.
const Name* unread_name(const FileModel& file, const Attribute& value) {
  const auto* assign = as<Assign>(file.parent(value));
  const bool is_alone = assign != nullptr && assign->value == &value && assign->targets.size() == 1;
  const auto* name = is_alone ? assign->targets.front()->as<Name>() : nullptr;
  if (name == nullptr || !file.parent(*assign)->is(Kind::Module)) return nullptr;
  const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
  const bool is_read = !symbol.valid() || file.scopes().symbol(symbol).reference_count > 0;
  return is_read ? nullptr : name;
}

KeptByName candidates(const semantic::Model& model) {
  KeptByName all;
  for (const FileModel& file : model.files()) {
    for (const Attribute* one : file.tree().nodes_of<Attribute>()) {
      if (file.text(one->attr) != "value" || one->context != Context::Load) continue;
      if (const Name* name = unread_name(file, *one)) {
        all[file.text(name->name)].push_back({&file, one});
      }
    }
  }
  return all;
}

// The name as another file may mention it: `config.REGION`, `from config import REGION`, and
// `REGION` behind `from config import *`.
std::string_view mentioned(const FileModel& file, const Node& node) {
  const auto* name = node.as<Name>();
  if (name != nullptr && name->context == Context::Load) return file.text(name->name);
  if (const auto* attribute = node.as<Attribute>()) return file.text(attribute->attr);
  const auto* alias = node.as<Alias>();
  return alias != nullptr ? alias->name : std::string_view{};
}

void leave_out_mentioned(const semantic::Model& model, KeptByName& kept) {
  for (const FileModel& file : model.files()) {
    if (kept.empty()) return;
    for (const Node* node : file.tree().subtree(file.tree().root())) {
      const std::string_view name = mentioned(file, *node);
      if (!name.empty()) kept.erase(name);
    }
  }
}

}  // namespace

KeptForNothing::KeptForNothing(const semantic::Model& model) {
  if (model.calls_of_any(knowledge::kFirebaseParams).empty()) return;
  KeptByName kept = candidates(model);
  leave_out_mentioned(model, kept);
  for (const auto& [name, all] : kept) {
    for (const Kept& one : all) {
      values_.insert(one.value);
      if (one.value->value->is(Kind::Call)) made_.insert({one.file, one.value->value->begin});
    }
  }
}

}  // namespace fastidious::rules
