#include <algorithm>
#include <string>

#include "rules/rule.h"
#include "semantic/documented_signature.h"
#include "semantic/visibility.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Docstring;
using semantic::DocstringSection;
using semantic::SectionKind;

// Writes `name (type): …` behind the last entry of a Google section.
void offer(const Arg& parameter, const Docstring& docstring, const semantic::FileModel& file,
           Draft draft) {
  const DocstringSection* section = docstring.section(SectionKind::Parameters);
  if (docstring.style != semantic::DocstringStyle::Google || section->entries.empty()) {
    draft.fix_class(FixClass::None);
    return;
  }
  const std::string_view name = section->entries.front().name;
  const Span content = semantic::span_of(file, section->content);
  const std::string_view source = file.file().text.view();
  const std::size_t first = semantic::span_of(file, name).begin;
  const std::size_t line = source.rfind('\n', first) + 1;
  const std::string_view indent = source.substr(line, source.find_first_not_of(" \t", line) - line);
  std::string text(indent);
  text += file.text(parameter.name);
  text += ": (";
  text += semantic::kToBeWritten;
  text += ")\n";
  if (section->content.ends_with('\n')) draft.edit({content.end, content.end}, text);
}

std::string_view stars_of(const Arg& parameter) {
  if (parameter.passing == Passing::VarPositional) return "*";
  return parameter.passing == Passing::VarKeyword ? "**" : "";
}

void report_each(const std::vector<const Arg*>& missing, const FunctionDef& function,
                 const Docstring& docstring, Check& check) {
  const semantic::FileModel& file = check.file();
  for (const Arg* parameter : missing) {
    Draft draft =
        check.report(parameter->span(), "The docstring of `{}` leaves out `{}{}`",
                     {file.text(function.name), stars_of(*parameter), file.text(parameter->name)});
    draft.fix("Add an entry, `{}: …`, that says what it means: unit, bounds, what None stands for.",
              {file.text(parameter->name)});
    offer(*parameter, docstring, file, draft);
  }
}

// One finding for a docstring that has sections, and none about parameters.
void report_all(std::vector<const Arg*> missing, const FunctionDef& function,
                const Docstring& docstring, Check& check) {
  const semantic::FileModel& file = check.file();
  std::erase_if(missing, [&](const Arg* parameter) {
    return has_word(docstring.body, file.text(parameter->name));
  });
  if (missing.empty()) return;
  std::string names;
  for (const Arg* parameter : missing) {
    names += names.empty() ? "`" : ", `";
    names += file.text(parameter->name);
    names += '`';
  }
  check
      .report(function.name_span, "The docstring of `{}` says nothing about {}",
              {file.text(function.name), names})
      .fix(
          "Add an `Args:` section with an entry for each: what it means, its unit and bounds, what "
          "None stands for.")
      .fix_class(FixClass::None);
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (function.args->all.empty() || file.docstring(function) == nullptr) return;
  const Docstring& docstring = check.docstring(function);
  const bool has_section = docstring.section(SectionKind::Parameters) != nullptr;
  const bool is_judged = docstring.describes_signature() || check.option("require-sections") != 0;
  if (!is_judged || docstring.body.empty() || file.is_overload(function)) return;
  const auto missing = semantic::undocumented_parameters(file, function, docstring);
  if (has_section) {
    report_each(missing, function, docstring, check);
  } else if (!file.is_route_handler(function) && file.is_public(function) &&
             semantic::is_public_module(file)) {
    report_all(missing, function, docstring, check);
  }
}

}  // namespace

extern constinit const Rule DOC004 = {
    .code = "DOC004",
    .name = "docstring-arg-missing",
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
        "Callers guess its unit, its bounds and what None means; the documentation looks complete "
        "and "
        "is not.",
    .advice = "Add an entry: `amount: In cents; must not be negative.`",
    .docs = R"md(
A parameter that the docstring does not mention, in Google, NumPy or Sphinx style.

```python bad
def transfer(source: str, target: str, amount: int) -> None:
    """Moves money from one account to another.

    Args:
        source: The account that is charged.
        target: The account that gets it.
    """
    print(source, target, amount)
```

```python good
def transfer(source: str, target: str, amount: int) -> None:
    """Moves money from one account to another.

    Args:
        source: The account that is charged.
        target (str): The account that gets it.
        amount: In cents.
    """
    print(source, target, amount)


def mean(values: list[float]) -> float:
    """Returns the mean of some values."""
    return sum(values) / len(values)
```

Where a docstring has sections (about the result, about exceptions) and none about parameters, a public function
is reported once, for the parameters whose names do not stand in the text. Docstrings without any section are
left alone unless `require-sections = true`; so are those of endpoints that have no section about parameters,
as FastAPI shows them to clients.

Not counted: `self`, `cls`, names that begin with `_`; `Request`, dependencies and whatever else FastAPI fills
itself; parameters documented in the code (`Query(description="…")`, `Annotated[int, Doc("…")]`); `**kwargs`
whose keys are documented one by one.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
