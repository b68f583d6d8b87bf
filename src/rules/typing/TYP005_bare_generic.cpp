#include <algorithm>
#include <string>

#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kMappings[] = {"dict",           "Dict",        "Mapping",
                                          "MutableMapping", "defaultdict", "OrderedDict"};

bool is_type_variable(const Expr& expr, const semantic::FileModel& file) {
  const semantic::Definition found = file.definition_of(expr);
  if (!found) return false;
  const auto* assigned = as<Assign>(found.file->parent(*found.node));
  const auto* made = assigned != nullptr ? as<Call>(assigned->value) : nullptr;
  return made != nullptr && found.file->resolve(*made->func).ends_with(".TypeVar");
}

// Whether a subscript of it, `Generic[T]`, `Base[T]`, `type[T]`, or it itself is a type variable.
bool names_type_variable(const Expr& expr, const semantic::FileModel& file) {
  const auto names = file.tree().nodes_of<Name>(expr);
  return std::any_of(names.begin(), names.end(),
                     [&](const Name* one) { return is_type_variable(*one, file); });
}

// Whether the class that the function is a method of is written for any type.
bool is_of_generic_class(const Node& node, const semantic::FileModel& file) {
  const FunctionDef* function = file.enclosing_function(node);
  const ClassDef* cls = file.enclosing_class(function != nullptr ? *function : node);
  if (cls == nullptr) return false;
  return !cls->type_params.empty() ||
         std::any_of(cls->bases.begin(), cls->bases.end(), [&](const Expr* base) {
           return base->is(Kind::Subscript) && names_type_variable(*base, file);
         });
}

// The arguments that it takes.
std::string arguments_of(std::string_view generic) {
  const std::string name(generic);
  if (generic == "Callable") {
    return "`Callable[[A], R]`, A being what it takes and R what it gives; `Callable[..., R]` "
           "where it is called in several ways, `Callable[..., object]` where nothing here calls "
           "it";
  }
  if (generic == "tuple" || generic == "Tuple") {
    return "`" + name + "[A, B]`, with the type of each item, or `" + name + "[T, ...]`";
  }
  if (is_one_of(generic, kMappings)) {
    return "`" + name +
           "[K, V]`, with the types of its keys and values; where these differ from key to key, "
           "name a `TypedDict` in its place, one for all the places that this value goes through: "
           "it is still a `dict` there, `cast` gives this type to what a library returns, and what "
           "`.get` reads may be None (`" +
           name + "[str, Any]` is what TYP003 finds)";
  }
  return "`" + name + "[…]`, with the types of what it holds";
}

// Whether the name gets its arguments here, or stands where no type does: `Annotated[T, f(list)]`.
bool is_settled(const Node& node, const Expr& annotation, const semantic::FileModel& file) {
  const auto* own = as<Subscript>(file.parent(node));
  if (own != nullptr && own->value == &node) return true;
  for (const Node* at = &node; at != &annotation; at = file.parent(*at)) {
    const Node* parent = file.parent(*at);
    const auto* subscript = as<Subscript>(parent);
    if (parent->is(Kind::Call)) return true;
    if (subscript != nullptr && file.resolve(*subscript->value).ends_with(".Literal")) return true;
  }
  return false;
}

// Whether `response_model=` says what the result holds: there TYP003 leaves `Any` alone, too.
bool is_described(const FunctionDef& function, const semantic::FileModel& file) {
  const Call* route = file.route_decorator(function);
  return route != nullptr && semantic::argument(file, *route, -1, "response_model") != nullptr;
}

// `out: dict = get_openapi(…)` in a function: what it is given may say its type by itself.
bool is_given_in_function(const Expr& annotation, const semantic::FileModel& file) {
  const auto* variable = as<AnnAssign>(file.parent(annotation));
  return variable != nullptr && variable->annotation == &annotation && variable->value != nullptr &&
         variable->value->is(Kind::Call) && file.enclosing_function(annotation) != nullptr;
}

// Whether Pydantic makes the value of what was sent or read: a field of a model.
bool is_field_of_model(const Expr& annotation, const semantic::FileModel& file) {
  const auto* field = as<AnnAssign>(file.parent(annotation));
  const auto* cls = field == nullptr ? nullptr : as<ClassDef>(file.parent(*field));
  return cls != nullptr && file.is_pydantic_model(*cls);
}

// Who says what is in the value.
enum class Described : std::uint8_t {
  Nobody,
  BySender,         // FastAPI or Pydantic makes it of what comes in
  ByResponseModel,  // beside what a route returns
};

// What to write in place of a mapping; false where its arguments are to be written.
bool advise_on_mapping(std::string_view generic, const Expr& annotation, Described described,
                       const semantic::FileModel& file, Draft& draft) {
  if (!is_one_of(generic, kMappings)) return false;
  if (described == Described::ByResponseModel) {
    draft.fix(
        "Write `{}[str, Any]`{}, or the type of what is returned where that has another one: "
        "`response_model` says what is in it.",
        {generic, with_import_from(file, "typing", "Any")});
  } else if (is_given_in_function(annotation, file)) {
    return false;
  } else if (described == Described::BySender) {
    draft.fix(
        "Name a model or a `TypedDict` in its place, one for all the places that this value goes "
        "through; where any key may come, `{}[K, V]`, with the types of keys and values (`{}[str, "
        "Any]` is what TYP003 finds).",
        {generic, generic});
  } else if (is_of_generic_class(annotation, file)) {
    draft.fix(
        "Write `{}[str, object]`, or narrower types that fit all that the generic class is used "
        "for.",
        {generic});
  } else {
    return false;
  }
  return true;
}

void check_annotation(const Expr& annotation, Check& check, Described described) {
  const semantic::FileModel& file = check.file();
  for (const Node* node : check.tree().subtree(annotation)) {
    if (!node->is(Kind::Name) && !node->is(Kind::Attribute)) continue;
    const std::string_view generic = semantic::bare_generic(file, *static_cast<const Expr*>(node));
    if (generic.empty() || is_settled(*node, annotation, file)) continue;
    Draft draft = check.report(*node,
                               generic == "Callable" ? "`{}` does not say what it takes and gives"
                                                     : "`{}` does not say what it holds",
                               {generic});
    if (advise_on_mapping(generic, annotation, described, file, draft)) continue;
    if (is_given_in_function(annotation, file)) {
      draft.fix(
          "Leave the annotation out where what is called says its type; else write its type "
          "arguments.");
      continue;
    }
    draft.fix("Write its type arguments: {}.", {arguments_of(generic)});
    if (generic == "Callable") {
      draft.risk("Neither what it is called with nor what comes back is checked.");
    }
  }
}

void check_function(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const bool is_route = file.route_decorator(function) != nullptr;
  for (const Arg* parameter : function.args->all) {
    if (parameter->annotation == nullptr) continue;
    // What a dependency gives is what it is, whatever the annotation says.
    const bool is_sent = is_route && !semantic::is_injected(file, *parameter);
    check_annotation(*parameter->annotation, check,
                     is_sent ? Described::BySender : Described::Nobody);
  }
  if (function.returns != nullptr) {
    check_annotation(*function.returns, check,
                     is_described(function, file) ? Described::ByResponseModel : Described::Nobody);
  }
}

void check_variable(const Node& node, Check& check) {
  const Expr& annotation = *node.as<AnnAssign>()->annotation;
  check_annotation(
      annotation, check,
      is_field_of_model(annotation, check.file()) ? Described::BySender : Described::Nobody);
}

}  // namespace

extern constinit const Rule TYP005 = {
    .code = "TYP005",
    .name = "bare-generic",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references =
        {"PEP 484", "PEP 585", "CWE-704",
         "https://mypy.readthedocs.io/en/stable/config_file.html#confval-disallow_any_generics"},
    .risk =
        "What the container holds is `Any`: nothing taken out of it is checked; in a model or an "
        "endpoint FastAPI neither validates nor documents its items.",
    .advice = "Write the type arguments: `dict[K, V]`, `list[T]`, `Callable[[A], R]`.",
    .docs = R"md(
A generic class in an annotation without its type arguments: `list`, `dict`, `tuple`, `set`, `Callable`,
and their kin in `typing` and `collections.abc`, also inside another type (`dict[str, list]`).

```python bad
def names(users: list) -> dict:
    return {user.id: user.name for user in users}
```

```python good
class User:
    id: int
    name: str


def names(users: list[User]) -> dict[int, str]:
    return {user.id: user.name for user in users if isinstance(user, User)}
```

`type` is left alone, and so is everything outside of annotations (`isinstance(x, list)`).
)md",
    .on_function = check_function,
    .kinds = {Kind::AnnAssign},
    .on_node = check_variable,
};

}  // namespace fastidious::rules
