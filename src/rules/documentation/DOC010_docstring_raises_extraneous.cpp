#include <algorithm>
#include <string>
#include <vector>

#include "app/effects/raised_errors.h"
#include "app/types/quoted.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/documented_signature.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::FunctionErrors;
using app::Type;
using semantic::FileModel;
using semantic::SectionKind;

bool is_left_alone(const FunctionDef& function, const FileModel& file) {
  return file.is_abstract(function) || file.is_overload(function) ||
         file.is_route_handler(function) || semantic::is_stub_body(file, function);
}

// The qualified name of an exception that nobody raises by accident: a class of the repository, or
// FastAPI's HTTPException. Empty for others: any call or operation may raise a KeyError.
std::string_view deliberate(const FileModel& file, const Constant& docstring,
                            std::string_view name) {
  const Type type = app::read_quoted({&file, &docstring}, name, {});
  const semantic::Model& model = file.project();
  if (app::is_http_error(model, type.name)) return type.name;
  const bool is_own = as<ClassDef>(type.definition.node) != nullptr &&
                      model.is_subclass(type.name, "builtins.Exception");
  return is_own ? type.name : std::string_view{};
}

// Raised, or what inherits from it is, or a base of it that may be one.
bool is_raised(const FunctionErrors& errors, const semantic::Model& model, std::string_view type) {
  return std::any_of(errors.raised.begin(), errors.raised.end(), [&](const auto& one) {
    return one.type == type || model.is_subclass(one.type, type) ||
           model.is_subclass(type, one.type);
  });
}

// What is made here for others to call may be what the docstring speaks of: a dependency, a
// decorator's wrapper.
bool makes_functions(const FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    return (node->as<FunctionDef>() != nullptr && node != &function) || node->is(Kind::Lambda);
  });
}

void check_function(const FileModel& file, const FunctionDef& function,
                    const FunctionErrors& errors, ApplicationCheck& check) {
  const Constant* text = file.docstring(function);
  if (text == nullptr || text->is_concatenated || is_left_alone(function, file)) return;
  if (text->value.find("aise") == std::string_view::npos) return;  // most have no such section
  const semantic::Docstring docstring = semantic::parse_docstring(file.text(*text));
  const semantic::DocstringSection* section = docstring.section(SectionKind::Raises);
  if (section == nullptr || makes_functions(file, function)) return;
  for (const semantic::DocstringEntry& entry : section->entries) {
    const std::string_view type = deliberate(file, *text, entry.name);
    if (type.empty() || is_raised(errors, check.model(), type)) continue;
    check.report(file, semantic::span_of(file, entry.name),
                 "`{}` says that it raises `{}`; neither it nor anything that it calls does",
                 {file.text(function.name), entry.name});
  }
}

void check(ApplicationCheck& check) {
  check.application().errors().for_each(
      [&](const app::Definition& function, const FunctionErrors& errors) {
        const FileModel& file = *function.file;
        if (!errors.is_complete || file.file().role != project::Role::Application) return;
        check_function(file, *function.node->as<FunctionDef>(), errors, check);
      });
}

}  // namespace

extern constinit const Rule DOC010 = {
    .code = "DOC010",
    .name = "docstring-raises-extraneous",
    .family = Family::Documentation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059",
                   "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods"},
    .risk =
        "Callers write code for an exception that never comes, and trust the rest of the docstring "
        "as little.",
    .advice = "Remove the entry, or raise what it promises.",
    .docs = R"md(
An exception that the docstring documents, and that neither the function raises nor anything that it calls.

```python bad
class OrderNotFound(Exception):
    pass


def half(amount: int) -> int:
    """Halves an amount.

    Args:
        amount: In cents.

    Raises:
        OrderNotFound: There is no such order.
    """
    return amount // 2
```

```python good
class OrderNotFound(Exception):
    pass


def half(amount: int) -> int:
    """Halves an amount.

    Args:
        amount: In cents.

    Raises:
        OrderNotFound: There is no order of that amount.
    """
    if amount < 0:
        raise OrderNotFound
    return amount // 2
```

Only exceptions of the repository and HTTP errors are looked at: a `KeyError` or `ValueError` may come from any operation.
Nothing is said about functions that call what cannot be told, themselves or further on, about endpoints, whose dependencies
raise too, about functions that make other functions, and about abstract methods.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
