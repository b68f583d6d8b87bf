#include "rules/rule.h"
#include "semantic/documented_signature.h"
#include "semantic/function_bodies.h"
#include "semantic/visibility.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Docstring;
using semantic::FileModel;
using semantic::SectionKind;

// What the generator gives is described, by a section or in words; it may be called what it
// returns.
bool speaks_of_values(const Docstring& docstring) {
  if (docstring.section(SectionKind::Yields) != nullptr ||
      docstring.section(SectionKind::Returns) != nullptr) {
    return true;
  }
  const std::string text = lower_case(docstring.body);
  for (std::string_view word :
       {"yield", "yields", "yielded", "yielding", "generator", "iterator", "return", "returns",
        "iterate", "iterates", "stream", "streams", "generate", "generates", "context manager"}) {
    if (has_word(text, word)) return true;
  }
  return false;
}

// Whether the function may hand on another one's generator, or says what others are to give.
bool may_hand_on(const FunctionDef& function, const FileModel& file) {
  if (file.is_abstract(function) || file.is_overload(function) || file.is_property(function) ||
      semantic::is_stub_body(file, function)) {
    return true;
  }
  const std::string_view returned =
      function.returns == nullptr ? std::string_view{} : file.text(*function.returns);
  for (std::string_view word : {"Iterator", "Iterable", "Generator", "Stream"}) {
    if (returned.find(word) != returned.npos) return true;
  }
  // What is returned may be a generator, unless it is said to be something else.
  return semantic::first_valued_return(file, function) != nullptr &&
         (function.returns == nullptr ||
          !file.type_of_annotation(*function.returns).starts_with("builtins."));
}

// Whether some `yield` has a value: there is nothing to say of what `yield` alone gives.
bool yields_values(const FunctionDef& function, const FileModel& file) {
  for (const Yield* one : file.tree().nodes_of<Yield>(function)) {
    if (one->value != nullptr && file.enclosing_function(*one) == &function) return true;
  }
  return false;
}

// Around a `with` there are no rounds: what its name holds is told by the first sentence.
bool is_context_manager(const FunctionDef& function, const FileModel& file) {
  return file.has_decorator(function, "contextlib.contextmanager") ||
         file.has_decorator(function, "contextlib.asynccontextmanager");
}

void check(const FunctionDef& function, Check& check) {
  const FileModel& file = check.file();
  if (file.docstring(function) == nullptr) return;
  const Docstring& docstring = check.docstring(function);
  const semantic::DocstringSection* section = docstring.section(SectionKind::Yields);
  const bool yields = file.is_generator(function);
  if (section != nullptr && !yields && !may_hand_on(function, file)) {
    check.report(
        semantic::span_of(file, trimmed(section->lines.substr(0, section->lines.find('\n')))),
        "The docstring of `{}` says what it yields, and it yields nothing",
        {file.text(function.name)});
  }
  if (!yields || !docstring.describes_signature() || speaks_of_values(docstring) ||
      !file.is_public(function) || !semantic::is_public_module(file) ||
      file.is_route_handler(function) || is_context_manager(function, file) ||
      !yields_values(function, file)) {
    return;
  }
  check.report(function.name_span, "`{}` yields values, and its docstring does not say which",
               {file.text(function.name)});
}

}  // namespace

extern constinit const Rule DOC011 = {
    .code = "DOC011",
    .name = "docstring-yields-mismatch",
    .family = Family::Documentation,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::None,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059",
                   "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods"},
    .risk =
        "Callers learn from the body what they get in each round, and whether they have to go "
        "through all of it for what comes behind the last one to run.",
    .advice =
        "Write `Yields:` and one sentence about the value of each round; a section that belongs to "
        "an "
        "older body is taken out, or becomes `Returns:`.",
    .docs = R"md(
A generator whose docstring has sections (about parameters, about exceptions) and neither one about what it yields nor a word about it;
and a `Yields:` section of a function that yields nothing.

```python bad
def lines(path: str):
    """Reads a file.

    Args:
        path: Which one.
    """
    with open(path) as file:
        for line in file:
            yield line.strip()
```

```python good
def lines(path: str):
    """Reads a file.

    Args:
        path: Which one.

    Yields:
        Each line without the blanks around it.
    """
    with open(path) as file:
        for line in file:
            yield line.strip()
```

Not reported: docstrings without any section, private functions, `Returns:` in place of `Yields:` (what the call returns is a
generator), functions that hand on another one's generator, abstract ones, context managers (there are no rounds). Dependencies of FastAPI with `yield` are generators as any other.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
