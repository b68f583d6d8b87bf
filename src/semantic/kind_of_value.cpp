// What is known about one value that is put into a string.
#include <algorithm>

#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "semantic/string_parts.h"
#include "text/one_of.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr int kMaxAliases = 6;

constexpr std::string_view kNumberTypes[] = {
    "builtins.int",  "builtins.float",     "builtins.bool",      "builtins.complex",
    "uuid.UUID",     "decimal.Decimal",    "datetime.date",      "datetime.datetime",
    "datetime.time", "datetime.timedelta", "fractions.Fraction", "ipaddress.IPv4Address"};
constexpr std::string_view kNumberFunctions[] = {
    "builtins.int",      "builtins.float",    "builtins.bool",  "builtins.len", "builtins.id",
    "builtins.hash",     "builtins.ord",      "builtins.hex",   "time.time",    "uuid.uuid4",
    "secrets.token_hex", "secrets.randbelow", "random.randint", "time.time_ns", "builtins.abs"};
// Attributes whose values the program's text fixes.
constexpr std::string_view kFixedNames[] = {"__tablename__", "__table__", "__name__",
                                            "__qualname__",  "__class__", "__doc__"};
constexpr std::string_view kShapeTests[] = {"isidentifier", "isalnum",   "isdigit",
                                            "isnumeric",    "isdecimal", "isalpha"};
constexpr std::string_view kPatternTests[] = {"re.match", "re.fullmatch", "re.Pattern.match",
                                              "re.Pattern.fullmatch"};

// What an alias's name stands for: the right side of `X = …` or `type X = …`, in its file.
struct Located {
  const FileModel* file = nullptr;
  const Expr* expr = nullptr;
};

Located aliased(const FileModel& file, const Expr& name) {
  const Definition found = file.definition_of(name);
  const Node* statement = found.node != nullptr ? found.file->parent(*found.node) : nullptr;
  if (const auto* assign = as<Assign>(statement)) return {found.file, assign->value};
  if (const auto* assign = as<AnnAssign>(statement)) return {found.file, assign->value};
  if (const auto* alias = as<TypeAlias>(statement)) return {found.file, alias->value};
  return {};
}

// Whether an annotation allows only literal values: Literal[…], also in Annotated, Optional and
// unions.
bool is_literal_type(const FileModel& file, const Expr& annotation, int depth = 0) {
  if (depth > kMaxAliases) {
    return false;
  }
  if (const auto* either = annotation.as<BinOp>()) {
    const bool left = is_none(*either->left) || is_literal_type(file, *either->left, depth + 1);
    return left && (is_none(*either->right) || is_literal_type(file, *either->right, depth + 1));
  }
  if (const auto* generic = annotation.as<Subscript>()) {
    const std::string_view name = file.resolve(generic->value);
    const auto* items = as<Tuple>(generic->slice);
    const Expr* first = items != nullptr && !items->elts.empty() ? items->elts[0] : generic->slice;
    if (name == "typing.Literal") return true;
    return (name == "typing.Annotated" || name == "typing.Optional") && first != nullptr &&
           is_literal_type(file, *first, depth + 1);
  }
  const Located alias = aliased(file, annotation);
  return alias.expr != nullptr && is_literal_type(*alias.file, *alias.expr, depth + 1);
}

// The annotation of what `expr` names: a parameter, a variable, a field.
Located declared_type(const FileModel& file, const Expr& expr) {
  const Node* node = nullptr;
  const FileModel* owner = &file;
  if (const auto* name = expr.as<Name>()) {
    const SymbolId symbol = file.scopes().symbol_of(*name);
    const BindingId last = symbol.valid() ? file.scopes().symbol(symbol).last_binding : BindingId{};
    node = last.valid() && file.scopes().symbol(symbol).binding_count == 1
               ? file.scopes().binding(last).node
               : nullptr;
  } else {
    const Definition found = file.definition_of(expr);
    node = found.node;
    owner = found.file;
  }
  if (const auto* arg = as<Arg>(node)) return {owner, arg->annotation};
  const auto* assign = node != nullptr ? as<AnnAssign>(owner->parent(*node)) : nullptr;
  return assign != nullptr ? Located{owner, assign->annotation} : Located{};
}

bool is_enum(const FileModel& file, std::string_view type) {
  return !type.empty() && file.project().is_subclass(type, "enum.Enum");
}

bool is_number_call(const FileModel& file, const Call& call) {
  if (is_one_of(file.resolve(call.func), kNumberFunctions)) {
    return true;
  }
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) return false;
  // datetime.isoformat() and its kin; a format of strftime is the program's own
  return is_one_of(file.type_of(method->value), kNumberTypes);
}

// ---- allow-lists
// -------------------------------------------------------------------------------------

bool same_text(const FileModel& file, const Expr& a, const Expr& b) {
  return a.kind == b.kind && file.text(a) == file.text(b);
}

// `value in X`, `value not in X`: an allow-list, unless X is itself a text to search in.
bool is_membership_test(const FileModel& file, const Compare& compare, const Expr& value) {
  const bool tests_membership =
      compare.comparators.size() == 1 &&
      (compare.ops.front() == Comparator::In || compare.ops.front() == Comparator::NotIn);
  if (!tests_membership || !same_text(file, *compare.left, value)) {
    return false;
  }
  const Expr& container = *compare.comparators.front();
  return file.type_of(container) != "builtins.str" && origin_of(file, container) != Origin::Request;
}

// `value.isidentifier()`, `re.fullmatch(pattern, value)`, `validate_identifier(value)`
bool is_shape_test(const FileModel& file, const Call& call, const Expr& value) {
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && is_one_of(file.text(method->attr), kShapeTests)) {
    return same_text(file, *method->value, value);
  }
  const std::string_view target = file.resolve(call.func);
  const bool tests_pattern = is_one_of(target, kPatternTests);
  const std::string_view name = target.substr(target.rfind('.') + 1);
  const bool validates = name.starts_with("validate") || name.starts_with("_validate") ||
                         name.starts_with("check_identifier") || name.starts_with("assert_");
  return (tests_pattern || validates) &&
         std::any_of(call.args.begin(), call.args.end(),
                     [&](const Expr* arg) { return same_text(file, *arg, value); });
}

bool is_checked(const FileModel& file, const Expr& value) {
  constexpr std::size_t kMaxNodes = 20'000;
  const bool is_path =
      value.is(Kind::Name) || value.is(Kind::Attribute) || value.is(Kind::Subscript);
  const FunctionDef* function = is_path ? file.enclosing_function(value) : nullptr;
  if (function == nullptr || file.tree().subtree(*function).size() > kMaxNodes) {
    return false;
  }
  for (const Node* node : file.tree().subtree(*function)) {
    const auto* compare = node->as<Compare>();
    const auto* call = node->as<Call>();
    if ((compare != nullptr && is_membership_test(file, *compare, value)) ||
        (call != nullptr && is_shape_test(file, *call, value))) {
      return true;
    }
  }
  return false;
}

// ---- fields of models
// ----------------------------------------------------------------------------------

bool is_model_dump(const FileModel& file, const Expr& expr) {
  const auto* call = expr.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr) return false;
  const std::string_view name = file.text(method->attr);
  if (name == "items" || name == "keys") return is_model_dump(file, *method->value);
  return name == "model_dump" || (name == "dict" && call->args.empty());
}

// Whether a loop over `iterable` runs over the fields of a Pydantic model.
bool iterates_fields(const FileModel& file, const Expr& iterable, int depth = 0) {
  constexpr int kMaxDepth = 5;
  if (is_model_dump(file, iterable)) return true;
  if (depth > kMaxDepth) return false;
  if (const auto* attribute = iterable.as<Attribute>()) {
    const std::string_view name = file.text(attribute->attr);
    return name == "model_fields" || name == "__fields__";
  }
  const auto* call = iterable.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method != nullptr) return iterates_fields(file, *method->value, depth + 1);
  if (call != nullptr && !call->args.empty()) {
    return iterates_fields(file, *call->args.front(), depth + 1);  // list(…), enumerate(…)
  }
  const auto* name = iterable.as<Name>();
  if (name == nullptr) return false;
  const std::vector<const Binding*> bindings = reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const Binding* b) {
    return b->value != nullptr && iterates_fields(file, *b->value, depth + 1);
  });
}

bool is_field_name(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const std::vector<const Binding*> bindings = reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const Binding* b) {
    const Expr* iterable = iterable_of(file, *b);
    const bool is_key = position_in_target(file, *b) <= 0;
    return iterable != nullptr && is_key && iterates_fields(file, *iterable);
  });
}

// The counter of enumerate(), what range() gives.
bool is_counter(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const std::vector<const Binding*> bindings = reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const Binding* b) {
    const auto* call = as<Call>(iterable_of(file, *b));
    const std::string_view target = call != nullptr ? file.resolve(call->func) : std::string_view{};
    return target == "builtins.range" ||
           (target == "builtins.enumerate" && position_in_target(file, *b) == 0);
  });
}

// "text", {A: "text", B: "other"}[self]
bool is_constant_choice(const FileModel& file, const Expr& value) {
  if (file.constant(value)) return true;
  const auto* item = value.as<Subscript>();
  const auto* mapping = item != nullptr ? item->value->as<Dict>() : nullptr;
  return mapping != nullptr &&
         std::all_of(mapping->values.begin(), mapping->values.end(),
                     [&](const Expr* one) { return file.constant(*one).has_value(); });
}

// A property of the repository's that gives one of a few texts.
bool is_constant_property(const FileModel& file, const Attribute& attribute) {
  const Definition found = file.definition_of(attribute);
  const auto* function = as<FunctionDef>(found.node);
  if (function == nullptr || !found.file->has_decorator(*function, "builtins.property")) {
    return false;
  }
  std::size_t returns = 0;
  for (const auto* one : found.file->tree().nodes_of<Return>(*function)) {
    if (one->value == nullptr || !is_constant_choice(*found.file, *one->value)) return false;
    ++returns;
  }
  return returns > 0;
}

bool is_fixed_name(const FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr) return false;
  const std::string_view name = file.text(attribute->attr);
  if (is_one_of(name, kFixedNames) || is_constant_property(file, *attribute)) return true;
  if (name == "key" && file.type_of(attribute->value) == "zoneinfo.ZoneInfo") return true;
  return (name == "value" || name == "name") && is_enum(file, file.type_of(attribute->value));
}

}  // namespace

PartKind kind_of_value(const FileModel& file, const Expr& expr) {
  const std::string_view type = file.type_of(expr);
  const auto* call = expr.as<Call>();
  if (is_one_of(type, kNumberTypes) || is_counter(file, expr) ||
      (call != nullptr && is_number_call(file, *call))) {
    return PartKind::Number;
  }
  if (is_enum(file, type) || is_fixed_name(file, expr)) {
    return PartKind::Choice;
  }
  const Located declared = declared_type(file, expr);
  if (declared.expr != nullptr && is_literal_type(*declared.file, *declared.expr)) {
    return PartKind::Choice;
  }
  if (is_checked(file, expr)) {
    return PartKind::Checked;
  }
  return is_field_name(file, expr) ? PartKind::Field : PartKind::Open;
}

}  // namespace fastidious::semantic
