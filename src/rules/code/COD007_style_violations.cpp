#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "style/check_style.h"
#include "style/noqa.h"

namespace fastidious::rules {
namespace {

using style::Code;
using style::Violation;

bool starts_with_any(std::string_view code, std::span<const std::string> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return code.starts_with(prefix); });
}

// Replaces what stands between two tokens, on one line.
void replace_space(const Violation& violation, std::string_view text, std::string_view with,
                   Draft& draft) {
  Offset begin = violation.span.begin;
  Offset end = begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  const bool at_line_end = end < text.size() && (text[end] == '\n' || text[end] == '\r');
  const bool joined = end < text.size() && text[end] == '\\';
  if (begin < end && !at_line_end && !joined) draft.edit({begin, end}, with);
}

// White space on the sides of an operator that have none.
void surround(Span op, std::string_view text, Draft& draft) {
  const auto is_space = [&](std::size_t at) {
    return at >= text.size() || std::string_view(" \t\r\n\\").find(text[at]) != text.npos;
  };
  if (op.begin > 0 && !is_space(op.begin - 1)) draft.edit({op.begin, op.begin}, " ");
  if (!is_space(op.end)) draft.edit({op.end, op.end}, " ");
}

// A comment's text behind one # and one space.
void mend_comment(Span comment, std::string_view text, Draft& draft) {
  Offset end = comment.begin + 1;
  if (text[end] == '!' || text[end] == ':' || text[end] == '#') return;
  while (end < comment.end && (text[end] == ' ' || text[end] == '\t')) ++end;
  draft.edit({comment.begin, end}, "# ");
}

std::string_view line_break_of(std::string_view text) {
  const std::size_t at = text.find_first_of("\r\n");
  if (at == text.npos || text[at] == '\n') return "\n";
  return text.substr(at, 2) == "\r\n" ? "\r\n" : "\r";
}

// The blank lines before the line of `violation`, but for the last `keep`.
void remove_blank_lines(const Violation& violation, const project::SourceFile& file,
                        std::uint32_t keep, Draft& draft) {
  const std::uint32_t blank = violation.value;
  if (blank <= keep || violation.line <= blank) return;
  const Offset begin = file.lines.start_of(violation.line - blank);
  const Offset end = file.lines.start_of(violation.line - keep);
  const std::string_view removed = file.text.slice({begin, end});
  if (removed.find_first_not_of(" \t\f\r\n") == removed.npos) draft.edit({begin, end}, "");
}

// Edits that change white space only, or (W605) what a string is written like and not what it says.
void offer_edits(const Violation& violation, const project::SourceFile& file, Draft& draft) {
  const std::string_view text = file.text.view();
  switch (violation.code) {
    case Code::W291:
    case Code::W293: draft.edit(violation.span, ""); break;
    case Code::W292: draft.edit({file.text.size(), file.text.size()}, line_break_of(text)); break;
    case Code::W391: draft.edit(violation.span, ""); break;
    case Code::W605: draft.edit({violation.span.begin, violation.span.begin}, "\\"); break;
    case Code::E201:
    case Code::E202:
    case Code::E203:
    case Code::E204:
    case Code::E211:
    case Code::E251: replace_space(violation, text, "", draft); break;
    case Code::E221:
    case Code::E222:
    case Code::E223:
    case Code::E224:
    case Code::E241:
    case Code::E242:
    case Code::E271:
    case Code::E272:
    case Code::E273:
    case Code::E274: replace_space(violation, text, " ", draft); break;
    case Code::E225:
    case Code::E226:
    case Code::E227:
    case Code::E228:
    case Code::E252: surround(violation.span, text, draft); break;
    case Code::E231:
    case Code::E275: draft.edit({violation.span.end, violation.span.end}, " "); break;
    case Code::E261: draft.edit(violation.span, "  "); break;
    case Code::E262:
    case Code::E265: mend_comment(violation.span, text, draft); break;
    case Code::E303:
      remove_blank_lines(violation, file, violation.column == 0 ? 2 : 1, draft);
      break;
    case Code::E304: remove_blank_lines(violation, file, 0, draft); break;
    default: draft.fix_class(FixClass::None);
  }
}

// Something to put a caret under, on the violation's own line.
Span visible(const Violation& violation, const project::SourceFile& file) {
  Span span = violation.span;
  const Span line = file.lines.line_span(violation.line);
  if (span.begin < line.begin || span.begin > line.end) span.begin = span.end = line.begin;
  span.end = std::min(span.end, line.end);
  if (span.end <= span.begin) span.end = std::min(span.begin + 1, file.text.size());
  if (span.end < span.begin) span.end = span.begin;
  return span;
}

// What the codes that are about more than layout put at risk, and what to write instead.
struct Meaning {
  std::string_view code, risk, fix;
};
constexpr Meaning kMeanings[] = {
    {"E402", "What runs before the import is easily missed, and reordering it breaks the import.",
     "Move the import to the top of the file; if it must come later, say why behind `# noqa: "
     "E402`."},
    {"E501", "The end of the line is read last or not at all, and side-by-side reviews cut it off.",
     "Break it inside parentheses; a long text or comment goes on several lines by hand."},
    {"E70", "A debugger stops at lines, and coverage counts them: the second statement is unseen.",
     "Put each statement on a line of its own."},
    {"E711", "`==` asks a method of the object, which may answer anything; None is one object.",
     "Write `is None` or `is not None` (in an SQLAlchemy expression `.is_(None)`)."},
    {"E712", "`== True` is false for every other true value, 2 or a full list.",
     "Write the condition itself, `if ready:` or `if not ready:` (in SQLAlchemy `.is_(True)`)."},
    {"E713", "`not x in y` reads as if `not` belonged to `x`.", "Write `x not in y`."},
    {"E714", "`not x is y` reads as if `not` belonged to `x`.", "Write `x is not y`."},
    {"E721", "An instance of a subclass fails the comparison.",
     "Ask `isinstance(value, T)`, or compare exact types by `is`."},
    {"E722", "It catches KeyboardInterrupt, SystemExit and a task's cancellation as well.",
     "Write `except Exception:`, or name what the code expects."},
    {"E731", "Tracebacks call it `<lambda>`, and it can have neither annotations nor a docstring.",
     "Write `def name(…): return …`."},
    {"E74", "`l`, `O` and `I` cannot be told from 1 and 0 in many fonts.",
     "Give it a longer name."},
    {"W605", "Python warns of the escape today and will refuse the file one day.",
     "Write the string raw, `r\"\\d+\"`, or double the backslash."},
};

void explain(std::string_view code, Draft& draft) {
  for (const Meaning& meaning : kMeanings) {
    if (code.starts_with(meaning.code)) {
      draft.risk(meaning.risk).fix(meaning.fix);
      return;
    }
  }
}

void report(const Violation& violation, const project::SourceFile& file, Check& check) {
  const std::string message = style::message_of(violation, file.text, file.style.options);
  const std::string_view code = style::name_of(violation.code);
  Draft draft = check.report(visible(violation, file), "{} {}", {code, message});
  explain(code, draft);
  offer_edits(violation, file, draft);
  // Where nobody has chosen a length, ours is advice.
  if (violation.code == Code::E501 && !file.style.by_own_linter) {
    draft.severity(Severity::Suggestion);
  }
}

bool raises_again(const ExceptHandler& handler) {
  return std::any_of(handler.body.begin(), handler.body.end(), [](const Stmt* statement) {
    const auto* raise = statement->as<Raise>();
    return raise != nullptr && raise->exc == nullptr;
  });
}

// Where the clauses begin that raise again what they caught, in order; looked for only if a
// violation is about them.
std::vector<Offset> raising_clauses(const semantic::FileModel& file) {
  const auto is_asked_for = [](const Violation& one) { return one.code == Code::E722; };
  const auto& violations = file.file().style.violations;
  std::vector<Offset> found;
  if (std::none_of(violations.begin(), violations.end(), is_asked_for)) return found;
  for (const Node* node : file.tree().nodes()) {
    const auto* handler = node->as<ExceptHandler>();
    if (handler != nullptr && raises_again(*handler)) found.push_back(handler->begin);
  }
  std::sort(found.begin(), found.end());
  return found;
}

// `items[first : last + 1]`, which PEP 8 recommends ("treat the colon as an operator").
bool is_spaced_slice(Offset at, std::string_view text) {
  constexpr std::size_t kFarthest = 200;
  const std::size_t colon = text.find_first_not_of(" \t", at);
  if (text.substr(std::min<std::size_t>(colon, text.size()), 2) != ": ") return false;
  int depth = 0;
  for (std::size_t i = at; i > 1 && at - i < kFarthest; --i) {
    const char c = text[i - 1];
    depth += c == ')' || c == ']' || c == '}';
    if (c != '(' && c != '[' && c != '{') continue;
    if (depth-- > 0) continue;
    const char before = text[i - 2];
    return c == '[' && (std::isalnum(static_cast<unsigned char>(before)) || before == '_' ||
                        before == ')' || before == ']' || before == '"' || before == '\'');
  }
  return false;
}

// What pycodestyle reports and neither PEP 8 nor the risk is about.
bool is_harmless(const Violation& violation, const std::vector<Offset>& raising,
                 std::string_view text) {
  return (violation.code == Code::E722 &&
          std::binary_search(raising.begin(), raising.end(), violation.span.begin)) ||
         (violation.code == Code::E203 && is_spaced_slice(violation.span.begin, text));
}

void check(Check& check) {
  const project::SourceFile& file = check.file().file();
  if (file.style.violations.empty()) return;
  const auto select = check.option_names("select");
  const auto ignore = check.option_names("ignore");
  const style::Noqa noqa(file.text, file.lines, file.tree.comments());
  const std::vector<Offset> raising = raising_clauses(check.file());
  for (const Violation& violation : file.style.violations) {
    const std::string_view code = style::name_of(violation.code);
    const bool wanted = select.empty() || starts_with_any(code, select);
    if (wanted && !starts_with_any(code, ignore) && !noqa.silences(violation) &&
        !is_harmless(violation, raising, file.text.view())) {
      report(violation, file, check);
    }
  }
}

}  // namespace

extern constinit const Rule COD007 = {
    .code = "COD007",
    .name = "style-violations",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::AllCode,
    .references = {"PEP 8", "https://pycodestyle.pycqa.org/"},
    .options = {number_option("max-line-length", 0,
                              "the longest line, in characters; 0: as the project's linter has it, "
                              "else 88"),
                names_option("select",
                             "pycodestyle codes, or starts of them, to report; all if empty"),
                names_option("ignore", "pycodestyle codes, or starts of them, not to report")},
    .risk =
        "Code that is laid out in many ways is read slowly, and changes of layout hide changes of "
        "meaning in reviews.",
    .advice =
        "Run a formatter (`ruff format` where the project has none), or follow PEP 8 by hand.",
    .docs = R"md(
What [pycodestyle](https://pycodestyle.pycqa.org/) reports, with its codes: indentation (E1), white space
(E2), blank lines (E3), imports (E4), line length (E5), statements (E7), tabs and ends of lines (W1, W2,
W3) and invalid escape sequences (W605). The places are those of pycodestyle 2.15 under Python 3.12 and
later, where the parts of f-strings are tokens. What it calls E901 and E902 (syntax errors, unreadable
files) is AUD001.

The project's own configuration decides: the nearest `[tool.ruff]`, `ruff.toml`, `[flake8]` or
`[pycodestyle]` section says which codes are selected and ignored, also per file, and how long a line may
be; `[tool.black]` says how long, and makes E203 and E701 moot. With ruff, only the checks that ruff has
(its preview ones where `preview = true`) are made, and what it lets pass is not reported: lines that end
with a URL or are one word, blocks that are `...`. Without any of them, pycodestyle's default set holds,
and lines longer than 88 characters are suggestions.

```python bad
import os, sys
def area(width,height):
    return width*height;
```

```python good
import os
import sys


def area(width, height):
    return width * height
```

Not reported: a bare `except:` that raises again what it caught (E722), blanks on both sides of a slice's colon
(E203: PEP 8 recommends them); what `# noqa`, `# noqa: E501`, `# flake8: noqa` or `# ruff: noqa` silences; migrations,
generated files and stubs. Fixes are offered where only white space changes, and for W605.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
