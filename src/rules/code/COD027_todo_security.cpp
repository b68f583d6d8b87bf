#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

constexpr std::array<std::string_view, 4> kMarkers = {"TODO", "FIXME", "HACK", "XXX"};

// Beginnings of words about security and validation, and what such a note is about.
struct Topic {
  std::string_view stem;
  std::string_view what;
};
constexpr std::array kTopics = {Topic{"authentic", "authentication"},
                                Topic{"authoriz", "authorization"},
                                Topic{"authoris", "authorization"},
                                Topic{"unauthoriz", "authorization"},
                                Topic{"unauthentic", "authentication"},
                                Topic{"permission", "permissions"},
                                Topic{"access control", "access control"},
                                Topic{"secur", "security"},
                                Topic{"insecur", "security"},
                                Topic{"vulnerab", "security"},
                                Topic{"validat", "validation"},
                                Topic{"unvalidat", "validation"},
                                Topic{"sanitiz", "sanitization"},
                                Topic{"sanitis", "sanitization"},
                                Topic{"encrypt", "encryption"},
                                Topic{"plaintext", "encryption"},
                                Topic{"csrf", "CSRF"},
                                Topic{"xss", "XSS"},
                                Topic{"injection", "injection"},
                                Topic{"hardcoded", "a value in the code"},
                                Topic{"hard-coded", "a value in the code"}};
// Where these words are about something else.
constexpr std::array<std::string_view, 9> kElsewhere = {
    "validation set",       "validation loss",    "validation data",
    "validation split",     "validation step",    "validation acc",
    "dependency injection", "validation dataset", "prompt injection"};

// What makes a note about `auth`, which names anything, one about a check that is not there.
constexpr std::array<std::string_view, 24> kMissing = {
    "add",   "check",   "checks",   "missing",  "disabled", "disable", "enable",    "require",
    "no",    "without", "required", "requires", "protect",  "skip",    "skipped",   "bypass",
    "needs", "need",    "lacks",    "enforce",  "verify",   "unsafe",  "implement", "temporarily"};

// Values of which a copy in the code is a hole, and not a feature that is not there yet.
constexpr std::array<std::string_view, 5> kSecrets = {"password", "secret", "credential", "token",
                                                      "key"};

// Whether the note leaves nothing open about security today: it speaks of a day that may come, of
// code that goes, or asks whether a check should be written otherwise.
bool is_of_another_day(std::string_view text) {
  const auto has = [&](std::string_view part) { return text.find(part) != text.npos; };
  const bool asks = has("?") && (has("replaced") || has("moved") || has("refactor"));
  const bool may_come = has_word(text, "ever") && has_word(text, "if");
  const bool wonders = has("figure out") || has("nicer way") || has("better way");
  const bool goes = wonders || has_word(text, "legacy") || has("cleanup)") || has("bother");
  return asks || may_come || goes;
}

// The marker that the comment has as a word of its own, with what follows it.
std::string_view note_in(std::string_view comment) {
  for (std::string_view marker : kMarkers) {
    const std::size_t at = comment.find(marker);
    if (at == comment.npos || (at > 0 && is_word_byte(comment[at - 1]))) continue;
    const std::size_t end = at + marker.size();
    if (end == comment.size() || !is_word_byte(comment[end])) return comment.substr(at);
  }
  return {};
}

// As the beginning of a word that is no name of the code: `validate_config`, validators.
bool begins_word(std::string_view text, std::string_view stem) {
  for (std::size_t at = text.find(stem); at != text.npos; at = text.find(stem, at + 1)) {
    std::size_t end = at + stem.size();
    while (end < text.size() && is_word_byte(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const bool is_name =
        word.find('_') != word.npos || word.starts_with("validator") ||
        (end < text.size() && (text[end] == '-' || text[end] == '(' || text[end] == '/'));
    if ((at == 0 || !is_word_byte(text[at - 1])) && !is_name) return true;
  }
  return false;
}

// #123, [ENG-792], a link: what is open has a place where somebody sees it.
bool names_issue(std::string_view note) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t i = 1; i + 1 < note.size(); ++i) {
    if (note[i] == '#' && is_digit(note[i + 1])) return true;
    if (note[i] == '-' && is_upper(note[i - 1]) && is_digit(note[i + 1])) return true;
  }
  return note.find("http") != note.npos;
}

const Topic* topic_of(std::string_view note) {
  const std::string text = lower_case(note);
  const auto has = [&](std::string_view part) { return text.find(part) != text.npos; };
  if (std::any_of(kElsewhere.begin(), kElsewhere.end(), has)) return nullptr;
  if (is_of_another_day(text)) return nullptr;
  const auto is_word = [&](std::string_view word) { return has_word(text, word); };
  if (is_word("auth") && std::any_of(kMissing.begin(), kMissing.end(), is_word)) {
    return kTopics.data();
  }
  for (const Topic& topic : kTopics) {
    if (!begins_word(text, topic.stem)) continue;
    const bool is_value = topic.stem.starts_with("hard");
    if (!is_value || std::any_of(kSecrets.begin(), kSecrets.end(), has)) return &topic;
  }
  return nullptr;
}

// `TODO(ann)`, `FIXME(@ann, bob)`: who is to do it. `TODO(security)` names a subject.
bool names_owner(std::string_view note) {
  const std::size_t open = note.find_first_not_of("TODFIXMEHACK");
  if (open == note.npos || note[open] != '(') return false;
  const std::size_t close = note.find(')', open);
  if (close == note.npos || close == open + 1) return false;
  const std::string name = lower_case(note.substr(open + 1, close - open - 1));
  const bool letters = std::all_of(name.begin(), name.end(), [](char c) {
    return is_word_byte(c) || c == '@' || c == ',' || c == ' ' || c == '-' || c == '.';
  });
  const bool subject = name.starts_with("auth") || name.starts_with("sec") ||
                       std::any_of(kTopics.begin(), kTopics.end(), [&](const Topic& topic) {
                         return name.find(topic.stem) != name.npos;
                       });
  return letters && !subject;
}

void check(Span comment, Check& check) {
  const std::string_view note = note_in(check.file().file().slice(comment));
  if (note.empty() || names_issue(note)) return;
  const Topic* topic = topic_of(note);
  if (topic == nullptr) return;
  Draft draft = check.report(comment, "A {} about {} was left in the code",
                             {note.substr(0, note.find_first_not_of("TODFIXMEHACK")), topic->what});
  if (!names_owner(note)) return;
  draft
      .risk(
          "The note has an owner and no day: it is out of sight of who plans, and whoever looks "
          "for weak places reads it as a list.")
      .fix("Do it now, or write an issue with a date and name it beside the owner: `#123`.");
}

}  // namespace

extern constinit const Rule COD027 = {
    .code = "COD027",
    .name = "todo-security",
    .family = Family::Code,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::ApplicationScripts,
    .references = {"CWE-546"},
    .risk =
        "What the note leaves open is part of what protects the service, and in the code it waits "
        "for nobody in particular; whoever looks for weak places reads it as a list.",
    .advice =
        "Do it now, or write an issue with an owner and a date and name it in the comment: "
        "`# TODO(#123): …`.",
    .docs = R"md(
Comments with TODO, FIXME, HACK or XXX that speak of authentication, authorization, permissions, validation, sanitization, encryption
or security.

```python bad
def delete_order(order_id: int) -> None:
    # TODO: check permissions
    print(order_id)
```

```python good
def delete_order(order_id: int) -> None:
    # TODO: say how many lines the order had
    print(order_id)
```

Notes that name an issue (`#123`, `ENG-792`, a link) are left alone, and those about a day that may come. Words that belong to another trade are left alone (validation sets of models, dependency injection). Tests are not looked at.
)md",
    .on_comment = check,
};

}  // namespace fastidious::rules
