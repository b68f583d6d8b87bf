#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "deploy/given_values.h"
#include "rules/delivery_check.h"
#include "rules/given_secret.h"
#include "rules/rule.h"
#include "text/in_words.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::GivenValue;
using Place = GivenValue::Place;

bool holds_one(std::string_view path, std::initializer_list<std::string_view> words) {
  const std::string name = lower_case(deploy::name_of(path));
  for (const std::string_view word : words) {
    if (name.find(word) != name.npos) return true;
  }
  return false;
}

bool is_for_production(std::string_view path) {
  return holds_one(path, {"prod", "deploy", "live"});
}
// Below a folder that is named so: `dev/docker-compose.yaml`.
bool is_in_developers_folder(std::string_view path) {
  constexpr std::string_view kFolders[] = {".devcontainer", "dev",      "development", "devtools",
                                           "local",         "localdev", "tools"};
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/')) {
    if (is_one_of(path.substr(0, end), kFolders)) return true;
    path.remove_prefix(end + 1);
  }
  return false;
}
bool is_for_developers(std::string_view path) {
  return is_in_developers_folder(path) ||
         holds_one(path, {"dev", "local", "test", "e2e", "override", "ci", "example", "sample"});
}

// The value of `ENVIRONMENT`, by which a file says itself whom it is for.
std::string environment_said_by(const GivenValue& given) {
  const bool says = given.name.ends_with("ENVIRONMENT") || given.name.ends_with("ENV");
  return says ? lower_case(given.value) : std::string();
}
bool says_local(const GivenValue& given) {
  const std::string value = environment_said_by(given);
  return value == "local" || value.starts_with("dev") || value == "test";
}

// Env files and compose files that are for developers by what they say: `ENVIRONMENT=local`, a
// server that reloads what is edited. One service that says `production` outweighs that.
std::set<const deploy::TextFile*> local_files(const std::vector<GivenValue>& values) {
  std::set<const deploy::TextFile*> local;
  std::set<const deploy::TextFile*> productive;
  for (const GivenValue& given : values) {
    if (given.place != Place::EnvFile && given.place != Place::Compose) continue;
    const bool reloads = given.place == Place::Compose &&
                         given.file->text.view().find("--reload") != std::string_view::npos;
    if (reloads || says_local(given)) local.insert(given.file);
    if (environment_said_by(given).starts_with("prod")) productive.insert(given.file);
  }
  std::erase_if(local, [&](const deploy::TextFile* one) { return productive.contains(one); });
  return local;
}

// The script starts a container for itself and takes it away again.
bool removes_container(const GivenValue& given) {
  const std::string_view text = given.file->text.view();
  const auto says = [text](std::string_view words) { return text.find(words) != text.npos; };
  return says("docker run") && (says("--rm") || says("docker stop") || says("docker rm"));
}

// What the images of databases read: other services need not be reached through a published port.
bool is_of_database(const GivenValue& given) {
  for (const std::string_view prefix : {"POSTGRES_", "MYSQL_", "MARIADB_", "MONGO_INITDB_"}) {
    if (given.name.starts_with(prefix)) return true;
  }
  return false;
}

// The comment at the top of the file, in lower case.
std::string head_comment(const deploy::TextFile& file) {
  const std::string_view text = file.text.view();
  std::string comment;
  for (std::size_t at = 0; at < text.size() && text[at] == '#';) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    comment += lower_case(text.substr(at, end - at));
    at = end + 1;
  }
  return comment;
}

// "Only for local development"
bool is_said_to_be_local(const deploy::TextFile& file) {
  return contains_any(head_comment(file),
                      {"local development", "local dev ", "for development", "development only",
                       "not used in production", "not for production"});
}

// A page of commands that is named like a script: nobody runs it as a whole.
bool is_page_of_examples(const deploy::TextFile& file) {
  return contains_any(head_comment(file), {"quick reference", "command reference", "cli reference",
                                           "cheat sheet", "cheatsheet", "cheat-sheet"});
}

// "# Define test users", in the lines above the value: whom it is for.
bool is_said_to_be_for_tests(const GivenValue& given) {
  constexpr int kNear = 3;  // lines
  const std::string_view text = given.file->text.view();
  std::size_t at = text.rfind('\n', given.span.begin);
  for (int i = 0; i < kNear && at != text.npos && at > 0; ++i) {
    const std::size_t before = text.rfind('\n', at - 1);
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    const std::string line = lower_case(trimmed(text.substr(begin, at - begin)));
    const bool says = line.starts_with('#') && (has_word(line, "test") || has_word(line, "tests") ||
                                                has_word(line, "local"));
    if (says) return true;
    at = before;
  }
  return false;
}

// `MINIO_ACCESS_KEY: minio`: who logs in; with what says `MINIO_SECRET_KEY`.
bool is_name_of_user(const GivenValue& given) {
  const std::string name = lower_case(given.name);
  return (name.ends_with("access_key") || name.ends_with("accesskey")) &&
         name.find("secret") == name.npos;
}

// Whose password it is, as far as the name says that: "minio", "postgres".
std::string product_of(const GivenValue& given) {
  constexpr std::string_view kPostgres[] = {"pg", "db", "database", "postgresql"};
  const std::string name = lower_case(given.name);
  const std::string first = name.substr(0, name.find('_'));
  return is_one_of(first, kPostgres) ? "postgres" : first;
}

// Whether the files are of one stack: they are beside each other, or one hands the other on.
bool are_of_one_stack(const deploy::TextFile& one, const deploy::TextFile& other) {
  if (folder_of(one.path) == folder_of(other.path)) return true;
  const auto names = [](const deploy::TextFile& by, const deploy::TextFile& file) {
    return by.text.view().find(file.path) != std::string_view::npos;
  };
  return names(one, other) || names(other, one);
}

// Whether one cannot be changed without the other: a server's password, and a client's of it.
bool belong_together(const GivenValue& one, const GivenValue& other) {
  constexpr std::string_view kServers[] = {"postgres", "mysql",    "mariadb", "mongo",
                                           "redis",    "rabbitmq", "minio"};
  if (one.value != other.value) return false;
  const bool has_compose = one.place == Place::Compose || other.place == Place::Compose;
  if (!has_compose) {
    return one.place == Place::Script && one.file == other.file && one.name == other.name;
  }
  const bool has_env_file = one.place == Place::EnvFile || other.place == Place::EnvFile;
  if (one.place != other.place && !has_env_file) return false;
  const std::string product = product_of(one);
  const bool is_known = !has_env_file || is_one_of(product, kServers);
  return (one.name == other.name || (is_known && product == product_of(other))) &&
         are_of_one_stack(*one.file, *other.file);
}

struct Weight {
  Severity severity = Severity::Critical;
  Confidence confidence = Confidence::Medium;
};

// How much a default password weighs there; nothing where it does not matter.
std::optional<Weight> weight_of(const GivenValue& given) {
  const std::string_view path = given.file->path;
  const project::Role role = given.file->role;
  if (role == project::Role::Test || role == project::Role::Example) return std::nullopt;
  const bool shown = holds_one(path, {"example", "sample", "template", "dist"});
  switch (given.place) {
    case Place::EnvFile:
      if (!given.file->tracked || shown || is_for_developers(path)) return std::nullopt;
      return Weight{};
    case Place::Compose:
      if (given.is_for_developers || is_for_developers(path) || is_said_to_be_local(*given.file))
        return Weight{Severity::Suggestion, Confidence::High};
      if (is_for_production(path)) return Weight{Severity::Critical, Confidence::High};
      return is_of_database(given) && !given.is_published
                 ? Weight{Severity::Warning, Confidence::Medium}
                 : Weight{};
    case Place::Platform: return Weight{Severity::Critical, Confidence::High};
    case Place::Workflow:
      // Nobody but the job meets what it starts, and nothing of that lasts.
      if (!is_for_production(path)) return std::nullopt;
      return Weight{Severity::Suggestion, Confidence::Medium};
    case Place::Script:
      if (removes_container(given) || is_page_of_examples(*given.file)) return std::nullopt;
      if (is_for_production(path)) return Weight{};
      return given.is_container_run || is_for_developers(path) || is_said_to_be_for_tests(given)
                 ? Weight{Severity::Suggestion, Confidence::Medium}
                 : Weight{};
    default: return std::nullopt;
  }
}

// " (and `${NAME}` in the URLs of lines 14 and 73, which have it too)"; empty where none has it.
std::string and_in_urls(const GivenValue& given) {
  constexpr std::size_t kMostNamed = 6;
  const std::string_view text = given.file->text.view();
  const std::string part = ":" + given.value + "@";
  std::vector<std::string> lines;
  for (std::size_t at = text.find(part); at != text.npos && lines.size() < kMostNamed;
       at = text.find(part, at + part.size())) {
    lines.push_back(std::to_string(given.file->lines.line_of(static_cast<Offset>(at))));
  }
  if (lines.empty()) return {};
  const bool is_one = lines.size() == 1;
  return " (and `${" + given.name + "}` in the URL" + (is_one ? " of line " : "s of lines ") +
         in_words(lines, " and ") + ", which " + (is_one ? "has" : "have") + " it too)";
}

// " and in line 71, which signs in with it"; empty where no command of the file does.
std::string and_in_command(const GivenValue& given) {
  const std::string_view text = given.file->text.view();
  for (const std::string_view program : {"mc alias set ", "mc config host add "}) {
    const std::size_t at = text.find(program);
    const std::string_view line =
        at == text.npos ? std::string_view{} : text.substr(at, text.find('\n', at) - at);
    if (!contains_any(std::string(line) + " ", {" " + given.value + " "})) continue;
    return " (and in line " + std::to_string(given.file->lines.line_of(static_cast<Offset>(at))) +
           ", which signs in with it)";
  }
  return {};
}

// A password, and where else it is written.
struct Password {
  const GivenValue* first = nullptr;
  Weight weight;
  std::vector<const GivenValue*> others;

  std::size_t count_in_file() const {
    return static_cast<std::size_t>(
        std::count_if(others.begin(), others.end(),
                      [&](const GivenValue* one) { return one->file == first->file; }));
  }
};

// ", and `${NAME}` in the 2 other places that have the same value, for they go together".
std::string and_at_others(const Password& password) {
  const std::size_t count = password.count_in_file();
  if (count == 0) return {};
  const std::string where =
      count == 1 ? "other place that has" : std::to_string(count) + " other places that have";
  return ", and `${" + password.first->name + "}` in the " + where +
         " the same value, for they go together";
}

// " `NAME` of `.env.server` has the same value: change it with this one."
std::string other_files(const Password& password) {
  std::string text;
  std::set<const deploy::TextFile*> told = {password.first->file};
  for (const GivenValue* one : password.others) {
    if (!told.insert(one->file).second) continue;
    text += " `" + one->name + "` of `" + one->file->path +
            "` has the same value: change it with this one.";
  }
  return text;
}

// The env file that compose reads for this one, where git tracks it: a value of one's own would be
// in git. Empty if there is none.
std::string tracked_env_file(const deploy::Manifests& manifests, const GivenValue& given) {
  const std::string folder(folder_of(given.file->path));
  const std::string path = folder.empty() ? ".env" : folder + "/.env";
  for (const auto& one : manifests.env_files) {
    if (one.file->path == path && one.file->tracked) return path;
  }
  return {};
}

// "- NAME=${NAME:?…}" where compose reads it, and who makes the value.
void require_value(Draft& draft, const Password& password, const deploy::Manifests& manifests) {
  const GivenValue& given = *password.first;
  const bool is_list = given.form == GivenValue::Form::Pair;
  const std::string env_file = tracked_env_file(manifests, given);
  draft.fix(
      "Require the value: `{}{}{}${{}:?set it{}}`{}{}, and let everybody make their own "
      "(`openssl rand -hex 32`){}.{}",
      {is_list ? "- " : "", given.name, is_list ? "=" : ": ", given.name,
       env_file.empty() ? " in .env" : "", and_in_urls(given) + and_in_command(given),
       and_at_others(password),
       env_file.empty() ? std::string{} : ", in the environment: git tracks `" + env_file + "`",
       other_files(password)});
}

// Says the fix as this file writes it.
void fix_as_written(Draft& draft, const Password& password, const deploy::Manifests& manifests) {
  const GivenValue& given = *password.first;
  using Form = GivenValue::Form;
  const std::string_view name = given.name;
  switch (given.place) {
    case Place::Compose: require_value(draft, password, manifests); break;
    case Place::Script:
      if (given.form == Form::Flag) {
        draft.fix(
            "Take it from the environment, and stop where it is missing: "
            "`-e {}=\"${{}:?set it}\"`.",
            {name, name});
      } else {
        draft.fix(
            "Take it from the environment, and stop where it is missing: `: \"${{}:?set it}\"`.",
            {name});
      }
      break;
    case Place::EnvFile:
      draft.fix(
          "Take the file out of git (SEC005): `.env.example` keeps the name, `{}=`, and everybody "
          "makes their own value (`openssl rand -hex 32`) in an untracked one. Compose files and "
          "workflows that read it need values of their own then.{}",
          {name, other_files(password)});
      break;
    case Place::Workflow:
      draft.fix("Take it from the store, where it is more than a throw-away service's: `{}`.",
                {"${{ secrets." + given.name + " }}"});
      break;
    case Place::Platform:
      draft.fix(
          "Make a new value (`openssl rand -hex 32`), put it into the platform's secret store, and "
          "let `{}` refer to it.",
          {name});
      break;
    default: break;
  }
}

// What everybody starts is told of before its variants, and before what is handed to it.
int rank_of(const GivenValue& given) {
  if (given.place == Place::EnvFile) return 2;
  const std::string_view name = deploy::name_of(given.file->path);
  return given.place == Place::Compose && std::count(name.begin(), name.end(), '.') > 1 ? 1 : 0;
}

// Those that weigh something, the first to tell of first.
std::vector<const GivenValue*> known_values(const std::vector<GivenValue>& values) {
  std::vector<const GivenValue*> known;
  for (const GivenValue& given : values) {
    const bool is_one = given_secret(given) == GivenSecret::Default && !is_name_of_user(given);
    if (is_one && weight_of(given)) known.push_back(&given);
  }
  std::stable_sort(known.begin(), known.end(), [](const GivenValue* one, const GivenValue* other) {
    return rank_of(*one) < rank_of(*other);
  });
  return known;
}

bool belongs_to(const GivenValue& given, const Password& password) {
  return belong_together(*password.first, given) ||
         std::any_of(password.others.begin(), password.others.end(),
                     [&](const GivenValue* one) { return belong_together(*one, given); });
}

// Compose files with a Grafana that takes everybody as its administrator: it asks nobody for the
// password.
std::set<const deploy::TextFile*> open_grafanas(const std::vector<GivenValue>& values) {
  std::set<const deploy::TextFile*> anonymous, open;
  const auto says = [](const GivenValue& one, std::string_view name, std::string_view value) {
    return one.name == name && lower_case(one.value) == value;
  };
  for (const GivenValue& one : values) {
    if (says(one, "GF_AUTH_ANONYMOUS_ENABLED", "true")) anonymous.insert(one.file);
  }
  for (const GivenValue& one : values) {
    const bool is_admin = says(one, "GF_AUTH_ANONYMOUS_ORG_ROLE", "admin");
    if (is_admin && anonymous.contains(one.file)) open.insert(one.file);
  }
  return open;
}

std::vector<Password> passwords_of(const std::vector<GivenValue>& values) {
  const std::set<const deploy::TextFile*> local = local_files(values);
  const std::set<const deploy::TextFile*> open = open_grafanas(values);
  std::vector<Password> found;
  for (const GivenValue* given : known_values(values)) {
    Weight weight = *weight_of(*given);
    if (local.contains(given->file)) weight.severity = Severity::Suggestion;
    const bool is_asked_of_nobody =
        given->name.starts_with("GF_SECURITY_ADMIN") && open.contains(given->file);
    if (weight.severity == Severity::Suggestion && is_asked_of_nobody) continue;
    const auto same = std::find_if(found.begin(), found.end(), [&](const Password& one) {
      return one.weight.severity == weight.severity && belongs_to(*given, one);
    });
    if (same == found.end()) {
      found.push_back({given, weight, {}});
    } else {
      same->others.push_back(given);
    }
  }
  return found;
}

void check(DeliveryCheck& check) {
  const std::vector<GivenValue> values = deploy::given_values(check.delivery().manifests());
  for (const Password& password : passwords_of(values)) {
    const auto& [first, weight, others] = password;
    Draft draft = check.report(*first->file, first->span,
                               "`{}` is set to a default that everybody knows", {first->name});
    draft.severity(weight.severity).confidence(weight.confidence);
    if (weight.severity == Severity::Warning) {
      draft.risk(
          "Whatever gets into one container of the network tries it first; and one `ports:` for a "
          "look at the data opens it to everybody.");
    }
    fix_as_written(draft, password, check.delivery().manifests());
    for (const GivenValue* one : others) {
      draft.step(*one->file, one->span, "`{}` has the same value", {one->name});
    }
  }
}

}  // namespace

extern constinit const Rule SEC004 = {
    .code = "SEC004",
    .name = "default-credentials-in-config",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Everywhere,
    .references = {"CWE-1392", "CWE-1188", "ASVS 13.2.3"},
    .risk =
        "The first passwords that anybody tries are these. A file for developers becomes the one "
        "that is deployed, or its port is published on a machine with a public address.",
    .advice =
        "Leave the value out of what git tracks, in an env file `POSTGRES_PASSWORD=`, in a compose "
        "file `${POSTGRES_PASSWORD:?set it in .env}`, and let everybody make their own (`openssl "
        "rand -hex 32`).",
    .docs = R"md(
A variable that is named like a credential and set to what programs are delivered with or templates tell to change (`postgres`,
`minioadmin`, `changethis`): in compose files, env files that git tracks, scripts, workflows that deploy and manifests of a platform.

```python bad
# --- docker-compose.prod.yml
services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: postgres
```

```python good
# --- docker-compose.prod.yml
services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it in .env}
```

In a compose file for production and a manifest of a platform it is certain; in other compose files, scripts and env files review
is requested. A database whose port no compose file publishes is a warning. Where only developers and tests meet it (`docker-compose.dev.yml`, `dev/compose.yml`, a
service that is named so, all of whose `profiles` are or whose own address is on localhost, `docker run -e` in a script, a file with
`ENVIRONMENT=local` or a server that reloads) it is a suggestion, and in examples and what a workflow starts for its tests nothing.
One value in several places of a compose file, `MINIO_ROOT_PASSWORD` and the `MINIO_SECRET_KEY` of those that log in, is one finding, also where files of one stack, which stand beside each other or hand each other on, have it, or a script twice. An access key is the name of a user, no secret.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
