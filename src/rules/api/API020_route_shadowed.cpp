#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/routes/path_pattern.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::PathPattern;
using app::Route;

struct Earlier {
  const Route* route;
  PathPattern pattern;
};

// Mounts take whatever begins with their path, whatever the method.
bool is_below(const Route& mount, const Route& route) {
  const std::string& path = mount.full_path;
  const std::string base = path == "/" ? "" : path;
  return route.full_path.size() > base.size() && route.full_path.starts_with(base + "/");
}

bool is_same_function(const Route& a, const Route& b) {
  return a.handler.definition.node != nullptr &&
         a.handler.definition.node == b.handler.definition.node;
}

// The only parameter of the path where it is a number: `{item_id:int}` would take nothing else.
std::string number_in(const Route& route) {
  const PathPattern pattern(route.full_path);
  if (pattern.parameters().size() != 1) return {};
  const std::string& name = pattern.parameters().front().name;
  bool is_number = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
    for (const app::Parameter& parameter : one.parameters) {
      is_number =
          is_number || (parameter.in == app::Parameter::In::Path && parameter.alias == name &&
                        parameter.field.type.is_scalar("builtins.int"));
    }
  });
  return is_number ? name : std::string();
}

void advise(Draft& draft, const Route& earlier, const Route& route) {
  if (earlier.kind == Route::Kind::Mount) {
    draft.fix("Register `{}` before what is mounted.", {route.name});
    return;
  }
  const bool is_near = earlier.registered_at.file == route.registered_at.file;
  const std::string number = number_in(earlier);
  draft.fix("{} `{}`{}.",
            {is_near ? "Move `" + route.name + "` above"
                     : "Include the router of `" + route.name + "` before that of",
             earlier.name,
             number.empty() ? "" : ", or let that take numbers only: `{" + number + ":int}`"});
}

class Finder {
 public:
  Finder(const app::AppRoutes& routes, std::set<std::pair<const Node*, const Node*>>& reported,
         ApplicationCheck& check)
      : routes_(routes), reported_(reported), check_(check) {}

  void run() {
    for (const Route& route : routes_.routes) {
      if (!route.path_is_known) continue;
      if (route.kind == Route::Kind::Mount) {
        if (route.conditions.empty()) mounts_.push_back(&route);
      } else if (route.kind == Route::Kind::Http) {
        look_at(route);
      }
    }
  }

 private:
  void look_at(const Route& route) {
    const PathPattern pattern(route.full_path);
    const Route* earlier = nullptr;
    for (const std::string& method : route.methods) {
      earlier = first_covering(method, pattern);
      if (earlier == nullptr) break;
    }
    if (earlier == nullptr) earlier = mount_above(route);
    if (earlier != nullptr && !is_same_function(*earlier, route)) report(*earlier, route);
    if (!route.conditions.empty()) return;
    // Of those of one shape the first says it all: thousands may have it.
    for (const std::string& method : route.methods) {
      // A path without parameters takes no other than its own.
      const bool is_new =
          !pattern.parameters().empty() && shapes_.emplace(method, pattern.shape()).second;
      if (is_new) by_depth_[{method, pattern.depth()}].push_back({&route, pattern});
    }
  }

  const Route* mount_above(const Route& route) const {
    const auto found = std::find_if(mounts_.begin(), mounts_.end(),
                                    [&](const Route* one) { return is_below(*one, route); });
    return found != mounts_.end() ? *found : nullptr;
  }

  // The same shape is a duplicate, of which API019 speaks.
  const Route* first_covering(const std::string& method, const PathPattern& pattern) const {
    for (const int depth : {pattern.depth(), -1}) {
      const auto known = by_depth_.find({method, depth});
      if (known == by_depth_.end()) continue;
      for (const Earlier& one : known->second) {
        const bool same = one.pattern.shape() == pattern.shape();
        if (!same && one.pattern.covers(pattern)) return one.route;
      }
    }
    return nullptr;
  }

  void report(const Route& earlier, const Route& route) {
    if (!reported_.emplace(earlier.registered_at.expr, route.registered_at.expr).second) return;
    const auto& call = *route.registered_at.expr->as<Call>();
    const std::string method = route.methods.empty() ? "" : route.methods.front();
    const bool is_mount = earlier.kind == Route::Kind::Mount;
    Draft draft = check_.report(
        *route.registered_at.file, {call.begin, call.func->end},
        "`{}` (`{} {}`) is never reached: {} takes its path first",
        {route.name, method, route.path,
         is_mount ? "what is mounted at `" + (earlier.path.empty() ? "/" : earlier.path) + "`"
                  : "`" + earlier.name + "` (`" + earlier.path + "`)"});
    draft.step(*earlier.registered_at.file, earlier.registered_at.expr->span(),
               is_mount ? "mounted before it" : "registered before it");
    advise(draft, earlier, route);
  }

  const app::AppRoutes& routes_;
  std::set<std::pair<const Node*, const Node*>>& reported_;
  ApplicationCheck& check_;
  std::map<std::pair<std::string, int>, std::vector<Earlier>> by_depth_;
  std::set<std::pair<std::string, std::string>> shapes_;  // with the method
  std::vector<const Route*> mounts_;
};

void check(ApplicationCheck& check) {
  std::set<std::pair<const Node*, const Node*>> reported;
  for (const app::AppRoutes& routes : check.application().apps()) {
    Finder(routes, reported, check).run();
  }
}

}  // namespace

extern constinit const Rule API020 = {
    .code = "API020",
    .name = "route-shadowed",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-561", "https://fastapi.tiangolo.com/tutorial/path-params/#order-matters"},
    .risk =
        "The function never runs: `me` arrives at the other one as an id, which answers 422 or "
        "404, "
        "or worse, an object of that name.",
    .advice =
        "Register the fixed path first: move the function, or its router's include, above the one "
        "with the parameter; or give the parameter a convertor, `/{user_id:int}`.",
    .docs = R"md(
A route that no request reaches, because an earlier one of the same method matches every path that it can. The first match
wins, in the order in which routes and includes run. Types of Python parameters do not help: they are looked at when the
route is chosen already. Convertors do (`{id:int}`).

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/users/{user_id}")
def read(user_id: str) -> str:
    return user_id


@app.get("/users/me")
def read_me() -> str:
    return "me"
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/users/me")
def read_me() -> str:
    return "me"


@app.get("/users/{user_id}")
def read(user_id: str) -> str:
    return user_id
```

Routes below something that was mounted before them are never reached either. Not reported: a function that is
registered under both paths, earlier routes under an `if`,
paths that are not known, equal paths (API019).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
