#include "knowledge/secrets_in_files.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "knowledge/secret_names.h"
#include "knowledge/secret_suspects.h"
#include "knowledge/secret_values.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::knowledge {
namespace {

// A longer line is generated, and what looks like names and values in it are not.
constexpr std::size_t kLongestLine = 1000;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_quote(char c) { return c == '"' || c == '\''; }
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

std::string_view without_front(std::string_view text) {
  while (!text.empty() && is_space(text[0])) text.remove_prefix(1);
  return text;
}

// Takes what a line may have in front of its name.
std::string_view without_introduction(std::string_view line) {
  line = without_front(line);
  constexpr std::string_view kFirst = "eEA-sR";  // of those that follow; most lines have none
  if (line.empty() || kFirst.find(line[0]) == kFirst.npos) return line;
  constexpr std::array<std::string_view, 6> kIntroductions = {"export ", "ENV ", "ARG ",
                                                              "- ",      "set ", "RUN "};
  for (const std::string_view word : kIntroductions) {
    if (line.starts_with(word)) line = without_front(line.substr(word.size()));
  }
  return line;
}

// What stands behind `=` or `:`, without quotes and what follows it.
std::string_view value_of(std::string_view rest) {
  rest = without_front(rest);
  if (rest.empty()) return {};
  if (is_quote(rest[0])) {
    const std::size_t end = rest.find(rest[0], 1);
    return end == rest.npos ? std::string_view{} : rest.substr(1, end - 1);
  }
  std::size_t end = 0;
  while (end < rest.size() && !is_space(rest[end]) && rest[end] != ',' && rest[end] != ';') ++end;
  const std::string_view behind = without_front(rest.substr(end));
  const bool alone = behind.empty() || behind[0] == '#' || behind[0] == '\\' || behind[0] == ',' ||
                     behind[0] == ';';
  return alone ? rest.substr(0, end) : std::string_view{};
}

// The value of `ENV NAME value` and `NAME = value`; `rest` begins behind the name.
std::string_view assigned(std::string_view rest, bool is_environment) {
  const bool spaced = !rest.empty() && is_space(rest[0]);
  rest = without_front(rest);
  if (rest.starts_with(":=")) rest.remove_prefix(1);
  if (!rest.empty() && (rest[0] == '=' || rest[0] == ':')) {
    const bool compared = rest.size() > 1 && (rest[1] == '=' || rest[1] == ':');
    return compared ? std::string_view{} : value_of(rest.substr(1));
  }
  return is_environment && spaced ? value_of(rest) : std::string_view{};
}

bool is_reference(std::string_view value) {
  return value.empty() || value[0] == '$' || value[0] == '@' || value[0] == '*' ||
         value[0] == '&' || value[0] == '!' || value.find("${") != value.npos ||
         value.find("{{") != value.npos || value.find("$(") != value.npos ||
         value.find('(') != value.npos || value.find('<') != value.npos;
}

// A password that is a word: it counts in files that exist to hold one.
bool is_chosen_word(std::string_view value) {
  constexpr std::size_t kShortest = 4, kLongest = 64;
  return value.size() >= kShortest && value.size() <= kLongest && !is_placeholder(value) &&
         value.find_first_of(" \t{}/") == value.npos && value != "true" && value != "false" &&
         value != "null";
}

// What is mixed as passwords are, and as long, is a token where a configuration calls it one.
constexpr std::size_t kShortestToken = 12;

// What name and value are evidence of, if of anything.
std::optional<NamedSecret> judged(const NamedValue& pair, bool is_for_credentials) {
  const bool may_be = may_be_secret(pair.value) || is_for_credentials;
  if (!may_be || is_reference(pair.value)) return std::nullopt;
  const NameEvidence name = evidence_of_name(pair.name);
  if (name == NameEvidence::None || pair.value.find(pair.name) != pair.value.npos) {
    return std::nullopt;
  }
  const ValueEvidence value = evidence_of_value(pair.value);
  const bool password = name == NameEvidence::Password;
  const bool is_word = is_for_credentials && password && is_chosen_word(pair.value);
  const bool is_short = value == ValueEvidence::Password && pair.value.size() < kShortestToken;
  const bool is_nothing = value == ValueEvidence::None || (!password && is_short);
  if ((is_nothing && !is_word) || !find_secrets(pair.value, pair.name).empty()) return std::nullopt;
  return NamedSecret{pair, value == ValueEvidence::Random && !is_short_hexadecimal(pair.value),
                     password};
}

void judge(const NamedValue& pair, std::vector<NamedSecret>& found) {
  if (const auto secret = judged(pair, false)) found.push_back(*secret);
}

// "user:password" in base64: `auth` of Docker's and npm's configuration.
bool is_basic_authentication(const NamedValue& pair) {
  return (pair.name == "auth" || pair.name == "_auth") && is_basic_credential(pair.value);
}

// A comment; `//registry.npmjs.org/:_authToken=…` is none.
bool is_comment(std::string_view line) {
  line = without_front(line);
  return (line.starts_with('#') && !line.starts_with("#define ")) || line.starts_with(';') ||
         line.starts_with("<!--") || (line.starts_with("//") && line.find(":_") == line.npos);
}

// The quoted value around `at` and the name that it is given to, as programs write it:
// `const apiToken = "…"`, `token := "…"`, `"apiKey": "…"`.
NamedValue quoted_value(std::string_view line, std::size_t at) {
  const std::size_t open = line.find_last_of("\"'`", at);
  if (open == line.npos || open == 0) return {};
  const std::size_t close = line.find(line[open], at);
  const std::size_t given = line.find_last_not_of(" \t=:>@", open - 1);
  if (close == line.npos || given == line.npos || given + 1 == open ||
      line.substr(given, open - given).find_first_of("=:") == line.npos) {
    return {};
  }
  const std::size_t end = is_quote(line[given]) ? given : given + 1;
  std::size_t begin = end;
  while (begin > 0 && is_name(line[begin - 1])) --begin;
  return {line.substr(begin, end - begin), line.substr(open + 1, close - open - 1)};
}

template <std::size_t N>
bool ends_with_any(std::string_view path, const std::array<std::string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [path](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace

std::vector<FoundSecret> find_secrets_in_file(std::string_view text) {
  return find_secrets(text, {}, kMostInFile);
}

NamedValue named_value(std::string_view line) {
  const std::string_view whole = without_front(line);
  if (whole.empty() || whole[0] == '#' || whole.starts_with("//")) return {};
  const bool is_environment = whole.starts_with("ENV ");
  const bool is_assigned = whole.find('=') != whole.npos || whole.find(':') != whole.npos;
  if (!is_assigned && !is_environment) return {};
  std::string_view rest = without_introduction(whole);
  if (rest.empty()) return {};
  const char quote = is_quote(rest[0]) ? rest[0] : '\0';
  if (quote != '\0') rest.remove_prefix(1);
  std::size_t size = 0;
  while (size < rest.size() && is_name(rest[size])) ++size;
  NamedValue pair{rest.substr(0, size), {}};
  rest.remove_prefix(size);
  if (quote != '\0') {
    if (rest.empty() || rest[0] != quote) return {};
    rest.remove_prefix(1);
  }
  pair.value = size == 0 ? std::string_view{} : assigned(rest, is_environment);
  return pair.value.empty() ? NamedValue{} : pair;
}

// `- name: DB_PASSWORD`, with `value: …` on the line behind it.
class NamesOfValues {
 public:
  // The pair that one of a line stands for.
  NamedValue read(const NamedValue& pair) {
    if (pair.name == "value" && !name_.empty()) return {std::exchange(name_, {}), pair.value};
    name_ = pair.name == "name" ? pair.value : std::string_view{};
    return pair;
  }

 private:
  std::string_view name_;
};

std::vector<NamedSecret> find_named_secrets(std::string_view text, bool is_for_credentials) {
  std::vector<NamedSecret> found;
  NamesOfValues names;
  for (std::size_t at = 0; at < text.size() && found.size() < kMostInFile;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.size() > kLongestLine || is_comment(line)) continue;
    if (const std::string_view hash = password_hash_of_line(line); !hash.empty()) {
      found.push_back({{line.substr(0, line.find(':')), hash}, false, true});
      continue;
    }
    const NamedValue first = named_value(line);
    std::vector<NamedValue> pairs = pairs_of_line(line);
    if (!first.name.empty() && (pairs.empty() || pairs[0].name != first.name)) {
      pairs.insert(pairs.begin(), first);
    }
    std::string_view last;
    for (const NamedValue& written : pairs) {
      const NamedValue pair = names.read(written);
      if (pair.value.data() == last.data()) continue;
      const bool is_basic = is_basic_authentication(pair);
      const std::optional<NamedSecret> secret =
          is_basic ? NamedSecret{pair, true, false} : judged(pair, is_for_credentials);
      if (!secret) continue;
      found.push_back(*secret);
      last = pair.value;
    }
  }
  return found;
}

std::vector<NamedSecret> find_generated_secrets(std::string_view text) {
  return find_generated_secrets(SuspectMap(text));
}

std::vector<NamedSecret> find_generated_secrets(const SuspectMap& suspects) {
  const std::string_view text = suspects.text();
  std::vector<NamedSecret> found;
  for (std::size_t from = 0; found.size() < kMostInFile;) {
    const std::optional<Suspect> suspect = suspects.next(from);
    if (!suspect) break;
    const std::size_t before = suspect->at == 0 ? text.npos : text.rfind('\n', suspect->at - 1);
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', suspect->at), text.size());
    if (suspect->kind == Suspect::Kind::Run && end - begin <= kLongestLine) {
      const std::size_t before_it = found.size();
      judge(named_value(text.substr(begin, end - begin)), found);
      if (found.size() == before_it) {
        judge(quoted_value(text.substr(begin, end - begin), suspect->at - begin), found);
      }
    }
    from = end + 1;
  }
  std::erase_if(found, [](const NamedSecret& secret) { return !secret.is_certain; });
  return found;
}

bool is_for_credentials(std::string_view path) {
  constexpr std::array<std::string_view, 24> kEndings = {"netrc",
                                                         "pgpass",
                                                         ".git-credentials",
                                                         "htpasswd",
                                                         "npmrc",
                                                         "pypirc",
                                                         "dockercfg",
                                                         ".s3cfg",
                                                         ".my.cnf",
                                                         "esmtprc",
                                                         "msmtprc",
                                                         "fetchmailrc",
                                                         "sftp.json",
                                                         "sftp-config.json",
                                                         "ftpconfig",
                                                         ".ftppass",
                                                         "remote-sync.json",
                                                         "deployment-config.json",
                                                         "filezilla.xml",
                                                         "recentservers.xml",
                                                         "sitemanager.xml",
                                                         "robomongo.json",
                                                         "data-sources.xml",
                                                         "WebServers.xml"};
  return ends_with_any(path, kEndings);
}

bool is_full_of_digests(std::string_view path) {
  static constexpr std::array<std::string_view, 28> kEndings = {".lock",
                                                                "package-lock.json",
                                                                "npm-shrinkwrap.json",
                                                                "pnpm-lock.yaml",
                                                                "go.sum",
                                                                "Pipfile.lock",
                                                                "pylock.toml",
                                                                ".min.js",
                                                                ".min.css",
                                                                ".map",
                                                                ".svg",
                                                                ".ipynb",
                                                                ".po",
                                                                ".pot",
                                                                ".sha256",
                                                                ".sum",
                                                                "SHA256SUMS",
                                                                ".csv",
                                                                ".tsv",
                                                                ".crt",
                                                                ".cer",
                                                                ".pub",
                                                                ".asc",
                                                                ".woff",
                                                                ".snap",
                                                                ".ambr",
                                                                "_versions.json",
                                                                "checksums.txt"};
  return ends_with_any(path, kEndings);
}

bool is_lock_file_text(std::string_view text) {
  // package-lock.json, yarn.lock, pnpm-lock.yaml, Pipfile.lock, poetry.lock, uv.lock and what
  // pip-compile writes: what they begin with, with what comes before it at most.
  constexpr std::size_t kBeginning = 300;
  constexpr std::array<std::string_view, 7> kMarks = {
      "\"lockfileVersion\":", "lockfileVersion: ", "# yarn lockfile v", "\"_meta\": {",
      "@generated by Poetry", "lock-version = ",   "[[package]]"};
  const std::string_view beginning = text.substr(0, kBeginning);
  if (beginning.empty()) return false;
  return std::any_of(kMarks.begin(), kMarks.end(), [beginning](std::string_view mark) {
    return ::memmem(beginning.data(), beginning.size(), mark.data(), mark.size()) != nullptr;
  });
}

bool is_test_program(std::string_view path) {
  constexpr std::array<std::string_view, 8> kParts = {
      ".test.", ".spec.", "_test.go", "__tests__/", "__mocks__/", ".stories.", "cypress/", "e2e/"};
  return std::any_of(kParts.begin(), kParts.end(),
                     [path](std::string_view part) { return path.find(part) != path.npos; });
}

bool is_for_tests(std::string_view path) {
  if (path.ends_with(".postman_collection.json")) return true;
  constexpr std::string_view kWords[] = {"ci", "e2e", "kind"};
  const auto words = name_words(path.substr(path.rfind('/') + 1));
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_one_of(word, kWords); });
}

bool is_for_browsers(std::string_view path) {
  constexpr std::array<std::string_view, 5> kEndings = {".tsx", ".jsx", ".vue", ".svelte", ".html"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [path](std::string_view ending) { return path.ends_with(ending); });
}

bool is_documentation(std::string_view path) {
  static constexpr std::array<std::string_view, 10> kEndings = {
      ".md", ".mdx", ".rst", ".adoc", ".txt", ".html", ".example", ".sample", ".template", ".dist"};
  return ends_with_any(path, kEndings) || path.find(".env.example") != path.npos;
}

}  // namespace fastidious::knowledge
