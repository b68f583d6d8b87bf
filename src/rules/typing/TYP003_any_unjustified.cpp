#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

#include "rules/rule.h"
#include "rules/shown_type.h"
#include "semantic/annotations.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "semantic/result_uses.h"
#include "semantic/unread_fields.h"

namespace fastidious::rules {
namespace {

enum class Use { None, Contained, Bare };

// Types that are told apart by their first arguments, and whose `Any` says "whatever the caller
// has".
constexpr std::array<std::string_view, 14> kOpenForms = {
    "Callable", "Coroutine", "Generator",   "AsyncGenerator", "Awaitable",
    "type",     "Type",      "Annotated",   "Literal",        "Task",
    "Future",   "ClassVar",  "Concatenate", "AsyncIterator"};

bool is_open_form(const Subscript& subscript, const semantic::FileModel& file) {
  const auto* name = as<Name>(subscript.value);
  const auto* attribute = as<Attribute>(subscript.value);
  const std::string_view text = name != nullptr        ? file.text(name->name)
                                : attribute != nullptr ? file.text(attribute->attr)
                                                       : std::string_view{};
  return std::find(kOpenForms.begin(), kOpenForms.end(), text) != kOpenForms.end();
}

bool is_optional(const Subscript& subscript, const semantic::FileModel& file) {
  const std::string_view name = file.resolve(*subscript.value);
  return name == "typing.Optional" || name == "typing.Union";
}

// How an annotation uses Any: `Any`, `Any | None` and `Optional[Any]` are bare, `dict[str, Any]`
// contains it.
Use use_of_any(const Expr& annotation, const semantic::FileModel& file) {
  if (semantic::is_any(file, annotation)) return Use::Bare;
  if (const auto* either = annotation.as<BinOp>()) {
    return std::max(use_of_any(*either->left, file), use_of_any(*either->right, file));
  }
  if (const auto* tuple = annotation.as<Tuple>()) {
    Use most = Use::None;
    for (const Expr* item : tuple->elts) most = std::max(most, use_of_any(*item, file));
    return most;
  }
  const auto* subscript = annotation.as<Subscript>();
  if (subscript == nullptr || is_open_form(*subscript, file)) return Use::None;
  const Use inside = use_of_any(*subscript->slice, file);
  return inside == Use::None || is_optional(*subscript, file) ? inside : Use::Contained;
}

// A comment `# Any: why` on the line or on the one above it.
bool is_justified(const Expr& annotation, const semantic::FileModel& file) {
  const project::SourceFile& source = file.file();
  const std::span<const Span> comments = file.tree().comments();
  const std::uint32_t line = source.lines.line_of(annotation.begin);
  auto comment = std::partition_point(comments.begin(), comments.end(), [&](Span one) {
    return source.lines.line_of(one.begin) + 1 < line;
  });
  for (; comment != comments.end() && source.lines.line_of(comment->begin) <= line; ++comment) {
    const std::string_view text = source.slice(*comment);
    const std::size_t at = text.find("# Any:");
    if (at != std::string_view::npos &&
        text.find_first_not_of(" \t\r", at + 6) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// The class of all that the function gives back, by its last name; empty if that is not known.
std::string_view class_given_back(const FunctionDef& function, const semantic::FileModel& file) {
  std::string_view known;
  for (const Node* node : file.tree().subtree(function)) {
    const auto* given = node->as<Return>();
    if (given == nullptr || file.enclosing_function(*given) != &function) continue;
    const std::string_view type = file.type_of(given->value);
    if (type.empty() || (!known.empty() && type != known)) return {};
    known = type;
  }
  constexpr std::array<std::string_view, 6> kOpen = {"dict", "list", "tuple",
                                                     "set",  "Any",  "object"};
  const std::string_view name = known.substr(known.rfind('.') + 1);
  return std::find(kOpen.begin(), kOpen.end(), name) == kOpen.end() ? name : std::string_view{};
}

// Whether nothing is made of the value but its text: `str(key)`, `f"{key}"`.
bool is_only_text(const Name& use, const semantic::FileModel& file) {
  const Node* around = file.parent(use);
  if (around == nullptr) return false;
  if (around->is(Kind::FormattedValue)) return true;
  const auto* call = around->as<Call>();
  if (call == nullptr || call->func == &use || call->args.size() != 1) return false;
  const auto* callee = as<Name>(call->func);
  const std::string_view name = callee != nullptr ? file.text(callee->name) : std::string_view{};
  return name == "str" || name == "repr";
}

// Of a function's names those that are used, and whether for their text only; looked up only.
using TextUses = std::unordered_map<Identifier, bool>;

TextUses text_uses_of(const FunctionDef& function, const semantic::FileModel& file) {
  TextUses uses;
  for (const Node* node : file.tree().subtree(function)) {
    const auto* use = node->as<Name>();
    if (use == nullptr) continue;
    bool& is_text = uses.try_emplace(use->name, true).first->second;
    is_text = is_text && is_only_text(*use, file);
  }
  return uses;
}

// Whether nothing is used of a parameter but its text. The function is gone through once, where
// somebody asks.
class TextParameters {
 public:
  TextParameters(const FunctionDef& function, const semantic::FileModel& file)
      : function_(function), file_(file) {}
  bool holds(const Arg& parameter) {
    if (!uses_) uses_ = text_uses_of(function_, file_);
    const auto found = uses_->find(parameter.name);
    return found != uses_->end() && found->second;
  }

 private:
  const FunctionDef& function_;
  const semantic::FileModel& file_;
  std::optional<TextUses> uses_;
};

struct About {
  std::string_view what;  // "The parameter"
  std::string_view name;
  std::string_view risk;  // where it is `Any` itself
  Confidence confidence = Confidence::High;
  const FunctionDef* result_of = nullptr;
  bool is_printed_only = false;
  bool is_read = true;            // an attribute
  bool is_assigned_anew = false;  // a parameter
  std::string shown_type = {};    // "str | None": of a parameter, where its calls show it
};

constexpr std::string_view kAdvice =
    "Name the type: a model, a `TypedDict`, a union, `object` if it is only printed, made a "
    "text of or handed on, a type variable if it comes back out. Where it has to be `Any`, say "
    "why: `# Any: …`.";
constexpr std::string_view kRiskOfParameter =
    "The type checker checks neither what callers pass nor what the function does with it.";
constexpr std::string_view kRiskOfResult =
    "The type checker checks neither what is returned nor what callers do with it.";
constexpr std::string_view kRiskOfAttribute =
    "The type checker checks neither what is stored in it nor what is done with it.";

// What `Any` does less harm to than to a value that code goes on with.
void soften(Draft& draft, const About& about, const semantic::FileModel& file) {
  if (about.is_printed_only) {
    draft.severity(Severity::Warning)
        .risk("Any value is taken, though nothing but its text is used.")
        .fix("Write `object`: only the text of it is used, and everything has one.");
  } else if (about.result_of != nullptr && file.route_decorator(*about.result_of) != nullptr) {
    draft.severity(Severity::Warning)
        .risk("Neither the type checker nor FastAPI checks what the endpoint gives back.");
  } else if (about.result_of != nullptr && semantic::is_result_handed_on(file, *about.result_of)) {
    draft.severity(Severity::Warning)
        .risk(
            "The type checker does not check what is returned; endpoints send it, or drop it, and "
            "nothing else is done with it.");
  } else if (!about.is_read) {
    draft.severity(Severity::Warning).risk("Any value is taken, though nothing reads it yet.");
  }
}

// `return` by itself, which a checker takes for what `Any` may be, and for no other type.
bool returns_bare(const FunctionDef& function, const semantic::FileModel& file) {
  if (file.is_generator(function)) return false;
  const auto returns = file.tree().nodes_of<Return>(function);
  return std::any_of(returns.begin(), returns.end(), [&](const Return* one) {
    return one->value == nullptr && file.enclosing_function(*one) == &function;
  });
}

// What a checker refuses as soon as there is a type.
void tell_what_follows(Draft& draft, const About& about, const semantic::FileModel& file) {
  if (!about.shown_type.empty()) {
    draft.fix("Write `{}: {}`: that is what all calls that are seen pass.",
              {about.name, about.shown_type});
  } else if (about.result_of != nullptr && returns_bare(*about.result_of, file)) {
    draft.fix("{} Where it returns nothing, write `return None` then.", {kAdvice});
  } else if (about.is_assigned_anew) {
    draft.fix(
        "{} What is assigned to `{}` gets a name of its own then, declared with its own type.",
        {kAdvice, about.name});
  }
}

void report(const Expr& annotation, const About& about, Check& check) {
  const semantic::FileModel& file = check.file();
  const Use use = use_of_any(annotation, file);
  if (use == Use::None || is_justified(annotation, file)) return;
  const bool bare = use == Use::Bare;
  const bool alone = semantic::is_any(file, annotation);
  Draft draft = check.report(annotation,
                             alone  ? "{} `{}` is `Any`"
                             : bare ? "{} `{}` may be `Any`"
                                    : "{} `{}` holds `Any`: what is around it is checked, what is "
                                      "in it is not",
                             {about.what, about.name});
  draft.severity(bare ? Severity::Critical : Severity::Warning).confidence(about.confidence);
  draft.risk(bare ? about.risk : "The type checker does not check what is taken out of it.");
  if (alone) tell_what_follows(draft, about, file);
  if (bare) soften(draft, about, file);
  const std::string_view type = alone && about.result_of != nullptr
                                    ? class_given_back(*about.result_of, file)
                                    : std::string_view{};
  if (!type.empty()) draft.fix("Write `-> {}`: that is what it gives back.", {type});
}

// Methods whose parameters Python or Pydantic prescribes: `__setattr__(name, value: Any)`, a
// validator that sees the input before it has a type.
bool is_prescribed(const FunctionDef& function, const semantic::FileModel& file) {
  const std::string_view name = file.text(function.name);
  const bool is_magic = name.starts_with("__") && name.ends_with("__");
  if (is_magic && name != "__init__" && name != "__call__" && name != "__new__") return true;
  for (const Expr* decorator : function.decorator_list) {
    const auto* call = decorator->as<Call>();
    const std::string_view target = file.resolve(call != nullptr ? *call->func : *decorator);
    if (target.starts_with("pydantic.") || target == "typing.override" ||
        target == "typing_extensions.override" || target.starts_with("sqlalchemy.")) {
      return true;
    }
  }
  return false;
}

// A public method of a class with a base that is not seen may have its signature from there.
bool may_override(const FunctionDef& function, const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  if (cls == nullptr || file.text(function.name).starts_with('_')) return false;
  return std::any_of(cls->bases.begin(), cls->bases.end(), [&](const Expr* base) {
    const auto* generic = base->as<Subscript>();
    const Expr& named = generic != nullptr ? *generic->value : *base;
    const std::string_view name = file.resolve(named);
    return !file.definition_of(named) && !name.starts_with("typing.") &&
           !name.starts_with("pydantic.") && !name.starts_with("abc.") &&
           !name.starts_with("enum.");
  });
}

// FastAPI's documented way to return something else than the declared `response_model`.
bool declares_response_model(const FunctionDef& function, const semantic::FileModel& file) {
  const Call* route = file.route_decorator(function);
  return route != nullptr && semantic::argument(file, *route, -1, "response_model") != nullptr;
}

// The names that a function assigns to, read once where one of its parameters is `Any`.
class AssignedNames {
 public:
  AssignedNames(const FunctionDef& function, const semantic::FileModel& file)
      : function_(function), file_(file) {}

  bool hold(Identifier name) {
    if (!names_) {
      names_.emplace();
      for (const auto* one : file_.tree().nodes_of<Assign>(function_)) {
        const auto* target = one->targets.front()->as<Name>();
        if (target != nullptr) names_->insert(target->name);
      }
    }
    return names_->count(name) > 0;
  }

 private:
  const FunctionDef& function_;
  const semantic::FileModel& file_;
  std::optional<std::set<Identifier>> names_;
};

// The type of a parameter that is `Any`, as its calls and its default show it; else empty. What
// `Depends` gives is not in the calls.
std::string shown_type_of(const Arg& parameter, ShownTypes& types) {
  const bool may_be_none = semantic::is_none(parameter.default_value);
  if (parameter.default_value != nullptr && !may_be_none) return {};
  const std::string type(types.of(parameter));
  return type.empty() || !may_be_none ? type : type + " | None";
}

// What is to be known of a parameter before its annotation is judged.
class Parameters {
 public:
  Parameters(const FunctionDef& function, const semantic::FileModel& file)
      : file_(file),
        is_method_(file.enclosing_class(function) != nullptr),
        confidence_(may_override(function, file) ? Confidence::Medium : Confidence::High),
        of_text_(function, file),
        assigned_(function, file),
        shown_(file, function) {}

  About about(const Arg& parameter) {
    About about = {"The parameter", file_.text(parameter.name), kRiskOfParameter, confidence_};
    if (use_of_any(*parameter.annotation, file_) != Use::Bare) return about;
    about.is_printed_only = of_text_.holds(parameter);
    about.is_assigned_anew = assigned_.hold(parameter.name);
    // Of a method's calls only some are seen.
    const bool shows = !is_method_ && !about.is_assigned_anew;
    if (shows) about.shown_type = shown_type_of(parameter, shown_);
    return about;
  }
  Confidence confidence() const { return confidence_; }

 private:
  const semantic::FileModel& file_;
  bool is_method_;
  Confidence confidence_;
  TextParameters of_text_;
  AssignedNames assigned_;
  ShownTypes shown_;
};

void check_function(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.enclosing_function(function) != nullptr || is_prescribed(function, file) ||
      file.follows_overload(function)) {
    return;
  }
  Parameters parameters(function, file);
  for (const Arg* parameter : function.args->all) {
    const bool open =
        parameter->passing == Passing::VarPositional || parameter->passing == Passing::VarKeyword;
    if (parameter->annotation != nullptr && !open) {
      report(*parameter->annotation, parameters.about(*parameter), check);
    }
  }
  if (function.returns != nullptr && !declares_response_model(function, file)) {
    report(*function.returns,
           {"The result of", file.text(function.name), kRiskOfResult, parameters.confidence(),
            &function},
           check);
  }
}

void check_attribute(const Node& node, Check& check) {
  const auto& declared = *node.as<AnnAssign>();
  const semantic::FileModel& file = check.file();
  const auto* name = as<Name>(declared.target);
  const ClassDef* cls = name != nullptr ? file.enclosing_class(declared) : nullptr;
  if (cls != nullptr) {
    const std::string owner =
        std::string(file.text(cls->name)) + "." + std::string(file.text(name->name));
    About about = {"The attribute", owner, kRiskOfAttribute};
    about.is_read = use_of_any(*declared.annotation, file) != Use::Bare ||
                    !semantic::is_never_read(file, *cls, name->name);
    report(*declared.annotation, about, check);
  }
}

}  // namespace

extern constinit const Rule TYP003 = {
    .code = "TYP003",
    .name = "any-unjustified",
    .family = Family::Typing,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"PEP 484", "CWE-704",
                   "https://typing.python.org/en/latest/spec/special-types.html#any"},
    .risk = "The type checker checks neither what the value is nor what is done with it.",
    .advice = kAdvice,
    .docs = R"md(
`Any` as the type of a parameter, a result or a class's attribute, without a comment that justifies it.
`Any | None` counts as bare; `dict[str, Any]` and other containers are a warning, as are the result of an endpoint, which
FastAPI alone takes, one that all callers drop or send as an answer, a parameter of which only the text is used (`str(key)`,
`f"{key}"`), and a field of a model that nothing reads, as far as all its uses are known.

```python bad
from typing import Any


def save(document: Any) -> Any:
    return document["id"]
```

```python good
from typing import Any, TypedDict


class Document(TypedDict):
    id: str


def save(document: Document) -> str:
    return document["id"]


# Any: the webhook's payload is stored as it comes
def store(payload: Any) -> None:
    print(payload)
```

Not reported: a justification `# Any: …` on the line or the one above; `*args: Any` and `**kwargs: Any`;
`-> Any` of an endpoint whose decorator has `response_model=` (FastAPI documents it); `Callable[…, Any]`,
`type[Any]`, `Coroutine[Any, Any, T]`; validators and special methods, whose signatures are prescribed;
functions inside functions; bodies of `@overload`s; tests. In a public method of a class whose base is not in the repository, the
signature may come from there: such findings ask for a review.
)md",
    .on_function = check_function,
    .kinds = {Kind::AnnAssign},
    .on_node = check_attribute,
};

}  // namespace fastidious::rules
