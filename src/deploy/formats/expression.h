#pragma once
// Expressions of GitHub Actions
// (https://docs.github.com/en/actions/reference/workflows-and-actions/expressions).

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious::deploy {

struct Expression {
  std::string_view text;  // between ${{ and }}
  Span span;              // of ${{ … }} in the text that was searched
};

// The expressions in a text, in order.
std::vector<Expression> expressions_in(std::string_view text);

// The context values that an expression reads, in lower case: "github.event.issue.title" also for
// github.event.issue['title'], "github.event.commits.*.message" for commits[0].message.
std::vector<std::string> references_in(std::string_view expression);
// The functions it calls, in lower case: "always", "contains", "tojson".
std::vector<std::string> functions_in(std::string_view expression);

}  // namespace fastidious::deploy
