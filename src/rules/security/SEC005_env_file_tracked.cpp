#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deploy/environment/env_file_readers.h"
#include "knowledge/default_credentials.h"
#include "knowledge/secret_names.h"
#include "knowledge/secret_shapes.h"
#include "knowledge/secret_values.h"
#include "knowledge/secrets_in_files.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/counted.h"
#include "text/glob.h"
#include "text/in_words.h"
#include "text/name_words.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::NamedValue;
using knowledge::NameEvidence;

// `.env.example`, `.env.sample.local`, `template.env`: made to be shown.
bool is_template(std::string_view path) {
  constexpr std::array<std::string_view, 7> kWords = {"example", "sample",   "template", "dist",
                                                      "default", "defaults", "schema"};
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return std::any_of(kWords.begin(), kWords.end(), [name](std::string_view word) {
    return name.find(word) != std::string_view::npos;
  });
}

// `.env.test`: what tests need is in git with them.
bool is_of_tests(std::string_view path) {
  constexpr std::array<std::string_view, 5> kWords = {"test", "tests", "testing", "e2e", "ci"};
  return names_any_of(path.substr(path.rfind('/') + 1), kWords);
}

// `.env.development`: what is in it opens nothing but developers' own machines.
bool is_of_developers(std::string_view path) {
  constexpr std::array<std::string_view, 2> kWords = {"dev", "development"};
  return names_any_of(path.substr(path.rfind('/') + 1), kWords);
}

// `.env`, `.env.local`, `.env.production`: what each machine has one of its own of. Others, such as
// `.envrc` and `.env.make`, may be part of the program.
bool is_of_one_machine(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  constexpr std::array<std::string_view, 6> kWords = {"local", "prod",    "production",
                                                      "live",  "staging", "stage"};
  return name == ".env" || (name != ".envrc" && names_any_of(name, kWords));
}

// Where the comment at the beginning ends.
std::size_t end_of_comment(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (text[at] == '#' || text[at] == '\n' || text[at] == '\r')) {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return at;
}

// "# Copy this file to .env": a template by what it says.
bool says_it_is_template(std::string_view text) {
  constexpr std::size_t kHead = 1000;
  const std::string start = lower_case(text.substr(0, kHead));
  if (start.find("copy this ") != start.npos || start.find("copy to .env") != start.npos) {
    return true;
  }
  // "copied to `.env` where it is used" in other languages.
  const std::string head = start.substr(0, end_of_comment(start));
  return head.find(".env") != head.npos &&
         contains_any(head, {"cp .env", "복사", "复制", "複製", "コピー", "copiar", "copia ",
                             "copie", "kopier", "скопир", "копир"});
}

// What an env file holds, the worst first.
struct Contents {
  NamedValue secret;          // a value that somebody has to keep
  NamedValue value;           // any value
  bool names_secret = false;  // one of the values is named like one
};

// What SOPS (`ENC[AES256_GCM,…]`) and dotenvx (`encrypted:…`) have made of a value, and what SOPS
// notes on how: made to be tracked.
bool is_encrypted(std::string_view line) {
  return contains_any(line,
                      {"=ENC[AES256_GCM,", "#ENC[AES256_GCM,", "=encrypted:", "=\"encrypted:"}) ||
         line.starts_with("sops_") || line.starts_with("DOTENV_PUBLIC_KEY");
}

// `.env filter=git-crypt` in .gitattributes: what git tracks is encrypted, what lies here is not.
bool is_encrypted_by_git(const deploy::Delivery& delivery, std::string_view path) {
  for (const deploy::TextFile* attributes : delivery.manifests().git_attributes) {
    const std::string folder(folder_of(attributes->path));
    if (!is_inside(path, folder)) continue;
    const std::string_view below = path.substr(folder.empty() ? 0 : folder.size() + 1);
    std::string_view text = attributes->text.view();
    while (!text.empty()) {
      const std::string_view line = trimmed(text.substr(0, text.find('\n')));
      text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
      const std::string_view pattern = line.substr(0, line.find_first_of(" \t"));
      const bool encrypts = contains_any(
          line, {"filter=git-crypt", "filter=transcrypt", "filter=crypt", "filter=git-agecrypt"});
      if (encrypts && matches_path(pattern, below)) return true;
    }
  }
  return false;
}

bool is_secret(const NamedValue& pair) {
  // Firebase's and Google's keys for browsers are there to be read.
  if (knowledge::is_public_by_name(pair.name) && pair.value.starts_with("AIza")) return false;
  const bool named = knowledge::evidence_of_name(pair.name) != NameEvidence::None;
  return (named && !knowledge::is_placeholder(pair.value) &&
          knowledge::evidence_of_value(pair.value) != knowledge::ValueEvidence::None) ||
         !knowledge::find_secrets(pair.value, pair.name).empty();
}

// `DB_PASSWORD=shop`, `DATABASE_URL=postgresql://shop:shop@db/shop`: it may open something
// somewhere, though nothing generated it. `${DB_PASSWORD}` stands for what is set elsewhere.
bool is_named_like_secret(const NamedValue& pair) {
  if (pair.value.find("${") != pair.value.npos || pair.value.starts_with('<')) return false;
  const std::size_t scheme = pair.value.find("://");
  const std::size_t at = pair.value.find('@', scheme == pair.value.npos ? 0 : scheme);
  const bool opens = scheme != pair.value.npos && at != pair.value.npos &&
                     pair.value.substr(scheme + 3, at - scheme - 3).find(':') != pair.value.npos;
  const bool is_public = knowledge::is_public_by_name(pair.name) && pair.value.starts_with("AIza");
  return opens || (knowledge::evidence_of_name(pair.name) != NameEvidence::None && !is_public);
}

// A switch, a port, or an address on this machine without a password in it.
bool says_nothing(std::string_view value) {
  const bool is_number = value.find_first_not_of("0123456789") == value.npos;
  const bool is_address = value.starts_with("http://localhost") ||
                          value.starts_with("http://127.0.0.1") || value == "localhost";
  return is_number || value == "true" || value == "false" || is_address;
}

// Whether it is a front end's: its values are public, and git is meant to track them.
bool is_of_front_end(std::string_view text) {
  bool is_public = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const NamedValue pair = knowledge::named_value(text.substr(at, end - at));
    at = end + 1;
    if (pair.value.empty()) continue;
    const bool by_name = knowledge::is_public_by_name(pair.name);
    if (!by_name && !says_nothing(pair.value)) return false;
    is_public = is_public || by_name;
  }
  return is_public;
}

Contents contents_of(std::string_view text) {
  Contents contents;
  for (std::size_t at = 0; at < text.size() && contents.secret.name.empty();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const NamedValue pair = is_encrypted(line) ? NamedValue{} : knowledge::named_value(line);
    if (!pair.value.empty() && contents.value.name.empty()) contents.value = pair;
    if (!pair.value.empty() && is_secret(pair)) contents.secret = pair;
    contents.names_secret =
        contents.names_secret || (!pair.value.empty() && is_named_like_secret(pair));
    at = end + 1;
  }
  return contents;
}

// ", and everybody knows the values of `SECRET_KEY` (line 6) and `DB_PASSWORD` (line 8)": what
// SEC004 finds in the same file. Empty if there are none.
std::string known_values(const project::TextFile& file) {
  constexpr std::size_t kNamed = 6;
  const std::string_view text = file.text.view();
  std::vector<std::string> names;
  std::size_t more = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const NamedValue pair = knowledge::named_value(text.substr(at, end - at));
    const bool is_known = knowledge::is_default_credential(pair.value) &&
                          knowledge::evidence_of_name(pair.name) != NameEvidence::None;
    if (is_known && names.size() < kNamed) {
      const std::uint32_t line = file.lines.line_of(static_cast<Offset>(at));
      names.push_back("`" + std::string(pair.name) + "` (line " + std::to_string(line) + ")");
    } else if (is_known) {
      ++more;
    }
    at = end + 1;
  }
  if (names.empty()) return {};
  if (more > 0) names.push_back(std::to_string(more) + " more");
  const std::string_view subject = names.size() == 1 ? "the value" : "the values";
  return ", and everybody knows " + std::string(subject) + " of " + in_words(names, " and ");
}

// "`Settings` (`app/config.py:15`) and `compose.yml:3`"; empty if nobody is seen to read it.
std::string readers_of(const deploy::Delivery& delivery, std::string_view path) {
  constexpr std::size_t kNamed = 6;
  const auto readers = deploy::readers_of_env_file(delivery, path);
  std::vector<std::string> named;
  for (const deploy::EnvFileReader& one : readers) {
    if (named.size() == kNamed) break;
    std::string place = "`" + std::string(one.path) + ":" + std::to_string(one.line) + "`";
    if (!one.what.empty()) place = "`" + std::string(one.what) + "` (" + place + ")";
    named.push_back(std::move(place));
  }
  if (readers.size() > kNamed) named.back() = counted(readers.size() - kNamed + 1, "more place");
  return in_words(named, " and ");
}

// `first`, then how tracking ends: `.env.example` beside the file keeps the names.
void say_how(Draft& draft, std::string_view first, const deploy::Delivery& delivery,
             std::string_view path) {
  const std::string readers = readers_of(delivery, path);
  const std::string after =
      readers.empty() ? "Compose files and workflows that read it need values of their own then"
                      : "It is read by " + readers +
                            ": whatever uses these in a fresh clone, workflows too, needs "
                            "values of its own then";
  const std::string example = std::string(path.substr(0, path.rfind('/') + 1)) + ".env.example";
  draft.fix(
      "{}: `git rm --cached {}`, with its name in `.gitignore`; {}`{}` keeps the names, "
      "with a harmless value where one is needed to start, and no secret. {}: `env:`, or a step "
      "that writes the "
      "file. Pages and other programs may name it as well: search for it first.",
      {first, path, delivery.files().has_file(example) ? "" : "a new ", example, after});
}

// Copier and cookiecutter read the file and rewrite it for each project that is made; what is
// tracked there holds nobody's values.
bool is_of_project_template(const deploy::RepositoryFiles& files) {
  return files.has_file("copier.yml") || files.has_file("copier.yaml") ||
         files.has_file("cookiecutter.json");
}

void look_at(const project::TextFile& file, DeliveryCheck& check) {
  const bool counts = file.kind == repo::FileKind::Env && file.tracked && !is_template(file.path) &&
                      file.role != project::Role::Test && file.role != project::Role::Example;
  if (!counts) return;
  if (is_encrypted_by_git(check.delivery(), file.path)) return;
  const std::string_view text = file.text.view();
  const auto span_of = [text](std::string_view part) {
    const auto begin = static_cast<Offset>(part.data() - text.data());
    return Span{begin, begin + static_cast<Offset>(part.size())};
  };
  const Contents contents = contents_of(text);
  if (!contents.secret.name.empty()) {
    Draft draft =
        check.report(file, span_of(contents.secret.name),
                     "git tracks `{}`, which gives `{}` a value that has to be kept secret{}",
                     {file.path, contents.secret.name, known_values(file)});
    draft.risk(
        "The value is in every clone, and stays in the history after it was taken out: where it is "
        "used anywhere, whoever reads the repository has it.");
    draft.confidence(knowledge::is_for_tests(file.path) ? Confidence::Medium : Confidence::High);
    return say_how(draft, "Revoke every value that was in it, and stop tracking it",
                   check.delivery(), file.path);
  }
  const bool may_be_meant = is_of_tests(file.path) || says_it_is_template(text) ||
                            (!contents.names_secret && !is_of_one_machine(file.path));
  if (may_be_meant || contents.value.name.empty() || is_of_front_end(text)) return;
  if (is_of_project_template(check.delivery().files())) return;
  Draft draft = check.report(file, span_of(contents.value.name),
                             "git tracks `{}`; nothing in it looks like a generated secret{}",
                             {file.path, known_values(file)});
  draft.confidence(Confidence::Medium);
  say_how(draft, "Stop tracking it before it holds one", check.delivery(), file.path);
  if (!contents.names_secret || is_of_developers(file.path)) draft.severity(Severity::Warning);
}

void check(DeliveryCheck& check) {
  for (const auto& one : check.delivery().manifests().env_files) look_at(*one.file, check);
}

}  // namespace

extern constinit const Rule SEC005 = {
    .code = "SEC005",
    .name = "env-file-tracked",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::AllCode,
    .references = {"CWE-540", "CWE-312", "ASVS 13.3.1", "https://12factor.net/config"},
    .risk =
        "The first real value that somebody writes into the file is in every clone, and stays in "
        "the history after it was taken out.",
    .advice =
        "Revoke every value that was in it, and stop tracking it: `git rm --cached .env`, with its "
        "name in `.gitignore`; `.env.example` keeps the names, with a harmless value where one is "
        "needed to start, and no secret.",
    .docs = R"md(
An env file (`.env`, `.env.production`, `shop.env`) that git tracks and that gives some name a value. Where a value
looks like a secret that is certain; where one is only named like it (`DB_PASSWORD=shop`), or in a file named for CI (`ci.env`),
review is requested; a `.env`, `.env.local` or `.env.production` without such a name is a warning. Files that are made to be
shown (`.env.example`, `.env.sample`, `.env.template`, `.env.dist`, one that says `Copy this file`) are left alone, as are those of tests and
examples, others without such a name (`.envrc`, `.env.make`), and a front end's that holds nothing but what is public by its name (`VITE_…`, `NEXT_PUBLIC_…`) and addresses on
localhost. So is what is encrypted: values that SOPS or dotenvx made, files that `.gitattributes` gives to git-crypt. Without git
nothing is known, and nothing said.

```python bad
# --- history/1/.env
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
# --- .env
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
```

```python good
# --- history/1/.env.example
SECRET_KEY=
# --- .env.example
SECRET_KEY=
```
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
