#include <algorithm>
#include <array>
#include <string>

#include "rules/needed_import.h"
#include "rules/optional_edit.h"
#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/dataclasses.h"
#include "semantic/model.h"
#include "semantic/request_parameters.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

constexpr std::array<std::string_view, 9> kMutableClasses = {
    "builtins.list",           "builtins.dict",       "builtins.set",
    "builtins.bytearray",      "collections.deque",   "collections.defaultdict",
    "collections.OrderedDict", "collections.Counter", "collections.ChainMap"};

// Calls whose result never changes, or that are meant to stand in a default.
constexpr std::array<std::string_view, 33> kImmutableCalls = {
    "builtins.int",        "builtins.float",      "builtins.str",          "builtins.bool",
    "builtins.bytes",      "builtins.complex",    "builtins.tuple",        "builtins.frozenset",
    "builtins.range",      "builtins.object",     "builtins.len",          "builtins.min",
    "builtins.max",        "builtins.ord",        "builtins.type",         "types.MappingProxyType",
    "operator.attrgetter", "operator.itemgetter", "operator.methodcaller", "pathlib.Path",
    "pathlib.PurePath",    "re.compile",          "datetime.timedelta",    "datetime.date",
    "datetime.datetime",   "datetime.time",       "decimal.Decimal",       "fractions.Fraction",
    "uuid.UUID",           "os.getenv",           "os.environ.get",        "logging.getLogger",
    "functools.partial"};
constexpr std::array<std::string_view, 10> kParameterLibraries = {"fastapi.",
                                                                  "typer.",
                                                                  "click.",
                                                                  "pydantic.",
                                                                  "fastapi_",
                                                                  "strawberry.",
                                                                  "dependency_injector.",
                                                                  "litestar.",
                                                                  "faststream.",
                                                                  "docket."};

// Abstract types that offer no way to change the value.
constexpr std::array<std::string_view, 8> kReadOnly = {
    "Sequence", "Mapping", "Iterable", "Collection", "Container", "AbstractSet", "Set", "Final"};

enum class Flaw { None, Mutable, Call };

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_immutable_call(std::string_view target, const Check& check) {
  if (contains(kImmutableCalls, target) || target.ends_with(".Depends")) return true;
  const auto extra = check.option_names("extend-immutable-calls");
  return std::find(extra.begin(), extra.end(), target) != extra.end() ||
         std::any_of(kParameterLibraries.begin(), kParameterLibraries.end(),
                     [&](std::string_view prefix) { return target.starts_with(prefix); });
}

Flaw flaw_of_call(const Call& call, const Check& check) {
  const std::string_view target = check.file().resolve(*call.func);
  if (contains(kMutableClasses, target)) return Flaw::Mutable;
  return target.empty() || is_immutable_call(target, check) ? Flaw::None : Flaw::Call;
}

Flaw flaw_of(const Expr& value, const Check& check) {
  switch (value.kind) {
    case Kind::ListExpr:
    case Kind::Dict:
    case Kind::Set:
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp: return Flaw::Mutable;
    case Kind::Call: return flaw_of_call(*value.as<Call>(), check);
    default: return Flaw::None;
  }
}

bool is_read_only(const Expr* annotation, const semantic::FileModel& file) {
  if (annotation == nullptr) return false;
  const auto* subscript = annotation->as<Subscript>();
  const std::string_view name =
      file.resolve(subscript != nullptr ? *subscript->value : *annotation);
  const bool abstract = name.starts_with("typing.") || name.starts_with("collections.abc.");
  return abstract && contains(kReadOnly, name.substr(name.rfind('.') + 1)) && name != "typing.Set";
}

// What stands before a statement on its line.
std::string_view text_before(const Stmt& statement, const semantic::FileModel& file) {
  const LineIndex& lines = file.file().lines;
  return file.file().slice({lines.start_of(lines.line_of(statement.begin)), statement.begin});
}

// Whether the body is a block of its own, so that a statement can be put before it.
const Stmt* first_statement(const FunctionDef& function, const semantic::FileModel& file) {
  const std::size_t skipped = file.docstring(function) != nullptr ? 1 : 0;
  if (function.body.size() <= skipped) return nullptr;
  const Stmt* first = function.body[skipped];
  return text_before(*first, file).find_first_not_of(" \t") == std::string_view::npos ? first
                                                                                      : nullptr;
}

// `x: T = []` becomes `x: T | None = None`, and the body begins with `if x is None: x = []`.
void offer(const Arg& parameter, const FunctionDef& function, const semantic::FileModel& file,
           Draft draft) {
  const Stmt* first = first_statement(function, file);
  const Expr& value = *parameter.default_value;
  if (first == nullptr || value.parenthesized) {
    draft.fix_class(FixClass::None);
    return;
  }
  const std::string indent(text_before(*first, file));
  const std::string name(file.text(parameter.name));
  if (parameter.annotation != nullptr && parameter.annotation->as<Constant>() == nullptr &&
      semantic::allows_none(file, *parameter.annotation) != semantic::Allows::Yes &&
      !offer_optional(draft, file, *parameter.annotation)) {
    draft.fix_class(FixClass::None);
    return;
  }
  draft.edit(value.span(), "None");
  draft.edit({first->begin, first->begin}, "if " + name + " is None:\n" + indent + "    " + name +
                                               " = " + std::string(file.text(value)) + "\n" +
                                               indent);
}

void say(Draft& draft, const Arg& parameter, const Expr& made, const semantic::FileModel& file) {
  constexpr std::size_t kShort = 40;
  const std::string_view name = file.text(parameter.name);
  const std::string_view value = file.text(made);
  const bool is_short = value.size() <= kShort && value.find('\n') == value.npos;
  const bool lacks_none =
      parameter.annotation != nullptr && parameter.annotation->as<Constant>() == nullptr &&
      semantic::allows_none(file, *parameter.annotation) != semantic::Allows::Yes;
  draft.fix(
      "Let the default of `{}` be `None`{}, and create the value in the body: "
      "`if {} is None: {} = {}`.",
      {name, lacks_none ? ", which its annotation has to allow" : "", name, name,
       is_short ? value : "…"});
}

void report(const Arg& parameter, Flaw flaw, const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr& value = *parameter.default_value;
  if (flaw == Flaw::Mutable) {
    Draft draft = check.report(value, "All calls of `{}` share one default value of `{}`",
                               {file.text(function.name), file.text(parameter.name)});
    say(draft, parameter, value, file);
    offer(parameter, function, file, draft);
    return;
  }
  Draft draft = check.report(value, "The default of `{}` is computed once, when `{}` is defined",
                             {file.text(parameter.name), file.text(function.name)});
  draft.risk(
      "Every call gets the value of the first moment: a time that stands still, an object that "
      "all calls share, a failure at import.");
  say(draft, parameter, value, file);
  offer(parameter, function, file, draft);
}

// A command of Typer or click runs once, in a process of its own: the moment of its definition is
// that of its call.
bool is_command(const FunctionDef& function, const semantic::FileModel& file) {
  return std::any_of(
      function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* decorator) {
        const auto* call = decorator->as<Call>();
        const std::string_view target = file.resolve(call != nullptr ? *call->func : *decorator);
        return target.starts_with("typer.") || target.starts_with("click.");
      });
}

void check(const FunctionDef& function, Check& check) {
  for (const Arg* parameter : function.args->all) {
    if (parameter->default_value == nullptr) continue;
    const Flaw flaw = flaw_of(*parameter->default_value, check);
    if (flaw == Flaw::None || is_read_only(parameter->annotation, check.file())) continue;
    if (check.file().is_route_handler(function) || is_command(function, check.file())) return;
    report(*parameter, flaw, function, check);
  }
}

// ---- fields, columns, parameters of endpoints: what differs from moment to moment ---------------

constexpr std::string_view kColumns[] = {"sqlalchemy.Column", "sqlalchemy.schema.Column",
                                         "sqlalchemy.orm.mapped_column"};
constexpr std::string_view kFields[] = {"pydantic.Field", "pydantic.fields.Field", "sqlmodel.Field",
                                        "sqlmodel.main.Field", "dataclasses.field"};

// A value that is computed once, and where.
struct Default {
  const Expr* value = nullptr;
  std::string_view keyword;  // `default` of a column or field; empty: it is assigned as it is
  bool of_column = false;
};

// Whether it makes a column or a field.
bool describes_values(const Call& call, const semantic::FileModel& file) {
  const std::string_view target = file.resolve(*call.func);
  return is_one_of(target, kColumns) || is_one_of(target, kFields);
}

// What `child` is to such a call that has it as an argument.
Default default_of_call(const Call& call, const Node& child, const semantic::FileModel& file) {
  const std::string_view target = file.resolve(*call.func);
  const bool is_column = is_one_of(target, kColumns);
  if (const auto* keyword = child.as<Keyword>()) {
    const std::string_view name = file.text(keyword->arg);
    const bool is_default = name == "default" || (is_column && name == "onupdate");
    return is_default ? Default{keyword->value, name, is_column} : Default{};
  }
  const bool is_first = !is_column && !call.args.empty() && call.args.front() == &child;
  return is_first ? Default{call.args.front(), "default", false} : Default{};
}

// A class of which there is one object makes its values once anyway.
bool is_made_often(const ClassDef& cls, const semantic::FileModel& file) {
  const std::string_view name = file.text(cls.name);
  return !file.is_settings(cls) && !name.ends_with("Settings") && !name.ends_with("Config");
}

bool has_fields(const ClassDef& cls, const semantic::FileModel& file) {
  return file.is_pydantic_model(cls) || semantic::dataclass_decorator(file, cls) != nullptr;
}

std::string per_object(const Default& found, const ClassDef* cls, const semantic::FileModel& file) {
  constexpr std::size_t kShort = 60;
  const std::string_view text = file.text(*found.value);
  const bool is_short = text.size() <= kShort && text.find('\n') == text.npos;
  const std::string made = "lambda: " + std::string(is_short ? text : "…");
  const bool by_dataclass =
      cls != nullptr && file.inherits_from(*cls, "sqlalchemy.orm.MappedAsDataclass");
  if (found.of_column && !(by_dataclass && found.keyword == "default")) {
    return "`" + std::string(found.keyword) + "=" + made + "`";
  }
  if (!found.keyword.empty()) return "`default_factory=" + made + "`";
  const bool is_model = file.is_pydantic_model(*cls);
  return "`" + std::string(is_model ? "Field" : "field") + "(default_factory=" + made + ")`" +
         with_import_from(file, is_model ? "pydantic" : "dataclasses",
                          is_model ? "Field" : "field");
}

// A mixin where the bases of tables make dataclasses: what is no dataclass cannot be mixed into
// these
// (https://docs.sqlalchemy.org/en/20/orm/dataclasses.html#using-mixins-and-abstract-superclasses).
bool is_useless_mixin(const ClassDef& cls, const semantic::FileModel& file) {
  return cls.bases.empty() && cls.decorator_list.empty() &&
         file.project().names().find("MappedAsDataclass");
}

void report_field(const Default& found, const Stmt& statement, Check& check) {
  const semantic::FileModel& file = check.file();
  const auto* cls = as<ClassDef>(file.parent(statement));
  if (cls == nullptr || !is_made_often(*cls, file)) return;
  if (found.of_column && is_useless_mixin(*cls, file)) return;
  const auto* annotated = statement.as<AnnAssign>();
  const auto* plain = statement.as<Assign>();
  if (annotated == nullptr && plain == nullptr) return;
  const bool is_assigned = found.keyword.empty();
  if (is_assigned && (annotated == nullptr || !has_fields(*cls, file))) return;
  const Expr& target = annotated != nullptr ? *annotated->target : *plain->targets.front();
  check
      .report(*found.value, "The {} of `{}` is computed once, when `{}` is defined",
              {found.keyword == "onupdate" ? "new value" : "default", file.text(target),
               file.text(cls->name)})
      .risk("Every {} gets the value of the moment at which the module was imported.",
            {found.of_column ? "row" : "object"})
      .fix("Let it be computed each time: {}.", {per_object(found, cls, file)})
      .fix_class(FixClass::None);
}

// `date.today()` of `Query(default=date.today())`.
const Expr& value_in(const Expr& written, const semantic::FileModel& file) {
  const auto* call = written.as<Call>();
  if (call == nullptr || !file.resolve(*call->func).starts_with("fastapi.")) return written;
  const Expr* inside = semantic::argument(file, *call, 0, "default");
  return inside != nullptr ? *inside : written;
}

void report_parameter(const Arg& parameter, const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.is_route_handler(function)) return;
  Draft draft = check.report(*parameter.default_value,
                             "The default of `{}` is computed once, when `{}` is defined",
                             {file.text(parameter.name), file.text(function.name)});
  draft.risk("Every request gets the value of the moment at which the module was imported.")
      .fix_class(FixClass::None);
  say(draft, parameter, value_in(*parameter.default_value, file), file);
}

// The function whose parameter it is.
const FunctionDef& owner_of(const Arg& parameter, const semantic::FileModel& file) {
  return *file.enclosing_statement(parameter).as<FunctionDef>();
}

void check_moment(const Call& moment, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.enclosing_function(moment) != nullptr) return;
  const Stmt& statement = file.enclosing_statement(moment);
  for (const Node *child = &moment, *at = file.parent(moment); at != nullptr && child != &statement;
       child = at, at = file.parent(*at)) {
    if (at->is(Kind::Lambda)) return;
    if (const auto* call = at->as<Call>(); call != nullptr && describes_values(*call, file)) {
      const Default found = default_of_call(*call, *child, file);
      return found.value != nullptr ? report_field(found, statement, check) : void();
    }
    if (const auto* parameter = at->as<Arg>()) {
      return report_parameter(*parameter, owner_of(*parameter, file), check);
    }
    if (const auto* assigned = at->as<AnnAssign>()) {
      return report_field({assigned->value, {}, false}, statement, check);
    }
  }
}

}  // namespace

extern constinit const Rule COD014 = {
    .code = "COD014",
    .name = "mutable-or-call-default",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .references = {"CWE-1108",
                   "https://docs.python.org/3/faq/"
                   "programming.html#why-are-default-values-shared-between-objects",
                   "https://docs.python.org/3/tutorial/controlflow.html#default-argument-values"},
    .options = {names_option("extend-immutable-calls",
                             "qualified names of calls that may stand in a default")},
    .risk = "What one request puts into it, the next one finds in it.",
    .advice = "Let the default be `None`, and create the value in the body.",
    .docs = R"md(
Default values are computed once, when the `def` is executed. A list, dictionary or set is then shared by all
calls; the result of a call (`datetime.now()`, `Client()`) never changes again.

```python bad
def add(item: str, basket: list[str] = []) -> list[str]:
    basket.append(item)
    return basket
```

```python good
from typing import Annotated

from fastapi import Depends


def settings() -> str:
    return "x"


def add(item: str, basket: list[str] | None = None) -> list[str]:
    return [*(basket or []), item]


def used_by_fastapi(value: str = Depends(settings)) -> str:
    return value
```

Not reported: `Depends`, `Query` and everything else of FastAPI, Pydantic, Typer and their like; endpoints, whose
defaults FastAPI copies for each request, unless they are times or random; commands of Typer and click, which run once; calls that give an immutable value (`tuple()`, `Decimal("1")`,
`timedelta(days=1)`), and those of `extend-immutable-calls`; parameters whose type is read-only (`Sequence`,
`Mapping`); calls of functions that are not known.

Also the defaults of columns (`Column(default=datetime.now())`, and `onupdate=`), of Pydantic's and dataclasses' fields, and
of endpoints' parameters that are a time, a UUID or random: every row or request gets the same one. Not those of settings, of
which there is one object.
)md",
    .on_function = check,
    .calls = {"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today",
              "datetime.date.today", "time.time", "time.time_ns", "uuid.uuid1", "uuid.uuid4",
              "secrets.token_hex", "secrets.token_urlsafe", "secrets.token_bytes", "random.random",
              "random.randint"},
    .on_call = check_moment,
};

}  // namespace fastidious::rules
