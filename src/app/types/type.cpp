#include "app/types/type.h"

#include <algorithm>

namespace fastidious::app {

Type Type::of(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type Type::scalar(std::string_view qualified) {
  Type type = of(Kind::Scalar);
  type.name = qualified;
  return type;
}

bool allows_none(const Type& type) {
  if (type.is(Type::Kind::None) || type.is(Type::Kind::Any)) return true;
  return type.is(Type::Kind::Union) && std::any_of(type.args.begin(), type.args.end(), allows_none);
}

Type without_none(const Type& type) {
  if (!type.is(Type::Kind::Union)) return type;
  Type rest = type;
  std::erase_if(rest.args, [](const Type& one) { return one.is(Type::Kind::None); });
  if (rest.args.size() != 1) return rest;
  Type only = rest.args.front();
  only.metadata.insert(only.metadata.end(), type.metadata.begin(), type.metadata.end());
  return only;
}

bool same_type(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.name != b.name || a.definition.node != b.definition.node ||
      a.args.size() != b.args.size() || a.values.size() != b.values.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.args.size(); ++i) {
    if (!same_type(a.args[i], b.args[i])) return false;
  }
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    if (a.values[i].text != b.values[i].text || a.values[i].integer != b.values[i].integer) {
      return false;
    }
  }
  return true;
}

namespace {

std::string_view last_part(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == name.npos ? name : name.substr(dot + 1);
}

std::string list_of(const std::vector<Type>& args) {
  std::string text;
  for (const Type& arg : args) {
    if (!text.empty()) text += ", ";
    text += display_name(arg);
  }
  return text;
}

std::string display_union(const Type& type) {
  const bool optional = type.args.size() == 2 && allows_none(type);
  if (optional) return "Optional[" + display_name(without_none(type)) + "]";
  return "Union[" + list_of(type.args) + "]";
}

}  // namespace

std::string display_name(const Type& type) {
  switch (type.kind) {
    case Type::Kind::None: return "NoneType";
    case Type::Kind::Any: return type.name == "builtins.object" ? "object" : "Any";
    case Type::Kind::Union: return display_union(type);
    case Type::Kind::Class: {
      std::string name(type.definition.file->qualified_name(*type.definition.node));
      name = last_part(name);
      return type.args.empty() ? name : name + "[" + list_of(type.args) + "]";
    }
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Dict:
    case Type::Kind::Tuple: {
      const std::string name(last_part(type.name));
      return type.args.empty() ? name : name + "[" + list_of(type.args) + "]";
    }
    default: return std::string(last_part(type.name));
  }
}

}  // namespace fastidious::app
