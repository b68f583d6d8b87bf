#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/settings_calls.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// "type: ignore" of `# type: ignore[attr-defined]`; empty if the comment is something else.
std::string_view directive(std::string_view comment) {
  for (std::string_view tool : {"type:", "pyright:"}) {
    const std::size_t at = comment.find(tool);
    if (at == std::string_view::npos) continue;
    const std::size_t before = comment.find_last_not_of(kBlanks, at == 0 ? 0 : at - 1);
    const std::size_t word = comment.find_first_not_of(kBlanks, at + tool.size());
    if (comment[before] != '#' || word == std::string_view::npos) continue;
    if (!comment.substr(word).starts_with("ignore")) continue;
    const std::size_t end = word + std::string_view("ignore").size();
    const char next = end < comment.size() ? comment[end] : ' ';
    const bool whole_word =
        next == '[' || next == '#' || kBlanks.find(next) != kBlanks.npos || next == '\r';
    if (whole_word) return comment.substr(at, end - at);
  }
  return {};
}

struct Scope {
  bool has_codes = false;
  // Pydantic's documentation has it above each `@computed_field` (mypy's issue 1362).
  bool is_documented = false;
  std::string_view reason;  // what is written behind
};

Scope scope_of(std::string_view rest) {
  Scope scope;
  rest = trimmed(rest);
  if (rest.starts_with('[')) {
    const std::size_t end = rest.find(']');
    scope.has_codes = end != std::string_view::npos && !trimmed(rest.substr(1, end - 1)).empty();
    scope.is_documented = rest.substr(0, end) == "[prop-decorator";
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  rest = trimmed(rest);
  const std::size_t word = rest.find_first_not_of("#-:;, \t");
  scope.reason = word == std::string_view::npos ? std::string_view{} : rest.substr(word);
  if (scope.reason.starts_with("noqa") || scope.reason.starts_with("pragma")) scope.reason = {};
  return scope;
}

// Whether the line above is a comment, which then speaks about this line.
bool has_comment_above(Span comment, const semantic::FileModel& file) {
  const std::string_view source = file.file().text.view();
  const std::size_t line = source.rfind('\n', comment.begin);
  if (line == std::string_view::npos || line == 0) return false;
  const std::size_t above = source.rfind('\n', line - 1) + 1;
  return trimmed(source.substr(above, line - above)).starts_with('#');
}

constexpr std::string_view kAdvice =
    "Take it away and run the type checker: where it reports nothing, leave it out; else name the "
    "error as that checker calls it, and why it is wrong: `# type: ignore[…]  # why`.";

// What is written besides where the project has ty, which takes no codes of mypy's.
std::string for_ty(const semantic::FileModel& file, std::string_view error) {
  if (file.project().dependencies().find("ty", file.file().path) == nullptr) return {};
  return " For ty write `# ty: ignore[" + std::string(error) + "]`, behind mypy's where both run.";
}

void check(Span comment, Check& check) {
  const std::string_view text = check.file().file().slice(comment);
  const std::string_view found = directive(text);
  if (found.empty()) return;
  const auto offset = static_cast<Offset>(found.data() - text.data());
  const Scope scope = scope_of(text.substr(offset + found.size()));
  const Span where = {comment.begin, comment.end};
  if (!scope.has_codes) {
    Draft draft = check.report(where, "`{}` hides every error of this line", {found});
    if (semantic::makes_settings_on_line(check.file(), comment.begin)) {
      draft.fix(
          "Remove it where mypy has Pydantic's plugin, which knows that settings come from the "
          "environment (TYP010); else name the error: `{}[call-arg]  # from the environment`.{}",
          {"# " + std::string(found), for_ty(check.file(), "missing-argument")});
    } else if (const std::string more = for_ty(check.file(), "…"); !more.empty()) {
      draft.fix("{}{}", {kAdvice, more});
    }
  } else if (scope.reason.empty() && !scope.is_documented &&
             !has_comment_above(comment, check.file())) {
    check.report(where, "`{}` does not say why", {found})
        .severity(Severity::Suggestion)
        .risk("Nobody can tell later whether the error is still there, or was ever wrong.")
        .fix("Add the reason behind it, in a comment of its own: `{}  # why`.", {trimmed(text)});
  }
}

}  // namespace

extern constinit const Rule TYP007 = {
    .code = "TYP007",
    .name = "type-ignore-unscoped",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .references = {"PEP 484", "https://mypy.readthedocs.io/en/stable/error_codes.html",
                   "https://github.com/microsoft/pyright/blob/main/docs/comments.md"},
    .risk = "The next error on this line, a real one, is hidden as well.",
    .advice = kAdvice,
    .docs = R"md(
`# type: ignore` and `# pyright: ignore` without the error they are about. With an error code but without a
reason, on the same line or in a comment above, it is a suggestion.

```python bad
import legacy

legacy.connect(1)  # type: ignore
```

```python good
import legacy

legacy.connect(1)  # type: ignore[attr-defined]  # the package has no stubs
```
)md",
    .on_comment = check,
};

}  // namespace fastidious::rules
