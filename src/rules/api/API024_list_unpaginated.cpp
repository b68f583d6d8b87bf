#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "app/dependencies/factory.h"
#include "app/effects/sites.h"
#include "app/endpoints/purpose.h"
#include "app/routes/answers.h"
#include "app/routes/response_model.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Parameter;
using app::Route;
using app::Type;
using semantic::FileModel;

constexpr std::array<std::string_view, 13> kLimits = {
    "limit",       "size", "page_size", "pagesize", "per_page",       "perpage", "count",
    "max_results", "top",  "first",     "take",     "items_per_page", "top_k"};
constexpr std::string_view kStores[] = {"sqlalchemy.", "sqlmodel.",
                                        "motor.",      "pymongo.",
                                        "beanie.",     "tortoise.",
                                        "asyncpg.",    "psycopg",
                                        "databases.",  "piccolo.",
                                        "prisma.",     "sqlite3.",
                                        "aiosqlite.",  "google.cloud.firestore"};
// Methods of sessions, cursors, collections and repositories, whatever object they belong to.
constexpr std::string_view kReads[] = {
    "scalars", "fetchall", "find_many", "find_all",  "to_list", "query", "execute", "exec",
    "get_all", "list_all", "get_multi", "query_raw", "stream",  "all",   "page_all"};
constexpr int kMaxCalls = 2;
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

// A list of models; one of enums, names or numbers is short by nature, and nobody pages through it.
bool is_list_of_objects(const Type& type) {
  const bool is_list = type.is(Type::Kind::List) && !type.args.empty();
  if (!is_list) return false;
  const Type& item = type.args.front();
  if (!item.is(Type::Kind::Class)) return item.is(Type::Kind::Dict);
  const auto* cls = as<ClassDef>(item.definition.node);
  return cls != nullptr && !item.definition.file->is_enum(*cls);
}

// `def make(*args, **kwargs)`: it takes what a signature says that was computed.
bool takes_anything(const Dependency& one) {
  const app::Value made = app::returned_callable(one.callable);
  const auto* function = as<FunctionDef>((made.known() ? made : one.callable).definition.node);
  return function != nullptr && !app::stated_signature(one.callable).known() &&
         std::any_of(function->args->all.begin(), function->args->all.end(),
                     [](const Arg* arg) { return arg->passing == Passing::VarKeyword; });
}

// What the parameters of an endpoint and its dependencies say about how much may come.
struct Paging {
  bool has_limit = false;  // whether it is bounded is VAL002's to say
  bool has_pages = false;
  bool is_unknown = false;  // a dependency of a library's may take them
};

Paging paging_of(const Route& route) {
  Paging paging;
  app::for_each_dependency(route.dependant, [&](const Dependency& one) {
    for (const Parameter& parameter : one.parameters) {
      const std::string name = lower(parameter.alias);
      paging.has_limit = paging.has_limit || is_one_of(name, kLimits) || name.starts_with("max_") ||
                         name.ends_with("_limit");
      paging.has_pages = paging.has_pages || is_one_of(name, kPages);
      const bool is_model = parameter.in == Parameter::In::Query &&
                            app::without_none(parameter.field.type).is(Type::Kind::Class);
      paging.is_unknown = paging.is_unknown || is_model;
    }
    const bool is_library = !one.callable.definition && !one.scheme && !one.callable.text.empty();
    const bool is_paging = lower(one.callable.text).find("pag") != std::string::npos;
    paging.is_unknown = paging.is_unknown || is_library || is_paging || takes_anything(one);
  });
  return paging;
}

// `/me/addresses`, `/orders/{id}/lines`: what belongs to one thing is mostly few.
bool is_sub_resource(const Route& route) {
  // `/states?order_id=…`
  const auto& own = route.dependant.parameters;
  const bool is_asked_for = std::any_of(own.begin(), own.end(), [](const Parameter& one) {
    return one.in == Parameter::In::Query && one.field.required && one.alias.ends_with("_id");
  });
  return is_asked_for || route.path.find('{') != std::string::npos ||
         route.path.find("/me/") != std::string::npos || route.path.ends_with("/me");
}

// Whether the call asks a database, or is named like a method that does.
bool asks_store(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (std::any_of(std::begin(kStores), std::end(kStores),
                  [&](std::string_view one) { return target.starts_with(one); })) {
    return true;
  }
  const auto* method = call.func->as<Attribute>();
  return method != nullptr && !file.definition_of(*call.func) &&
         std::find(std::begin(kReads), std::end(kReads), file.text(method->attr)) !=
             std::end(kReads);
}

// Whether rows are read by the function or by what it calls: a list of anything else, of plugins or
// of what the code writes down, does not grow.
bool reads_store(const app::Definition& function, int calls = 0) {
  const FileModel& file = *function.file;
  const auto nodes = file.tree().subtree(*function.node);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    if (call == nullptr) return false;
    if (asks_store(file, *call)) return true;
    const app::Definition callee = app::function_called(file, *call);
    return callee && calls < kMaxCalls && callee.node != function.node &&
           reads_store(callee, calls + 1);
  });
}

// A number that the code says: `100`, `PAGE_SIZE`, a parameter with such a default.
bool is_number(const FileModel& file, const Expr* expr) {
  if (expr == nullptr) return false;
  const auto value = file.constant(*expr);
  if (value) return value->type == semantic::ConstantValue::Type::Int && value->integer > 1;
  const auto* name = expr->as<Name>();
  const FunctionDef* function = name != nullptr ? file.enclosing_function(*expr) : nullptr;
  if (function == nullptr) return false;
  return std::any_of(function->args->all.begin(), function->args->all.end(), [&](const Arg* one) {
    return one->name == name->name && is_number(file, one->default_value);
  });
}

// `SELECT … LIMIT 100`; LIMIT 1 asks for one row.
bool says_limit(std::string_view text) {
  const std::size_t at = text.find("LIMIT ");
  if (at == text.npos) return false;
  const std::string_view number = text.substr(at + 6, 2);
  return !number.empty() && number[0] >= '1' && number[0] <= '9' && number != "1" && number != "1 ";
}

// `… LIMIT 100`, `.limit(100)`, `fetchmany(100)`
bool has_limit(const FileModel& file, const Node& function) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (const auto* text = node->as<Constant>()) return text->is_str() && says_limit(text->value);
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const std::string_view name = method != nullptr ? file.text(method->attr) : "";
    return (name == "limit" || name == "fetchmany") && !call->args.empty() &&
           is_number(file, call->args[0]);
  });
}

// Whether the function, or one whose result it gives back, takes so many rows and no more.
bool cuts_off(const app::Definition& function, int calls = 0) {
  const FileModel& file = *function.file;
  if (has_limit(file, *function.node)) return true;
  const auto nodes = file.tree().subtree(*function.node);
  return calls < kMaxCalls && std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
           const auto* result = node->as<Return>();
           const Expr* value = result != nullptr ? result->value : nullptr;
           const auto* awaited = as<Await>(value);
           const auto* call = as<Call>(awaited != nullptr ? awaited->value : value);
           if (call == nullptr) return false;
           const app::Definition callee = app::function_called(file, *call);
           return callee && callee.node != function.node && cuts_off(callee, calls + 1);
         });
}

// `await settings.get("ui.banners")`: one value, that holds the list.
bool is_one_value(const FileModel& file, const Return& statement) {
  const auto* awaited = as<Await>(statement.value);
  const auto* call = as<Call>(awaited != nullptr ? awaited->value : statement.value);
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || file.text(method->attr) != "get" || call->args.empty()) return false;
  const auto* key = call->args[0]->as<Constant>();
  return key != nullptr && key->is_str();
}

// An export is to hold everything; a list that is written down in the code does not grow.
bool is_whole_by_nature(const Route& route, const FunctionDef& function) {
  if (route.path.find("export") != std::string::npos ||
      route.path.find("download") != std::string::npos) {
    return true;
  }
  const FileModel& file = *route.handler.definition.file;
  const std::vector<app::Answer> answers = app::answers_of(file, function);
  return !answers.empty() && std::all_of(answers.begin(), answers.end(), [&](const auto& one) {
    const auto* list = as<ListExpr>(one.statement->value);
    return (list != nullptr && !list->elts.empty()) || is_one_value(file, *one.statement);
  });
}

const Name* root_of(const Expr& expr) {
  const Expr* at = &expr;
  while (const auto* attribute = at->as<Attribute>()) at = attribute->value;
  return at->as<Name>();
}

// `Note.user_id == user.id`, `notes_of(account.id)`: the endpoint names what a dependency gave it,
// or what it took of that.
class OfTheCaller {
 public:
  OfTheCaller(const Route& route, const FunctionDef& function)
      : file_(*route.handler.definition.file) {
    for (const Dependency& one : route.dependant.dependencies) {
      if (!one.name.empty()) names_.push_back(one.name);
    }
    for (const Stmt* statement : function.body) {
      semantic::any_own_node(file_, *statement, [this](const Node& node) {
        look_at(node);
        return is_;
      });
    }
  }
  explicit operator bool() const { return is_; }

 private:
  bool is_given(const Expr& expr) const {
    const Name* root = root_of(expr);
    return root != nullptr && is_one_of(file_.text(root->name), names_);
  }

  void look_at(const Node& node) {
    const auto* assign = node.as<Assign>();
    const bool takes = assign != nullptr && assign->targets.front()->is(Kind::Name) &&
                       assign->value->is(Kind::Attribute) && is_given(*assign->value);
    if (takes) names_.push_back(file_.text(assign->targets.front()->as<Name>()->name));
    const auto* attribute = node.as<Attribute>();
    if (attribute == nullptr || !is_given(*attribute)) return;
    const std::string_view name = file_.text(attribute->attr);
    is_ = is_ || name == "id" || name == "sub" || name.ends_with("_id");
  }

  const FileModel& file_;
  std::vector<std::string_view> names_;
  bool is_ = false;
};

// `list_sso_providers`, `list[BotConfig]`: what administrators set up by hand, a few of each.
bool is_configuration(const Route& route, const Type& item, ApplicationCheck& check) {
  constexpr std::string_view kSetUp[] = {"provider",      "providers",      "config",  "configs",
                                         "configuration", "configurations", "setting", "settings"};
  const std::vector<std::string> words = name_words(route.name);
  const bool is_named_so = (!words.empty() && is_one_of(words.back(), kSetUp)) ||
                           names_any_of(app::display_name(item), kSetUp);
  return is_named_so && app::is_restricted_to_administrators(check.application(), route);
}

// What administrators keep, or what belongs to the caller, is mostly little.
void grade(Draft& draft, const Route& route, const FunctionDef& function, ApplicationCheck& check) {
  if (OfTheCaller(route, function)) {
    draft.severity(Severity::Suggestion)
        .risk("The answer grows with what the caller has or may see: one request takes all of it.");
  } else if (app::is_restricted_to_administrators(check.application(), route)) {
    draft.severity(Severity::Suggestion)
        .risk("The answer grows with the table, for the administrators who ask for it.");
  }
}

void look_at(const Route& route, ApplicationCheck& check) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const bool is_get = route.kind == Route::Kind::Http && route.methods.size() == 1 &&
                      route.methods.front() == "GET";
  if (function == nullptr || !is_get) return;
  const app::ResponseModel model = app::response_model(route);
  if (model.is_stream || !is_list_of_objects(app::without_none(model.type))) return;
  const Paging paging = paging_of(route);
  if (paging.has_limit || paging.has_pages || paging.is_unknown || is_sub_resource(route)) return;
  if (is_whole_by_nature(route, *function) || !reads_store(route.handler.definition) ||
      cuts_off(route.handler.definition)) {
    return;
  }
  const Type item = app::without_none(model.type).args.front();
  if (is_configuration(route, item, check)) return;
  Draft draft =
      check
          .report(*route.handler.definition.file, function->name_span,
                  "`{}` gives the whole list of `{}`: it has neither a limit nor pages",
                  {route.name, app::display_name(item)})
          .step(*route.registered_at.file, route.registered_at.expr->span(), "registered here");
  grade(draft, route, *function, check);
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
        "time of the database for all rows that there are by then.",
    .advice =
        "Take `limit: Annotated[int, Query(ge=1, le=100)] = 20` (`Annotated` from `typing`, "
        "`Query` from `fastapi`) and a cursor or offset, and hand "
        "them to the query.",
    .docs = R"md(
A GET that answers a list of models from a database and takes neither a limit nor a cursor. (Of a limit without an upper
bound VAL002 speaks.)

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders")
def read() -> list[Order]:
    return database.execute("SELECT id FROM orders").fetchall()
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
    return database.execute("SELECT id FROM orders LIMIT %s", (limit,)).fetchall()
```

Not reported: lists of names, numbers and enum members; what belongs to one thing (`/orders/{id}/lines`, `/me/addresses`,
`?order_id=…`); queries that take so many rows and no more (`LIMIT 100`, `.limit(100)`), where they stand in the endpoint or in what it gives back; lists for which no database is asked, by the endpoint or what it calls; routes with a dependency of a library's or one about paging; exports; lists
that are written down in the code, or one value of a store (`settings.get("banners")`); what only administrators get and is named after providers, configurations or settings, of which
they set up a few by hand; paths in `bounded`. Whether the
list is long is not known: the confidence is medium. It is a suggestion where only administrators get in, and where the endpoint
asks by the caller's id (`Note.user_id == user.id`).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
