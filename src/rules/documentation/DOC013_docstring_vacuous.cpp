#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/documented_signature.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Docstring;

// Words that say nothing about what is named.
constexpr std::array<std::string_view, 25> kEmptyWords = {
    "a",      "an",     "the",  "this", "that", "of", "for",      "to",     "in",
    "on",     "and",    "or",   "is",   "with", "by", "function", "method", "class",
    "module", "object", "from", "it",   "its",  "as", "at"};
constexpr std::array<std::string_view, 8> kPlaceholders = {
    "todo", "tbd", "fixme", "xxx", "docstring", "description", "summary", "placeholder"};

// The stem of a lower-case English word: without the endings of verbs and plurals.
std::string stem(std::string word) {
  for (std::string_view ending : {"ing", "ies", "ed", "es", "s", "e", "y"}) {
    if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  }
  return word;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }

bool is_empty_word(const std::string& word) {
  return word.empty() ||
         std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end();
}

// Calls accept(stem) for each word of `readHTTPHeader_2` (read, http, header, 2) but the empty
// ones, until it gives false; gives whether it never did.
template <class Accept>
bool all_stems(std::string_view text, Accept&& accept) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const bool follows_lower = i > 0 && is_upper(c) && !is_upper(text[i - 1]);
    const bool ends_capitals =
        i + 1 < text.size() && is_upper(c) && !is_upper(text[i + 1]) && is_word_byte(text[i + 1]);
    if (!is_word_byte(c) || c == '_' || follows_lower || ends_capitals) {
      if (!is_empty_word(word) && !accept(stem(word))) return false;
      word.clear();
    }
    if (is_word_byte(c) && c != '_') word += lower(c);
  }
  return true;
}

bool is_placeholder(std::string_view text) {
  std::string_view word = text.substr(0, text.find_first_of(" :.,"));
  const bool known =
      std::any_of(kPlaceholders.begin(), kPlaceholders.end(),
                  [&](std::string_view one) { return same_but_for_case(one, word); });
  const std::string_view rest = trimmed(text.substr(word.size()));
  const bool alone = rest.find_first_not_of(".:,! ") == std::string_view::npos;
  return known && (alone || same_but_for_case(word, "todo"));
}

bool restates(std::string_view text, std::string_view name) {
  std::vector<std::string> known;
  all_stems(name, [&](const std::string& word) {
    known.push_back(word);
    return true;
  });
  return !known.empty() && all_stems(text, [&](const std::string& word) {
    return std::find(known.begin(), known.end(), word) != known.end();
  });
}

// Whether nothing but sections follows the first line.
bool has_no_other_prose(const Docstring& docstring) {
  if (docstring.sections.empty()) return false;
  const char* after = docstring.summary.data() + docstring.summary.size();
  const char* section = docstring.sections.front().lines.data();
  return section > after && trimmed({after, static_cast<std::size_t>(section - after)}).empty();
}

// "Yearly statement." for `yearly_statement`: the same letters and digits.
bool is_name_in_words(std::string_view summary, std::string_view name) {
  const auto letters_of = [](std::string_view text) {
    std::string letters;
    for (char c : text) {
      if (is_word_byte(c) && c != '_') letters += lower(c);
    }
    return letters;
  };
  return letters_of(summary) == letters_of(name);
}

// A function or class of a docstring and nothing else, of which no rule asks for one.
bool needs_none(const Node& definition, const semantic::FileModel& file) {
  const auto* function = definition.as<FunctionDef>();
  const auto* cls = definition.as<ClassDef>();
  if (cls != nullptr) return cls->body.size() == 1 && !cls->bases.empty();
  if (function == nullptr || function->body.size() != 1) return false;
  const ClassDef* around = file.enclosing_class(*function);
  return !file.is_public(*function) || (around != nullptr && file.is_protocol(*around));
}

// What is said of a docstring that has no content.
void report_empty(const Node& definition, const Constant& literal, std::string_view pattern,
                  std::string_view name, Check& check) {
  Draft draft = check.report(literal, pattern, {name});
  if (!needs_none(definition, check.file())) return;
  draft.fix(
      "Say what the name cannot: what it promises, its units, what happens in the odd case; or "
      "write `...` in its place, for it is the whole body.");
}

void judge(const Node& definition, std::string_view name, Check& check) {
  const semantic::FileModel& file = check.file();
  const Constant* literal = file.docstring(definition);
  if (literal == nullptr || literal->is_concatenated) return;
  const Docstring& docstring = check.docstring(definition);
  if (docstring.body.find(semantic::kToBeWritten) != std::string_view::npos) {
    check.report(*literal, "The docstring of `{}` is still to be written", {name});
  } else if (docstring.summary.find_first_not_of(". ") == std::string_view::npos) {
    report_empty(definition, *literal, "The docstring of `{}` is empty", name, check);
  } else if (docstring.has_one_line && is_placeholder(docstring.summary)) {
    report_empty(definition, *literal, "The docstring of `{}` is a placeholder", name, check);
  } else if (docstring.has_one_line && docstring.summary.find('`') == std::string_view::npos &&
             restates(docstring.summary, name)) {
    report_empty(definition, *literal, "The docstring of `{}` only repeats its name", name, check);
  } else if (has_no_other_prose(docstring) && is_name_in_words(docstring.summary, name)) {
    check
        .report(semantic::span_of(file, docstring.summary),
                "The first line of the docstring of `{}` is its name in words", {name})
        .severity(Severity::Suggestion);
  }
}

void check_function(const FunctionDef& function, Check& check) {
  judge(function, check.file().text(function.name), check);
}
void check_class(const ClassDef& cls, Check& check) {
  judge(cls, check.file().text(cls.name), check);
}
void check_module(Check& check) {
  std::string_view name = check.file().file().module_name;
  name = name.substr(name.rfind('.') + 1);
  judge(check.tree().root(), name, check);
}

}  // namespace

extern constinit const Rule DOC013 = {
    .code = "DOC013",
    .name = "docstring-vacuous",
    .family = Family::Documentation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059"},
    .risk = "It passes for documentation and tells a reader nothing that the name does not.",
    .advice =
        "Say what the name cannot: what it promises, its units, what happens in the odd case.",
    .docs = R"md(
A docstring without content: empty, `...`, a placeholder, or one line with no word that is not in the name.

```python bad
def get_user(user_id: int) -> str:
    """Gets the user."""
    return str(user_id)
```

```python good
def get_user(user_id: int) -> str:
    """Gets the user's display name from the cache."""
    return str(user_id)
```

Words are compared by their stems (`gets`, `getting`, `get`); articles and prepositions do not count. A
single other word is content, and so is code in backquotes. Where sections follow and no other prose, a first line that is the name in words
is a suggestion; docstrings with other prose are taken to have content. What this tool's own
scaffolds leave to be written is reported until a person writes it.
)md",
    .on_file = check_module,
    .on_function = check_function,
    .on_class = check_class,
};

}  // namespace fastidious::rules
