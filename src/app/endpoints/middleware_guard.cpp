#include "app/endpoints/middleware_guard.h"

#include <algorithm>

#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

void add_strings(const Value& value, std::vector<std::string>& strings) {
  if (value.is(Value::Kind::Str)) strings.push_back(value.text);
  for (const Value& item : value.items) add_strings(item, strings);
}

// The paths that a test names: in literals, and in the lists that its names stand for.
std::vector<std::string> paths_in(const Placed& test) {
  std::vector<std::string> paths;
  for (const Node* node : test.file->tree().subtree(*test.expr)) {
    const bool leaf = node->is(Kind::Constant) || node->is(Kind::Name) || node->is(Kind::Attribute);
    if (leaf) add_strings(evaluate(*test.file, static_cast<const Expr*>(node)), paths);
  }
  return paths;
}

bool tests_beginnings(const Placed& test) {
  return test.file->text(*test.expr).find("startswith") != std::string_view::npos;
}

// A token against forged requests is given to everybody: it says nothing of who calls.
bool guards_against_forgery(const Middleware& middleware) {
  const auto* function = as<FunctionDef>(middleware.function.node);
  const std::string name = lower_case(
      function != nullptr ? middleware.function.file->text(function->name) : middleware.name());
  return name.find("csrf") != name.npos || name.find("xsrf") != name.npos;
}

}  // namespace

bool MiddlewareGuard::covers(std::string_view path) const {
  return std::none_of(fate.exemptions.begin(), fate.exemptions.end(), [&](const Placed& test) {
    const bool beginnings = tests_beginnings(test);
    const std::vector<std::string> paths = paths_in(test);
    return std::any_of(paths.begin(), paths.end(), [&](std::string_view one) {
      return one == path || (beginnings && one.size() > 1 && path.starts_with(one));
    });
  });
}

std::vector<MiddlewareGuard> guards_among(const Surroundings& surroundings, Reception& reception) {
  std::vector<MiddlewareGuard> guards;
  for (const Middleware& one : surroundings.middleware) {
    const Definition entry = one.entry();
    if (!entry) continue;
    const Fate without = reception.at_middleware(entry, Stranger::WithoutCredential);
    Fate with_bad = reception.at_middleware(entry, Stranger::WithBadCredential);
    if (guards_against_forgery(one)) continue;
    if (!without.is_refused() || !with_bad.is_refused() || !without.reads_credential) continue;
    with_bad.exemptions.insert(with_bad.exemptions.end(), without.exemptions.begin(),
                               without.exemptions.end());
    if (const auto* choice = as<If>(one.condition)) {
      with_bad.bypasses.push_back({one.added_at.file, choice->test});
    }
    guards.push_back({&one, std::move(with_bad)});
  }
  return guards;
}

}  // namespace fastidious::app
