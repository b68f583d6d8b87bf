#include <algorithm>
#include <array>
#include <optional>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// Another tool's suppression, as its comment says it.
struct Suppression {
  std::string_view tool;    // "noqa", "nosec", "pylint: disable"
  std::string_view codes;   // as written; empty if it silences everything
  std::string_view reason;  // what stands behind the codes
  bool whole_file = false;
  bool lacks_colon = false;  // codes follow that do not count
};

constexpr std::string_view kBlank = " \t";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view skip(std::string_view text, std::string_view what) {
  return text.substr(std::min(text.find_first_not_of(what), text.size()));
}

bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) {
    return false;
  }
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != word[i]) {
      return false;
    }
  }
  return text.size() == word.size() ||
         !(is_letter(text[word.size()]) || is_digit(text[word.size()]));
}

// The length of a code such as "E501", "B608" or "RUF012" at the beginning of `text`; else 0.
std::size_t code_length(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[letters])) ++letters;
  std::size_t all = letters;
  while (all < text.size() && is_digit(text[all])) ++all;
  return letters > 0 && all > letters ? all : 0;
}

// Takes codes off the front of `text`, separated by commas or blanks.
std::string_view take_codes(std::string_view& text) {
  const std::string_view begin = text;
  std::size_t end = 0;
  while (const std::size_t length = code_length(text)) {
    text.remove_prefix(length);
    end = begin.size() - text.size();
    text = skip(text, ", \t");
  }
  return begin.substr(0, end);
}

// What explains a suppression: words behind it, after dashes or a second `#`.
std::string_view reason_in(std::string_view rest) {
  rest = skip(rest, " \t-#:()\u2013\u2014");
  return rest.size() >= 3 ? rest : std::string_view{};
}

std::optional<Suppression> parse(std::string_view comment) {
  std::string_view text = skip(comment, "# \t");
  Suppression found;
  if (starts_with_word(text, "ruff")) {
    text = skip(text.substr(4), ": \t");
    found.whole_file = true;
  } else if (starts_with_word(text, "flake8")) {
    text = skip(text.substr(6), ": \t");
    found.whole_file = true;
  }
  for (const std::string_view tool : {"noqa", "nosec"}) {
    if (!starts_with_word(text, tool)) {
      continue;
    }
    found.tool = text.substr(0, tool.size());
    text = skip(text.substr(tool.size()), kBlank);
    std::string_view after = text;
    if (tool == "noqa" && !take_codes(after).empty()) {
      found.lacks_colon = true;
    } else if (text.starts_with(':') || tool == "nosec") {
      text = skip(text, ": \t");
      found.codes = take_codes(text);
    }
    found.reason = reason_in(text);
    return found;
  }
  return std::nullopt;
}

// Codes of bandit and its twins in ruff: they keep watch over security.
bool is_about_security(const Suppression& found) {
  return starts_with_word(found.tool, "nosec") ||
         (found.codes.size() > 1 && found.codes[0] == 'S' && is_digit(found.codes[1]));
}

// Suppressions may stand behind other words: `# a comment  # noqa`.
void check(Span comment, Check& check) {
  std::string_view text = check.file().file().slice(comment);
  if (text.find("no") == std::string_view::npos && text.find("NO") == std::string_view::npos) {
    return;
  }
  std::optional<Suppression> found;
  std::string_view before;
  for (std::size_t at = 0; at != std::string_view::npos && !found; at = text.find('#', at + 1)) {
    found = parse(text.substr(at));
    before = text.substr(0, at);
  }
  if (!found) {
    return;
  }
  const bool explained = !found->reason.empty() || !reason_in(before).empty();
  if (found->lacks_colon) {
    const Offset colon = comment.begin + static_cast<Offset>(found->tool.data() - text.data()) + 4;
    check
        .report(comment,
                "`noqa` without a colon silences every check of the line, not only the codes "
                "behind it")
        .fix("Write the colon: `# noqa: E711`.")
        .edit({colon, colon}, ":");
  } else if (found->codes.empty()) {
    Draft draft = check.report(
        comment, "`{}` without a code silences {}",
        {found->tool, found->whole_file ? "every check of the whole file"
                                        : "every check of the line, also those to come"});
    draft.fix_class(FixClass::None);
    if (found->whole_file) {
      draft.fix(
          "Name the codes that the linter reports without it (ruff with `--no-fix`), and why, such "
          "as `# ruff: noqa: F401, I001 - others import these from here, in this order`.");
    }
  } else if (is_about_security(*found) && !explained) {
    check
        .report(comment, "`{} {}` silences a security check and does not say why",
                {found->tool, found->codes})
        .severity(Severity::Suggestion)
        .fix_class(FixClass::None)
        .risk(
            "The next reader cannot tell a decision from a shortcut, and keeps the comment while "
            "the line "
            "below it changes.")
        .fix("Say behind a dash why it is safe: `# {}{} {} - …`.",
             {found->tool, found->tool == "noqa" ? ":" : "", found->codes});
  }
}

}  // namespace

extern constinit const Rule COD024 = {
    .code = "COD024",
    .name = "suppression-unjustified",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references =
        {"https://docs.astral.sh/ruff/rules/blanket-noqa/",
         "https://bandit.readthedocs.io/en/latest/config.html#suppressing-individual-lines"},
    .risk =
        "It was written against one complaint and hides all that come later, an undefined name or "
        "an SQL injection "
        "among them.",
    .advice =
        "Name the code that is meant, and why: `# noqa: CODE - why`. Where nothing is reported "
        "without it, take it out.",
    .docs = R"md(
`# noqa` and `# nosec` without a code silence every check, for good. With a code they are a decision; for a security
check the decision needs a reason.

```python bad
import pickle  # noqa


def load(path: str):
    with open(path, "rb") as handle:
        return pickle.load(handle)  # nosec
```

```python good
import pickle  # noqa: F401


def load(path: str):
    with open(path, "rb") as handle:
        return pickle.load(handle)  # nosec B301 - written by this process, mode 0600
```

`# noqa E711`, without the colon, silences everything as well; the fix writes it. A suppression of a security check (bandit's `nosec B…`, ruff's `S…`) without a reason is a suggestion. Left alone: other codes
without a reason, `# type: ignore` (TYP007), and Fastidious's own suppressions (AUD004). Whether another tool still needs
its suppression only that tool can say.
)md",
    .on_comment = check,
};

}  // namespace fastidious::rules
