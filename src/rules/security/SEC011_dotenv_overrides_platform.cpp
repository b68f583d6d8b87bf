#include <algorithm>

#include "rules/rule.h"
#include "semantic/expressions.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

// From the end of what stands before the argument to its own end; with its comma if it is first.
Span argument_span(const Call& call, const Keyword& keyword) {
  Offset before = call.func->end + 1;
  for (const Expr* arg : call.args) {
    if (arg->end <= keyword.begin) before = std::max(before, arg->end);
  }
  bool is_first = call.args.empty();
  Offset next = keyword.end;
  for (const Keyword* other : call.keywords) {
    if (other->end <= keyword.begin) before = std::max(before, other->end);
    is_first = is_first && other->begin >= keyword.begin;
    if (is_first && next == keyword.end && other->begin > keyword.end) next = other->begin;
  }
  return is_first ? Span{keyword.begin, next} : Span{before, keyword.end};
}

// A file that the user named, on the command line say: it is meant to win.
bool is_chosen_at_run_time(const semantic::FileModel& file, const Call& call) {
  const Expr* path = semantic::argument(file, call, 0, "dotenv_path");
  return path != nullptr && path->is(Kind::Name) && !file.constant(*path);
}

// `launcher_tui.py`: what a person runs on a machine of their own and changes the file with, which
// is then read again.
bool is_for_one_person(const semantic::FileModel& file) {
  constexpr std::string_view kWords[] = {"tui", "gui", "wizard", "launcher"};
  constexpr std::string_view kAsking[] = {"rich.prompt", "questionary", "tkinter", "textual",
                                          "InquirerPy"};
  const std::string_view path = file.file().path;
  const auto imports = file.tree().imports();
  return names_any_of(path.substr(path.rfind('/') + 1), kWords) ||
         std::any_of(imports.begin(), imports.end(), [&](const Stmt* one) {
           const std::string_view text = file.text(*one);
           return std::any_of(std::begin(kAsking), std::end(kAsking),
                              [&](std::string_view name) { return text.find(name) != text.npos; });
         });
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  if (is_for_one_person(file)) return;
  if (file.in_main_block(call) || is_chosen_at_run_time(file, call)) return;
  for (const Keyword* keyword : call.keywords) {
    if (file.text(keyword->arg) != "override" || !semantic::is_true(file, keyword->value)) continue;
    check
        .report(*keyword,
                "With `override` a .env file wins over the variables that the platform sets")
        .edit(argument_span(call, *keyword), "");
  }
}

}  // namespace

extern constinit const Rule SEC011 = {
    .code = "SEC011",
    .name = "dotenv-overrides-platform",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"CWE-15", "https://12factor.net/config",
                   "https://saurabh-kumar.com/python-dotenv/reference/#dotenv.main.load_dotenv"},
    .risk =
        "A .env file that got into the image or the working directory silently replaces the "
        "secrets and hosts "
        "that the platform has set.",
    .advice =
        "Call `load_dotenv()`: it fills in what is not set. Platform variables then decide in "
        "production.",
    .docs = R"md(
`load_dotenv()` leaves variables alone that are set. With `override=True` the file wins, and
deployments lose the last word on their own configuration.

```python bad
from dotenv import load_dotenv

load_dotenv(override=True)
```

```python good
from dotenv import load_dotenv

load_dotenv()
```

Not reported: scripts and tests, the `__main__` block of a module, and a file whose name is only
known at run time.
)md",
    .calls = {"dotenv.load_dotenv", "dotenv.main.load_dotenv"},
    .on_call = check,
};

}  // namespace fastidious::rules
