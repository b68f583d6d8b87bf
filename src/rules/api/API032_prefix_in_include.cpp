#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Registration;
using app::Router;

struct Use {
  const Registration* include = nullptr;
  std::size_t count = 0;
};

bool is_version(std::string_view prefix) {
  const std::size_t slash = prefix.rfind('/');
  const std::string_view last = prefix.substr(slash == prefix.npos ? 0 : slash + 1);
  const bool numbered = last.size() > 1 && last[0] == 'v' && last[1] >= '0' && last[1] <= '9';
  return numbered || last == "api" || last == "latest";
}

bool has_own_routes(const Router& router) {
  return std::any_of(router.registrations.begin(), router.registrations.end(),
                     [](const Registration& one) { return one.kind == Registration::Kind::Route; });
}

bool includes_others(const Router& router) {
  return std::any_of(
      router.registrations.begin(), router.registrations.end(),
      [](const Registration& one) { return one.kind == Registration::Kind::Include; });
}

// Of a loop over routers nobody knows which one a prefix belongs to.
bool stands_in_loop(const Registration& include) {
  const semantic::FileModel& file = *include.call.file;
  for (const Node* at = file.parent(*include.call.expr); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::For) || at->is(Kind::AsyncFor)) return true;
  }
  return false;
}

// The prefix as it is written at the include, if it belongs to the router.
std::string own_prefix(const Registration& include, const Router& router) {
  const app::Placed prefix = app::argument_of(include.call, -1, "prefix");
  const bool is_literal = prefix && prefix.expr->is(Kind::Constant);
  if (!is_literal || stands_in_loop(include) || router.argument("prefix") || router.is_app ||
      includes_others(router))
    return {};
  const app::Value value = app::evaluate(prefix);
  return is_version(value.text) ? "" : value.text;
}

// How the routers that one file includes come by their prefixes.
struct Habit {
  std::size_t own = 0;
  std::vector<std::pair<const Registration*, const Router*>> at_include;

  // A table of prefixes in one place, kept for all, is as good a way.
  bool is_central() const { return at_include.size() >= 3 && own * 3 <= at_include.size(); }
};

class Habits {
 public:
  Habit& of(const semantic::FileModel& file) {
    const auto [at, is_new] = index_.emplace(&file, all_.size());
    if (is_new) all_.emplace_back();
    return all_[at->second];
  }
  const std::vector<Habit>& all() const { return all_; }

 private:
  std::vector<Habit> all_;  // in the order of the includes
  std::map<const semantic::FileModel*, std::size_t> index_;
};

std::map<const Router*, Use> uses_of(const app::RouterTable& routers) {
  std::map<const Router*, Use> uses;
  for (const auto& router : routers.all()) {
    if (router->construction.file->file().role == project::Role::Test) continue;
    for (const Registration& one : router->registrations) {
      if (one.kind != Registration::Kind::Include) continue;
      for (const Router* target : one.targets) {
        Use& use = uses[target];
        use.include = &one;
        ++use.count;
      }
    }
  }
  return uses;
}

void add_habits(const Router& router, const std::map<const Router*, Use>& uses, Habits& habits) {
  for (const Registration& one : router.registrations) {
    if (one.kind != Registration::Kind::Include || one.targets.size() != 1) continue;
    const Router& target = *one.targets.front();
    const auto use = uses.find(&target);
    if (use == uses.end() || use->second.count != 1 || !has_own_routes(target)) continue;
    Habit& habit = habits.of(*one.call.file);
    habit.own += target.argument("prefix") ? 1 : 0;
    if (!own_prefix(one, target).empty()) habit.at_include.push_back({&one, &target});
  }
}

void check(ApplicationCheck& check) {
  const app::RouterTable& routers = check.application().routers();
  const std::map<const Router*, Use> uses = uses_of(routers);
  Habits habits;
  for (const auto& router : routers.all()) add_habits(*router, uses, habits);
  for (const Habit& habit : habits.all()) {
    if (habit.is_central()) continue;
    for (const auto& [include, target] : habit.at_include) {
      const app::Placed at = app::argument_of(include->call, -1, "prefix");
      check
          .report(*at.file, at.expr->span(),
                  "The prefix `{}` stands at the only include of this router, not at the router",
                  {own_prefix(*include, *target)})
          .fix(
              "Write `APIRouter(prefix=\"{}\")` in the router's module, with its tags, and include "
              "it without.",
              {own_prefix(*include, *target)})
          .step(*target->construction.file, target->construction.expr->span(), "the router");
    }
  }
}

}  // namespace

extern constinit const Rule API032 = {
    .code = "API032",
    .name = "prefix-in-include",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/bigger-applications/"},
    .risk =
        "Who reads the router's module does not see which paths it serves, and with which tags.",
    .advice =
        "Write `APIRouter(prefix=\"/orders\", tags=[\"orders\"])` in the router's module, and "
        "include it without.",
    .docs = R"md(
A router that is included in one place only, where its prefix stands, while the router itself has none.

```python bad
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.get("/{order_id}")
def read(order_id: int) -> int:
    return order_id


app.include_router(router, prefix="/orders")
```

```python good
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/orders")


@router.get("/{order_id}")
def read(order_id: int) -> int:
    return order_id


app.include_router(router)
```

Not reported: routers that are included several times, prefixes that name a version (`/api/v1`) or come from settings,
routers that include others, and tables of prefixes: three or more includes in one file, and hardly a router with a prefix of its
own.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
