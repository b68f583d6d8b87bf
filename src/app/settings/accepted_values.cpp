#include "app/settings/accepted_values.h"

#include <algorithm>

#include "app/settings/environment_reads.h"
#include "text/one_of.h"

namespace fastidious::app {
namespace {

using namespace syntax;

// The function around it, else the module.
const Node& region_of(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  return function != nullptr ? static_cast<const Node&>(*function) : file.tree().root();
}

// `env` of `env = os.getenv("ENV", "local")`; empty where the value gets no name.
std::string_view name_given_to(const FileModel& file, const Expr& read) {
  const auto* assign = file.enclosing_statement(read).as<Assign>();
  if (assign == nullptr || assign->value != &read || assign->targets.size() != 1) return {};
  const auto* name = assign->targets.front()->as<Name>();
  return name != nullptr ? file.text(name->name) : std::string_view();
}

// The one display that the name is bound to in the region, or the expression itself.
const Dict* dict_of(const FileModel& file, const Node& region, const Expr& expr) {
  if (const auto* display = expr.as<Dict>()) return display;
  const auto* wanted = expr.as<Name>();
  const Dict* found = nullptr;
  if (wanted == nullptr) return found;
  for (const Node* node : file.tree().subtree(region)) {
    const auto* assign = node->as<Assign>();
    if (assign == nullptr) continue;
    for (const Expr* target : assign->targets) {
      const auto* name = target->as<Name>();
      if (name == nullptr || name->name != wanted->name) continue;
      if (found != nullptr) return nullptr;
      found = assign->value->as<Dict>();
      if (found == nullptr) return nullptr;
    }
  }
  return found;
}

// The keys of a display; none where one is not a text that is written there.
std::vector<std::string> keys_of(const FileModel& file, const Dict& display) {
  std::vector<std::string> keys;
  for (const Expr* key : display.keys) {
    const auto text = key != nullptr ? file.constant_string(*key) : std::nullopt;
    if (!text) return {};
    keys.emplace_back(*text);
  }
  return keys;
}

bool is_forgiven(const FileModel& file, const Node& node) {
  for (const Node* at = &node; at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Try) || at->is(Kind::TryStar)) return true;
  }
  return false;
}

// Whether the module's own statements run it.
bool runs_on_load(const FileModel& file, const Node& region) {
  const auto* function = region.as<FunctionDef>();
  if (function == nullptr) return true;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    return site.file->file().role == project::Role::Application &&
           site.file->enclosing_function(*site.call) == nullptr;
  });
}

std::optional<AcceptedValues> looked_up(const EnvironmentRead& read) {
  const FileModel& file = *read.at.file;
  const Node& region = region_of(file, *read.at.expr);
  const std::string_view given = name_given_to(file, *read.at.expr);
  for (const Node* node : file.tree().subtree(region)) {
    const auto* lookup = node->as<Subscript>();
    if (lookup == nullptr) continue;
    const auto* key = lookup->slice->as<Name>();
    const bool by_name = key != nullptr && !given.empty() && file.text(key->name) == given;
    if (!by_name && lookup->slice != read.at.expr) continue;
    const Dict* display = dict_of(file, region, *lookup->value);
    if (display == nullptr || is_forgiven(file, *lookup)) continue;
    std::vector<std::string> keys = keys_of(file, *display);
    if (!keys.empty()) return AcceptedValues{read.name, std::move(keys), {&file, lookup}};
  }
  return std::nullopt;
}

// Whether the field is this text without the variable, in its class or one that has its name again.
bool may_be_by_default(const SettingsTable& settings, const Field& field, std::string_view text) {
  for (const SettingsClass& cls : settings.classes()) {
    if (cls.model == nullptr) continue;
    for (const Field& one : cls.model->fields) {
      if (one.name != field.name) continue;
      const auto known =
          one.assigned != nullptr ? file_of(one).constant_string(*one.assigned) : std::nullopt;
      if (one.assigned != nullptr && (!known || *known == text)) return true;
    }
  }
  return false;
}

struct Comparison {
  SettingsTable::FieldOfSettings field;
  std::string text;
};

std::optional<Comparison> comparison_in(const SettingsTable& settings, const FileModel& file,
                                        const Compare& compare) {
  const Expr* sides[] = {compare.left, compare.comparators[0]};
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    const auto text = file.constant_string(*sides[1 - at]);
    const auto field = settings.field_of({&file, sides[at]});
    if (text && field) return Comparison{field, std::string(*text)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<AcceptedValues> accepted_values(const semantic::Model& model,
                                              const SettingsTable::FieldOfSettings& field) {
  const auto variables = field.cls->variables_of(*field.field);
  for (const EnvironmentRead& read : environment_reads(model)) {
    const bool is_it = std::any_of(variables.begin(), variables.end(),
                                   [&](const auto* one) { return one->name == read.name; });
    const bool serves = read.at && read.at.file->file().role == project::Role::Application && is_it;
    if (!serves || !runs_on_load(*read.at.file, region_of(*read.at.file, *read.at.expr))) continue;
    if (auto found = looked_up(read)) return found;
  }
  return std::nullopt;
}

Placed set_by_function(const semantic::Model& model, std::string_view variable) {
  for (const FileModel& file : model.files()) {
    const bool serves =
        file.file().role == project::Role::Application || file.file().role == project::Role::Script;
    if (!serves || file.file().text.view().find("environ[") == std::string_view::npos) continue;
    for (const auto* assign : file.tree().nodes_of<Assign>()) {
      const auto* target = assign->targets.front()->as<Subscript>();
      if (target == nullptr || file.resolve(*target->value) != "os.environ") continue;
      const auto key = file.constant_string(*target->slice);
      if (key && *key == variable && file.enclosing_function(*target) != nullptr) {
        return {&file, assign->value};
      }
    }
  }
  return {};
}

std::string advice_on(const SettledTest& settled) {
  for (const std::string& text : settled.values.texts) {
    if (text.starts_with("prod")) return "Compare with `" + text + "`";
  }
  return "Compare with what production sets";
}

std::optional<SettledTest> settled_test(const semantic::Model& model, const SettingsTable& settings,
                                        Placed test) {
  const auto* compare = as<Compare>(test.expr);
  if (compare == nullptr || compare->ops.size() != 1) return std::nullopt;
  const bool equal = compare->ops[0] == Comparator::Eq;
  if (!equal && compare->ops[0] != Comparator::NotEq) return std::nullopt;
  const auto compared = comparison_in(settings, *test.file, *compare);
  if (!compared || may_be_by_default(settings, *compared->field.field, compared->text)) {
    return std::nullopt;
  }
  auto values = accepted_values(model, compared->field);
  if (!values || is_one_of(compared->text, values->texts)) return std::nullopt;
  return SettledTest{!equal, std::move(*values)};
}

}  // namespace fastidious::app
