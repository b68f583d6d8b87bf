#include "semantic/annotations.h"

#include <algorithm>
#include <array>

#include "text/words.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr std::array<std::string_view, 34> kGenerics = {"builtins.list",
                                                        "builtins.dict",
                                                        "builtins.tuple",
                                                        "builtins.set",
                                                        "builtins.frozenset",
                                                        "typing.List",
                                                        "typing.Dict",
                                                        "typing.Tuple",
                                                        "typing.Set",
                                                        "typing.FrozenSet",
                                                        "typing.Callable",
                                                        "typing.Iterable",
                                                        "typing.Iterator",
                                                        "typing.Sequence",
                                                        "typing.Mapping",
                                                        "typing.MutableMapping",
                                                        "typing.Awaitable",
                                                        "typing.Coroutine",
                                                        "typing.Generator",
                                                        "typing.AsyncGenerator",
                                                        "typing.AsyncIterator",
                                                        "typing.DefaultDict",
                                                        "typing.Deque",
                                                        "collections.defaultdict",
                                                        "collections.deque",
                                                        "collections.OrderedDict",
                                                        "collections.abc.Callable",
                                                        "collections.abc.Iterable",
                                                        "collections.abc.Iterator",
                                                        "collections.abc.Sequence",
                                                        "collections.abc.Mapping",
                                                        "collections.abc.Awaitable",
                                                        "collections.abc.AsyncIterator",
                                                        "collections.abc.MutableMapping"};

// Which lengths the generics' names have: a filter that most classes do not pass.
constexpr std::uint64_t kGenericLengths = [] {
  std::uint64_t lengths = 0;
  for (const std::string_view name : kGenerics) lengths |= 1ull << name.size();
  return lengths;
}();

bool is_generic(std::string_view name) {
  const bool may_be = name.size() < 64 && ((kGenericLengths >> name.size()) & 1) != 0 &&
                      (name[0] == 'b' || name[0] == 't' || name[0] == 'c');
  return may_be && std::find(kGenerics.begin(), kGenerics.end(), name) != kGenerics.end();
}

std::string_view last_part(std::string_view qualified) {
  return qualified.substr(qualified.rfind('.') + 1);
}

bool is_from_typing(std::string_view name, std::string_view what) {
  return (name.starts_with("typing.") || name.starts_with("typing_extensions.")) &&
         last_part(name) == what;
}

Allows either(Allows a, Allows b) {
  if (a == Allows::Yes || b == Allows::Yes) return Allows::Yes;
  return a == Allows::Unknown || b == Allows::Unknown ? Allows::Unknown : Allows::No;
}

Allows text_allows_none(std::string_view text) {
  for (std::string_view word : {"None", "Optional", "Any", "object"}) {
    if (has_word(text, word)) return Allows::Yes;
  }
  for (std::string_view word : {"str", "int", "float", "bool", "bytes"}) {
    if (text == word) return Allows::No;
  }
  return Allows::Unknown;
}

// A class for certain: of Python, of the repository, or one that a known library names like a
// class.
Allows name_allows_none(const FileModel& file, const Expr& annotation) {
  const std::string_view name = file.resolve(annotation);
  if (name == "builtins.object" || is_from_typing(name, "Any")) return Allows::Yes;
  if (name.starts_with("builtins.")) return Allows::No;
  const Definition definition = file.definition_of(annotation);
  if (definition) {
    return definition.node->is(Kind::ClassDef) ? Allows::No : Allows::Unknown;
  }
  for (std::string_view known :
       {"datetime.", "uuid.", "decimal.", "pathlib.", "types.", "fastapi."}) {
    if (name.starts_with(known)) return Allows::No;
  }
  return bare_generic(file, annotation).empty() ? Allows::Unknown : Allows::No;
}

Allows subscript_allows_none(const FileModel& file, const Subscript& annotation) {
  const std::string_view name = file.resolve(*annotation.value);
  if (is_from_typing(name, "Optional")) return Allows::Yes;
  const auto* items = as<Tuple>(annotation.slice);
  if (is_from_typing(name, "Annotated")) {
    return items != nullptr ? allows_none(file, *items->elts.front()) : Allows::Unknown;
  }
  if (is_from_typing(name, "Literal")) {
    return has_word(file.text(annotation), "None") ? Allows::Yes : Allows::No;
  }
  if (is_from_typing(name, "Union")) {
    Allows result = Allows::No;
    for (const Expr* item : items != nullptr ? items->elts : ExprList{}) {
      result = either(result, allows_none(file, *item));
    }
    return result;
  }
  return name_allows_none(file, *annotation.value);
}

}  // namespace

std::string_view annotation_text(const FileModel& file, const Expr& annotation) {
  const auto* quoted = annotation.as<Constant>();
  return quoted != nullptr && quoted->is_str() ? quoted->value : file.text(annotation);
}

bool is_any(const FileModel& file, const Expr& annotation) {
  const auto* quoted = annotation.as<Constant>();
  if (quoted != nullptr && quoted->is_str()) {
    return quoted->value == "Any" || quoted->value == "typing.Any";
  }
  if (annotation.as<Name>() == nullptr && annotation.as<Attribute>() == nullptr) return false;
  return is_from_typing(file.resolve(annotation), "Any");
}

Allows allows_none(const FileModel& file, const Expr& annotation) {
  if (const auto* constant = annotation.as<Constant>()) {
    if (constant->is_str()) return text_allows_none(constant->value);
    return constant->type == ConstantKind::None ? Allows::Yes : Allows::Unknown;
  }
  if (const auto* either_of = annotation.as<BinOp>()) {
    return either(allows_none(file, *either_of->left), allows_none(file, *either_of->right));
  }
  if (const auto* subscript = annotation.as<Subscript>()) {
    return subscript_allows_none(file, *subscript);
  }
  const bool is_name = annotation.as<Name>() != nullptr || annotation.as<Attribute>() != nullptr;
  return is_name ? name_allows_none(file, annotation) : Allows::Unknown;
}

std::string_view bare_generic(const FileModel& file, const Expr& annotation) {
  if (annotation.as<Name>() == nullptr && annotation.as<Attribute>() == nullptr) return {};
  const std::string_view name = file.resolve(annotation);
  return is_generic(name) ? last_part(name) : std::string_view{};
}

}  // namespace fastidious::semantic
