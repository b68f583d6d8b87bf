#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

// Grammar that the oldest Python the file has to run on does not know.
void check_version(Check& check) {
  const auto& file = check.file();
  const auto versioned = check.tree().versioned_syntax();
  const auto oldest = versioned.empty()
                          ? std::nullopt
                          : file.project().dependencies().least_python_minor(file.file().path);
  for (const syntax::VersionedSyntax& newer : versioned) {
    if (oldest && newer.minor > *oldest) {
      check
          .report(newer.span,
                  "This file does not parse in Python 3.{}, which it is for: {} needs Python 3.{}",
                  {*oldest, newer.what, newer.minor})
          .risk("Importing it raises SyntaxError there: what needs it does not start.")
          .fix(
              "Write it as Python 3.{} has it, or raise `requires-python` (or `target-python` in "
              "the configuration) to 3.{}.",
              {*oldest, newer.minor});
      return;
    }
  }
}

// What Jinja and its like make Python of: `{% for … %}` outside any text.
bool is_template(std::string_view text) {
  const std::size_t begin = text.find("{%");
  return begin != text.npos && text.find("%}", begin) != text.npos;
}

// Files that could not even be read never come here: the engine reports them under the same code.
void check(Check& check) {
  const auto errors = check.tree().errors();
  if (errors.empty()) return check_version(check);
  if (is_template(check.file().file().text.view())) {
    check.report(errors.front().span, "This file is a template of which Python is made")
        .severity(Severity::Suggestion)
        .fix("Leave templates out with `exclude`.");
    return;
  }
  check.report(errors.front().span, "This file does not parse: {}", {errors.front().message});
}

}  // namespace

extern constinit const Rule AUD001 = {
    .code = "AUD001",
    .name = "file-not-analysed",
    .family = Family::Audit,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"https://docs.python.org/3/reference/grammar.html", "PEP 263"},
    .risk = "What stands in the file was not checked as a whole: take nothing in it for passed.",
    .advice = "Mend the syntax or the encoding, or leave the file out with `exclude`.",
    .docs = R"md(
A file that is part of the repository was not looked at as a whole. Either it could not be read (no
permission, larger than the limit, not text in its declared encoding), or some of it is not Python as
any version from 3.8 to 3.14 has it. Of a file that does not parse the first error is shown, and the rest is still
audited, but for its style, its documentation and what it logs. A template of which Python is made (`{% for … %}`) is a suggestion.

Reported, too, is the first piece of grammar that is newer than the oldest Python which the code is for:
`target-python` of the configuration, else the lower bound of `requires-python`.

```python bad
def handler(:
    return 1
```

```python good
def handler():
    return 1
```
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
