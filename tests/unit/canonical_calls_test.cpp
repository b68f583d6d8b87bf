// What rules say they look at must be spelt as the semantic model speaks of it: a call of
// "starlette.requests.Request.form" is never reported under that name, because the model calls the
// class "fastapi.Request".

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "rules/registry.h"
#include "semantic_project.h"

namespace fastidious::rules {
namespace {

using semantic::Model;
using semantic::TestProject;

// `name` with each of its parts in its canonical spelling, as the model makes it: module, class,
// then method.
std::string spelt_by_the_model(const Model& model, std::string_view name) {
  std::string spelt;
  while (!name.empty()) {
    const std::size_t dot = name.find('.');
    if (!spelt.empty()) spelt += '.';
    spelt += name.substr(0, dot);
    spelt = model.canonical(spelt);
    name.remove_prefix(dot == name.npos ? name.size() : dot + 1);
  }
  return spelt;
}

TEST(CanonicalCalls, AreWhatRulesLookAt) {
  const TestProject project({{"app/main.py", ""}});
  std::size_t seen = 0;
  for (const Rule* rule : all_rules()) {
    for (const std::string_view call : rule->calls) {
      const std::string_view name = call.ends_with(".*") ? call.substr(0, call.size() - 2) : call;
      EXPECT_EQ(spelt_by_the_model(project.model(), name), name)
          << rule->code << " looks at a name that nothing is called by";
      ++seen;
    }
  }
  EXPECT_GT(seen, 100u);
}

TEST(CanonicalCalls, OtherSpellingsAreFound) {
  const TestProject project({{"app/main.py", ""}});
  EXPECT_EQ(spelt_by_the_model(project.model(), "starlette.requests.Request.form"),
            "fastapi.Request.form");
}

}  // namespace
}  // namespace fastidious::rules
