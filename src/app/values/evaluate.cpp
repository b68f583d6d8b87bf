#include <charconv>
#include <cstdlib>

#include "app/text/docstring.h"
#include "app/values/enum_members.h"
#include "app/values/text_methods.h"
#include "app/values/value.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 60;
constexpr int kMaxSteps = 20'000;

class Evaluator {
 public:
  Evaluator() = default;
  explicit Evaluator(const Bindings& bindings) : bindings_(&bindings) {}

  Value evaluate(Placed at) {
    if (!at || ++steps_ > kMaxSteps || depth_ >= kMaxDepth) return {};
    ++depth_;
    Value value = compute(at);
    --depth_;
    if (!value.source) value.source = at;
    return value;
  }

 private:
  Value compute(Placed at) {
    const Expr& expr = *at.expr;
    switch (expr.kind) {
      case Kind::Constant: return literal(at, static_cast<const Constant&>(expr));
      case Kind::ListExpr: return sequence(Value::Kind::List, at, expr.as<ListExpr>()->elts);
      case Kind::Tuple: return sequence(Value::Kind::Tuple, at, expr.as<Tuple>()->elts);
      case Kind::Set: return sequence(Value::Kind::Set, at, expr.as<Set>()->elts);
      case Kind::Dict: return dict(*at.file, *expr.as<Dict>());
      case Kind::Call: return call(at, *expr.as<Call>());
      case Kind::JoinedStr: return interpolated(at, *expr.as<JoinedStr>());
      case Kind::Lambda: return of_kind(Value::Kind::Lambda);
      case Kind::UnaryOp: return unary(*at.file, *expr.as<UnaryOp>());
      case Kind::BinOp: return binary(at, *expr.as<BinOp>());
      case Kind::Name: return name(at);
      case Kind::Attribute: return attribute(at, *expr.as<Attribute>());
      case Kind::BoolOp: return choice(at, *expr.as<BoolOp>());
      case Kind::Subscript: return subscript(at, *expr.as<Subscript>());
      default: return constant(at);
    }
  }

  static Value of_kind(Value::Kind kind) {
    Value value;
    value.kind = kind;
    return value;
  }

  static Value literal(Placed at, const Constant& constant) {
    switch (constant.type) {
      case ConstantKind::None: return of_kind(Value::Kind::None);
      case ConstantKind::True: return Value::boolean(true);
      case ConstantKind::False: return Value::boolean(false);
      case ConstantKind::Ellipsis: return of_kind(Value::Kind::Ellipsis);
      case ConstantKind::Str: return Value::string(std::string(constant.value));
      case ConstantKind::Bytes: {
        Value value = Value::string(std::string(constant.value));
        value.kind = Value::Kind::Bytes;
        return value;
      }
      case ConstantKind::Float: {
        Value value = of_kind(Value::Kind::Float);
        std::string digits;
        for (const char c : constant.value) {
          if (c != '_') digits += c;
        }
        value.number = std::strtod(digits.c_str(), nullptr);
        return value;
      }
      default: return Evaluator::constant(at);
    }
  }

  // What FileModel folds: numbers in other bases, f-strings, joins, status codes.
  static Value constant(Placed at) {
    const auto known = at.file->constant(*at.expr);
    if (!known) return {};
    using Type = semantic::ConstantValue::Type;
    switch (known->type) {
      case Type::None: return of_kind(Value::Kind::None);
      case Type::Bool: return Value::boolean(known->integer != 0);
      case Type::Int: return Value::integer_of(known->integer);
      case Type::Str: return Value::string(known->text);
      case Type::Bytes: break;
    }
    Value value = Value::string(known->text);
    value.kind = Value::Kind::Bytes;
    return value;
  }

  // f"{settings.API_V1_STR}/login"
  Value interpolated(Placed at, const JoinedStr& joined) {
    std::string text;
    for (const Expr* part : joined.values) {
      const auto* hole = part->as<FormattedValue>();
      if (hole != nullptr && (hole->conversion != -1 || hole->format_spec != nullptr)) return {};
      const Value value = evaluate({at.file, hole != nullptr ? hole->value : part});
      if (value.is(Value::Kind::Int)) {
        text += std::to_string(value.integer);
      } else if (value.is(Value::Kind::Str)) {
        text += value.text;
      } else {
        return {};
      }
    }
    return Value::string(std::move(text));
  }

  Value sequence(Value::Kind kind, Placed at, const ExprList& items) {
    Value value = of_kind(kind);
    for (const Expr* item : items) {
      if (const auto* starred = item->as<Starred>()) {
        Value inner = evaluate({at.file, starred->value});
        if (!inner.is_sequence()) return {};
        for (Value& one : inner.items) value.items.push_back(std::move(one));
      } else {
        value.items.push_back(evaluate({at.file, item}));
      }
    }
    return value;
  }

  Value dict(const FileModel& file, const Dict& dict) {
    Value value = of_kind(Value::Kind::Dict);
    for (std::uint32_t i = 0; i < dict.values.size(); ++i) {
      if (dict.keys[i] == nullptr) {
        Value inner = evaluate({&file, dict.values[i]});
        if (!inner.is(Value::Kind::Dict)) return {};
        for (std::size_t at = 0; at + 1 < inner.items.size(); at += 2) {
          put(value, std::move(inner.items[at]), std::move(inner.items[at + 1]));
        }
      } else {
        put(value, evaluate({&file, dict.keys[i]}), evaluate({&file, dict.values[i]}));
      }
    }
    return value;
  }

  // A later value for a key takes the place of the earlier one.
  static void put(Value& dict, Value key, Value value) {
    for (std::size_t at = 0; at + 1 < dict.items.size(); at += 2) {
      const Value& known = dict.items[at];
      if (known.kind == key.kind && known.text == key.text && known.integer == key.integer &&
          (key.is(Value::Kind::Str) || key.is(Value::Kind::Int))) {
        dict.items[at + 1] = std::move(value);
        return;
      }
    }
    dict.items.push_back(std::move(key));
    dict.items.push_back(std::move(value));
  }

  Value unary(const FileModel& file, const UnaryOp& operation) {
    Value value = evaluate({&file, operation.operand});
    if (operation.op == UnaryOperator::USub && value.is(Value::Kind::Float)) {
      value.number = -value.number;
      return value;
    }
    if (operation.op == UnaryOperator::Not && value.is(Value::Kind::Bool)) {
      return Value::boolean(value.integer == 0);
    }
    return constant({&file, &operation});
  }

  Value binary(Placed at, const BinOp& operation) {
    if (operation.op == Operator::Add || operation.op == Operator::BitOr) {
      Value left = evaluate({at.file, operation.left});
      Value right = evaluate({at.file, operation.right});
      if (left.is(right.kind) && (left.is_sequence() || left.is(Value::Kind::Dict))) {
        for (Value& item : right.items) left.items.push_back(std::move(item));
        return left;
      }
      if (left.is(Value::Kind::Str) && right.is(Value::Kind::Str)) {
        return Value::string(left.text + right.text);
      }
    }
    return constant(at);
  }

  // X of `os.environ.get("PREFIX") or X`, where everything before it is known to be nothing.
  Value choice(Placed at, const BoolOp& operation) {
    if (operation.op != BoolOperator::Or) return constant(at);
    Value value;
    for (const Expr* one : operation.values) {
      value = evaluate({at.file, one});
      const bool nothing = value.is(Value::Kind::None) ||
                           (value.is(Value::Kind::Str) && value.text.empty()) ||
                           (value.is(Value::Kind::Bool) && !value.is_true());
      if (!nothing) break;
    }
    return value;
  }

  const Value* passed_for(Placed at, const Name& name) const {
    if (bindings_ == nullptr) return nullptr;
    const semantic::FileScopes& scopes = at.file->scopes();
    const semantic::SymbolId symbol = scopes.symbol_of(name);
    if (!symbol.valid()) return nullptr;
    const semantic::BindingId last = scopes.symbol(symbol).last_binding;
    if (!last.valid() || scopes.binding(last).kind != semantic::BindingKind::Parameter) {
      return nullptr;
    }
    for (const auto& [arg, value] : *bindings_) {
      if (arg == scopes.binding(last).node) return &value;
    }
    return nullptr;
  }

  Value name(Placed at) {
    if (const auto* word = at.expr->as<Name>()) {
      if (const Value* passed = passed_for(at, *word)) return *passed;
      const Followed found = follow(at);
      if (found.definition) return of_definition(found.definition);
      if (found.value && found.value.expr != at.expr) return evaluate(found.value);
    }
    Value value = constant(at);
    return value.known() ? value : library_name(at);
  }

  static Value of_definition(const Definition& definition) {
    Value value = of_kind(definition.node->as<ClassDef>() != nullptr ? Value::Kind::Class
                                                                     : Value::Kind::Function);
    value.definition = definition;
    value.text = definition.file->qualified_name(*definition.node);
    return value;
  }

  static Value library_name(Placed at) {
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
  static const ClassDef* owner_of(const Definition& found) {
    return found && found.node->is(Kind::Name) ? found.file->enclosing_class(*found.node) : nullptr;
  }

  Value attribute(Placed at, const Attribute& attribute) {
    const std::string_view attr = at.file->text(attribute.attr);
    if (attr == "value" || attr == "name") {
      const Value inner = evaluate({at.file, attribute.value});
      if (inner.is(Value::Kind::EnumMember)) {
        return attr == "name" ? Value::string(inner.text) : inner.items.front();
      }
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
    return value.known() ? value : library_name(at);
  }

  // status.HTTP_404_NOT_FOUND, whatever `status` is.
  static Value status_code(std::string_view name) {
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
  static Definition instance_attribute(Placed at, const Attribute& attribute) {
    const std::string_view type = at.file->type_of(*attribute.value);
    if (type.empty()) return {};
    const std::string name = std::string(type) + "." + std::string(at.file->text(attribute.attr));
    return at.file->project().definition(name);
  }

  Value member(const Definition& found, const ClassDef& owner) {
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
  Value field_default(const Value& call) {
    if (!call.text.ends_with("Field")) return call;
    const Placed value = argument_of(call.source, 0, "default");
    return value ? evaluate(value) : Value{};
  }

  Value call(Placed at, const Call& call) {
    const std::string_view target = at.file->resolve(*call.func);
    const bool is_keywords =
        target == "builtins.dict" || target.starts_with("fastapi.openapi.models.");
    if (is_keywords && call.args.empty()) return dict_of_keywords(at, call);
    const bool wraps = target == "builtins.list" || target == "builtins.tuple" ||
                       target == "builtins.str" || target == "builtins.int" ||
                       target == "typing.cast";
    if (call.args.empty() && call.keywords.empty()) {
      if (target == "builtins.list") return of_kind(Value::Kind::List);
      if (target == "builtins.set" || target == "builtins.frozenset") {
        return of_kind(Value::Kind::Set);
      }
    }
    if (wraps && !call.args.empty()) return evaluate({at.file, call.args.back()});
    Value folded = constant(at);
    if (!folded.known()) folded = text_method(at, call);
    if (!folded.known()) folded = environment_default(at, target);
    if (folded.known()) return folded;
    Value value = of_kind(Value::Kind::Call);
    value.text = target;
    value.definition = at.file->definition_of(*call.func);
    return value;
  }

  // "…".strip(), "…".replace("a", "b") of a known text.
  Value text_method(Placed at, const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || !is_text_method(at.file->text(method->attr))) return {};
    const Value object = evaluate({at.file, method->value});
    if (!object.is(Value::Kind::Str)) return {};
    std::vector<Value> arguments;
    for (const Expr* argument : call.args) arguments.push_back(evaluate({at.file, argument}));
    const bool joins = at.file->text(method->attr) == "join" && arguments.size() == 1;
    if (joins && !arguments.front().is_sequence()) return {};
    if (joins) arguments = std::vector<Value>(arguments.front().items);
    return apply_text_method(object.text, at.file->text(method->attr), arguments);
  }

  // What the program does where the environment says nothing: os.environ.get("PREFIX", "").
  Value environment_default(Placed at, std::string_view target) {
    if (target != "os.getenv" && target != "os.environ.get" && target != "os._Environ.get") {
      return {};
    }
    return evaluate(argument_of(at, 1, "default"));
  }

  Value dict_of_keywords(Placed at, const Call& call) {
    Value value = of_kind(Value::Kind::Dict);
    for (const Keyword* keyword : call.keywords) {
      if (keyword->arg.empty()) return {};
      put(value, Value::string(std::string(at.file->text(keyword->arg))),
          evaluate({at.file, keyword->value}));
    }
    return value;
  }

  Value subscript(Placed at, const Subscript& subscript) {
    const Value container = evaluate({at.file, subscript.value});
    const Value key = evaluate({at.file, subscript.slice});
    if (container.is(Value::Kind::Dict)) {
      const Value* found = container.find(key);
      return found != nullptr ? *found : Value{};
    }
    const auto index = static_cast<std::size_t>(key.integer);
    const bool inside = key.is(Value::Kind::Int) && container.is_sequence() && key.integer >= 0 &&
                        index < container.items.size();
    return inside ? container.items[index] : Value{};
  }

  const Bindings* bindings_ = nullptr;
  int depth_ = 0;
  int steps_ = 0;
};

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (std::size_t at = 0; kind == Kind::Dict && at + 1 < items.size(); at += 2) {
    if (items[at].is(Kind::Str) && items[at].text == key) return &items[at + 1];
  }
  return nullptr;
}

const Value* Value::find(const Value& key) const {
  for (std::size_t at = 0; kind == Kind::Dict && key.known() && at + 1 < items.size(); at += 2) {
    const Value& known = items[at];
    const bool same = known.is(key.kind) && known.text == key.text &&
                      known.integer == key.integer && known.definition.node == key.definition.node;
    if (same) return &items[at + 1];
  }
  return nullptr;
}

Value Value::string(std::string text) {
  Value value;
  value.kind = Kind::Str;
  value.text = std::move(text);
  return value;
}

Value Value::boolean(bool truth) {
  Value value;
  value.kind = Kind::Bool;
  value.integer = truth ? 1 : 0;
  return value;
}

Value Value::integer_of(std::int64_t number) {
  Value value;
  value.kind = Kind::Int;
  value.integer = number;
  return value;
}

Value evaluate(Placed expr) { return Evaluator().evaluate(expr); }

Value evaluate(Placed expr, const Bindings& bindings) { return Evaluator(bindings).evaluate(expr); }

Bindings bind_parameters(Placed call, const Definition& function, bool bound,
                         const Bindings& around) {
  Bindings bindings;
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr) return bindings;
  const FileModel& file = *function.file;
  for (std::uint32_t i = bound ? 1 : 0; i < node->args->all.size(); ++i) {
    const Arg& arg = *node->args->all[i];
    const int index =
        arg.passing == Passing::KeywordOnly ? -1 : static_cast<int>(i) - (bound ? 1 : 0);
    const Placed passed = argument_of(call, index, file.text(arg.name));
    bindings.emplace_back(
        &arg, passed ? evaluate(passed, around) : evaluate(Placed{&file, arg.default_value}));
  }
  return bindings;
}

Value evaluate(const FileModel& file, const Expr* expr) { return evaluate(Placed{&file, expr}); }

}  // namespace fastidious::app
