#include "app/types/forms.h"

#include <algorithm>

#include "syntax/ast.h"

namespace fastidious::app {
namespace {

struct NamedKind {
  std::string_view name;
  Type::Kind kind;
};

// Classes with items, by their names in typing, collections.abc and builtins.
constexpr NamedKind kContainers[] = {
    {"builtins.list", Type::Kind::List},
    {"typing.List", Type::Kind::List},
    {"typing.Sequence", Type::Kind::List},
    {"collections.abc.Sequence", Type::Kind::List},
    {"typing.MutableSequence", Type::Kind::List},
    {"collections.abc.MutableSequence", Type::Kind::List},
    {"typing.Iterable", Type::Kind::List},
    {"collections.abc.Iterable", Type::Kind::List},
    {"typing.Collection", Type::Kind::List},
    {"collections.abc.Collection", Type::Kind::List},
    {"collections.deque", Type::Kind::List},
    {"typing.Deque", Type::Kind::List},
    {"typing.Iterator", Type::Kind::List},
    {"collections.abc.Iterator", Type::Kind::List},
    {"typing.Generator", Type::Kind::List},
    {"collections.abc.Generator", Type::Kind::List},
    {"typing.AsyncIterable", Type::Kind::List},
    {"collections.abc.AsyncIterable", Type::Kind::List},
    {"typing.AsyncIterator", Type::Kind::List},
    {"collections.abc.AsyncIterator", Type::Kind::List},
    {"typing.AsyncGenerator", Type::Kind::List},
    {"collections.abc.AsyncGenerator", Type::Kind::List},
    {"builtins.set", Type::Kind::Set},
    {"builtins.frozenset", Type::Kind::Set},
    {"typing.Set", Type::Kind::Set},
    {"typing.FrozenSet", Type::Kind::Set},
    {"typing.AbstractSet", Type::Kind::Set},
    {"collections.abc.Set", Type::Kind::Set},
    {"builtins.tuple", Type::Kind::Tuple},
    {"typing.Tuple", Type::Kind::Tuple},
    {"builtins.dict", Type::Kind::Dict},
    {"typing.Dict", Type::Kind::Dict},
    {"typing.Mapping", Type::Kind::Dict},
    {"collections.abc.Mapping", Type::Kind::Dict},
    {"typing.MutableMapping", Type::Kind::Dict},
    {"collections.abc.MutableMapping", Type::Kind::Dict},
    {"typing.DefaultDict", Type::Kind::Dict},
    {"collections.defaultdict", Type::Kind::Dict},
    {"collections.OrderedDict", Type::Kind::Dict},
    {"typing.OrderedDict", Type::Kind::Dict},
    {"collections.Counter", Type::Kind::Dict},
    {"typing.Type", Type::Kind::TypeOf},
    {"builtins.type", Type::Kind::TypeOf},
    {"typing.Callable", Type::Kind::Callable},
    {"collections.abc.Callable", Type::Kind::Callable},
    {"typing.Any", Type::Kind::Any},
    {"builtins.object", Type::Kind::Any},
    {"builtins.NoneType", Type::Kind::None},
    {"types.NoneType", Type::Kind::None},
};

constexpr std::string_view kTransparent[] = {
    "typing.Required",     "typing.NotRequired",      "typing.ReadOnly",
    "typing.Final",        "typing.ClassVar",         "sqlalchemy.orm.Mapped",
    "dataclasses.InitVar", "pydantic.SkipValidation", "pydantic.SerializeAsAny",
};

Type::Kind kind_of(std::string_view name) {
  const auto* found = std::find_if(std::begin(kContainers), std::end(kContainers),
                                   [&](const NamedKind& one) { return one.name == name; });
  return found == std::end(kContainers) ? Type::Kind::Unknown : found->kind;
}

void add_choice(Type& result, Type choice) {
  if (choice.is(Type::Kind::Union) && choice.metadata.empty() && choice.alias.empty()) {
    for (Type& one : choice.args) add_choice(result, std::move(one));
    return;
  }
  const bool known = std::any_of(result.args.begin(), result.args.end(), [&](const Type& one) {
    return same_type(one, choice) && one.metadata.empty() && choice.metadata.empty();
  });
  if (!known) result.args.push_back(std::move(choice));
}

bool is_transparent(std::string_view form) {
  return std::find(std::begin(kTransparent), std::end(kTransparent), form) !=
         std::end(kTransparent);
}

}  // namespace

bool is_special_form(std::string_view name) {
  return name == "typing.Optional" || name == "typing.Union" || is_transparent(name) ||
         kind_of(name) != Type::Kind::Unknown;
}

Type union_of(std::vector<Type> choices) {
  Type type = Type::of(Type::Kind::Union);
  for (Type& choice : choices) add_choice(type, std::move(choice));
  return type.args.size() == 1 ? Type(type.args.front()) : type;
}

Type apply_form(std::string_view form, std::vector<Type> args) {
  if (args.empty()) return {};
  if (is_transparent(form)) return args.front();
  if (form == "typing.Optional") args.push_back(Type::of(Type::Kind::None));
  if (form == "typing.Optional" || form == "typing.Union") return union_of(std::move(args));
  Type type = Type::of(kind_of(form));
  type.name = form;
  for (Type& arg : args) {
    if (arg.variadic && arg.is(Type::Kind::Unknown)) {
      type.variadic = true;
    } else {
      type.args.push_back(std::move(arg));
    }
  }
  return type;
}

Type type_of_definition(const Definition& definition) {
  if (definition.node->as<syntax::ClassDef>() == nullptr) return {};
  Type type = Type::of(Type::Kind::Class);
  type.definition = definition;
  type.name = definition.file->qualified_name(*definition.node);
  return type;
}

Type type_of_library(std::string_view name) {
  if (name.empty() || name == "typing.Optional" || name == "typing.Annotated") return {};
  const Type::Kind kind = kind_of(name);
  Type type = Type::of(kind == Type::Kind::Unknown ? Type::Kind::Scalar : kind);
  type.name = name;
  return type;
}

}  // namespace fastidious::app
