#include <string>

#include "rules/rule.h"
#include "semantic/documented_signature.h"
#include "semantic/function_bodies.h"
#include "semantic/visibility.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::SectionKind;

bool says_nothing_is_returned(const Expr* annotation, const semantic::FileModel& file) {
  const auto* constant = as<Constant>(annotation);
  if (constant != nullptr && constant->type == ConstantKind::None) return true;
  const auto* name = as<Name>(annotation);
  const std::string_view text = name != nullptr ? file.text(name->name) : std::string_view{};
  return text == "NoReturn" || text == "Never";
}

bool is_left_alone(const FunctionDef& function, const semantic::FileModel& file) {
  return file.is_generator(function) || file.is_property(function) || file.is_abstract(function) ||
         file.is_overload(function) || file.is_route_handler(function) ||
         semantic::is_magic_name(file.text(function.name)) || !file.is_public(function) ||
         !semantic::is_public_module(file) || says_nothing_is_returned(function.returns, file);
}

// The result is described, by a section or in words.
bool speaks_of_result(const semantic::Docstring& docstring) {
  if (docstring.section(SectionKind::Returns) != nullptr) return true;
  for (std::string_view word : {"return", "returns", "Return", "Returns", "returned", "Returned",
                                "returning", "yield", "yields", "Yields", "result", "Result"}) {
    if (has_word(docstring.body, word)) return true;
  }
  return false;
}

std::string section_about_result(semantic::DocstringStyle style, std::string_view indent) {
  const std::string line = "\n" + std::string(indent);
  const std::string text = "(" + std::string(semantic::kToBeWritten) + ")";
  switch (style) {
    case semantic::DocstringStyle::Google: return "\n" + line + "Returns:" + line + "    " + text;
    case semantic::DocstringStyle::Numpy:
      return "\n" + line + "Returns" + line + "-------" + line + text;
    default: return line + ":returns: " + text;
  }
}

// Writes the section behind the docstring's last line, if the closing quotes have a line of their
// own.
void offer(const semantic::Docstring& docstring, const semantic::FileModel& file, Draft draft) {
  const std::size_t last = docstring.body.find_last_not_of(" \t\r\n");
  const std::size_t quotes = docstring.body.rfind('\n');
  if (quotes == std::string_view::npos || quotes < last) return;
  const Span body = semantic::span_of(file, docstring.body);
  const auto at = static_cast<Offset>(body.begin + last + 1);
  const std::string_view indent = docstring.body.substr(quotes + 1);
  draft.edit({at, at}, section_about_result(docstring.style, indent));
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.docstring(function) == nullptr) return;
  const semantic::Docstring& docstring = check.docstring(function);
  const bool is_judged = docstring.describes_signature() || check.option("require-sections") != 0;
  if (!is_judged || docstring.body.empty() || speaks_of_result(docstring) ||
      is_left_alone(function, file)) {
    return;
  }
  const Return* leaves = semantic::first_valued_return(file, function);
  if (leaves == nullptr) return;
  Draft draft =
      check.report(function.name_span, "`{}` returns a value, and its docstring does not say which",
                   {file.text(function.name)});
  draft.step(file, leaves->span(), "returned here");
  offer(docstring, file, draft);
}

}  // namespace

extern constinit const Rule DOC007 = {
    .code = "DOC007",
    .name = "docstring-returns-missing",
    .family = Family::Documentation,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059",
                   "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods"},
    .options = {flag_option("require-sections", false,
                            "whether docstrings without any section are judged too")},
    .risk =
        "The type says what kind of value it is, not which: callers learn from the body whether it "
        "is the "
        "old or the new one, sorted, or possibly empty.",
    .advice =
        "Add a section: `Returns:` and one sentence about the value, also about the case that "
        "there is "
        "none.",
    .docs = R"md(
A public function that returns a value, and whose docstring has sections (about parameters, about exceptions) but
none about the result, and no word of returning or of a result.

```python bad
def price(item: str, amount: int) -> int:
    """Looks the price up.

    Args:
        item: Its number.
        amount: How many.
    """
    return len(item) * amount
```

```python good
def price(item: str, amount: int) -> int:
    """Looks the price up.

    Args:
        item: Its number.
        amount: How many.

    Returns:
        The price of all of them in cents.
    """
    return len(item) * amount


def half(value: int) -> int:
    """Halves a value."""
    return value // 2
```

Not reported: docstrings without any section unless `require-sections = true`; generators, properties, abstract methods, special
methods; endpoints, whose result OpenAPI describes; functions that only return None.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
