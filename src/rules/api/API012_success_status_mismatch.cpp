#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "app/effects/error_made.h"
#include "app/openapi/response_class.h"
#include "app/routes/answers.h"
#include "app/routes/response_model.h"
#include "rules/application_check.h"
#include "rules/call_edits.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Answer;
using app::Operation;
using app::Route;
using semantic::FileModel;

// create_access_token makes nothing that has an address.
bool makes_a_token(std::string_view name) {
  for (const std::string_view word : {"token", "session", "login", "link", "export", "report",
                                      "embedding", "completion", "preview", "batch"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool sets_status(const FileModel& file, const FunctionDef& function) {
  for (const Attribute* one : file.scopes().stored_attributes()) {
    if (function.encloses(*one) && file.text(one->attr) == "status_code") return true;
  }
  return false;
}

// "…, returning only an HTTP 200 OK", `responses={200: …}`: clients have been told.
bool promises_ok(const Route& route, const FileModel& file, const FunctionDef& function) {
  const Constant* text = file.docstring(function);
  const bool is_documented =
      std::any_of(route.responses.begin(), route.responses.end(),
                  [](const auto& one) { return app::number_of(one.first) == 200; });
  return is_documented || (text != nullptr && has_word(file.text(*text), "200"));
}

// What is there already is changed, or given back.
bool may_find_it(const FileModel& file, const FunctionDef& function) {
  const std::string text = lower_case(file.text(function));
  return text.find("upsert") != text.npos;
}

bool has_status(const Route& route) {
  return app::argument_of(route.registered_at, -1, "status_code").expr != nullptr ||
         app::response_class(route.response_class).status_code != 200 ||
         !app::response_class(route.response_class).is_json;
}

bool answers_only(const FileModel& file, const FunctionDef& function, Answer::Kind kind) {
  const auto answers = app::answers_of(file, function);
  return std::all_of(answers.begin(), answers.end(),
                     [kind](const Answer& one) { return one.kind == kind; });
}

// What a dependency found is given back: what is made comes later, or stands elsewhere.
bool gives_back_found(const Route& route, const FileModel& file, const FunctionDef& function) {
  const auto& found = route.dependant.dependencies;
  const auto answers = app::answers_of(file, function);
  return !answers.empty() && std::all_of(answers.begin(), answers.end(), [&](const Answer& one) {
    const auto* name = as<Name>(one.statement->value);
    return name != nullptr && std::any_of(found.begin(), found.end(), [&](const auto& dependency) {
             return dependency.name == file.text(name->name);
           });
  });
}

// POST that creates a thing and gives it back.
bool creates(const Route& route, const FileModel& file, const FunctionDef& function) {
  const std::string_view name = file.text(function.name);
  const bool makes = name.starts_with("create_") || name.starts_with("register_");
  if (!makes || makes_a_token(name) || may_find_it(file, function)) {
    return false;
  }
  if (gives_back_found(route, file, function)) return false;
  const app::ResponseModel model = app::response_model(route);
  return model.type.is(app::Type::Kind::Class) && !model.is_stream;
}

bool gives_nothing(const Route& route, const FileModel& file, const FunctionDef& function) {
  const bool has_model = !app::response_model(route).type.is(app::Type::Kind::Missing);
  const bool is_none = function.returns == nullptr || file.text(*function.returns) == "None";
  return !has_model && is_none && !file.is_generator(function) &&
         answers_only(file, function, Answer::Kind::Nothing);
}

// What the operation should answer: 201, 204; empty if 200 will do.
std::string_view wanted_status(const Operation& operation) {
  const Route& route = operation.route();
  const FunctionDef* function = operation.function();
  if (function == nullptr || route.methods.size() != 1 || has_status(route)) return {};
  const FileModel& file = *route.handler.definition.file;
  if (sets_status(file, *function) || promises_ok(route, file, *function)) return {};
  if (route.methods.front() == "POST" && creates(route, file, *function)) return "201";
  if (route.methods.front() == "DELETE" && gives_nothing(route, file, *function)) return "204";
  return {};
}

// The operations of one endpoint, registered in one file.
struct Mismatch {
  std::string_view status;
  std::vector<const Operation*> operations;
};

void report(const Mismatch& one, ApplicationCheck& check) {
  const Operation& first = *one.operations.front();
  Draft draft =
      check.report(first.file(), first.place(), "`{}` {} and answers 200 instead of {}",
                   {first.label(), one.status == "201" ? "creates something" : "gives nothing back",
                    one.status});
  draft.risk(one.status == "201"
                 ? "A client cannot tell from the status that something new was made."
                 : "The answer is `null` with a 200: whoever reads the status or the document "
                   "expects a body that says something.");
  if (one.status == "201") {
    draft.fix(
        "Write `status_code=201` in the decorator; tests and clients that compare with 200 change "
        "with it.");
  } else {
    draft.fix(
        "Write `status_code=204`: it says that nothing is sent. A 204 has no body: clients that "
        "parse the body of each success have to leave it alone first.");
  }
  for (const Operation* operation : one.operations) {
    append_argument(draft, first.file(), operation->call(),
                    "status_code=" + std::string(one.status));
  }
}

void check(ApplicationCheck& check) {
  std::vector<Mismatch> all;
  std::map<std::tuple<const FunctionDef*, const FileModel*, std::string_view>, std::size_t> index;
  for (const Operation& operation : check.application().operations()) {
    const std::string_view status = wanted_status(operation);
    if (status.empty()) continue;
    const auto [at, is_new] =
        index.emplace(std::tuple(operation.function(), &operation.file(), status), all.size());
    if (is_new) all.push_back({status, {}});
    all[at->second].operations.push_back(&operation);
  }
  for (const Mismatch& one : all) report(one, check);
}

}  // namespace

extern constinit const Rule API012 = {
    .code = "API012",
    .name = "success-status-mismatch",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"RFC 9110", "https://fastapi.tiangolo.com/tutorial/response-status-code/"},
    .risk =
        "The status says less than is known: that something new was made, or that nothing is sent.",
    .advice =
        "Say `status_code=201` where something is created, `status_code=204` where nothing is "
        "sent.",
    .docs = R"md(
A POST whose function is called `create_…` or `register_…` and gives the new thing back, or a DELETE that gives nothing back, and that
answers 200.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.delete("/orders/{order_id}")
def delete_order(order_id: int) -> None:
    print(order_id)
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.delete("/orders/{order_id}", status_code=204)
def delete_order(order_id: int) -> None:
    print(order_id)
```

Not reported: what is called otherwise (login, search, recompute), functions that make tokens, sessions, links or reports,
those that set the status themselves or may find what is there already (an upsert), and those that promise a 200 in their docstring or `responses=`. The fix changes the status that clients see, and a 204 takes
the `null` away: a client that parses the body of every success has to be mended first.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
