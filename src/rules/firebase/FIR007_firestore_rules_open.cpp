#include <string>

#include "rules/rule.h"
#include "rules/text_check.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

// Of Firestore or Storage; other programs have files called so, too.
bool is_of_firebase(std::string_view text) {
  return text.find("service cloud.firestore") != text.npos ||
         text.find("service firebase.storage") != text.npos;
}

// The text with comments and strings blanked out, offsets kept.
std::string without_comments(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at + 1 < code.size(); ++at) {
    std::size_t end = at;
    if (code[at] == '/' && code[at + 1] == '/') {
      end = std::min(code.find('\n', at), code.size());
    } else if (code[at] == '/' && code[at + 1] == '*') {
      end = std::min(code.find("*/", at), code.size() - 2) + 2;
    } else if (code[at] == '\'' || code[at] == '"') {
      end = std::min(code.find(code[at], at + 1), code.size() - 1) + 1;
    }
    for (; at < end; ++at) {
      if (code[at] != '\n') code[at] = ' ';
    }
  }
  return code;
}

struct Allow {
  std::size_t begin = 0, end = 0;
  std::string_view methods;    // "read, write"
  std::string_view condition;  // behind `if`; empty: always
};

bool is_one_word_off(std::string_view code, std::size_t at) {
  const bool before = at > 0 && is_word_byte(code[at - 1]);
  return before || (at + 5 < code.size() && is_word_byte(code[at + 5]));
}

Allow allow_at(std::string_view code, std::size_t at) {
  Allow allow;
  allow.begin = at;
  allow.end = std::min(code.find(';', at), code.size());
  const std::string_view statement = code.substr(at, allow.end - at);
  const std::size_t colon = statement.find(':');
  allow.methods = trimmed(statement.substr(5, colon == statement.npos ? colon : colon - 5));
  if (colon == statement.npos) return allow;
  std::string_view rest = trimmed(statement.substr(colon + 1));
  if (rest.starts_with("if")) rest = trimmed(rest.substr(2));
  while (rest.size() > 1 && rest.front() == '(' && rest.back() == ')') {
    rest = trimmed(rest.substr(1, rest.size() - 2));
  }
  allow.condition = rest;
  return allow;
}

bool writes(std::string_view methods) {
  for (std::string_view method : {"write", "create", "update", "delete"}) {
    if (has_word(methods, method)) return true;
  }
  return false;
}

// "read, create and delete"
std::string as_words(std::string_view methods) {
  std::string text(methods);
  const std::size_t last = text.rfind(',');
  return last == text.npos ? text : text.replace(last, 1, " and");
}

bool reads(std::string_view methods) {
  for (std::string_view method : {"read", "get", "list"}) {
    if (has_word(methods, method)) return true;
  }
  return false;
}

// Firestore's and Storage's interfaces ask for no key where the rules let everybody in.
std::string risk_of(std::string_view methods) {
  const std::string_view what = !writes(methods) ? "read"
                                : reads(methods) ? "read and change"
                                                 : "change";
  return "Whoever knows the project's name, which is no secret, can " + std::string(what) +
         " what lies here from anywhere, past the backend and all that it checks.";
}

void check_allow(TextCheck& check, const Allow& allow) {
  const Span where{static_cast<Offset>(allow.begin), static_cast<Offset>(allow.end)};
  if (allow.condition.empty() || allow.condition == "true") {
    if (writes(allow.methods)) {
      check.report(where, "Anybody may {} here, without signing in", {as_words(allow.methods)})
          .risk(risk_of(allow.methods))
          .open_to_strangers();
    } else {
      check.report(where, "Anybody may {} here, without signing in", {as_words(allow.methods)})
          .severity(Severity::Warning)
          .confidence(Confidence::Medium)
          .risk(risk_of(allow.methods))
          .fix(
              "If these documents are public on purpose, say so in a comment; else ask for "
              "`request.auth != null`.");
    }
  } else if (allow.condition.starts_with("request.time <") &&
             allow.condition.find("request.auth") == allow.condition.npos) {
    check
        .report(where, "Anybody may {} here until a date: rules for trying things out",
                {as_words(allow.methods)})
        .risk(risk_of(allow.methods));
  }
}

void check(TextCheck& check) {
  if (check.file().kind != repo::FileKind::FirebaseRules || !is_of_firebase(check.text())) return;
  const std::string code = without_comments(check.text());
  for (std::size_t at = code.find("allow"); at != code.npos; at = code.find("allow", at + 5)) {
    if (!is_one_word_off(code, at)) check_allow(check, allow_at(code, at));
  }
}

}  // namespace

extern constinit const Rule FIR007 = {
    .code = "FIR007",
    .name = "firestore-rules-open",
    .family = Family::Firebase,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-284", "OWASP API1:2023",
                   "https://firebase.google.com/docs/rules/insecure-rules"},
    .risk =
        "Whoever knows the project's name, which is no secret, can read and change what lies here "
        "from anywhere, past the backend and all that it checks.",
    .advice =
        "Let nobody in unless they own it: `allow read, delete: if request.auth != null && "
        "request.auth.uid == resource.data.owner`, with the field that holds the owner's uid; "
        "`update` asks for `request.resource.data.owner == resource.data.owner` as well, `create` "
        "compares the uid with `request.resource.data.owner`; where only the backend writes, `if "
        "false` (the Admin SDK passes rules by).",
    .docs = R"md(
Rules of Firestore and Storage that let everybody in: `if true`, no condition at all, and the test rules `if request.time < …`.

```python bad
# --- firestore.rules
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /carts/{cart} {
      allow read, write: if true;
    }
  }
}
```

```python good
# --- firestore.rules
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /carts/{cart} {
      allow read, delete: if request.auth != null && request.auth.uid == resource.data.owner;
      allow update: if request.auth != null && request.auth.uid == resource.data.owner
                    && request.resource.data.owner == resource.data.owner;
      allow create: if request.auth != null && request.auth.uid == request.resource.data.owner;
    }
  }
}
```

What is only read is a warning, to be confirmed: there are public documents.
)md",
    .on_text = check,
};

}  // namespace fastidious::rules
