// Annotations, by the typing specification and what Pydantic makes of them
// (https://docs.pydantic.dev/latest/concepts/types/).
#include "app/types/forms.h"
#include "app/types/made_enum.h"
#include "app/types/quoted.h"
#include "app/types/type.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 40;
constexpr int kMaxParts = 2'000;  // of an annotation: aliases of aliases multiply

bool is_type_variable(std::string_view target) {
  return target == "typing.TypeVar" || target == "typing_extensions.TypeVar";
}

class TypeReader {
 public:
  explicit TypeReader(const TypeArguments& arguments) : arguments_(arguments) {}

  Type read(Placed at) {
    if (!at || depth_ >= kMaxDepth || ++parts_ > kMaxParts) return {};
    ++depth_;
    Type type = compute(at);
    --depth_;
    return type;
  }

 private:
  Type compute(Placed at) {
    const Expr& expr = *at.expr;
    if (const auto* constant = expr.as<Constant>()) return of_constant(at, *constant);
    if (const auto* subscript = expr.as<Subscript>()) return of_subscript(at, *subscript);
    if (const auto* operation = expr.as<BinOp>()) return of_operation(at, *operation);
    if (const auto* call = expr.as<Call>()) return of_call(at, *call);
    if (expr.is(Kind::Name) || expr.is(Kind::Attribute)) return of_name(at);
    return {};
  }

  Type of_constant(Placed at, const Constant& constant) {
    if (constant.type == ConstantKind::None) return Type::of(Type::Kind::None);
    if (!constant.is_str()) return {};
    return read_quoted(at, constant.value, arguments_);
  }

  Type of_operation(Placed at, const BinOp& operation) {
    if (operation.op != Operator::BitOr) return {};
    std::vector<Type> choices = {read({at.file, operation.left}), read({at.file, operation.right})};
    return union_of(std::move(choices));
  }

  static std::vector<const Expr*> items_of(const Expr* slice) {
    std::vector<const Expr*> items;
    if (const auto* several = as<Tuple>(slice)) {
      items.assign(several->elts.begin(), several->elts.end());
    } else {
      items.push_back(slice);
    }
    return items;
  }

  Type of_subscript(Placed at, const Subscript& subscript) {
    const std::string_view form = at.file->resolve(*subscript.value);
    const std::vector<const Expr*> items = items_of(subscript.slice);
    if (form == "typing.Annotated") return annotated(at, items);
    if (form == "typing.Literal") return literal(at, items);
    if (is_special_form(form)) return apply_form(form, read_all(at, items));
    return generic(at, subscript, items);
  }

  std::vector<Type> read_all(Placed at, const std::vector<const Expr*>& items) {
    std::vector<Type> types;
    for (const Expr* item : items) types.push_back(read_item(at, *item));
    return types;
  }

  Type read_item(Placed at, const Expr& item) {
    const auto* constant = item.as<Constant>();
    if (constant == nullptr || constant->type != ConstantKind::Ellipsis) {
      return read({at.file, &item});
    }
    Type rest;
    rest.variadic = true;
    return rest;
  }

  Type annotated(Placed at, const std::vector<const Expr*>& items) {
    Type type = read({at.file, items.front()});
    for (std::size_t i = 1; i < items.size(); ++i) type.metadata.push_back({at.file, items[i]});
    return type;
  }

  static Type literal(Placed at, const std::vector<const Expr*>& items) {
    Type type = Type::of(Type::Kind::Literal);
    for (const Expr* item : items) type.values.push_back(evaluate(*at.file, item));
    return type;
  }

  // Page[Item], or an alias with type variables.
  Type generic(Placed at, const Subscript& subscript, const std::vector<const Expr*>& items) {
    Type type = read({at.file, subscript.value});
    if (type.is(Type::Kind::Class) || type.is(Type::Kind::Library)) {
      type.args.clear();
      for (const Expr* item : items) type.args.push_back(read({at.file, item}));
    }
    return type;
  }

  Type of_call(Placed at, const Call& call) {
    const std::string_view target = at.file->resolve(*call.func);
    struct Constrained {
      std::string_view name, base;
    };
    constexpr Constrained kBases[] = {
        {"pydantic.constr", "builtins.str"},     {"pydantic.conint", "builtins.int"},
        {"pydantic.confloat", "builtins.float"}, {"pydantic.condecimal", "decimal.Decimal"},
        {"pydantic.conbytes", "builtins.bytes"}, {"pydantic.condate", "datetime.date"}};
    for (const Constrained& one : kBases) {
      if (one.name != target) continue;
      Type type = Type::scalar(one.base);
      type.metadata.push_back(at);
      return type;
    }
    if (target == "pydantic.conlist" || target == "pydantic.conset") {
      Type type = Type::of(target.ends_with("set") ? Type::Kind::Set : Type::Kind::List);
      type.args.push_back(read(argument_of(at, 0, "item_type")));
      type.metadata.push_back(at);
      return type;
    }
    if (auto made = made_enum(at)) return *made;
    if (target == "typing.NewType") return read(argument_of(at, 1, "tp"));
    return {};
  }

  Type of_name(Placed at) {
    const Followed found = follow(at);
    if (found.definition) return type_of_definition(found.definition);
    if (found.value && found.value.expr != at.expr) return of_alias(at, found.value);
    if (const Type* bound = type_argument(at)) return *bound;
    return type_of_library(at.file->resolve(*at.expr));
  }

  // PEP 695's type parameters have no value to follow.
  const Type* type_argument(Placed at) const {
    const auto* name = at.expr->as<Name>();
    if (name == nullptr) return nullptr;
    const auto found = arguments_.find(at.file->text(name->name));
    return found == arguments_.end() ? nullptr : &found->second;
  }

  Type of_alias(Placed at, Placed value) {
    const auto* call = value.expr->as<Call>();
    if (call != nullptr && is_type_variable(value.file->resolve(*call->func))) {
      return type_variable(at, value);
    }
    Type type = read(value);
    const auto* statement = as<TypeAlias>(value.file->parent(*value.expr));
    if (statement != nullptr) {
      type.alias = value.file->text(statement->name->as<Name>()->name);
    }
    return type;
  }

  Type type_variable(Placed at, Placed value) {
    if (const Type* bound = type_argument(at)) return *bound;
    if (const Placed bound = argument_of(value, -1, "bound")) return read(bound);
    if (const Placed standard = argument_of(value, -1, "default")) return read(standard);
    Type type = Type::of(Type::Kind::TypeVar);
    const auto* name = at.expr->as<Name>();
    type.name = name != nullptr ? at.file->text(name->name) : std::string_view{};
    return type;
  }

  const TypeArguments& arguments_;
  int depth_ = 0;
  int parts_ = 0;
};

}  // namespace

Type read_type(Placed annotation, const TypeArguments& arguments) {
  return TypeReader(arguments).read(annotation);
}

Type read_annotation(const FileModel& file, const Expr* annotation,
                     const TypeArguments& arguments) {
  if (annotation == nullptr) return Type::of(Type::Kind::Missing);
  return read_type({&file, annotation}, arguments);
}

}  // namespace fastidious::app
