#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/docstring_types.h"
#include "semantic/documented_signature.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::DocstringEntry;
using semantic::TypeMatch;

constexpr std::string_view kStandardClasses[] = {"datetime.datetime", "datetime.date", "uuid.UUID",
                                                 "pathlib.Path", "decimal.Decimal"};

// A class that is certainly not the builtin one: of the standard library, or of the repository with
// bases that are all known.
bool is_other_class(const Expr& annotation, std::string_view builtin,
                    const semantic::FileModel& file) {
  const std::string_view type = file.type_of_annotation(annotation);
  for (std::string_view known : kStandardClasses) {
    if (type == known) return true;
  }
  const auto found = file.project().definition(type);
  const auto* cls = as<ClassDef>(found.node);
  return cls != nullptr && found.file->has_known_bases(*cls) && !found.file->is_enum(*cls) &&
         !found.file->is_protocol(*cls) && !found.file->inherits_from(*cls, "typing.TypedDict") &&
         !found.file->inherits_from(*cls, "typing.NamedTuple") &&
         !file.project().is_subclass(type, std::string("builtins.") + std::string(builtin));
}

bool contradicts(std::string_view documented, const Expr& annotation,
                 const semantic::FileModel& file) {
  const std::string_view annotated = semantic::annotation_text(file, annotation);
  const TypeMatch match = semantic::compare_types(documented, annotated);
  if (match != TypeMatch::Unknown) return match == TypeMatch::Different;
  const bool is_name = annotation.is(Kind::Name) || annotation.is(Kind::Attribute);
  const std::string_view builtin = semantic::documented_builtin(documented);
  return is_name && !builtin.empty() && builtin != "None" &&
         is_other_class(annotation, builtin, file);
}

void judge(const DocstringEntry& entry, const Expr& annotation, std::string_view subject,
           Check& check) {
  const semantic::FileModel& file = check.file();
  if (entry.type.empty() || !contradicts(entry.type, annotation, file)) return;
  const std::string_view written = semantic::without_remarks(entry.type);
  const std::string_view meant = semantic::annotation_text(file, annotation);
  Draft draft = check.report(semantic::span_of(file, written),
                             "The docstring says that {} is `{}`; it is annotated `{}`",
                             {subject, written, meant});
  if (meant.find_first_of("\"'\\\n") == std::string_view::npos) {
    draft.edit(semantic::span_of(file, written), meant);
  } else {
    draft.fix_class(FixClass::None);
  }
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.docstring(function) == nullptr) return;
  const semantic::Docstring& docstring = check.docstring(function);
  if (docstring.sections.empty()) return;
  for (const Arg* parameter : function.args->all) {
    const DocstringEntry* entry = docstring.parameter(file.text(parameter->name));
    const bool plain =
        parameter->passing != Passing::VarPositional && parameter->passing != Passing::VarKeyword;
    if (entry != nullptr && plain && parameter->annotation != nullptr) {
      judge(*entry, *parameter->annotation, "`" + std::string(file.text(parameter->name)) + "`",
            check);
    }
  }
  const auto* result = docstring.section(semantic::SectionKind::Returns);
  if (result != nullptr && function.returns != nullptr && result->entries.size() == 1 &&
      !file.is_generator(function)) {
    judge(result->entries.front(), *function.returns, "the result", check);
  }
}

}  // namespace

extern constinit const Rule DOC006 = {
    .code = "DOC006",
    .name = "docstring-type-mismatch",
    .family = Family::Documentation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 257", "PEP 484", "CWE-1116",
                   "https://www.sphinx-doc.org/en/master/usage/extensions/napoleon.html"},
    .risk =
        "One of the two is wrong, and readers believe the docstring while the checker believes the "
        "annotation.",
    .advice = "Write the annotation's type, or none: the signature says it already.",
    .docs = R"md(
A type in the docstring that contradicts the annotation.

```python bad
def charge(amount: int) -> bool:
    """Takes money.

    Args:
        amount (str): In cents.

    Returns:
        bool: Whether it worked.
    """
    return amount > 0
```

```python good
def charge(amount: int, note: str | None = None) -> list[str]:
    """Takes money.

    Args:
        amount (int): In cents.
        note (string, optional): What for.

    Returns:
        list of str: The receipts.
    """
    return [note or "", str(amount)]
```

Spelling does not matter: `Optional[X]` is `X | None`, `List` is `list`, `string` is `str`; unions have no order.
What one side leaves out is no contradiction (`dict` beside `dict[str, int]`, None of a parameter with a default).
Compared are builtin classes, and builtin classes with classes of the repository and some of the standard
library; aliases, abstract collections and prose are left alone.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
