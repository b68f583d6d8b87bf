#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "app/routes/answers.h"
#include "app/routes/response_model.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Parameter;
using app::Route;
using app::Type;
using semantic::FileModel;

constexpr std::array<std::string_view, 12> kLimits = {
    "limit", "size",        "page_size", "pagesize", "per_page", "perpage",
    "count", "max_results", "top",       "first",    "take",     "items_per_page"};
constexpr std::array<std::string_view, 8> kPages = {"cursor", "page",   "offset",     "skip",
                                                    "after",  "before", "page_token", "start"};

std::string lower(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != '-') result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (c == '-') result += '_';
  }
  return result;
}

template <std::size_t kSize>
bool is_one_of(const std::string& name, const std::array<std::string_view, kSize>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A list of models; one of enums, names or numbers is short by nature, and nobody pages through it.
bool is_list_of_objects(const Type& type) {
  const bool is_list = type.is(Type::Kind::List) && !type.args.empty();
  if (!is_list) return false;
  const Type& item = type.args.front();
  if (!item.is(Type::Kind::Class)) return item.is(Type::Kind::Dict);
  const auto* cls = as<ClassDef>(item.definition.node);
  return cls != nullptr && !item.definition.file->is_enum(*cls);
}

// What the parameters of an endpoint and its dependencies say about how much may come.
struct Paging {
  const Parameter* limit = nullptr;
  bool limit_is_bounded = false;
  bool has_pages = false;
  bool is_unknown = false;  // a dependency of a library's may take them
};

bool is_bounded(const Parameter& limit) {
  const app::FieldInfo& info = limit.field.info;
  const Type type = app::without_none(limit.field.type);
  return info.find("le") != nullptr || info.find("lt") != nullptr || type.is(Type::Kind::Literal) ||
         type.is(Type::Kind::Class) || type.is(Type::Kind::Unknown);
}

Paging paging_of(const Route& route) {
  Paging paging;
  app::for_each_dependency(route.dependant, [&](const Dependency& one) {
    for (const Parameter& parameter : one.parameters) {
      const std::string name = lower(parameter.alias);
      if (is_one_of(name, kLimits) && paging.limit == nullptr) {
        paging.limit = &parameter;
        paging.limit_is_bounded = is_bounded(parameter);
      }
      paging.has_pages = paging.has_pages || is_one_of(name, kPages);
      const bool is_model = parameter.in == Parameter::In::Query &&
                            app::without_none(parameter.field.type).is(Type::Kind::Class);
      paging.is_unknown = paging.is_unknown || is_model;
    }
    const bool is_library = !one.callable.definition && !one.scheme && !one.callable.text.empty();
    const bool is_paging = lower(one.callable.text).find("pag") != std::string::npos;
    paging.is_unknown = paging.is_unknown || is_library || is_paging;
  });
  return paging;
}

// `/me/addresses`, `/orders/{id}/lines`: what belongs to one thing is mostly few.
bool is_sub_resource(const Route& route) {
  return route.path.find('{') != std::string::npos ||
         route.path.find("/me/") != std::string::npos || route.path.ends_with("/me");
}

void report_limit(const Route& route, const Parameter& limit, ApplicationCheck& check) {
  const app::Definition function = route.handler.definition;
  const bool is_own = limit.arg != nullptr && function.node->encloses(*limit.arg) &&
                      function.file->tree().nodes()[limit.arg->id.value] == limit.arg;
  const auto& node = *function.node->as<FunctionDef>();
  const Span where = is_own ? limit.arg->span() : node.name_span;
  check
      .report(*function.file, where,
              "`{}` of `{}` has no upper bound: a client may ask for everything",
              {limit.alias, route.name})
      .fix("Bound it: `{}: Annotated[int, Query(ge=1, le=100)] = 20`.", {limit.alias});
}

// An export is to hold everything; a list that is written down in the code does not grow.
bool is_whole_by_nature(const Route& route, const FunctionDef& function) {
  if (route.path.find("export") != std::string::npos ||
      route.path.find("download") != std::string::npos) {
    return true;
  }
  const std::vector<app::Answer> answers =
      app::answers_of(*route.handler.definition.file, function);
  return !answers.empty() && std::all_of(answers.begin(), answers.end(), [](const auto& one) {
    const auto* list = as<ListExpr>(one.statement->value);
    return list != nullptr && !list->elts.empty();
  });
}

void look_at(const Route& route, ApplicationCheck& check) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const bool is_get = route.kind == Route::Kind::Http && route.methods.size() == 1 &&
                      route.methods.front() == "GET";
  if (function == nullptr || !is_get) return;
  const app::ResponseModel model = app::response_model(route);
  if (model.is_stream || !is_list_of_objects(app::without_none(model.type))) return;
  const Paging paging = paging_of(route);
  if (paging.limit != nullptr) {
    if (!paging.limit_is_bounded) report_limit(route, *paging.limit, check);
    return;
  }
  const bool is_known = !paging.has_pages && !paging.is_unknown;
  if (!is_known || is_sub_resource(route) || is_whole_by_nature(route, *function)) return;
  check
      .report(*route.handler.definition.file, function->name_span,
              "`{}` gives the whole list of `{}`: it has neither a limit nor pages",
              {route.name, app::display_name(app::without_none(model.type).args.front())})
      .step(*route.registered_at.file, route.registered_at.expr->span(), "registered here");
}

void check(ApplicationCheck& check) {
  const auto bounded = check.option_names("bounded");
  for (const Route* route : check.application().distinct_routes().by_endpoint()) {
    const bool is_configured =
        std::find(bounded.begin(), bounded.end(), route->path) != bounded.end();
    if (!is_configured) look_at(*route, check);
  }
}

}  // namespace

extern constinit const Rule API024 = {
    .code = "API024",
    .name = "list-unpaginated",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-770", "OWASP API4:2023",
                   "https://fastapi.tiangolo.com/tutorial/query-params-str-validations/"},
    .options = {names_option("bounded", "paths of operations whose lists are short by nature")},
    .risk =
        "The answer grows with the table: one request takes the memory of the process and the "
        "time of the database, and anybody may send many.",
    .advice =
        "Take `limit: Annotated[int, Query(ge=1, le=100)] = 20` and a cursor or offset, and hand "
        "them to the query.",
    .docs = R"md(
A GET that answers a list of models and takes neither a limit nor a cursor, or whose limit has no upper bound.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders")
def read(limit: int = 20) -> list[Order]:
    return [Order(id=1)][:limit]
```

```python good
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders")
def read(limit: Annotated[int, Query(ge=1, le=100)] = 20) -> list[Order]:
    return [Order(id=1)][:limit]
```

Not reported: lists of names, numbers and enum members; what belongs to one thing (`/orders/{id}/lines`, `/me/addresses`),
unless its limit is unbounded; routes with a dependency of a library's or one about paging; exports; lists
that are written down in the code; paths in `bounded`. Whether the
list is long is not known: the confidence is medium.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
