#include <algorithm>
#include <array>
#include <string_view>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::array<std::string_view, 13> kDatabases = {
    "sqlalchemy.", "sqlmodel.", "psycopg2.", "psycopg.",  "asyncpg.",   "sqlite3.",
    "motor.",      "pymongo.",  "redis.",    "tortoise.", "databases.", "google.cloud.firestore",
    "aiosqlite."};
constexpr std::array<std::string_view, 11> kServices = {
    "httpx.",   "requests.", "aiohttp.", "urllib.request.",     "stripe.", "boto3.", "botocore.",
    "smtplib.", "openai.",   "twilio.",  "google.cloud.storage"};

template <std::size_t kSize>
bool is_of(std::string_view target, const std::array<std::string_view, kSize>& packages) {
  return std::any_of(packages.begin(), packages.end(),
                     [target](std::string_view one) { return target.starts_with(one); });
}

struct Work {
  const Node* query = nullptr;
  const Node* request = nullptr;
  std::int64_t branches = 0;
};

Work work_of(const FileModel& file, const FunctionDef& function) {
  Work work;
  for (const Stmt* statement : function.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const bool is_branch = node.is(Kind::If) || node.is(Kind::IfExp) ||
                             node.is(Kind::MatchCase) || node.as<For>() != nullptr ||
                             node.is(Kind::While);
      work.branches += is_branch ? 1 : 0;
      const auto* call = node.as<Call>();
      if (call == nullptr) return false;
      const std::string_view target = file.resolve(*call->func);
      if (work.query == nullptr && is_of(target, kDatabases)) work.query = call;
      if (work.request == nullptr && is_of(target, kServices)) work.request = call;
      return false;
    });
  }
  return work;
}

// Lines of the body, its docstring left out.
std::int64_t lines_of(const FileModel& file, const FunctionDef& function) {
  const bool has_docstring = file.docstring(function) != nullptr;
  if (function.body.size() <= (has_docstring ? 1u : 0u)) return 0;
  const Stmt* first = function.body[has_docstring ? 1 : 0];
  const auto line = [&](Offset at) {
    return static_cast<std::int64_t>(file.file().lines.position(file.file().text, at).line);
  };
  return line(function.body.back()->end) - line(first->begin) + 1;
}

void look_at(const FileModel& file, const FunctionDef& function, ApplicationCheck& check) {
  constexpr std::int64_t kFewBranches = 2;
  const std::int64_t lines = lines_of(file, function);
  if (lines <= check.option("max-lines")) return;
  const Work work = work_of(file, function);
  if (work.query == nullptr || work.request == nullptr || work.branches < kFewBranches) return;
  check
      .report(file, function.name_span,
              "The endpoint `{}` queries, calls another service and decides {} times in {} lines",
              {file.text(function.name), work.branches, lines})
      .step(file, work.query->span(), "queries the database")
      .step(file, work.request->span(), "calls another service");
}

void check(ApplicationCheck& check) {
  for (const app::Route* route : check.application().distinct_routes().by_endpoint()) {
    const auto* function = as<FunctionDef>(route->handler.definition.node);
    if (function != nullptr) look_at(*route->handler.definition.file, *function, check);
  }
}

}  // namespace

extern constinit const Rule COD025 = {
    .code = "COD025",
    .name = "business-logic-in-handler",
    .family = Family::Code,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/bigger-applications/"},
    .options = {number_option("max-lines", 30, "lines of an endpoint that are not asked about")},
    .risk =
        "What the business decides can only be tested through HTTP, with a database and a faked "
        "service, and no job can use it.",
    .advice =
        "Move it into a function of the service layer that takes and gives plain values; the "
        "endpoint reads the request, calls it, and chooses the answer.",
    .docs = R"md(
An endpoint of more than `max-lines` lines that queries a database, calls another service and branches.

```python bad
import httpx
from fastapi import FastAPI
from sqlalchemy.orm import Session

app = FastAPI()
session = Session()


@app.post("/orders")
def order(item: str, amount: int) -> int:
    row = session.get(dict, item)
    if row is None:
        return 0
    price = 1
    if amount > 10:
        price = 2
    if amount > 20:
        price = 3
    if amount > 30:
        price = 4
    if amount > 40:
        price = 5
    if amount > 50:
        price = 6
    if amount > 60:
        price = 7
    if amount > 70:
        price = 8
    if amount > 80:
        price = 9
    if amount > 90:
        price = 10
    if amount > 100:
        price = 11
    if amount > 110:
        price = 12
    if amount > 120:
        price = 13
    if amount > 130:
        price = 14
    httpx.post("https://payments.test", json={"amount": price}, timeout=5)
    return price
```

```python good
from fastapi import FastAPI

from app.orders import place

app = FastAPI()


@app.post("/orders")
def order(item: str, amount: int) -> int:
    return place(item, amount)
```

Databases and services are told by the libraries that are called. Not reported: long endpoints that do one of the two.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
