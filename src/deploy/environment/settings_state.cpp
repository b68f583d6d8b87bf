#include "deploy/environment/settings_state.h"

#include <algorithm>
#include <array>

#include "app/settings/settings_class.h"
#include "knowledge/container_methods.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

using app::FileModel;

constexpr std::array<std::string_view, 8> kClocks = {
    "time.time",           "time.time_ns",           "time.monotonic",
    "time.perf_counter",   "datetime.datetime.now",  "datetime.datetime.utcnow",
    "datetime.date.today", "datetime.datetime.today"};
constexpr std::array<std::string_view, 5> kCollections = {
    "builtins.list", "builtins.set", "builtins.tuple", "builtins.frozenset", "builtins.sorted"};
// Methods that finish what was read: what they change is still a setting.
constexpr std::array<std::string_view, 3> kFinishing = {"__init__", "__post_init__",
                                                        "model_post_init"};

bool is_settings_object(std::string_view text) {
  return text == "settings" || text.ends_with(".settings");
}

bool is_enumeration(const FileModel& file, const syntax::Expr& expr) {
  const semantic::Definition found = file.definition_of(expr);
  const auto* cls = found.node == nullptr ? nullptr : found.node->as<syntax::ClassDef>();
  return cls != nullptr && found.file->is_enum(*cls);
}

// All members of an enumeration, the time of the start: nobody is asked for them.
bool is_of_enumeration_or_clock(const FileModel& file, const syntax::Node& node) {
  if (const auto* loop = node.as<syntax::Comprehension>()) return is_enumeration(file, *loop->iter);
  if (const auto* call = node.as<syntax::Call>()) {
    return call->args.size() == 1 && is_one_of(file.resolve(*call->func), kCollections) &&
           is_enumeration(file, *call->args[0]);
  }
  const auto* expr = node.as<syntax::Expr>();
  const bool is_name = node.is(syntax::Kind::Name) || node.is(syntax::Kind::Attribute);
  return expr != nullptr && is_name && is_one_of(file.resolve(*expr), kClocks);
}

bool is_computed(const app::Field& field) {
  if (field.assigned == nullptr) return false;
  const FileModel& file = app::file_of(field);
  const auto nodes = file.tree().subtree(*field.assigned);
  return std::any_of(nodes.begin(), nodes.end(), [&](const syntax::Node* node) {
    return is_of_enumeration_or_clock(file, *node);
  });
}

}  // namespace

SettingsState::SettingsState(const app::Application& application,
                             const std::vector<const FileModel*>& files) {
  for (const app::SettingsClass& settings : application.settings().classes()) {
    classes_.insert(settings.definition.node->as<syntax::ClassDef>());
    for (const app::EnvironmentVariable& one : settings.variables) {
      const app::Placed& declaration = one.field->declaration;
      if (declaration) classes_.insert(declaration.file->enclosing_class(*declaration.expr));
    }
  }
  classes_.erase(nullptr);
  if (classes_.empty()) return;
  std::vector<bool> counts(application.code().files().size());
  for (const FileModel* file : files) {
    look_at(*file);
    counts[file->file().id.value] = true;
  }
  look_at_calls(application.code(), counts);
}

void SettingsState::look_at(const FileModel& file) {
  for (const auto* assign : file.tree().nodes_of<syntax::Assign>()) {
    look_at_target(file, *assign->targets[0], false);
  }
  for (const auto* sum : file.tree().nodes_of<syntax::AugAssign>()) {
    look_at_target(file, *sum->target, true);
  }
}

// Of methods that change containers, and of setattr().
void SettingsState::look_at_calls(const semantic::Model& code, const std::vector<bool>& counts) {
  std::vector<std::string_view> names(std::begin(knowledge::kChangingMethods),
                                      std::end(knowledge::kChangingMethods));
  names.push_back("setattr");
  for (const std::string_view name : names) {
    for (const semantic::Mention& mention : code.mentions().of(code.names().find(name))) {
      if (!counts[mention.file.value]) continue;
      const FileModel& file = code.file(mention.file);
      const syntax::Node& node = code.node(mention);
      const auto* call = syntax::as<syntax::Call>(file.parent(node));
      if (call != nullptr && call->func == &node) look_at_call(file, *call);
    }
  }
}

void SettingsState::look_at_target(const FileModel& file, const syntax::Expr& target, bool is_sum) {
  if (const auto* item = target.as<syntax::Subscript>()) {
    take(file, *item->value, true);
  } else {
    take(file, target, is_sum);
  }
}

void SettingsState::look_at_call(const FileModel& file, const syntax::Call& call) {
  if (const auto* method = call.func->as<syntax::Attribute>()) {
    if (knowledge::changes_container(file.text(method->attr))) take(file, *method->value, true);
  } else if (call.args.size() == 3 && file.text(*call.func) == "setattr") {
    is_set_by_name_ = is_set_by_name_ || is_settings_object(file.text(*call.args[0]));
  }
}

void SettingsState::take(const FileModel& file, const syntax::Expr& expr, bool in_place) {
  const auto* attribute = expr.as<syntax::Attribute>();
  if (attribute == nullptr) return;
  const bool is_object = is_settings_object(file.text(*attribute->value));
  // A module that completes a list while it is loaded configures; a function keeps something.
  const bool changes = is_object && (!in_place || file.enclosing_function(expr) != nullptr);
  // What a class sets as a whole in itself (`self.url = …`) was read before.
  if (changes || (in_place && is_own(file, *attribute->value))) {
    changed_.insert(file.text(attribute->attr));
  }
}

bool SettingsState::is_own(const FileModel& file, const syntax::Expr& self) const {
  if (file.text(self) != "self") return false;
  const syntax::FunctionDef* method = file.enclosing_function(self);
  if (method == nullptr || !classes_.contains(file.enclosing_class(*method))) return false;
  // Properties and validators finish what was read, too.
  return method->decorator_list.empty() && !is_one_of(file.text(method->name), kFinishing);
}

bool SettingsState::holds(const app::Field& field) const {
  const FileModel& file = app::file_of(field);
  return changed_.contains(file.file().slice(app::name_span_of(field))) || is_computed(field);
}

}  // namespace fastidious::deploy
