#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Operation;
using app::Router;

// What the method says already.
constexpr std::string_view kVerbs[] = {"get",    "fetch",  "read", "list",   "create",
                                       "add",    "update", "edit", "modify", "delete",
                                       "remove", "save",   "clear"};

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

// POST does what no other method is for: reading by a body, marking as read, editing an image.
bool says_more(std::string_view verb, const Operation& operation) {
  constexpr std::string_view kOthers[] = {"get", "fetch", "read", "list", "edit"};
  const auto& methods = operation.route().methods;
  return methods.size() == 1 && methods.front() == "POST" &&
         std::find(std::begin(kOthers), std::end(kOthers), verb) != std::end(kOthers);
}

// The verb that a segment is or begins with: "delete", "get-orders", "createOrder".
std::string_view verb_of(std::string_view segment) {
  for (const std::string_view verb : kVerbs) {
    if (!segment.starts_with(verb)) continue;
    if (segment.size() == verb.size()) return verb;
    const char next = segment[verb.size()];
    if (next == '-' || next == '_' || std::isupper(static_cast<unsigned char>(next)) != 0) {
      return verb;
    }
  }
  return {};
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
    for (const std::string& segment : literal_segments(operation)) {
      const std::string_view verb = verb_of(segment);
      const bool is_first = verbs_.empty() || verbs_.back().first != &operation;
      if (!verb.empty() && is_first && !says_more(verb, operation)) {
        verbs_.push_back({&operation, std::string(verb)});
      }
      const Style style = style_of(segment);
      if (style != Style::Plain) styles_.push_back({style, &operation});
    }
  }

  void report(ApplicationCheck& check) const {
    // A router full of verbs calls procedures, and means to.
    if (verbs_.size() * 2 < operations_ || operations_ < 3) report_verbs(check);
    report_styles(check);
  }

 private:
  void report_verbs(ApplicationCheck& check) const {
    for (const auto& [operation, verb] : verbs_) {
      check.report(operation->file(), operation->place(),
                   "{}: `{}` in the path says what the method is for", {operation->label(), verb});
    }
  }

  void report_styles(ApplicationCheck& check) const {
    for (const auto& [style, operation] : styles_) {
      const auto& [first, first_operation] = styles_.front();
      if (style == first) continue;
      check
          .report(operation->file(), operation->place(), "{} is in {}, {} in {}",
                  {operation->label(), name_of(style), first_operation->label(), name_of(first)})
          .step(first_operation->file(), first_operation->place(), "the first of this router");
      return;
    }
  }

  std::size_t operations_ = 0;
  std::vector<std::pair<const Operation*, std::string>> verbs_;
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
        "Name things in paths and let the method say what is done: `DELETE /orders/{id}`; one case "
        "style for all.",
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
there is no method (`/orders/{id}/cancel`, `/login`) are what actions are called.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
