#include <algorithm>
#include <array>

#include "app/routes/answers.h"
#include "rules/decorator_shape.h"
#include "rules/none_attributes.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

struct FixedReturn {
  std::string_view method, type;
};
// What the language wants of these methods (https://docs.python.org/3/reference/datamodel.html).
constexpr std::array<FixedReturn, 8> kFixedReturns = {{{"__init__", "None"},
                                                       {"__post_init__", "None"},
                                                       {"__str__", "str"},
                                                       {"__repr__", "str"},
                                                       {"__len__", "int"},
                                                       {"__hash__", "int"},
                                                       {"__bool__", "bool"},
                                                       {"__contains__", "bool"}}};

std::string_view fixed_return(const FunctionDef& function, const semantic::FileModel& file) {
  if (!file.is_method(function)) return {};
  const std::string_view name = file.text(function.name);
  for (const FixedReturn& entry : kFixedReturns) {
    if (entry.method == name) return entry.type;
  }
  return {};
}

bool has_annotated_parameter(const FunctionDef& function) {
  return std::any_of(function.args->all.begin(), function.args->all.end(),
                     [](const Arg* parameter) { return parameter->annotation != nullptr; });
}

bool may_override(const FunctionDef& function, const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  return cls != nullptr && !cls->bases.empty();
}

// The type that can be told from the function alone; empty where it cannot.
std::string_view return_type(const FunctionDef& function, const semantic::FileModel& file) {
  if (const std::string_view fixed = fixed_return(function, file); !fixed.empty()) return fixed;
  if (semantic::is_property_setter(file, function)) return "None";
  const bool open = file.is_generator(function) || file.is_abstract(function) ||
                    file.is_overload(function) || file.is_property(function) ||
                    semantic::is_stub_body(file, function) || semantic::ends_with_raise(function) ||
                    semantic::first_valued_return(file, function) != nullptr;
  return open ? std::string_view{} : "None";
}

// `def _send_log(self): pass`: it gives nothing as it stands.
bool only_passes(const FunctionDef& function, const semantic::FileModel& file) {
  return semantic::is_stub_body(file, function) && function.body.back()->is(Kind::Pass) &&
         !file.is_abstract(function) && !file.is_overload(function);
}

// The class of the responses that an endpoint makes itself, as in `Response`; empty where it gives
// anything else.
std::string_view own_response(const FunctionDef& function, const semantic::FileModel& file) {
  std::string_view name;
  for (const app::Answer& one : app::answers_of(file, function)) {
    const std::string_view cls = one.cls.substr(one.cls.rfind('.') + 1);
    if (one.kind != app::Answer::Kind::Response || cls.empty()) return {};
    if (!name.empty() && cls != name) return "Response";
    name = cls;
  }
  return name;
}

void offer_annotation(const FunctionDef& function, const semantic::FileModel& file, Draft draft) {
  const std::string_view type = return_type(function, file);
  if (type.empty() || file.is_route_handler(function)) {
    draft.fix_class(FixClass::None);
    return;
  }
  const bool is_plain = function.decorator_list.empty() && !may_override(function, file);
  const bool is_certain =
      type == "None" && (is_plain || semantic::is_property_setter(file, function) ||
                         file.text(function.name) == "__init__");
  const Offset at = semantic::end_of_signature(file, function);
  draft.edit({at, at}, type == "None"  ? " -> None"
                       : type == "str" ? " -> str"
                       : type == "int" ? " -> int"
                                       : " -> bool");
  const std::string more = with_none_attributes(file, function);
  draft.fix_class(is_certain && more.empty() ? FixClass::Safe : FixClass::Unsafe);
  if (fixed_return(function, file).empty()) {
    draft.fix("Write `-> {}`.", {type});
  } else {
    draft.fix("Write `-> {}`, all that `{}` may give.{}", {type, file.text(function.name), more});
  }
}

bool has_model(const FunctionDef& function, const semantic::FileModel& file) {
  const Call* route = file.route_decorator(function);
  const Expr* model =
      route == nullptr ? nullptr : semantic::argument(file, *route, -1, "response_model");
  return model != nullptr && !semantic::is_none(*model);
}

// An endpoint whose `response_model` says what is sent has its contract: that is the milder form.
// True if it is one.
bool advise_endpoint(const FunctionDef& function, const semantic::FileModel& file, Draft& draft) {
  const Call* route = file.route_decorator(function);
  if (route == nullptr) return false;
  if (has_model(function, file)) {
    draft
        .risk(
            "FastAPI knows the answer from `response_model`; the type checker does not, and lets "
            "the function return anything.")
        .fix("Write the type of what it returns; `response_model` goes on deciding what is sent.");
    return true;
  }
  if (return_type(function, file) == "None") {
    draft.fix("Write `-> None`.");
    return false;
  }
  if (const std::string_view response = own_response(function, file); !response.empty()) {
    draft.fix("Write `-> {}`: that is what it returns, and FastAPI sends it as it is.", {response});
    return false;
  }
  draft.fix(
      "Write the model of what is sent behind `->` (FastAPI takes it for the response model), or "
      "the `Response` that is returned.");
  if (semantic::argument(file, *route, -1, "response_class") == nullptr) {
    draft.risk(
        "Without a response model FastAPI sends whatever comes back, unfiltered, and OpenAPI shows "
        "an empty schema.");
  }
  return false;
}

// Whether a class below may have a method of that name that gives something.
bool may_be_overridden(const FunctionDef& function, const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  return cls != nullptr && file.project().is_inherited(*cls);
}

// Of a function that gives nothing, or what Python prescribes.
void tell_risk(const FunctionDef& function, const semantic::FileModel& file, bool is_prescribed,
               Draft& draft) {
  const bool gives_nothing = return_type(function, file) == "None";
  if ((is_prescribed || gives_nothing) && !has_annotated_parameter(function)) {
    draft.risk(
        "By default mypy does not look into the body of a function that has no annotation at all.");
  } else if (gives_nothing || only_passes(function, file)) {
    draft.risk("It gives nothing, and the type checker does not tell who uses its result.");
  }
}

// What TYP001 says of the parameter, in the same edit, is not said again.
void advise_on_decorator(Draft& draft, const std::string& result, const FunctionDef& function,
                         const semantic::FileModel& file) {
  const auto& all = function.args->all;
  const bool is_told = std::any_of(all.begin(), all.end(), [&](const Arg* one) {
    return one->annotation == nullptr && decorated_type(file, function, *one) == result;
  });
  if (is_told) {
    draft.fix("Write `-> {}`, with the `P` and `R` of its parameter (TYP001).", {result});
    return;
  }
  draft.fix("Write `-> {}`, with `P = ParamSpec(\"P\")` and `R = TypeVar(\"R\")` ({}).",
            {result, homes_of_shape(result)});
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const bool closure = file.enclosing_function(function) != nullptr;
  if (function.returns != nullptr || (closure && check.option("closures") == 0)) {
    return;
  }
  const bool is_init = file.is_method(function) && file.text(function.name) == "__init__";
  if (is_init && has_annotated_parameter(function)) {
    return;  // PEP 484: that is a complete signature
  }
  if (semantic::has_stub(file) || file.follows_overload(function)) {
    return;
  }
  const bool is_prescribed =
      semantic::is_property_setter(file, function) || !fixed_return(function, file).empty();
  Draft draft = check.report(
      function.name_span, "`{}` does not say what it returns{}",
      {file.text(function.name), is_prescribed               ? ", which Python prescribes"
                                 : has_model(function, file) ? "; its `response_model` does"
                                                             : ""});
  draft.fix("Write the type of what it returns behind `->`, with `| None` if that may be nothing.");
  if (const std::string result = decorator_result(file, function); !result.empty()) {
    advise_on_decorator(draft, result, function, file);
  }
  tell_risk(function, file, is_prescribed, draft);
  if (only_passes(function, file)) {
    draft.fix("Write `-> None`{}.",
              {may_be_overridden(function, file)
                   ? "; with the type of what a method that overrides it gives, if one does"
                   : ""});
  }
  const bool mild = is_prescribed || advise_endpoint(function, file, draft);
  draft.severity(mild ? Severity::Warning : Severity::Critical);
  offer_annotation(function, file, draft);
}

}  // namespace

extern constinit const Rule TYP002 = {
    .code = "TYP002",
    .name = "return-annotation-missing",
    .family = Family::Typing,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 484", "CWE-704", "https://fastapi.tiangolo.com/tutorial/response-model/"},
    .options = {flag_option("closures", false, "whether functions inside functions are looked at")},
    .risk = "The type checker takes the result for `Any` and checks nothing that is done with it.",
    .advice =
        "Write the type of what it returns behind `->`: `None` where it returns nothing, with "
        "`| None` where it may return nothing. An `__init__` types what it sets to None as well.",
    .docs = R"md(
Every function says what it returns, `None` included.

```python bad
def total(prices: list[float]):
    return sum(prices)
```

```python good
class Basket:
    def __init__(self, prices: list[float]):
        self.prices = prices

    def total(self) -> float:
        return sum(self.prices)
```

`-> None` is written by a *safe* fix where the function has no `return` with a value, no `yield`, no
decorator and nothing it could override, and is no `__init__` that sets attributes to None for other methods to
fill, which then need their types; elsewhere the fix is *unsafe*. For FastAPI's endpoints there is
no fix: their annotation is the response model, so it is a decision.

Property setters, methods whose result the language prescribes (`__str__`, `__len__`), and endpoints with a
`response_model=`, which says what is sent, are warnings.
Not reported: modules with a stub (`.pyi`), functions whose `@overload`s say it, `__init__` with an annotated parameter (complete by PEP 484), lambdas, tests, and functions
inside functions unless `closures = true`.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
