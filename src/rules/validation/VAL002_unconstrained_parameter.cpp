#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "app/dependencies/classify.h"
#include "app/dependencies/sign_in_answer.h"
#include "app/effects/limited_number.h"
#include "app/effects/limited_text.h"
#include "app/effects/passed_parameters.h"
#include "app/routes/route_label.h"
#include "knowledge/field_names.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Parameter;
using app::Route;
using semantic::Definition;
using semantic::FileModel;

// Parameters that say how much is given at once.
constexpr std::array<std::string_view, 13> kAmounts = {
    "limit", "page_size", "size",  "per_page",    "count", "items_per_page", "max_results",
    "top",   "first",     "batch", "num_results", "take",  "pagesize"};

bool is_amount(std::string_view name) {
  return std::find(kAmounts.begin(), kAmounts.end(), name) != kAmounts.end() ||
         name.ends_with("_limit") || name.ends_with("page_size");
}

bool is_bounded(const app::FieldInfo& info, std::initializer_list<std::string_view> keywords) {
  const bool named = std::any_of(keywords.begin(), keywords.end(),
                                 [&](std::string_view one) { return info.find(one) != nullptr; });
  return named || std::any_of(info.calls().begin(), info.calls().end(), [](const app::Value& one) {
           return one.text.find("Validator") != std::string::npos ||
                  one.text.find("annotated_types") != std::string::npos;
         });
}

// Whether a function of the repository makes the default: a Depends(…) or Query(…) of its own.
bool is_made_elsewhere(const FileModel& file, const Arg& arg) {
  const auto* call = as<Call>(arg.default_value);
  return call != nullptr && !file.resolve(*call->func).starts_with("fastapi.");
}

bool lacks_maximum(const Parameter& parameter) {
  const app::Type type = app::without_none(parameter.field.type);
  return type.is_scalar("builtins.int") && is_amount(parameter.field.name) &&
         !is_bounded(parameter.field.info, {"le", "lt", "multiple_of"});
}

bool lacks_length(const Parameter& parameter) {
  const app::Type type = app::without_none(parameter.field.type);
  return type.is_scalar("builtins.str") &&
         !is_bounded(parameter.field.info, {"max_length", "pattern", "regex"});
}

// A header or cookie that holds a token is as long as whoever issued it makes it, and is checked as
// a whole.
bool is_credential(const Parameter& parameter) {
  constexpr std::string_view kEnds[] = {"authorization", "token", "jwt", "signature", "secret"};
  const bool is_aside =
      parameter.in == Parameter::In::Header || parameter.in == Parameter::In::Cookie;
  if (!is_aside) return false;
  const std::vector<std::string> words = name_words(parameter.alias);
  const std::size_t count = words.size();
  return !words.empty() && (is_one_of(words.back(), kEnds) || words.back() == "apikey" ||
                            (count > 1 && words[count - 2] == "api" && words.back() == "key"));
}

// Whether a sign-in elsewhere made it, and nobody here knows how long that is: what a provider
// sends a browser back with, and the `state` that a client has for itself.
bool is_of_sign_in(const Route& route, const Parameter& parameter,
                   const app::Dependency& dependency) {
  constexpr std::string_view kWords[] = {"callback", "auth", "oauth", "oauth2", "oidc", "sso"};
  constexpr std::string_view kBegin[] = {"authorize", "login"};
  const auto is_client = [](const Parameter& one) { return one.alias == "client_id"; };
  const auto& all = dependency.parameters;
  return app::comes_from_sign_in(parameter, dependency) ||
         (app::is_sign_in_answer(parameter.alias) && names_any_of(route.full_path, kWords)) ||
         (parameter.alias == "state" && (names_any_of(route.full_path, kBegin) ||
                                         std::any_of(all.begin(), all.end(), is_client)));
}

// VAL016 has a type for it that limits the text as well: 254 characters of an address.
bool is_asked_for_a_type(const Parameter& parameter, const Definition& function) {
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  return function.file->route_decorator(node) != nullptr &&
         !knowledge::semantic_type_for(parameter.field.name).empty();
}

bool takes_any_text(const Route& route, const Parameter& parameter,
                    const app::Dependency& dependency, const Definition& function) {
  return lacks_length(parameter) && !is_credential(parameter) &&
         !is_of_sign_in(route, parameter, dependency) &&
         !is_asked_for_a_type(parameter, function) && !app::is_limited(function, *parameter.arg) &&
         !app::goes_nowhere(function, *parameter.arg);
}

bool takes_any_amount(const Parameter& parameter, const Definition& function) {
  return lacks_maximum(parameter) && !app::has_maximum(function, *parameter.arg) &&
         !app::only_cuts(function, *parameter.arg);
}

constexpr std::array<std::string_view, 5> kPages = {"page", "page_number", "page_num", "page_no",
                                                    "page_index"};

// `query.offset(skip)`, `rows.skip(offset)`
bool is_given_to_offset(const FileModel& file, const Expr& use) {
  const auto* call = as<Call>(file.parent(use));
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || call->args.size() != 1 || call->args.front() != &use) return false;
  const std::string_view name = file.text(method->attr);
  return name == "offset" || name == "skip";
}

// `skip = 0`, of a parameter: what it holds later may not be what the client says.
bool is_bound_again(const FileModel& file, const Name& use) {
  const auto last = file.scopes().symbol(file.scopes().symbol_of(use)).last_binding;
  return file.scopes().binding(last).previous.valid();
}

// `if skip < 0`, `max(skip, 0)`: what comes out of it may be another number.
bool may_raise(const FileModel& file, const Expr& use) {
  const Node* around = file.parent(use);
  const auto* call = as<Call>(around);
  return around->is(Kind::Compare) ||
         (call != nullptr && (file.resolve(*call->func) == "builtins.max" ||
                              file.resolve(*call->func) == "builtins.abs"));
}

// SQLite takes a negative offset for none.
bool has_server_database(const FileModel& file) {
  constexpr std::string_view kDrivers[] = {
      "psycopg",     "psycopg2", "psycopg2-binary", "asyncpg", "pg8000",
      "mysqlclient", "pymysql",  "aiomysql",        "asyncmy", "mysql-connector-python",
      "pymongo",     "motor"};
  const auto& declared = file.project().dependencies();
  return std::any_of(std::begin(kDrivers), std::end(kDrivers), [&](std::string_view one) {
    return declared.find(one, file.file().path) != nullptr;
  });
}

// `(page - 1) * size`, `compute_offset(page, size)`
bool makes_offset(const FileModel& file, const Expr& use) {
  const Node* around = file.parent(use);
  if (const auto* sum = as<BinOp>(around)) {
    return sum->left == &use && (sum->op == Operator::Sub || sum->op == Operator::Mult);
  }
  const auto* call = as<Call>(around);
  if (call == nullptr || call->args.size() + call->keywords.size() < 2) return false;
  const std::string_view name = file.text(*call->func);
  return name.ends_with("_offset");
}

// Whether it goes, as the client says it, to something of that kind, here or in what is called.
template <class Wanted>
bool goes_as_it_is(const Parameter& parameter, const Definition& function, Wanted&& wanted) {
  bool is_given = false;
  for (const app::PassedParameter& one : app::passed_parameters(function, *parameter.arg).all) {
    const FileModel& file = *one.function.file;
    for (const Name* use : file.tree().nodes_of<Name>(*one.function.node)) {
      if (use->name != one.parameter->name) continue;
      if (!app::is_parameter(file, *use, *one.parameter) || is_bound_again(file, *use))
        return false;
      if (may_raise(file, *use)) return false;
      is_given |= wanted(file, *use);
    }
  }
  return is_given;
}

bool lacks_minimum(const Parameter& parameter, const Definition& function) {
  return app::without_none(parameter.field.type).is_scalar("builtins.int") &&
         !is_bounded(parameter.field.info, {"ge", "gt"}) && has_server_database(*function.file);
}

// Whether a query leaves out as many as the client says, be it less than none.
bool takes_any_offset(const Parameter& parameter, const Definition& function) {
  const std::string_view name = parameter.field.name;
  return (name == "skip" || name == "offset") && lacks_minimum(parameter, function) &&
         goes_as_it_is(parameter, function, is_given_to_offset);
}

// The number of the first page, which the default tells: "0", "1"; empty if it says nothing.
std::string_view first_page(const FileModel& file, const Parameter& parameter) {
  const Expr* standard = parameter.arg->default_value;
  const std::string_view text = standard == nullptr ? std::string_view() : file.text(*standard);
  return text == "0" || text == "1" ? text : std::string_view();
}

// Whether an offset is made of a page that may be less than the first.
bool takes_any_page(const Parameter& parameter, const Definition& function) {
  return is_one_of(parameter.field.name, kPages) && lacks_minimum(parameter, function) &&
         !first_page(*function.file, parameter).empty() &&
         goes_as_it_is(parameter, function, makes_offset);
}

// "`q`, `name`"
std::string list_of(const std::vector<const Parameter*>& parameters) {
  std::string text;
  for (const Parameter* one : parameters) {
    text += (text.empty() ? "`" : ", `") + std::string(one->field.name) + "`";
  }
  return text;
}

// What one endpoint or dependency takes without bounds.
struct Unbounded {
  std::vector<const Parameter*> amounts, texts;
  const Parameter* start = nullptr;  // an offset or a page, looked for beside amounts only
};

// `{file:path}` takes the rest of the path, whatever it is.
bool takes_rest_of_path(const Route& route, const Parameter& parameter) {
  return route.full_path.find("{" + std::string(parameter.field.name) + ":") != std::string::npos;
}

Unbounded unbounded_parameters(const Route& route, const app::Dependency& dependency,
                               const Definition& function) {
  Unbounded found;
  for (const Parameter& one : dependency.parameters) {
    if (one.is_body() || may_be_body(one) || one.arg == nullptr ||
        !function.node->encloses(*one.arg))
      continue;
    if (takes_rest_of_path(route, one) || is_made_elsewhere(*function.file, *one.arg)) continue;
    if (takes_any_amount(one, function)) found.amounts.push_back(&one);
    if (takes_any_text(route, one, dependency, function)) found.texts.push_back(&one);
  }
  for (const Parameter& one : dependency.parameters) {
    if (found.amounts.empty() || one.is_body() || may_be_body(one) || one.arg == nullptr) continue;
    if (!function.node->encloses(*one.arg) || is_made_elsewhere(*function.file, *one.arg)) continue;
    if (takes_any_offset(one, function) || takes_any_page(one, function)) found.start = &one;
  }
  return found;
}

// What declares a parameter of that place.
std::string_view declaration_of(Parameter::In in) {
  switch (in) {
    case Parameter::In::Path: return "Path";
    case Parameter::In::Header: return "Header";
    case Parameter::In::Cookie: return "Cookie";
    default: return "Query";
  }
}

constexpr std::string_view kByType = "StringConstraints";

// What limits its text. `Path(…)` refuses a default, which a parameter has that one of the
// function's routes has in its path and another has not.
std::string_view limiter_of(const Parameter& parameter) {
  const Expr* standard = parameter.arg->default_value;
  const bool may_lack =
      parameter.in == Parameter::In::Path && standard != nullptr && !standard->is(Kind::Call);
  return may_lack ? kByType : declaration_of(parameter.in);
}

// The default that the parameter has, where it keeps to the maximum that is asked for.
std::string_view usual_amount(const FileModel& file, const Arg& arg) {
  constexpr std::string_view kOtherwise = "20";
  if (arg.default_value == nullptr) return kOtherwise;
  const auto value = file.constant(*arg.default_value);
  const bool is_kept = value && value->type == semantic::ConstantValue::Type::Int &&
                       value->integer >= 1 && value->integer <= 100;
  return is_kept ? file.text(*arg.default_value) : kOtherwise;
}

// FastAPI reads `Annotated` from 0.95 on; before, the declaration is the default.
bool reads_annotated(const FileModel& file) {
  return file.project().dependencies().is_at_least("fastapi", "0.95.0", file.file().path) !=
         project::Answer::No;
}

// Where its names come from, in the same words for all places: alike fixes are told together.
std::string_view homes_of(const FileModel& file, const std::set<std::string_view>& names) {
  const bool by_type = names.count(kByType) != 0;
  if (!reads_annotated(file)) return by_type ? "`constr` from `pydantic`" : "from `fastapi`";
  if (by_type) {
    return names.size() > 1
               ? "`Annotated` from `typing`, `StringConstraints` from `pydantic`, the rest from "
                 "`fastapi`"
               : "`Annotated` from `typing`, `StringConstraints` from `pydantic`";
  }
  return names.size() > 1 ? "`Annotated` from `typing`, the others from `fastapi`"
                          : "`Annotated` from `typing`, the other from `fastapi`";
}

std::string limited_text(const FileModel& file, const std::string& place) {
  if (reads_annotated(file)) return "`Annotated[str, " + place + "(max_length=100)]`";
  return place == kByType ? "`constr(max_length=100)` as the type"
                          : "`" + place + "(…, max_length=100)` as the default";
}

// "`Query(max_length=100)`", for each place that they come from, in the order of the places.
std::string declarations_of(const FileModel& file,
                            const std::vector<const Parameter*>& parameters) {
  std::set<std::string_view> names;
  for (const Parameter* one : parameters) names.insert(limiter_of(*one));
  std::string text;
  for (const std::string_view one : names) {
    const std::string place(one);
    text += text.empty() ? "" : " or ";
    text += limited_text(file, place);
  }
  return text + (names.size() > 1 ? " by where it comes from" : "") + " (" +
         std::string(homes_of(file, names)) + ")";
}

std::string bounded_amount(const FileModel& file, const Parameter& amount) {
  const std::string name(amount.field.name), place(declaration_of(amount.in));
  const std::string usual(usual_amount(file, *amount.arg));
  const std::string written = reads_annotated(file)
                                  ? ": Annotated[int, " + place + "(ge=1, le=100)] = " + usual
                                  : ": int = " + place + "(" + usual + ", ge=1, le=100)";
  std::vector<ImportedName> needed = {{"fastapi", place}};
  if (reads_annotated(file)) needed.insert(needed.begin(), {"typing", "Annotated"});
  return "Write `" + name + written + "`" + with_imports_from(file, needed);
}

std::string and_lacks_minimum(const Parameter* start) {
  return start == nullptr
             ? std::string()
             : ", and `" + std::string(start->field.name) + "` without a minimum";
}

std::string and_bounded_start(const FileModel& file, const Parameter* start) {
  if (start == nullptr) return {};
  const std::string name(start->field.name);
  if (!is_one_of(name, kPages)) {
    return ", and give `" + name + "` a `ge=0`: the database refuses a negative one";
  }
  return ", and give `" + name + "` a `ge=" + std::string(first_page(file, *start)) +
         "`: below that the offset is negative";
}

void report(const Route& route, const Definition& function, const Unbounded& found,
            ApplicationCheck& check) {
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  const std::string_view name = function.file->text(node.name);
  const app::Placed call = route.registered_at;
  const std::string label = app::label_of(route);
  if (!found.amounts.empty()) {
    check
        .report(*function.file, found.amounts.front()->arg->span(),
                "`{}` takes {} without a maximum{}",
                {name, list_of(found.amounts), and_lacks_minimum(found.start)})
        .risk("`?{}=1000000` reads the whole table into memory, as often as somebody likes.",
              {found.amounts.front()->alias})
        .fix("{}{}.", {bounded_amount(*function.file, *found.amounts.front()),
                       and_bounded_start(*function.file, found.start)})
        .step(*call.file, call.expr->span(), "`{}`", {label});
  }
  if (found.texts.empty()) return;
  check
      .report(*function.file, found.texts.front()->arg->span(),
              "`{}` does not limit the text of {}", {name, list_of(found.texts)})
      .severity(Severity::Suggestion)
      .risk(
          "All that fits into a URL or header, 64 KB with most servers, goes on to what takes it: "
          "queries, logs, patterns, other services.")
      .fix(
          "Write {}, with the length of its longest value, a `pattern`, or a type that says "
          "what it is: UUID, Enum, Literal.",
          {declarations_of(*function.file, found.texts)})
      .step(*call.file, call.expr->span(), "`{}`", {label});
}

void check(ApplicationCheck& check) {
  std::set<const Node*> seen;  // looked up only
  for (const Route* route : check.application().distinct_routes().all()) {
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      const Definition function = app::running_function(one.callable);
      if (!function || one.scheme || !seen.insert(function.node).second) return;
      report(*route, function, unbounded_parameters(*route, one, function), check);
    });
  }
}

}  // namespace

extern constinit const Rule VAL002 = {
    .code = "VAL002",
    .name = "unconstrained-parameter",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-770", "OWASP API4:2023", "ASVS 2.2.1",
                   "https://fastapi.tiangolo.com/tutorial/query-params-str-validations/"},
    .risk = "`?limit=1000000` reads the whole table into memory, as often as somebody likes.",
    .advice =
        "Keep name and default, and bound the type: `Annotated[int, Query(ge=1, le=100)]` for an "
        "amount, `Annotated[str, Query(max_length=100)]` for a text; `Path(…)` for what stands in "
        "the path.",
    .docs = R"md(
A parameter is as large as the client likes, until its type says otherwise. How many rows to give needs a maximum;
text needs a length, a pattern, or a type of its own.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def find(limit: int = 20) -> list[int]:
    return list(range(limit))
```

```python good
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/orders")
def find(limit: Annotated[int, Query(ge=1, le=100)] = 20) -> list[int]:
    return list(range(limit))
```

A `skip` or `offset` beside it that a query gets as it came, or a `page` that an offset is made of
(`(page - 1) * size`), is named with it: a negative offset is an error in PostgreSQL, MySQL and MongoDB, of which
a driver has to be declared.

Looked at are path, query, header and cookie parameters of endpoints and dependencies: numbers by names such as
`limit`, `page_size`, `count` (a warning), and text (a suggestion), each once for a function. A constraint may stand
in a type alias. Not reported: numbers of other names, that the function limits itself or by a function or class that it
hands them to (`min(limit, 100)`), or that only cut a list that is there (`found[:limit]`) or are said to another service (`data["limit"] = limit`); text whose length or form is asked
for in the same way (`len(q) > 100`, `fullmatch(q)`, `UUID(q)`, `if q.lower() not in KNOWN: raise …`); text that
goes nowhere: compared (`if client == "ui"`), looked up in a dictionary, refused (`if q is not None: raise …`) or
only given back to who sent it; parameters with a validator, paths (`{file:path}`), what security schemes read, tokens,
keys and signatures in headers and cookies, and what a provider's sign-in sends (`code`, `state`).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
