#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "findings/answers.h"
#include "rules/application_check.h"
#include "rules/documented_statuses.h"
#include "rules/error_library.h"
#include "rules/operation_labels.h"
#include "rules/rule.h"
#include "rules/undocumented_errors.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Operation;
using app::RouteError;
using app::Router;
using semantic::FileModel;

constexpr int kFirstServerError = 500;
constexpr std::size_t kMaxTraced = 4;

using Errors = UndocumentedErrors;

struct Lacking {
  const Operation* operation = nullptr;
  Errors errors;                     // in the end those that are reported at the operation itself
  Errors to_write;                   // those that belong into its own `responses=`
  std::vector<RouteError> more;      // further dependencies that raise one of them as well
  OthersMatter goes;                 // what it answers until another rule's finding is mended
  bool is_told_with_others = false;  // what some operations of its router share, for its decorator
};

std::set<int> statuses_of(const Errors& errors) {
  std::set<int> statuses;
  for (const auto& [status, error] : errors) statuses.insert(status);
  return statuses;
}

std::string list_of(const Errors& errors) { return statuses_in_words(statuses_of(errors)); }

const Expr* dependency_of(const RouteError& error) {
  return error.by_endpoint ? nullptr : error.by->depends.expr;
}

void trace(Draft& draft, const Errors& errors) {
  std::size_t traced = 0;
  std::set<const Expr*> told;  // looked up only
  for (const auto& [status, error] : errors) {
    if (++traced > kMaxTraced) return;
    const Expr* depends = dependency_of(error);
    if (depends != nullptr && told.insert(depends).second) {
      Errors of_dependency = errors;
      std::erase_if(of_dependency,
                    [depends](const auto& one) { return dependency_of(one.second) != depends; });
      draft.step(*error.by->depends.file, depends->span(), "{}: the dependency runs first",
                 {list_of(of_dependency)});
    }
    for (const app::ErrorStep& step : error.trace) {
      const bool last = &step == &error.trace.back();
      draft.step(*step.file, step.node->span(), last ? "{}: raised here" : "{}: calls", {status});
    }
    if (error.mapping != nullptr) {
      draft.step(*error.mapping->at.file, error.mapping->at.expr->span(),
                 "{}: this handler makes a response of it", {status});
    }
  }
}

// " (404, which it answers as well, goes with SEC063)"
std::string said_of_others(const OthersMatter& goes) {
  std::string text;
  for (const auto& [status, code] : goes) {
    text += (text.empty() ? " (" : "; ") + std::to_string(status) +
            ", which it answers as well, goes with " + std::string(code);
  }
  return text.empty() ? text : text + ")";
}

void advise(const ApplicationCheck& check, Draft& draft, const Errors& errors,
            std::string_view pattern, const std::set<int>& refusals = {}) {
  std::set<int> statuses = statuses_of(errors);
  statuses.insert(refusals.begin(), refusals.end());
  draft.fix("{}{}.",
            {format_message(pattern, {response_entries(statuses)}), and_of_library(check.model())});
}

// Whether one of them is raised by what asks a scheme: its refusal is told with them.
bool ask_scheme(const Errors& errors) {
  return std::any_of(errors.begin(), errors.end(), [](const auto& one) {
    return !one.second.by_endpoint && asks_scheme(*one.second.by);
  });
}

// Other routers have operations that answer so because of the same: it reads alike for all of them.
constexpr std::string_view kIntoEach =
    "Write `responses={{}}` into the decorator, or once into the router where all its operations "
    "answer so";

bool depend_only(const Errors& errors) {
  return std::none_of(errors.begin(), errors.end(),
                      [](const auto& one) { return one.second.by_endpoint; });
}

void grade(Draft& draft, const Errors& errors) {
  if (errors.empty() || errors.begin()->first >= kFirstServerError)
    draft.severity(Severity::Suggestion);
}

bool includes_others(const Router& router) {
  return std::any_of(
      router.registrations.begin(), router.registrations.end(),
      [](const app::Registration& one) { return one.kind == app::Registration::Kind::Include; });
}

// What one dependency makes several operations of a router answer.
struct Shared {
  std::string dependency;
  Errors errors;
  std::vector<Lacking*> operations;
};

// Calls f(error) for each status of each dependency that raises it.
template <class F>
void for_each_of_dependencies(const Lacking& one, F&& f) {
  for (const auto& [status, error] : one.errors) {
    if (!error.by_endpoint) f(error);
  }
  for (const RouteError& error : one.more) f(error);
}

// Whether all operations of `shared` are among those of `other`; both are in their order.
bool has_all_of(const Shared& other, const Shared& shared) {
  return std::includes(other.operations.begin(), other.operations.end(), shared.operations.begin(),
                       shared.operations.end(), std::less<>());
}

// What another dependency makes the same operations, and perhaps more of them, answer is told once.
void tell_once(std::vector<Shared>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      const std::size_t size = all[i].operations.size();
      const std::size_t others = all[j].operations.size();
      if (i == j || others < size || (others == size && j > i)) continue;
      if (!has_all_of(all[j], all[i])) continue;
      std::erase_if(all[i].errors,
                    [&](const auto& one) { return all[j].errors.contains(one.first); });
    }
  }
  std::erase_if(all, [](const Shared& one) { return one.errors.empty(); });
}

std::vector<Shared> shared_of(const std::vector<Lacking*>& operations) {
  std::vector<Shared> all;
  for (Lacking* one : operations) {
    for_each_of_dependencies(*one, [&](const RouteError& error) {
      const std::string& name = error.by->callable.text;
      auto at = std::find_if(all.begin(), all.end(),
                             [&](const Shared& known) { return known.dependency == name; });
      if (at == all.end()) at = all.insert(at, {name, {}, {}});
      at->errors.emplace(error.status, error);
      if (at->operations.empty() || at->operations.back() != one) at->operations.push_back(one);
    });
  }
  std::erase_if(all, [](const Shared& one) { return one.operations.size() < 2; });
  tell_once(all);
  return all;
}

// A route of several methods is as many operations.
template <class Routes>
std::vector<std::string> labels_in(const Routes& routes) {
  std::vector<std::string> labels;
  for (const Lacking* one : routes) {
    for (std::string& label : labels_of(*one->operation)) labels.push_back(std::move(label));
  }
  return labels;
}

// What the operations lack, in the words `said` of the message.
template <class Operations>
findings::Answers answers_of(const Operations& operations, const Errors& errors,
                             const std::set<int>& refusals, std::string said) {
  constexpr std::size_t kMaxKept = 200;
  findings::Answers answers{statuses_of(errors), {}, 0, std::move(said)};
  answers.statuses.insert(refusals.begin(), refusals.end());
  answers.operations = labels_in(operations);
  if (answers.operations.size() > kMaxKept) {
    answers.further = answers.operations.size() - kMaxKept;
    answers.operations.resize(kMaxKept);
  }
  return answers;
}

// The operations of one router. Each call is edited by one finding, with all that belongs there.
class RouterReport {
 public:
  RouterReport(const Router& router, const std::vector<Lacking*>& operations,
               ApplicationCheck& check)
      : router_(router), operations_(operations), check_(check) {}

  void run() {
    const std::vector<Shared> all = shared_of(operations_);
    for (const Shared& shared : all) sort_out(shared);
    leave_to_router();
    for (const Shared& shared : all) leave_to(shared);
    is_asked_ = std::any_of(all.begin(), all.end(),
                            [](const Shared& one) { return ask_scheme(one.errors); });
    for (const Shared& shared : all) report(shared);
  }

 private:
  // All operations of the router share them: they belong to its constructor.
  bool belongs_to_router(const Shared& shared) const {
    return shared.operations.size() == operations_.size() && !includes_others(router_);
  }

  void sort_out(const Shared& shared) {
    const bool here = belongs_to_router(shared);
    for (Lacking* one : shared.operations) {
      const auto is_its = [&](const auto& entry) {
        const RouteError& error = entry.second;
        return !error.by_endpoint && error.by->callable.text == shared.dependency;
      };
      std::erase_if(one->errors, is_its);
      if (here) std::erase_if(one->to_write, is_its);
      one->is_told_with_others |= !here;
    }
    if (here) of_router_.insert(shared.errors.begin(), shared.errors.end());
  }

  // `responses=` of the router hold for each of its operations, whoever raises the error.
  void leave_to_router() {
    const auto is_there = [this](const auto& entry) { return of_router_.contains(entry.first); };
    for (Lacking* one : operations_) {
      std::erase_if(one->errors, is_there);
      std::erase_if(one->to_write, is_there);
    }
  }

  static void leave_to(const Shared& shared) {
    for (Lacking* one : shared.operations) {
      std::erase_if(one->errors,
                    [&](const auto& entry) { return shared.errors.contains(entry.first); });
    }
  }

  void report(const Shared& shared) {
    const FileModel& file = *router_.construction.file;
    const auto& call = *router_.construction.expr->as<Call>();
    const std::vector<std::string> labels = labels_in(shared.operations);
    const std::size_t total = labels_in(operations_).size();
    const std::size_t some = labels.size();
    const bool all = some == total;
    const std::string who =
        !all         ? std::to_string(some) + " of the " + std::to_string(total) + " operations"
        : total == 2 ? std::string("Both operations")
                     : "All " + std::to_string(total) + " operations";
    const std::set<int> refusals =
        ask_scheme(shared.errors) || !is_asked_
            ? undocumented_refusals(check_.application(), *shared.operations.front()->operation)
            : std::set<int>();
    const std::string said =
        format_message(" can answer {} because of `{}`{}, and do not document it",
                       {list_of(shared.errors), shared.dependency, and_refusals(refusals)});
    Draft draft = check_.report(file, {call.begin, call.func->end}, "{} of this `{}`{}: {}",
                                {who, file.text(*call.func), said, some_in_code(labels)});
    draft.answers(answers_of(shared.operations, shared.errors, refusals, said));
    grade(draft, shared.errors);
    advise(check_, draft, shared.errors, kIntoEach, refusals);
    trace(draft, shared.errors);
    if (belongs_to_router(shared)) {
      if (!of_router_.empty()) offer_responses(draft, file, call, statuses_of(of_router_));
      of_router_.clear();
    } else {
      offer_at_routes(draft, shared);
    }
  }

  void offer_at_routes(Draft& draft, const Shared& shared) const {
    for (Lacking* one : shared.operations) {
      const bool here = &one->operation->file() == router_.construction.file;
      if (!here || !one->errors.empty() || one->to_write.empty()) continue;
      offer_responses(draft, one->operation->file(), one->operation->call(),
                      statuses_of(one->to_write));
      one->to_write.clear();
    }
  }

  const Router& router_;
  const std::vector<Lacking*>& operations_;
  ApplicationCheck& check_;
  Errors of_router_;
  bool is_asked_ = false;  // the scheme, by what the operations share: its refusal is told there
};

// What a `Depends(…)` in the `dependencies=` of an include or an application makes the operations
// of several routers answer.
struct Common {
  app::Placed depends;
  Errors errors;
  std::vector<Lacking*> operations;
  std::set<const Router*> routers;  // counted only
};

bool stands_in_list(const app::Placed& depends) {
  const Node* around = depends ? depends.file->parent(*depends.expr) : nullptr;
  if (around == nullptr || !(around->is(Kind::ListExpr) || around->is(Kind::Tuple))) return false;
  return !depends.file->parent(*around)->is(Kind::Subscript);
}

std::vector<Common> common_of(std::vector<Lacking>& all) {
  std::vector<Common> found;
  std::map<const Expr*, std::size_t> index;  // by the Depends
  for (Lacking& one : all) {
    for_each_of_dependencies(one, [&](const RouteError& error) {
      if (!stands_in_list(error.by->depends)) return;
      const auto [at, is_new] = index.emplace(error.by->depends.expr, found.size());
      if (is_new) found.push_back({error.by->depends, {}, {}, {}});
      Common& common = found[at->second];
      common.errors.emplace(error.status, error);
      common.routers.insert(one.operation->router);
      if (common.operations.empty() || common.operations.back() != &one) {
        common.operations.push_back(&one);
      }
    });
  }
  std::erase_if(found, [](const Common& one) { return one.routers.size() < 2; });
  return found;
}

void report_common(const Common& common, ApplicationCheck& check) {
  const std::string said = format_message(" can answer {} because of this, and do not document it",
                                          {list_of(common.errors)});
  const std::vector<std::string> labels = labels_in(common.operations);
  Draft draft = check.report(*common.depends.file, common.depends.expr->span(),
                             "{} operations of {} routers{}: {}",
                             {labels.size(), common.routers.size(), said, some_in_code(labels)});
  draft.answers(answers_of(common.operations, common.errors, {}, said));
  advise(check, draft, common.errors, "Write `responses={{}}` beside these `dependencies=`");
  draft.fix_class(FixClass::None);
  grade(draft, common.errors);
  trace(draft, common.errors);
  for (Lacking* one : common.operations) {
    const auto is_told = [&](const auto& entry) { return common.errors.contains(entry.first); };
    std::erase_if(one->errors, is_told);
    std::erase_if(one->to_write, is_told);
    std::erase_if(one->more,
                  [&](const RouteError& error) { return common.errors.contains(error.status); });
  }
}

// Operations of one endpoint, registered in one file, that lack the same statuses.
using Twins = std::vector<const Lacking*>;

std::vector<Twins> twins_among(const std::vector<Lacking>& all) {
  std::vector<Twins> groups;
  std::map<std::tuple<const FunctionDef*, const FileModel*, std::string>, std::size_t> index;
  for (const Lacking& one : all) {
    if (one.errors.empty()) continue;
    const FunctionDef* function = one.operation->function();
    const auto [at, is_new] = index.emplace(
        std::tuple(function, &one.operation->file(), list_of(one.errors)), groups.size());
    if (is_new || function == nullptr) {
      groups.push_back({&one});
    } else {
      groups[at->second].push_back(&one);
    }
  }
  return groups;
}

void report_operations(const Twins& twins, ApplicationCheck& check) {
  const Lacking& first = *twins.front();
  const Operation& operation = *first.operation;
  const std::string more =
      twins.size() > 1 ? " and " + std::to_string(twins.size() - 1) + " more" : "";
  const std::set<int> refusals = !first.is_told_with_others && ask_scheme(first.errors)
                                     ? undocumented_refusals(check.application(), operation)
                                     : std::set<int>();
  const std::string said =
      format_message(" can answer {}{}, which its `responses` do not say{}",
                     {list_of(first.errors), and_refusals(refusals), said_of_others(first.goes)});
  Draft draft = check.report(operation.file(), operation.place(), "`{}` (`{}`{}){}",
                             {operation.name(), operation.label(), more, said});
  draft.answers(answers_of(twins, first.errors, refusals, said));
  grade(draft, first.errors);
  const bool has_some =
      semantic::argument(operation.file(), operation.call(), -1, "responses") != nullptr;
  advise(check, draft, first.errors,
         has_some                    ? "Add `{}` to the `responses=` of the decorator"
         : depend_only(first.errors) ? kIntoEach
                                     : "Write `responses={{}}` into the decorator",
         refusals);
  trace(draft, first.errors);
  for (const Lacking* one : twins) {
    offer_responses(draft, operation.file(), one->operation->call(), statuses_of(one->to_write));
  }
}

void check(ApplicationCheck& check) {
  std::vector<Lacking> all;
  for (const Operation& operation : check.application().operations()) {
    Undocumented found = undocumented_errors(check.application(), operation);
    all.push_back({&operation, found.errors, found.errors, std::move(found.more), found.goes});
  }
  for (const Common& common : common_of(all)) report_common(common, check);
  std::vector<std::pair<const Router*, std::vector<Lacking*>>> by_router;
  std::map<const Router*, std::size_t> index;
  for (Lacking& one : all) {
    const Router* router = one.operation->router;
    const auto [at, is_new] = index.emplace(router, by_router.size());
    if (is_new) by_router.push_back({router, {}});
    by_router[at->second].second.push_back(&one);
  }
  for (const auto& [router, operations] : by_router) {
    if (router != nullptr) RouterReport(*router, operations, check).run();
  }
  for (const Twins& twins : twins_among(all)) report_operations(twins, check);
}

}  // namespace

extern constinit const Rule API009 = {
    .code = "API009",
    .name = "error-response-undocumented",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"CWE-1059", "OWASP API9:2023",
                   "https://fastapi.tiangolo.com/advanced/additional-responses/"},
    .risk =
        "Generated clients have no type for the error and treat it as a broken server; whoever "
        "reads the documentation learns of it in production.",
    .advice =
        "Write each status into `responses=` of the decorator, with a description: "
        "`responses={404: {\"description\": \"Not Found\"}}`; one that all operations of a router "
        "share, once into the router's.",
    .docs = R"md(
An operation answers with an error status that its OpenAPI description does not have. Statuses are those of
`HTTPException` and its subclasses (also with the status in a constructor or a class attribute) and of exceptions that
the application maps by an exception handler, wherever they are raised: in the endpoint, in its dependencies, and in what
these call, as long as nothing on the way catches them. Branches that a call rules out are left out: `if strict:` where `strict`
stays `False`.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()


def load(item_id: int) -> dict:
    if item_id > 100:
        raise HTTPException(status_code=404, detail="no such item")
    return {"id": item_id}


@app.get("/items/{item_id}")
def read(item_id: int) -> dict:
    return load(item_id)
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()


def load(item_id: int) -> dict:
    if item_id > 100:
        raise HTTPException(status_code=404, detail="no such item")
    return {"id": item_id}


@app.get("/items/{item_id}", responses={404: {"description": "No such item"}})
def read(item_id: int) -> dict:
    return load(item_id)
```

`responses=` counts on the route, its routers, their includes and the application; `4XX`, `5XX` and `default` stand for
all that they cover. Not reported: FastAPI's own 422, and what fastapi.security's schemes refuse by themselves, which the
operation's security shows. What a dependency makes several operations of a router answer is one finding, at the router; where it
stands in the `dependencies=` of what includes several routers, one finding there. Server
errors alone are a suggestion. Not reported is what more than three calls lie before: each function on the way may rule it out.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
