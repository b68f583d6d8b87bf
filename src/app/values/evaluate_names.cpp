// Names, attributes and members of classes.
#include <charconv>

#include "app/values/enum_members.h"
#include "app/values/evaluator.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

Value of_definition(const Definition& definition) {
  Value value = of_kind(definition.node->as<ClassDef>() != nullptr ? Value::Kind::Class
                                                                   : Value::Kind::Function);
  value.definition = definition;
  value.text = definition.file->qualified_name(*definition.node);
  return value;
}

Value library_name(Placed at) {
  const std::string_view target = at.file->resolve(*at.expr);
  if (target.empty()) return {};
  const std::size_t dot = target.rfind('.');
  const char first = target[dot == target.npos ? 0 : dot + 1];
  const bool is_class = (first >= 'A' && first <= 'Z') || target.starts_with("builtins.");
  Value value = of_kind(is_class ? Value::Kind::Class : Value::Kind::Function);
  value.text = target;
  return value;
}

// The class whose body binds the attribute that `at` names.
const ClassDef* owner_of(const Definition& found) {
  return found && found.node->is(Kind::Name) ? found.file->enclosing_class(*found.node) : nullptr;
}

// status.HTTP_404_NOT_FOUND, whatever `status` is.
Value status_code(std::string_view name) {
  constexpr std::string_view kPrefix = "HTTP_";
  constexpr std::size_t kDigits = 3;
  int code = 0;
  const bool named = name.starts_with(kPrefix) && name.size() > kPrefix.size() + kDigits &&
                     name[kPrefix.size() + kDigits] == '_';
  if (!named) return {};
  const char* first = name.data() + kPrefix.size();
  const auto [end, error] = std::from_chars(first, first + kDigits, code);
  return error == std::errc() && end == first + kDigits ? Value::integer_of(code) : Value{};
}

// The class attribute behind `settings.API_PREFIX`.
Definition instance_attribute(Placed at, const Attribute& attribute) {
  const std::string_view type = at.file->type_of(*attribute.value);
  if (type.empty()) return {};
  const std::string name = std::string(type) + "." + std::string(at.file->text(attribute.attr));
  return at.file->project().definition(name);
}

// What the class's own body binds to `name`: a FunctionDef or the Name of an assignment.
Definition bound_in_body(const FileModel& file, const ClassDef& cls, std::string_view name) {
  Definition found;
  for (const Stmt* statement : cls.body) {
    const Expr* target = nullptr;
    if (const auto* plain = statement->as<Assign>()) target = plain->targets.front();
    if (const auto* annotated = statement->as<AnnAssign>()) target = annotated->target;
    const auto* word = as<Name>(target);
    const auto* function = statement->as<FunctionDef>();
    if (word != nullptr && file.text(word->name) == name) found = {&file, word};
    if (function != nullptr && file.text(function->name) == name) found = {&file, function};
  }
  return found;
}

// X of `Prefix("/a", True).path`, an instance of a class that its annotations describe: what the
// call passes for the field, or its default.
Value field_of_instance(const Value& instance, std::string_view name) {
  const auto* cls = as<ClassDef>(instance.definition.node);
  if (!instance.is(Value::Kind::Call) || cls == nullptr) return {};
  const FileModel& file = *instance.definition.file;
  if (bound_in_body(file, *cls, "__init__")) return {};
  int index = 0;
  for (const Stmt* statement : cls->body) {
    const auto* field = statement->as<AnnAssign>();
    const auto* word = field != nullptr ? as<Name>(field->target) : nullptr;
    if (word == nullptr) continue;
    if (file.text(word->name) == name) {
      const Placed passed = argument_of(instance.source, cls->bases.empty() ? index : -1, name);
      return evaluate(passed ? passed : Placed{&file, field->value});
    }
    ++index;
  }
  return {};
}

}  // namespace

Evaluator::Local* Evaluator::local(Placed at, const Name& name) {
  return const_cast<Local*>(std::as_const(*this).local(at, name));
}

const Evaluator::Local* Evaluator::local(Placed at, const Name& name) const {
  if (locals_.empty()) return nullptr;
  const semantic::SymbolId symbol = at.file->scopes().symbol_of(name);
  for (auto one = locals_.rbegin(); one != locals_.rend(); ++one) {
    if (one->file == at.file && one->symbol == symbol) return &*one;
  }
  return nullptr;
}

bool Evaluator::is_own_name(Placed at, const Name& name) const {
  if (running_ == nullptr) return false;
  const semantic::FileScopes& scopes = at.file->scopes();
  const semantic::SymbolId symbol = scopes.symbol_of(name);
  if (!symbol.valid()) return false;
  const semantic::BindingId last = scopes.symbol(symbol).last_binding;
  const bool assigned = last.valid() &&
                        scopes.binding(last).kind != semantic::BindingKind::Import &&
                        scopes.binding(last).kind != semantic::BindingKind::ImportFrom &&
                        scopes.binding(last).kind != semantic::BindingKind::Function;
  return assigned && scopes.scope(scopes.symbol(symbol).scope).node == running_;
}

// Whether the name that `at` begins with, `cls` of `cls.items.value`, is a local one.
bool Evaluator::starts_with_local(Placed at) const {
  const Expr* expr = at.expr;
  while (const auto* attribute = as<Attribute>(expr)) expr = attribute->value;
  const auto* name = as<Name>(expr);
  return name != nullptr && local(at, *name) != nullptr;
}

const Value* Evaluator::passed_for(Placed at, const Name& name) const {
  if (bindings_ == nullptr) return nullptr;
  const semantic::FileScopes& scopes = at.file->scopes();
  const semantic::SymbolId symbol = scopes.symbol_of(name);
  if (!symbol.valid()) return nullptr;
  const semantic::BindingId last = scopes.symbol(symbol).last_binding;
  if (!last.valid()) return nullptr;
  for (const auto& [bound, value] : *bindings_) {
    if (bound == scopes.binding(last).node) return &value;
  }
  return nullptr;
}

Value Evaluator::name(Placed at) {
  if (const auto* word = at.expr->as<Name>()) {
    if (const Local* own = local(at, *word)) return own->value;
    if (const Value* passed = passed_for(at, *word)) return *passed;
    if (is_own_name(at, *word)) return {};
    const Followed found = follow(at);
    if (found.definition) return of_definition(found.definition);
    if (found.value && found.value.expr != at.expr) return evaluate(found.value);
  }
  Value value = constant(at);
  return value.known() ? value : library_name(at);
}

Value Evaluator::attribute(Placed at, const Attribute& attribute) {
  const std::string_view attr = at.file->text(attribute.attr);
  if (attr == "value" || attr == "name") {
    const Value inner = evaluate({at.file, attribute.value});
    if (inner.is(Value::Kind::EnumMember)) {
      return attr == "name" ? Value::string(inner.text) : inner.items.front();
    }
  }
  if (starts_with_local(at)) return attribute_of(evaluate({at.file, attribute.value}), attr);
  const auto* object = attribute.value->as<Name>();
  const Value* passed = object != nullptr ? passed_for({at.file, object}, *object) : nullptr;
  if (passed != nullptr && passed->is(Value::Kind::Call)) {
    if (Value value = attribute_of(*passed, attr); value.known()) return value;
  }
  const Definition found = at.file->definition_of(attribute);
  if (const ClassDef* owner = owner_of(found)) return member(found, *owner);
  const Followed followed = follow(at);
  if (followed.definition) return of_definition(followed.definition);
  if (followed.value && followed.value.expr != at.expr) return evaluate(followed.value);
  const Definition instance = instance_attribute(at, attribute);
  if (const ClassDef* owner = owner_of(instance)) return member(instance, *owner);
  Value value = constant(at);
  if (!value.known()) value = status_code(attr);
  if (!value.known() && attr.starts_with("__")) {
    value = attribute_of(evaluate({at.file, attribute.value}), attr);
  }
  return value.known() ? value : library_name(at);
}

// `X.attr` and `X.__name__` of a class, `.value` and `.name` of an Enum's member.
Value Evaluator::attribute_of(const Value& owner, std::string_view name) {
  if (owner.is(Value::Kind::EnumMember)) {
    if (name == "name" || name == "_name_") return Value::string(owner.text);
    return name == "value" || name == "_value_" ? owner.items.front() : Value{};
  }
  if (owner.is(Value::Kind::Call)) {
    Value value = field_of_instance(owner, name);
    return value.is(Value::Kind::Call) ? field_default(value) : value;
  }
  const bool is_class = owner.is(Value::Kind::Class);
  if (owner.definition && (is_class || owner.is(Value::Kind::Function))) {
    if (name == "__name__") return Value::string(owner.text.substr(owner.text.rfind('.') + 1));
  }
  const auto* cls = is_class ? as<ClassDef>(owner.definition.node) : nullptr;
  if (cls == nullptr) return {};
  for (const Definition& one : semantic::model_and_bases(*owner.definition.file, *cls)) {
    const auto& holder = *one.node->as<ClassDef>();
    const Definition found = bound_in_body(*one.file, holder, name);
    if (as<FunctionDef>(found.node) != nullptr) return of_definition(found);
    if (found) return member(found, holder);
  }
  return {};
}

Value Evaluator::member(const Definition& found, const ClassDef& owner) {
  const Node* statement = found.file->parent(*found.node);
  const Expr* value = nullptr;
  if (const auto* plain = as<Assign>(statement)) value = plain->value;
  if (const auto* annotated = as<AnnAssign>(statement)) value = annotated->value;
  if (value == nullptr) return {};
  if (!found.file->is_enum(owner)) {
    Value inner = evaluate({found.file, value});
    return inner.is(Value::Kind::Call) ? field_default(inner) : inner;
  }
  Value inner = enum_value({found.file, &owner}, found.file->text(found.node->as<Name>()->name));
  Value result = of_kind(Value::Kind::EnumMember);
  result.definition = {found.file, &owner};
  result.text = found.file->text(found.node->as<Name>()->name);
  result.items.push_back(std::move(inner));
  return result;
}

// X of `name: str = Field(X)` and `Field(default=X)`.
Value Evaluator::field_default(const Value& call) {
  if (!call.text.ends_with("Field")) return call;
  const Placed value = argument_of(call.source, 0, "default");
  return value ? evaluate(value) : Value{};
}

}  // namespace fastidious::app
