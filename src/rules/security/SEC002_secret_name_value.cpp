#include <algorithm>
#include <iterator>

#include "deploy/environment/contract.h"
#include "deploy/formats/document.h"
#include "deploy/given_values.h"
#include "knowledge/network_hosts.h"
#include "knowledge/secret_names.h"
#include "knowledge/secret_shapes.h"
#include "knowledge/secret_values.h"
#include "knowledge/secrets_in_files.h"
#include "rules/rule.h"
#include "rules/secret_edits.h"
#include "rules/text_check.h"
#include "semantic/expressions.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::NameEvidence;
using knowledge::ValueEvidence;
using semantic::FileModel;

constexpr std::string_view kOfTutorial =
    "`{}` is the key that FastAPI's tutorial shows: everybody has it";
constexpr int kMostSteps = 6;  // from a literal to what it is given to

// Parameters that take a secret by position.
struct SecretParameter {
  std::string_view target;
  std::uint32_t index;
  std::string_view name;
};
constexpr SecretParameter kSecretParameters[] = {
    {"jwt.encode", 1, "signing_key"},
    {"jwt.decode", 1, "signing_key"},
    {"jose.jwt.encode", 1, "signing_key"},
    {"jose.jwt.decode", 1, "signing_key"},
    {"hmac.new", 0, "hmac_key"},
    {"cryptography.fernet.Fernet", 0, "encryption_key"},
    {"itsdangerous.URLSafeTimedSerializer", 0, "signing_key"},
    {"itsdangerous.URLSafeSerializer", 0, "signing_key"},
    {"requests.auth.HTTPBasicAuth", 1, "password"},
    {"httpx.BasicAuth", 1, "password"},
};

// Calls whose first argument, or `default`, is the value of what the call is given to.
constexpr std::string_view kWrappers[] = {"Field",  "SecretStr", "SecretBytes", "Secret", "str",
                                          "bytes",  "Header",    "Query",       "Form",   "Body",
                                          "Cookie", "quote",     "quote_plus"};
// Methods of strings that keep the secret.
constexpr std::string_view kMethods[] = {"encode", "strip", "decode", "rstrip"};

// The name under which a target or the other side of a comparison goes.
std::string_view name_of_target(const Expr& target, const FileModel& file) {
  const auto* subscript = target.as<Subscript>();
  return subscript != nullptr ? semantic::string_of(subscript->slice)
                              : semantic::last_name(file, target);
}

// What a literal is given to.
struct Recipient {
  std::string_view name;
  bool compared = false;
};

class RecipientSearch {
 public:
  explicit RecipientSearch(const FileModel& file) : file_(file) {}

  Recipient of(const Expr& literal) {
    const Node* value = &literal;
    for (int step = 0; step < kMostSteps; ++step) {
      const Node* parent = file_.parent(*value);
      if (parent == nullptr) break;
      if (const std::string_view name = name_in(*parent, *value); !name.empty()) {
        return {name, parent->is(Kind::Compare)};
      }
      const Node* next = around(*parent, *value);
      if (next == nullptr) break;
      value = next;
    }
    return {};
  }

 private:
  std::string_view name_in(const Node& parent, const Node& value) const {
    if (const auto* assign = parent.as<Assign>()) {
      return name_of_target(*assign->targets.front(), file_);
    }
    if (const auto* assign = parent.as<AnnAssign>()) return name_of_target(*assign->target, file_);
    if (const auto* walrus = parent.as<NamedExpr>())
      return semantic::last_name(file_, *walrus->target);
    if (const auto* keyword = parent.as<Keyword>()) return name_of_keyword(*keyword);
    if (const auto* parameter = parent.as<Arg>()) return file_.text(parameter->name);
    if (const auto* dict = parent.as<Dict>()) return name_of_item(*dict, value);
    if (const auto* call = parent.as<Call>()) return name_of_argument(*call, value);
    if (const auto* compare = parent.as<Compare>()) return name_compared(*compare, value);
    return {};
  }

  std::string_view name_of_keyword(const Keyword& keyword) const {
    const std::string_view name = file_.text(keyword.arg);
    const auto* call = as<Call>(file_.parent(keyword));
    if (name != "default" || call == nullptr) return name;
    return call->args.empty() ? std::string_view{} : semantic::string_of(call->args[0]);
  }

  std::string_view name_of_item(const Dict& dict, const Node& value) const {
    for (std::uint32_t i = 0; i < dict.values.size(); ++i) {
      if (dict.values[i] == &value) return semantic::string_of(dict.keys[i]);
    }
    return {};
  }

  // `os.getenv("NAME", value)`, `set_secret("NAME", value)`, `jwt.encode(claims, value)`.
  std::string_view name_of_argument(const Call& call, const Node& value) const {
    for (std::uint32_t i = 0; i < call.args.size(); ++i) {
      if (call.args[i] != &value) continue;
      const std::string_view name = name_of_parameter(call, i);
      return name.empty() && i == 1 ? semantic::string_of(call.args[0]) : name;
    }
    return {};
  }

  std::string_view name_of_parameter(const Call& call, std::uint32_t index) const {
    const std::string_view target = file_.resolve(call.func);
    for (const SecretParameter& parameter : kSecretParameters) {
      if (parameter.index == index && parameter.target == target) return parameter.name;
    }
    return {};
  }

  std::string_view name_compared(const Compare& compare, const Node& value) const {
    const bool equal = compare.ops.size() == 1 &&
                       (compare.ops[0] == Comparator::Eq || compare.ops[0] == Comparator::NotEq);
    if (!equal) return {};
    const Expr* other = compare.left == &value ? compare.comparators[0] : compare.left;
    return name_of_target(*other, file_);
  }

  // The expression that has the same value: `os.getenv("X") or value`, `SecretStr(value)`, …
  const Node* around(const Node& parent, const Node& value) const {
    switch (parent.kind) {
      case Kind::BoolOp:
      case Kind::ListExpr:
      case Kind::Set:
      case Kind::IfExp: return &parent;
      case Kind::Attribute: {
        const auto& method = static_cast<const Attribute&>(parent);
        return is_one_of(file_.text(method.attr), kMethods) ? file_.parent(parent) : nullptr;
      }
      case Kind::Keyword:
        return file_.text(static_cast<const Keyword&>(parent).arg) == "default"
                   ? file_.parent(parent)
                   : nullptr;
      case Kind::Call: {
        const auto& call = static_cast<const Call&>(parent);
        const bool first = !call.args.empty() && call.args[0] == &value;
        return first && is_one_of(semantic::last_name(file_, *call.func), kWrappers) ? &parent
                                                                                     : nullptr;
      }
      default: return nullptr;
    }
  }

  const FileModel& file_;
};

bool is_enum_member(const Constant& constant, const FileModel& file) {
  const ClassDef* cls = file.enclosing_class(constant);
  return cls != nullptr && file.is_enum(*cls);
}

// `DJANGO_KEY = "DJANGO_KEY"`, `token = "X-Token-2"`: the value speaks of its name.
bool is_own_name(std::string_view name, std::string_view value) {
  return value.find(name) != std::string_view::npos;
}

// `{"mint": "So111…", "token": "So111…"}`: a coin's address, which the file itself says elsewhere.
bool is_shown_as_address(const Constant& constant, const FileModel& file) {
  constexpr std::string_view kWords[] = {"address", "addr", "mint", "contract", "wallet",
                                         "sha256",  "hash", "id",   "digest",   "checksum"};
  constexpr int kMostLookedAt = 20;  // places with the same text
  const std::string_view value = constant.value;
  if (!std::all_of(value.begin(), value.end(), is_word_byte)) return false;
  int looked_at = 0;
  for (const auto* one : file.tree().nodes_of<Constant>()) {
    if (one == &constant || one->value != value) continue;
    const auto words = name_words(RecipientSearch(file).of(*one).name);
    if (!words.empty() && is_one_of(words.back(), kWords)) return true;
    if (++looked_at == kMostLookedAt) return false;
  }
  return false;
}

// Whether name and value together are evidence, and how strong.
std::optional<Confidence> judge(NameEvidence name, std::string_view value, bool compared) {
  switch (knowledge::evidence_of_value(value)) {
    case ValueEvidence::None: return std::nullopt;
    case ValueEvidence::Password:
      return name == NameEvidence::Password ? std::optional(Confidence::Medium) : std::nullopt;
    case ValueEvidence::Uuid: return Confidence::Medium;
    case ValueEvidence::Random:
      return compared || knowledge::is_short_hexadecimal(value) ? Confidence::Medium
                                                                : Confidence::High;
  }
  return std::nullopt;
}

// "$2b$12$…", "$argon2id$…": what a password became.
bool is_hash(std::string_view value) {
  constexpr std::string_view kSchemes[] = {"$2a$",    "$2b$",     "$2y$", "$argon2",
                                           "$pbkdf2", "$scrypt$", "$5$",  "$6$"};
  return std::any_of(std::begin(kSchemes), std::end(kSchemes),
                     [&](std::string_view one) { return value.starts_with(one); });
}

// The server that a script sends requests to is on the machine that runs it: it names one there
// ("http://localhost:8000"), and none that is elsewhere.
bool tries_server_nearby(const FileModel& file) {
  constexpr std::size_t kMostTexts = 4000;
  bool is_near = false;
  std::size_t seen = 0;
  for (const auto* one : file.tree().nodes_of<Constant>()) {
    if (++seen > kMostTexts) return false;
    const std::string_view value = one->value;
    if (!one->is_str() || (!value.starts_with("http://") && !value.starts_with("https://"))) {
      continue;
    }
    const auto host = knowledge::host_of(value, true);
    if (host && !knowledge::is_near_or_reserved_host(*host)) return false;
    is_near = is_near || (host && (*host == "localhost" || *host == "127.0.0.1"));
  }
  return is_near;
}

// Of a script: `create_test_user` makes an account that is for tests.
bool is_for_trying_out(const FileModel& file, const Constant& constant) {
  constexpr std::string_view kWords[] = {"test", "tests", "e2e", "smoke"};
  if (file.file().role != repo::Role::Script) return false;
  const FunctionDef* function = file.enclosing_function(constant);
  return (function != nullptr && names_any_of(file.text(function->name), kWords)) ||
         tries_server_nearby(file);
}

// Firebase gives a function only the secrets that its decorator lists.
bool has_functions(const FileModel& file) {
  return file.project().dependencies().find("firebase-functions", file.file().path) != nullptr;
}

void check_constant(const Constant& constant, Check& check) {
  const FileModel& file = check.file();
  const Recipient recipient = RecipientSearch(file).of(constant);
  const NameEvidence name = knowledge::evidence_of_name(recipient.name);
  if (name == NameEvidence::None || is_own_name(recipient.name, constant.value)) {
    return;
  }
  const std::optional<Confidence> confidence = judge(name, constant.value, recipient.compared);
  if (!confidence || is_enum_member(constant, file) || is_shown_as_address(constant, file) ||
      !knowledge::find_secrets(constant.value, recipient.name).empty()) {
    return;
  }
  Draft draft =
      knowledge::is_key_of_tutorial(constant.value)
          ? check.report(constant, kOfTutorial, {recipient.name})
          : check.report(constant, "`{}` is a literal of {} characters that looks like a {}",
                         {recipient.name, constant.value.size(),
                          name == NameEvidence::Password ? "password" : "generated secret"});
  draft.confidence(*confidence);
  if (name == NameEvidence::Password) {
    draft.risk(
        "Whoever can read the repository, one of its clones or images has the password. It cannot "
        "be changed without a release.");
  }
  // A key of the application's own, which is as long as it is made.
  constexpr std::string_view kOfKeys[] = {"jwt", "signing", "session", "cookie"};
  const bool signs = name != NameEvidence::Password && names_any_of(recipient.name, kOfKeys);
  if (std::all_of(recipient.name.begin(), recipient.name.end(), is_word_byte)) {
    draft.fix(
        "Make a new value (`openssl rand -hex 32`), put it into the platform's secret store, have "
        "every deployment pass it on as a variable{}, and read that: `{}: SecretStr{}` in the "
        "settings class, without a default, and `.get_secret_value()` where it is used; tests and "
        "example env files give it a value. The old value stays in the history, so it has to be "
        "revoked.{}",
        {has_functions(file) ? " (`secrets=[…]` of every Firebase function that loads the "
                               "settings)"
                             : "",
         lower_case(recipient.name), signs ? " = Field(min_length=32)" : "",
         signs ? " Values for tests are as long as the field asks." : ""});
  }
  if (is_hash(constant.value)) {
    draft.severity(Severity::Warning)
        .risk("It is the hash of one: whoever reads the repository can guess at it without limit.");
  }
  if (*confidence == Confidence::Medium && name == NameEvidence::Password &&
      is_for_trying_out(file, constant)) {
    draft.severity(Severity::Warning)
        .risk(
            "It opens an account for tests, or on the machine that the script runs on. Whoever "
            "runs the script against another server makes an account there whose password "
            "everybody can read.");
  }
  const ClassDef* cls = file.enclosing_class(constant);
  if (cls != nullptr && file.is_settings(*cls)) {
    draft.risk(
        "Whoever can read the repository has the secret, and a deployment that does not set the "
        "variable uses it: they can make whatever it signs, and open whatever it opens.");
  }
  offer_environment(draft, file, constant);
}

void check_node(const Node& node, Check& check) {
  const auto& constant = static_cast<const Constant&>(node);
  const bool is_text = constant.type == ConstantKind::Str || constant.type == ConstantKind::Bytes;
  if (is_text && knowledge::may_be_secret(constant.value)) {
    check_constant(constant, check);
  }
}

// Files that give values to names, and are no program: what a person chose counts there, too. To
// them belong those without an ending.
bool is_configuration(const project::TextFile& file) {
  using repo::FileKind;
  switch (file.kind) {
    case FileKind::Env:
    case FileKind::Yaml:
    case FileKind::Json:
    case FileKind::Configuration:
    case FileKind::SetupCfg:
    case FileKind::Pyproject:
    case FileKind::Compose:
    case FileKind::FirebaseJson:
    case FileKind::Makefile: return true;
    default: break;
  }
  constexpr std::string_view kEndings[] = {".json", ".toml",       ".ini",    ".cfg",
                                           ".conf", ".xml",        ".config", ".plist",
                                           ".sql",  ".properties", ".tfvars"};
  const std::string_view path = file.path;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.find('.', 1) == name.npos || knowledge::is_for_credentials(path) ||
         std::any_of(std::begin(kEndings), std::end(kEndings),
                     [path](std::string_view ending) { return path.ends_with(ending); });
}

// In a service of a compose file that only developers' or tests' profiles start.
bool is_in_developers_service(const TextCheck& check, std::string_view value) {
  if (check.file().kind != repo::FileKind::Compose) return false;
  const auto begin = static_cast<Offset>(value.data() - check.text().data());
  return deploy::is_in_developers_service(deploy::parse_yaml(check.text()),
                                          {begin, begin + static_cast<Offset>(value.size())});
}

// What to do in a file that is no program.
void say_where(Draft& draft, const project::TextFile& file, std::string_view name) {
  const std::string_view path = file.path;
  if (deploy::is_example_of_environment(path)) {
    draft.fix(
        "Leave the value out, `{}=`, and make a new one (`openssl rand -hex 32`) wherever this one "
        "is used: it stays in the history.",
        {name});
  } else if (file.kind == repo::FileKind::Env) {
    draft.fix(
        "Make a new value (`openssl rand -hex 32`) and keep it where git does not look: "
        "`git rm --cached {}`, a line in `.gitignore`, and the names without values in an example "
        "file. The old value stays in the history, so it has to be revoked.",
        {path});
  } else if (file.kind == repo::FileKind::Compose) {
    draft.fix(
        "Make a new value (`openssl rand -hex 32`), keep it out of the repository, and write "
        "`${{}:?}` in its place. The old value stays in the history, so it has to be revoked.",
        {name});
  } else {
    draft.fix(
        "Make a new value (`openssl rand -hex 32`), keep it in the platform's secret store, and "
        "let what reads `{}` take it from there. The old value stays in the history, so it has to "
        "be revoked.",
        {name});
  }
}

// Dockerfiles are SEC008's, workflows and scripts SEC010's.
void check_text(TextCheck& check) {
  const project::TextFile& file = check.file();
  if (file.kind == repo::FileKind::Dockerfile || file.kind == repo::FileKind::Workflow ||
      file.kind == repo::FileKind::Shell || knowledge::is_full_of_digests(file.path) ||
      knowledge::is_documentation(file.path) || knowledge::is_test_program(file.path) ||
      file.role == project::Role::Test || file.role == project::Role::Example) {
    return;
  }
  for (const knowledge::NamedSecret& secret :
       is_configuration(file)
           ? knowledge::find_named_secrets(check.text(), knowledge::is_for_credentials(file.path))
           : knowledge::find_generated_secrets(check.text())) {
    const std::string_view value = secret.pair.value;
    if (secret.is_password && knowledge::is_for_tests(file.path)) continue;
    Draft draft = knowledge::is_key_of_tutorial(value)
                      ? check.report(value, kOfTutorial, {secret.pair.name})
                      : check.report(value, "`{}` is set to {} characters that look like a {}",
                                     {secret.pair.name, value.size(),
                                      secret.is_password ? "password" : "generated secret"});
    const bool is_certain = secret.is_certain && !knowledge::is_for_tests(file.path) &&
                            !knowledge::is_for_browsers(file.path);
    draft.confidence(is_certain ? Confidence::High : Confidence::Medium).fix_class(FixClass::None);
    say_where(draft, file, secret.pair.name);
    if (is_in_developers_service(check, value)) draft.severity(Severity::Suggestion);
  }
}

}  // namespace

extern constinit const Rule SEC002 = {
    .code = "SEC002",
    .name = "secret-name-value",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references =
        {"CWE-798", "CWE-259", "OWASP API8:2023", "ASVS 13.3.1",
         "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"},
    .risk =
        "Whoever can read the repository, one of its clones or images has the secret: a signing "
        "key "
        "lets them forge any user's token. It cannot be changed without a release.",
    .advice =
        "Make a new value (`openssl rand -hex 32`), put it into the platform's secret store, and "
        "read it from there: a field of the settings class, typed `SecretStr`, without a default; "
        "tests set the variable. The old value stays in the history, so it has to be revoked.",
    .docs = R"md(
A variable, attribute, parameter, keyword, dictionary key or environment default that is named like a credential and
whose value is a literal that looks like one. Both are asked for. The name's last word decides (`access_token`, not
`token_url`, `token_type` or `password_field`; `next_page_token` and `public_key` are something else). The value has to look
generated - sixteen characters or more, letters and digits mixed, letters that do not follow each other as in words - or,
where the name says *password*, mixed as people do when they are told to.

```python bad
SECRET_KEY = "65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd"
```

```python good
from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    secret_key: SecretStr
    token_url: str = "/api/v1/login/access-token"
    api_key_header: str = "X-API-Key"


TOKEN_TYPE = "bearer"
NEXT_PAGE_TOKEN = "q7Zt2mXv9LkP4rWb8NcD1sYh"
```

Placeholders, templates, URLs, paths, names of headers and of environment variables, members of enums and values that
speak of their own name are left alone; tests and examples are too, passwords in `values-ci.yaml` and its like as well. In a
script that names a server on `localhost` and no other, or a function of one that is named for tests
(`create_test_user`), a password is a warning. In a
compose service that is for tests, or that only profiles for developers start, it is a suggestion. In files named for CI and pages of
a front end (`.tsx`, `.vue`) review is requested; a literal that the file calls an address or a digest elsewhere is left alone. Tokens that are known by their form are SEC001. A
password that a person chose, a UUID and a comparison leave doubt: review is requested.
)md",
    .kinds = {Kind::Constant},
    .on_node = check_node,
    .on_text = check_text,
};

}  // namespace fastidious::rules
