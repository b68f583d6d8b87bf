#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/models/model_class.h"
#include "rules/application_check.h"
#include "rules/path_verbs.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Operation;
using app::Router;
using semantic::FileModel;

constexpr std::string_view kRequests[] = {"fastapi.Request", "starlette.requests.Request"};

std::vector<std::string> literal_segments(const Operation& operation) {
  const app::Value path =
      app::evaluate(app::argument_of(operation.route().registered_at, 0, "path"));
  std::vector<std::string> segments(1);
  for (const char c : path.text) {
    if (c == '/') segments.emplace_back();
    if (c != '/') segments.back() += c;
  }
  std::erase_if(segments, [](const std::string& one) {
    return one.empty() || one.find('{') != std::string::npos;
  });
  return segments;
}

// Other methods do what none is for: a POST reads by a body, a PATCH marks as read, a GET shows the
// form that adds.
bool is_said_by_method(const PathVerb& verb, const Operation& operation) {
  const auto& methods = operation.route().methods;
  return std::any_of(methods.begin(), methods.end(),
                     [&verb](const auto& one) { return has_word(verb.methods, one); });
}

bool is_content(const app::Parameter& parameter) {
  return parameter.is_body() || parameter.in == app::Parameter::In::Query;
}

bool is_request(const FileModel& file, const Arg& parameter) {
  return parameter.annotation != nullptr &&
         is_one_of(file.type_of_annotation(*parameter.annotation), kRequests);
}

// It takes nothing that a thing could be changed to: `POST /statistics/update` sets off work.
bool takes_nothing(const Operation& operation) {
  const FunctionDef* function = operation.function();
  const app::Route& route = operation.route();
  if (function == nullptr) return false;
  bool takes = false;
  app::for_each_dependency(route.dependant, [&takes](const app::Dependency& one) {
    takes = takes || std::any_of(one.parameters.begin(), one.parameters.end(), is_content);
  });
  const FileModel& file = *route.handler.definition.file;
  return !takes && std::none_of(function->args->all.begin(), function->args->all.end(),
                                [&file](const Arg* one) { return is_request(file, *one); });
}

// A list in the body, by itself or as a field: many at once, which DELETE has no body for
// (RFC 9110, 9.3.5).
bool takes_many(const Operation& operation) {
  app::ModelTable models;
  const auto is_list = [](const app::Type& type) {
    return app::without_none(type).is(app::Type::Kind::List);
  };
  const auto& own = operation.route().dependant.parameters;
  return std::any_of(own.begin(), own.end(), [&](const app::Parameter& one) {
    if (!one.is_body()) return false;
    const app::Type type = app::without_none(one.field.type);
    const app::ModelClass* model = type.is(app::Type::Kind::Class) ? models.of(type) : nullptr;
    return is_list(type) || (model != nullptr &&
                             std::any_of(model->fields.begin(), model->fields.end(),
                                         [&](const auto& field) { return is_list(field.type); }));
  });
}

bool is_action(const PathVerb& verb, const Operation& operation) {
  constexpr std::string_view kDeletes[] = {"delete", "remove", "clear"};
  const bool is_post = operation.route().methods.front() == "POST";
  if (is_post && is_one_of(verb.word, kDeletes) && takes_many(operation)) return true;
  constexpr std::string_view kChanges[] = {"update", "modify", "save"};
  return is_post && is_one_of(verb.word, kChanges) && takes_nothing(operation);
}

enum class Style { Plain, Kebab, Snake, Camel };

Style style_of(std::string_view segment) {
  if (segment.find('-') != std::string_view::npos) return Style::Kebab;
  if (segment.find('_') != std::string_view::npos) return Style::Snake;
  const bool has_upper = std::any_of(segment.begin(), segment.end(),
                                     [](unsigned char c) { return std::isupper(c) != 0; });
  return has_upper ? Style::Camel : Style::Plain;
}

std::string_view name_of(Style style) {
  constexpr std::string_view kNames[] = {"", "kebab-case", "snake_case", "camelCase"};
  return kNames[static_cast<std::size_t>(style)];
}

class RouterStyle {
 public:
  void add(const Operation& operation) {
    ++operations_;
    bool has_verb = false;
    for (const std::string& segment : literal_segments(operation)) {
      const PathVerb* verb = path_verb_of(segment);
      const bool is_first = verbs_.empty() || verbs_.back().first != &operation;
      has_verb = has_verb || verb != nullptr;
      if (verb != nullptr && is_first && is_said_by_method(*verb, operation) &&
          !is_action(*verb, operation)) {
        verbs_.push_back({&operation, verb});
      }
      const Style style = style_of(segment);
      if (style != Style::Plain) styles_.push_back({style, &operation});
    }
    with_verb_ += has_verb ? 1 : 0;
  }

  void report(ApplicationCheck& check) const {
    // A router full of verbs calls procedures, and means to.
    if (with_verb_ * 2 < operations_ || operations_ < 3) report_verbs(check);
    report_styles(check);
  }

 private:
  void report_verbs(ApplicationCheck& check) const {
    for (const auto& [operation, verb] : verbs_) {
      Draft draft = check.report(operation->file(), operation->place(),
                                 "`{}`: `{}` in the path says what the method is for",
                                 {operation->label(), verb->word});
      const std::string path = path_without(*verb, operation->route().full_path);
      if (path == "/") continue;
      draft.fix("Name the thing in the path and let the method say what is done: `{} {}`.",
                {verb->instead, path});
    }
  }

  void report_styles(ApplicationCheck& check) const {
    for (const auto& [style, operation] : styles_) {
      const auto& [first, first_operation] = styles_.front();
      if (style == first) continue;
      check
          .report(operation->file(), operation->place(), "`{}` is in {}, `{}` in {}",
                  {operation->label(), name_of(style), first_operation->label(), name_of(first)})
          .step(first_operation->file(), first_operation->place(), "the first of this router");
      return;
    }
  }

  std::size_t operations_ = 0, with_verb_ = 0;
  std::vector<std::pair<const Operation*, const PathVerb*>> verbs_;
  std::vector<std::pair<Style, const Operation*>> styles_;
};

void check(ApplicationCheck& check) {
  std::vector<RouterStyle> styles;
  std::map<const Router*, std::size_t> index;
  for (const Operation& operation : check.application().operations()) {
    const auto [at, is_new] = index.emplace(operation.router, styles.size());
    if (is_new) styles.emplace_back();
    styles[at->second].add(operation);
  }
  for (const RouterStyle& one : styles) one.report(check);
}

}  // namespace

extern constinit const Rule API030 = {
    .code = "API030",
    .name = "path-style",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"RFC 9110", "https://google.aip.dev/122"},
    .risk = "Clients cannot guess the next path from those they know, and look each one up.",
    .advice =
        "Name things in paths and let the method say what is done: `GET /orders`, `PATCH` or "
        "`DELETE /orders/{id}`; one case style for all.",
    .docs = R"md(
A verb in a path that the method says already (`/orders/delete`, `/getOrders`), or two case styles in one router's paths.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.post("/create-order")
def create() -> int:
    return 1
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
def create() -> int:
    return 1
```

A router in which at least half of three or more operations have verbs calls procedures, and is left alone. Verbs for which
there is no method (`/orders/{id}/cancel`, `/login`) are what actions are called, as are those of another method
(`PATCH /messages/{id}/read`) a POST that takes nothing to update by (`/statistics/update`), and one that deletes what a list in its body names.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
