#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/documented_signature.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Docstring;
using semantic::DocstringSection;
using semantic::SectionKind;

// `Returns: None` is true, if needless.
bool says_none(const DocstringSection& section) {
  const std::string_view content = trimmed(section.content);
  return content.empty() || content.starts_with("None") || content.starts_with("`None`") ||
         content.starts_with("``None``") || has_word(content, "nothing") ||
         has_word(content, "Nothing");
}

// Annotated with a type that None is, or may be, a value of: a hook that subclasses override.
bool may_give_none(const FunctionDef& function, const semantic::FileModel& file) {
  return function.returns != nullptr && !semantic::is_none(*function.returns) &&
         semantic::allows_none(file, *function.returns) != semantic::Allows::No;
}

bool is_left_alone(const FunctionDef& function, const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  return file.is_generator(function) || file.is_abstract(function) || file.is_overload(function) ||
         may_give_none(function, file) || (cls != nullptr && file.is_protocol(*cls)) ||
         semantic::is_stub_body(file, function) || semantic::ends_with_raise(function) ||
         file.file().is_stub;
}

// Deletes the section's lines and the blank ones before it. Not if it is the docstring's last: its
// quotes would have to move.
void offer(const DocstringSection& section, const Docstring& docstring,
           const semantic::FileModel& file, Draft draft) {
  const Span lines = semantic::span_of(file, section.lines);
  const Span body = semantic::span_of(file, docstring.body);
  const std::string_view source = file.file().text.view();
  Offset begin = lines.begin;
  while (begin > body.begin &&
         std::string_view(" \t\r\n").find(source[begin - 1]) != std::string_view::npos) {
    --begin;
  }
  const bool reaches_end = lines.end >= body.end;
  const std::size_t next = source.find_first_not_of(" \t\r\n", lines.end);
  const bool is_last = reaches_end || next >= body.end;
  if (begin == body.begin || reaches_end) {
    draft.fix_class(FixClass::None);
    return;
  }
  const std::string_view gap = is_last ? "\n" : "\n\n";
  const std::size_t line = is_last ? lines.end : source.rfind('\n', next) + 1;
  draft.edit({begin, static_cast<Offset>(line)}, gap);
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.docstring(function) == nullptr) return;
  const Docstring& docstring = check.docstring(function);
  const DocstringSection* section = docstring.section(SectionKind::Returns);
  if (section == nullptr || says_none(*section) || is_left_alone(function, file) ||
      semantic::first_valued_return(file, function) != nullptr) {
    return;
  }
  const std::string_view header = trimmed(section->lines.substr(0, section->lines.find('\n')));
  Draft draft = check.report(semantic::span_of(file, header),
                             "The docstring of `{}` describes a result, and it returns none",
                             {file.text(function.name)});
  if (function.returns != nullptr && !semantic::is_none(*function.returns)) {
    draft.fix_class(FixClass::None)
        .fix("Return the value that docstring and annotation promise.")
        .step(file, function.name_span, "it ends without `return`");
  } else {
    offer(*section, docstring, file, draft);
  }
}

}  // namespace

extern constinit const Rule DOC008 = {
    .code = "DOC008",
    .name = "docstring-returns-extraneous",
    .family = Family::Documentation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 257", "CWE-1116",
                   "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods"},
    .risk = "A caller uses what is promised and works with None; or a `return` has been forgotten.",
    .advice = "Delete the section; if the value was meant to be returned, return it.",
    .docs = R"md(
A section about the result in the docstring of a function that returns none.

```python bad
def save(order: str) -> None:
    """Stores an order.

    Args:
        order: Its number.

    Returns:
        The stored order.
    """
    print(order)
```

```python good
def save(order: str) -> None:
    """Stores an order.

    Args:
        order: Its number.
    """
    print(order)
```

Not reported: `Returns: None`; functions annotated with a type that None is a value of (hooks that subclasses override); abstract methods, protocols, bodies that only stand for one (`pass`, `...`), functions that
end by raising, and generators.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
