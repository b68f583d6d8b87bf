#include "semantic/typing_forms.h"

#include <utility>

namespace fastidious::semantic {
namespace {

struct NamedForm {
  std::string_view name;
  TypingForm form;
};

constexpr NamedForm kForms[] = {
    {"typing.Optional", TypingForm::Transparent},
    {"typing.Annotated", TypingForm::Transparent},
    {"typing.ClassVar", TypingForm::Transparent},
    {"typing.Final", TypingForm::Transparent},
    {"typing.Required", TypingForm::Transparent},
    {"typing.NotRequired", TypingForm::Transparent},
    {"typing.ReadOnly", TypingForm::Transparent},
    {"dataclasses.InitVar", TypingForm::Transparent},
    {"sqlalchemy.orm.Mapped", TypingForm::Transparent},
    {"typing.Union", TypingForm::Union},
    {"typing.Awaitable", TypingForm::Awaitable},
    {"collections.abc.Awaitable", TypingForm::Awaitable},
    {"typing.Coroutine", TypingForm::Coroutine},
    {"collections.abc.Coroutine", TypingForm::Coroutine},
    {"typing.Type", TypingForm::TypeOf},
    {"builtins.type", TypingForm::TypeOf},
    {"typing.Literal", TypingForm::Literal},
    {"typing.Any", TypingForm::Nothing},
    {"builtins.object", TypingForm::Nothing},
    {"typing.TypeVar", TypingForm::Nothing},
    {"typing.TypeAlias", TypingForm::Nothing},
    {"typing.NoReturn", TypingForm::Nothing},
    {"typing.Never", TypingForm::Nothing},
    {"typing.Generic", TypingForm::Nothing},
    {"builtins.list", TypingForm::Container},
    {"builtins.set", TypingForm::Container},
    {"builtins.frozenset", TypingForm::Container},
    {"collections.deque", TypingForm::Container},
    {"asyncio.Task", TypingForm::Container},
    {"asyncio.Future", TypingForm::Container},
    {"asyncio.Queue", TypingForm::Container},
    {"queue.Queue", TypingForm::Container},
    {"typing.List", TypingForm::Container},
    {"typing.Set", TypingForm::Container},
    {"typing.FrozenSet", TypingForm::Container},
    {"typing.Deque", TypingForm::Container},
};

// In both typing and collections.abc.
constexpr std::string_view kAbstractContainers[] = {
    "Sequence",      "MutableSequence", "Iterable",       "Iterator",   "Generator",
    "AsyncIterable", "AsyncIterator",   "AsyncGenerator", "Collection", "AbstractSet",
    "Set",           "MutableSet",      "Container",      "Reversible",
};

constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
    {"typing.List", "builtins.list"},
    {"typing.Dict", "builtins.dict"},
    {"typing.Set", "builtins.set"},
    {"typing.FrozenSet", "builtins.frozenset"},
    {"typing.Tuple", "builtins.tuple"},
    {"typing.Text", "builtins.str"},
    {"typing.Deque", "collections.deque"},
    {"typing.DefaultDict", "collections.defaultdict"},
    {"typing.OrderedDict", "collections.OrderedDict"},
    {"typing.Counter", "collections.Counter"},
    {"typing.Pattern", "re.Pattern"},
    {"typing.Match", "re.Match"},
};

}  // namespace

TypingNames::TypingNames(IdentifierTable& names) {
  for (const auto& [name, form] : kForms) {
    forms_[names.intern(name)] = form;
  }
  for (const std::string_view name : kAbstractContainers) {
    for (const std::string_view module : {"typing.", "collections.abc."}) {
      forms_[names.intern(std::string(module).append(name))] = TypingForm::Container;
    }
  }
  for (const auto& [name, cls] : kClasses) {
    classes_[names.intern(name)] = names.intern(cls);
  }
  const std::pair<Identifier*, std::string_view> wanted[] = {
      {&none, "builtins.NoneType"},
      {&str, "builtins.str"},
      {&bytes, "builtins.bytes"},
      {&integer, "builtins.int"},
      {&floating, "builtins.float"},
      {&complex, "builtins.complex"},
      {&boolean, "builtins.bool"},
      {&list, "builtins.list"},
      {&tuple, "builtins.tuple"},
      {&dict, "builtins.dict"},
      {&set, "builtins.set"},
      {&ellipsis, "builtins.ellipsis"},
      {&self_type, "typing.Self"},
      {&generator, "typing.Generator"},
      {&async_generator, "typing.AsyncGenerator"},
      {&context_manager, "contextlib.AbstractContextManager"},
      {&depends, "fastapi.Depends"},
      {&security, "fastapi.Security"},
      {&type_alias, "typing.TypeAlias"},
      {&final, "typing.Final"},
      {&class_var, "typing.ClassVar"},
      {&new_type, "typing.NewType"},
      {&super, "builtins.super"},
      {&cast, "typing.cast"},
      {&property, "builtins.property"},
      {&cached_property, "functools.cached_property"},
      {&static_method, "builtins.staticmethod"},
      {&class_method, "builtins.classmethod"},
      {&overload, "typing.overload"},
      {&abstract, "abc.abstractmethod"},
      {&abstract_property, "abc.abstractproperty"},
      {&make_context_manager, "contextlib.contextmanager"},
      {&make_async_context_manager, "contextlib.asynccontextmanager"},
      {&call, "__call__"},
      {&enter, "__enter__"},
      {&async_enter, "__aenter__"},
      {&builtins, "builtins"},
  };
  for (const auto& [name, text] : wanted) {
    *name = names.intern(text);
  }
}

}  // namespace fastidious::semantic
