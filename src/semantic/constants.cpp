// FileModel: values known without running anything.
#include <charconv>

#include "semantic/file_model.h"
#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

using Value = std::optional<ConstantValue>;

Value text_value(std::string text) {
  return ConstantValue{ConstantValue::Type::Str, 0, std::move(text)};
}
Value int_value(std::int64_t number) { return ConstantValue{ConstantValue::Type::Int, number, {}}; }

bool is_text(const Value& value) { return value && value->type == ConstantValue::Type::Str; }
bool is_int(const Value& value) { return value && value->type == ConstantValue::Type::Int; }

// A Python integer literal that fits 64 bits.
Value parse_int(std::string_view literal) {
  std::string digits;
  for (const char c : literal) {
    if (c != '_') digits += c;
  }
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0') {
    const char mark = static_cast<char>(digits[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    digits.erase(0, base == 10 ? 0 : 2);
  }
  std::int64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  return error == std::errc{} && end == digits.data() + digits.size() ? int_value(number) : Value{};
}

Value literal(const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::None: return ConstantValue{};
    case ConstantKind::True: return ConstantValue{ConstantValue::Type::Bool, 1, {}};
    case ConstantKind::False: return ConstantValue{ConstantValue::Type::Bool, 0, {}};
    case ConstantKind::Int: return parse_int(constant.value);
    case ConstantKind::Str: return text_value(std::string(constant.value));
    case ConstantKind::Bytes:
      return ConstantValue{ConstantValue::Type::Bytes, 0, std::string(constant.value)};
    default: return std::nullopt;
  }
}

Value arithmetic(Operator op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  bool overflows = true;
  switch (op) {
    case Operator::Add: overflows = __builtin_add_overflow(a, b, &result); break;
    case Operator::Sub: overflows = __builtin_sub_overflow(a, b, &result); break;
    case Operator::Mult: overflows = __builtin_mul_overflow(a, b, &result); break;
    case Operator::FloorDiv:
      overflows = a < 0 || b <= 0;
      result = overflows ? 0 : a / b;
      break;
    case Operator::LShift:
      overflows = a < 0 || b < 0 || b > 40 || a > (1 << 20);
      result = overflows ? 0 : a << b;
      break;
    default: break;
  }
  return overflows ? Value{} : int_value(result);
}

}  // namespace

class ConstantFolder {
 public:
  Value fold(const FileModel& file, const Expr& expr) {
    if (++steps_ > kMaxSteps || depth_ >= kMaxDepth) {
      return std::nullopt;
    }
    ++depth_;
    Value value = compute(file, expr);
    --depth_;
    return value && value->text.size() <= kMaxText ? value : std::nullopt;
  }

 private:
  static constexpr int kMaxSteps = 500;
  static constexpr int kMaxDepth = 40;
  static constexpr std::size_t kMaxText = 1 << 16;

  Value compute(const FileModel& file, const Expr& expr) {
    if (const auto* constant = expr.as<Constant>()) return literal(*constant);
    if (const auto* text = expr.as<JoinedStr>()) return interpolate(file, *text);
    if (const auto* operation = expr.as<BinOp>()) return operate(file, *operation);
    if (const auto* call = expr.as<Call>()) return join(file, *call);
    if (const auto* name = expr.as<Name>()) return of_name(file, *name);
    if (const auto* attribute = expr.as<Attribute>()) return of_attribute(file, *attribute);
    const auto* unary = expr.as<UnaryOp>();
    if (unary == nullptr || unary->op != UnaryOperator::USub) return std::nullopt;
    const Value operand = fold(file, *unary->operand);
    return is_int(operand) ? arithmetic(Operator::Sub, 0, operand->integer) : Value{};
  }

  Value interpolate(const FileModel& file, const JoinedStr& joined) {
    std::string text;
    for (const Expr* part : joined.values) {
      const auto* hole = part->as<FormattedValue>();
      if (hole != nullptr && (hole->conversion != -1 || hole->format_spec != nullptr)) {
        return std::nullopt;
      }
      const Value value = fold(file, hole != nullptr ? *hole->value : *part);
      if (!is_text(value) && !is_int(value)) return std::nullopt;
      text += is_text(value) ? value->text : std::to_string(value->integer);
    }
    return text_value(std::move(text));
  }

  Value operate(const FileModel& file, const BinOp& operation) {
    const Value left = fold(file, *operation.left);
    if (!is_text(left) && !is_int(left)) return std::nullopt;
    const Value right = fold(file, *operation.right);
    if (is_int(left) && is_int(right)) {
      return arithmetic(operation.op, left->integer, right->integer);
    }
    const bool concatenates = operation.op == Operator::Add && is_text(left) && is_text(right);
    return concatenates ? text_value(left->text + right->text) : Value{};
  }

  // ", ".join(["a", "b"])
  Value join(const FileModel& file, const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || file.text(method->attr) != "join" || call.args.size() != 1) {
      return std::nullopt;
    }
    const auto* list = call.args.front()->as<ListExpr>();
    const auto* tuple = call.args.front()->as<Tuple>();
    const Value separator = fold(file, *method->value);
    if ((list == nullptr && tuple == nullptr) || !is_text(separator)) return std::nullopt;
    std::string text;
    for (const Expr* item : list != nullptr ? list->elts : tuple->elts) {
      const Value value = fold(file, *item);
      if (!is_text(value)) return std::nullopt;
      text += item == (list != nullptr ? list->elts : tuple->elts).front() ? "" : separator->text;
      text += value->text;
    }
    return text_value(std::move(text));
  }

  Value of_name(const FileModel& file, const Name& name) {
    const SymbolId symbol = file.scopes().symbol_of(name);
    if (!symbol.valid()) {
      return defined(file, file.fact(name).target);  // perhaps through a star import
    }
    const BindingId last = file.scopes().symbol(symbol).last_binding;
    const bool imported =
        last.valid() && file.scopes().binding(last).kind == BindingKind::ImportFrom;
    return imported ? defined(file, file.fact(name).target) : of_symbol(file, symbol);
  }

  // What the only assignment to a name gives it.
  Value of_symbol(const FileModel& file, SymbolId id) {
    const Symbol& symbol = file.scopes().symbol(id);
    if (symbol.binding_count != 1) return std::nullopt;
    BindingId at = symbol.last_binding;
    while (at.valid()) {
      const Binding& binding = file.scopes().binding(at);
      if (binding.kind == BindingKind::Deletion || binding.kind == BindingKind::Global) {
        return std::nullopt;  // bound and unbound at other times
      }
      const bool assigned =
          binding.kind == BindingKind::Assignment || binding.kind == BindingKind::Annotation;
      return assigned && binding.value != nullptr ? fold(file, *binding.value) : Value{};
    }
    return std::nullopt;
  }

  Value of_attribute(const FileModel& file, const Attribute& attribute) {
    const bool is_value =
        file.text(attribute.attr) == "value" || file.text(attribute.attr) == "name";
    const auto* inner = attribute.value->as<Attribute>();
    if (is_value && inner != nullptr) {
      const Definition cls = enum_of(file, *inner);
      if (cls && file.text(attribute.attr) == "name") {
        return text_value(std::string(file.text(inner->attr)));
      }
      if (cls) return of_attribute(file, *inner);
    }
    return defined(file, file.fact(attribute).target);
  }

  // The Enum whose member `expr` is.
  static Definition enum_of(const FileModel& file, const Attribute& expr) {
    const Definition cls = file.definition_of(*expr.value);
    const auto* node = as<ClassDef>(cls.node);
    return node != nullptr && cls.file->is_enum(*node) ? cls : Definition{};
  }

  Value defined(const FileModel& file, Identifier target) {
    if (target.empty()) return std::nullopt;
    const Definition found = file.project().definition(target, &file);
    if (!found) return status_code(file.text(target));
    const auto* name = as<Name>(found.node);
    if (name == nullptr) return std::nullopt;
    const ClassDef* cls = found.file->enclosing_class(*name);
    if (cls != nullptr && found.file->is_pydantic_model(*cls)) {
      return std::nullopt;  // a field: the environment or a request decides
    }
    const SymbolId symbol = found.file->scopes().symbol_of(*name);
    return symbol.valid() ? of_symbol(*found.file, symbol) : Value{};
  }

  // fastapi.status.HTTP_404_NOT_FOUND
  static Value status_code(std::string_view target) {
    constexpr std::string_view kPrefix = "fastapi.status.HTTP_";
    constexpr std::size_t kDigits = 3;
    return target.starts_with(kPrefix) ? parse_int(target.substr(kPrefix.size(), kDigits))
                                       : Value{};
  }

  int steps_ = 0;
  int depth_ = 0;
};

std::optional<ConstantValue> FileModel::constant(const Expr& expr) const {
  return ConstantFolder().fold(*this, expr);
}

std::optional<std::string> FileModel::constant_string(const Expr& expr) const {
  Value value = constant(expr);
  return is_text(value) ? std::optional(std::move(value->text)) : std::nullopt;
}

}  // namespace fastidious::semantic
