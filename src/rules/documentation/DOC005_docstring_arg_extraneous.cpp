#include "base/nearest.h"
#include "rules/rule.h"
#include "semantic/documented_signature.h"

namespace fastidious::rules {
namespace {

constexpr std::size_t kMostEdits = 2;

// A renamed parameter: one is documented and not there, one is there and not documented, and they
// are spelled alike.
std::string_view renamed_to(const std::vector<const semantic::DocstringEntry*>& unknown,
                            const FunctionDef& function, const semantic::Docstring& docstring,
                            const semantic::FileModel& file) {
  if (unknown.size() != 1) return {};
  const auto missing = semantic::undocumented_parameters(file, function, docstring);
  if (missing.size() != 1) return {};
  const std::string_view name = file.text(missing.front()->name);
  return edit_distance(unknown.front()->name, name) <= kMostEdits ? name : std::string_view{};
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.docstring(function) == nullptr || file.is_property(function)) return;
  const semantic::Docstring& docstring = check.docstring(function);
  if (docstring.sections.empty()) return;
  const auto unknown = semantic::unknown_parameters(file, function, docstring);
  for (const semantic::DocstringEntry* entry : unknown) {
    if (entry->name == "self" || entry->name == "cls") continue;
    const Span where = semantic::span_of(file, entry->name);
    Draft draft = check.report(where, "`{}` is documented, and `{}` has no such parameter",
                               {entry->name, file.text(function.name)});
    const std::string_view name = renamed_to(unknown, function, docstring, file);
    if (name.empty()) {
      draft.fix_class(FixClass::None);
    } else {
      draft.edit(where, name).fix("Write `{}`.", {name});
    }
  }
}

}  // namespace

extern constinit const Rule DOC005 = {
    .code = "DOC005",
    .name = "docstring-arg-extraneous",
    .family = Family::Documentation,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 257", "CWE-1116",
                   "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods"},
    .risk =
        "The documentation speaks of a function that is gone: callers pass what is not taken, and "
        "believe nothing else that it says.",
    .advice = "Take the entry out, or give it the parameter's present name.",
    .docs = R"md(
A documented parameter that the function does not have: the signature has changed and the docstring has not.

```python bad
def charge(account: str, amount: int) -> None:
    """Takes money.

    Args:
        account: Whose.
        ammount: In cents.
    """
    print(account, amount)
```

```python good
def charge(account: str, **options: int) -> None:
    """Takes money.

    Args:
        account: Whose.
        retries: How often it is tried; passed on.
    """
    print(account, options)
```

Where exactly one documented name is unknown, exactly one parameter is undocumented, and both are spelled alike,
the *unsafe* fix renames the entry. Functions that take `**kwargs` and docstrings of classes are left alone;
so are fields of a model that the function takes, and parameters of the function that a decorator hands out.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
