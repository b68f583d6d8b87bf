#include "app/ownership/passed_value.h"

#include <algorithm>
#include <cstdint>

#include "app/effects/request_functions.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kConversions[] = {"builtins.str", "builtins.int", "uuid.UUID"};

bool is_conversion(std::string_view target) {
  return std::find(std::begin(kConversions), std::end(kConversions), target) !=
         std::end(kConversions);
}

// `owner = user.id`
void add_copies(NamedValue& value) {
  const FileModel& file = *value.function.file;
  for (const Node* node : file.tree().subtree(*value.function.node)) {
    const auto* assign = node->as<Assign>();
    if (assign == nullptr || assign->targets.size() != 1) continue;
    const auto* name = assign->targets[0]->as<Name>();
    if (name != nullptr && value.is(*assign->value)) value.names.insert(file.text(name->name));
  }
}

bool takes_by_position(const Arg& arg) {
  return arg.passing == Passing::PositionalOnly || arg.passing == Passing::Plain;
}

// What the parameters of `callee` are in `call`: of a method without the object itself.
template <class Visit>
void for_each_argument(const FileModel& file, const Call& call, const Definition& callee,
                       Visit&& visit) {
  const auto& function = *callee.node->as<FunctionDef>();
  const bool bound = callee.file->is_method(function) && !callee.file->is_static_method(function);
  int position = bound ? -1 : 0;
  for (const Arg* arg : function.args->all) {
    if (arg->passing == Passing::VarPositional || arg->passing == Passing::VarKeyword) continue;
    const std::string_view name = callee.file->text(arg->name);
    const int index = takes_by_position(*arg) ? position++ : -1;
    const Expr* given = index < 0 && bound && arg == function.args->all[0]
                            ? nullptr
                            : semantic::argument(file, call, index, name);
    if (given != nullptr) visit(name, *given);
  }
}

}  // namespace

class ValueFollower {
 public:
  explicit ValueFollower(PassedValues& known) : known_(known) {}

  std::vector<NamedValue> run(NamedValue first) {
    seen_.insert(first.function.node);
    add(std::move(first));
    for (std::size_t i = 0; i < found_.size() && found_.size() < kMostFunctions; ++i) {
      if (depths_[i] < kMostCalls) look_into(i);
    }
    return std::move(found_);
  }

 private:
  static constexpr int kMostCalls = 3;
  static constexpr std::size_t kMostFunctions = 16;

  void add(NamedValue value, int depth = 0) {
    add_copies(value);
    found_.push_back(std::move(value));
    depths_.push_back(depth);
  }

  void look_into(std::size_t index) {
    const Definition function = found_[index].function;
    for (const auto& [call, callee] : known_.calls_in(function)) {
      if (seen_.contains(callee.node)) continue;
      NamedValue given = given_to(found_[index], *call, callee);
      if (given.names.empty() && given.forms.empty()) continue;
      seen_.insert(callee.node);
      add(std::move(given), depths_[index] + 1);
    }
  }

  static NamedValue given_to(const NamedValue& value, const Call& call, const Definition& callee) {
    NamedValue given{callee, {}, {}};
    for_each_argument(
        *value.function.file, call, callee, [&](std::string_view name, const Expr& argument) {
          const auto* whole = argument.as<Name>();
          const bool form =
              whole != nullptr && value.forms.contains(value.function.file->text(whole->name));
          if (form) given.forms.insert(name);
          if (value.is(argument)) given.names.insert(name);
        });
    return given;
  }

  PassedValues& known_;
  std::vector<NamedValue> found_;
  std::vector<int> depths_;
  std::set<const Node*> seen_;  // looked up only
};

bool NamedValue::is(const Expr& expr) const {
  const FileModel& file = *function.file;
  if (const auto* name = expr.as<Name>()) return names.contains(file.text(name->name));
  if (const auto* awaited = expr.as<Await>()) return is(*awaited->value);
  if (const auto* part = expr.as<Subscript>()) return is(*part->value);
  if (const auto* attribute = expr.as<Attribute>()) {
    const auto* form = attribute->value->as<Name>();
    if (form != nullptr && forms.contains(file.text(form->name))) {
      return is_name_of_key(file.text(attribute->attr));
    }
    return is(*attribute->value);
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr) return false;
  if (call->args.size() == 1 && is_conversion(file.resolve(*call->func))) {
    return is(*call->args[0]);
  }
  return call->func->is(Kind::Attribute) && is(*call->func);
}

bool NamedValue::is_used() const {
  const auto& definition = *function.node->as<FunctionDef>();
  for (const Stmt* statement : definition.body) {
    for (const Node* node : function.file->tree().subtree(*statement)) {
      const auto* name = node->as<Name>();
      if (name == nullptr) continue;
      const std::string_view text = function.file->text(name->name);
      if (names.contains(text) || forms.contains(text)) return true;
    }
  }
  return false;
}

bool is_name_of_key(std::string_view name) {
  return name == "id" || name == "pk" || name == "uuid" || name == "uid" || name == "slug" ||
         name.ends_with("_id") || name.ends_with("_uuid") || name.ends_with("_pk");
}

std::vector<NamedValue> PassedValues::of(const Definition& function, std::string_view parameter,
                                         bool as_form) {
  NamedValue first{function, {}, {}};
  (as_form ? first.forms : first.names).insert(parameter);
  return ValueFollower(*this).run(std::move(first));
}

const std::vector<PassedValues::KnownCall>& PassedValues::calls_in(const Definition& function) {
  const auto [at, is_new] = calls_.try_emplace(function.node);
  if (!is_new) return at->second;
  for (const Node* node : function.file->tree().subtree(*function.node)) {
    const auto* call = node->as<Call>();
    const Definition callee =
        call != nullptr ? called_function(*function.file, *call) : Definition{};
    if (callee) at->second.push_back({call, callee});
  }
  return at->second;
}

}  // namespace fastidious::app
