#include <algorithm>
#include <set>
#include <string>

#include "app/models/orm_class.h"
#include "knowledge/secret_names.h"
#include "rules/password_compare.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::int64_t kLeastRounds = 10;           // of bcrypt
constexpr std::int64_t kLeastIterations = 100'000;  // of PBKDF2; OWASP asks for 600,000

constexpr std::string_view kHashes[] = {
    "hashlib.md5",     "hashlib.sha1",    "hashlib.sha224",   "hashlib.sha256",
    "hashlib.sha384",  "hashlib.sha512",  "hashlib.sha3_256", "hashlib.sha3_512",
    "hashlib.blake2b", "hashlib.blake2s", "base64.b64encode", "base64.urlsafe_b64encode"};
// Functions that are made for passwords: a fast hash before them only shortens the input.
constexpr std::string_view kSlow[] = {"bcrypt",      "argon2",  "scrypt",
                                      "pbkdf2_hmac", "passlib", "pwdlib"};
constexpr std::string_view kWeakSchemes[] = {
    "plaintext", "hex_md5",   "hex_sha1",   "hex_sha256",    "md5_crypt",     "des_crypt",
    "ldap_md5",  "ldap_sha1", "hex_sha512", "unix_disabled", "ldap_plaintext"};

constexpr std::string_view kKeys[] = {"cache", "fingerprint", "_key", "client"};
constexpr std::string_view kForms[] = {"form", "data",     "payload", "cred", "request",
                                       "body", "login_in", "user_in", "input"};
constexpr std::string_view kLogins[] = {"login",      "log_in",  "auth",   "verify",
                                        "check_pass", "sign_in", "signin", "credentials"};

bool is_password(std::string_view name) {
  return knowledge::evidence_of_name(name) == knowledge::NameEvidence::Password;
}

// password, form.password, password.encode("utf-8"), salt + password, f"{salt}{password}",
// password.get_secret_value()
const Expr* password_in(const FileModel& file, const Expr& expr) {
  for (const Node* node : file.tree().subtree(expr)) {
    if (!node->is(Kind::Name) && !node->is(Kind::Attribute)) continue;
    const auto& one = static_cast<const Expr&>(*node);
    if (is_password(semantic::last_name(file, one))) return &one;
  }
  return nullptr;
}

const Node& region_of(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  return function != nullptr ? static_cast<const Node&>(*function)
                             : static_cast<const Node&>(file.enclosing_statement(node));
}

// Whether a real password hash, or a look-up of leaked passwords, is at work in the same function.
bool serves_something_else(const FileModel& file, const Call& call) {
  const Node& region = region_of(file, call);
  const std::string text = lower_case(file.text(region));
  if (text.find("pwned") != text.npos || text.find("[:5]") != text.npos) return true;
  const auto nodes = file.tree().subtree(region);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* other = node->as<Call>();
    if (other == nullptr) return false;
    const std::string_view target = file.resolve(*other->func);
    return std::any_of(std::begin(kSlow), std::end(kSlow),
                       [&](std::string_view slow) { return target.find(slow) != target.npos; });
  });
}

bool is_false(const Expr* expr) {
  const auto* constant = as<Constant>(expr);
  return constant != nullptr && constant->type == ConstantKind::False;
}

// base64 of a password is storage only if what becomes of it is named so; else it may be a header.
bool is_kept(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  const auto* assign = as<Assign>(&file.enclosing_statement(call));
  const std::string_view name =
      assign != nullptr ? semantic::last_name(file, *assign->targets.front()) : "";
  const std::string word = lower_case(name);
  const std::string in = function != nullptr ? lower_case(file.text(function->name)) : "";
  return is_password(name) || word.find("hash") != word.npos || in.find("hash") != in.npos ||
         in.find("encrypt") != in.npos;
}

// A digest that tells clients or cache entries apart is not kept as a password.
bool makes_key(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  const std::string in = function != nullptr ? lower_case(file.text(function->name)) : "";
  const std::string text = in + " " + lower_case(file.text(file.enclosing_statement(call)));
  return std::any_of(std::begin(kKeys), std::end(kKeys),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

// `if len(password) <= 72: return password`: long ones are made shorter for what hashes them.
bool makes_shorter(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  const auto returns = file.tree().nodes_of<Return>(*function);
  return std::any_of(returns.begin(), returns.end(), [&](const Return* one) {
    const auto* name = as<Name>(one->value);
    return name != nullptr && std::any_of(function->args->all.begin(), function->args->all.end(),
                                          [&](const Arg* arg) { return arg->name == name->name; });
  });
}

// `key = hashlib.sha256(passphrase.encode()).digest()`: what is encrypted with it is kept, and no
// hash.
bool is_key(const FileModel& file, const Call& call) {
  const auto* assign = file.enclosing_statement(call).as<Assign>();
  const auto* target = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
  const std::string_view name = target != nullptr ? file.text(target->name) : std::string_view{};
  return name == "key" || name.ends_with("_key");
}

void check_hash(const Call& call, std::string_view target, Check& check) {
  const FileModel& file = check.file();
  const Expr* password = call.args.empty() ? nullptr : password_in(file, *call.args[0]);
  if (password == nullptr || is_false(semantic::argument(file, call, -1, "usedforsecurity")) ||
      serves_something_else(file, call)) {
    return;
  }
  if (makes_key(file, call) || makes_shorter(file, call)) return;
  const bool encodes = target.starts_with("base64.");
  if (encodes && !is_kept(file, call)) return;
  Draft draft =
      check.report(call, encodes ? "`{}` only writes `{}` differently" : "`{}` is no hash for `{}`",
                   {target, file.text(*password)});
  if (!encodes && is_key(file, call)) {
    draft.fix(
        "Derive the key slowly and with a salt, by `hashlib.scrypt`; what the old one encrypted "
        "has to be encrypted anew.");
  }
}

// PBKDF2 also stretches keys that are secret and long, where rounds are of little matter.
bool stretches_password(const FileModel& file, const Call& call) {
  const Expr* input = semantic::argument(file, call, 1, "password");
  const FunctionDef* function = file.enclosing_function(call);
  const std::string in = function != nullptr ? lower_case(file.text(function->name)) : "";
  return (input != nullptr && password_in(file, *input) != nullptr) || in.find("passw") != in.npos;
}

void check_cost(const Call& call, std::string_view target, Check& check) {
  const FileModel& file = check.file();
  const bool is_bcrypt = target == "bcrypt.gensalt";
  if (!is_bcrypt && !stretches_password(file, call)) return;
  const Expr* cost = is_bcrypt ? semantic::argument(file, call, 0, "rounds")
                               : semantic::argument(file, call, 3, "iterations");
  const auto value = cost != nullptr ? file.constant(*cost) : std::nullopt;
  if (!value || value->type != semantic::ConstantValue::Type::Int) return;
  const std::int64_t least = is_bcrypt ? kLeastRounds : kLeastIterations;
  if (value->integer >= least) return;
  check
      .report(*cost, "{} {} are too few for passwords",
              {value->integer, is_bcrypt ? "rounds of bcrypt" : "iterations of PBKDF2"})
      .confidence(is_bcrypt ? Confidence::High : Confidence::Medium);
}

// CryptContext(schemes=["bcrypt", "plaintext"]): the first one hashes, the others are still
// accepted.
void check_schemes(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* list = as<ListExpr>(semantic::argument(file, call, 0, "schemes"));
  if (list == nullptr) return;
  for (const Expr* item : list->elts) {
    const auto scheme = file.constant_string(*item);
    if (!scheme || !is_one_of(*scheme, kWeakSchemes) || *scheme == "unix_disabled") continue;
    const bool first = item == list->elts[0];
    check
        .report(*item,
                first ? "Passwords are stored as `{}`" : "Passwords stored as `{}` are accepted",
                {*scheme})
        .confidence(first ? Confidence::High : Confidence::Medium);
  }
}

constexpr std::string_view kOtherSide[] = {"confirm", "repeat", "again", "new", "old",
                                           "current", "retype", "verif", "2"};

bool is_form_check(std::string_view name) {
  const std::string word = lower_case(name);
  return std::any_of(std::begin(kOtherSide), std::end(kOtherSide),
                     [&](std::string_view part) { return word.find(part) != word.npos; });
}

// The stored password of a record: `user.password`, not of self, settings or a module.
bool is_stored(const FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr || !is_password(file.text(attribute->attr))) return false;
  const std::string_view owner = semantic::last_name(file, *attribute->value);
  if (owner.empty() || owner == "self" || owner == "cls" || !attribute->value->is(Kind::Name)) {
    return false;
  }
  const std::string word = lower_case(owner);
  if (word != owner) return false;  // a column: `User.password == hashed`
  const bool is_configuration =
      word.find("setting") != word.npos || word.find("config") != word.npos;
  return !is_configuration && file.constant_string(expr) == std::nullopt;
}

// What somebody has sent: `password`, `form.password`.
bool is_typed(const FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr) return expr.is(Kind::Name);
  const std::string owner = lower_case(semantic::last_name(file, *attribute->value));
  return std::any_of(std::begin(kForms), std::end(kForms),
                     [&](std::string_view word) { return owner.find(word) != owner.npos; });
}

// Whether the function around it is there to let somebody in.
bool is_login(const FileModel& file, const Compare& compare) {
  const FunctionDef* function = file.enclosing_function(compare);
  const std::string name = function != nullptr ? lower_case(file.text(function->name)) : "";
  return std::any_of(std::begin(kLogins), std::end(kLogins),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

void check_compare(const Compare& compare, Check& check) {
  const FileModel& file = check.file();
  const bool equal = compare.ops.size() == 1 &&
                     (compare.ops[0] == Comparator::Eq || compare.ops[0] == Comparator::NotEq);
  if (!equal) return;
  const Expr& left = *compare.left;
  const Expr& right = *compare.comparators[0];
  const bool both =
      is_password(semantic::last_name(file, left)) && is_password(semantic::last_name(file, right));
  if (!both || is_form_check(semantic::last_name(file, left)) ||
      is_form_check(semantic::last_name(file, right)))
    return;
  if (!is_login(file, compare)) return;
  const Expr* stored = is_stored(file, left) ? &left : is_stored(file, right) ? &right : nullptr;
  if (stored == nullptr) return;
  if (!is_typed(file, stored == &left ? right : left)) return;
  check
      .report(compare, "`{}` is compared as it was typed: it is stored in clear",
              {file.text(*stored)})
      .confidence(Confidence::Medium)
      .fix("Store a hash and verify it: `password_hash.verify(password, user.hashed_password)`.");
}

// ---- what becomes a row
// ------------------------------------------------------------------------------

constexpr std::string_view kHashed[] = {"hash", "crypt", "digest", "encoded", "secure"};

bool is_clear_password(std::string_view name) {
  name = name.substr(0, name.find_last_not_of("0123456789") + 1);  // password1
  return is_password(name) && !contains_any(lower_case(name), kHashed);
}

// The class that a call makes an object of: `User(…)`, `cls(…)` in a method of it.
semantic::Definition made_by(const FileModel& file, const Call& call) {
  const auto* name = call.func->as<Name>();
  const bool is_cls = name != nullptr && file.text(name->name) == "cls";
  const FunctionDef* function = is_cls ? file.enclosing_function(call) : nullptr;
  const ClassDef* around = function != nullptr ? file.enclosing_class(*function) : nullptr;
  const semantic::Definition cls =
      around != nullptr ? semantic::Definition{&file, around} : file.definition_of(*call.func);
  return as<ClassDef>(cls.node) != nullptr ? cls : semantic::Definition{};
}

// Whether the column takes the text as it is: a plain type, and no method of the class's that has
// to do with it.
bool keeps_text(const semantic::Definition& cls, std::string_view column) {
  const auto& node = *cls.node->as<ClassDef>();
  const std::vector<app::Column> columns = app::columns_of(*cls.file, node);
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const app::Column& one) { return one.name == column; });
  if (found == columns.end()) return false;
  const std::string type = lower_case(found->type);
  const bool is_plain = type.ends_with("string") || type.ends_with("text") ||
                        type.ends_with("unicode") || type.ends_with("varchar") ||
                        type == "builtins.str";
  return is_plain && lower_case(cls.file->text(node)).find("hash") == std::string::npos &&
         cls.file->text(node).find("validates") == std::string_view::npos;
}

// `command.password`: a field of a Pydantic model that a parameter brings, and nothing else is
// assigned to it.
bool is_sent(const FileModel& file, const Expr& value) {
  const auto* attribute = value.as<Attribute>();
  const auto* owner = attribute != nullptr ? attribute->value->as<Name>() : nullptr;
  const FunctionDef* function = file.enclosing_function(value);
  if (owner == nullptr || function == nullptr || !is_clear_password(file.text(attribute->attr))) {
    return false;
  }
  const semantic::Definition model = file.project().definition(file.type_of(*owner));
  const auto* cls = as<ClassDef>(model.node);
  if (cls == nullptr || !model.file->is_pydantic_model(*cls)) return false;
  const std::string_view text = file.text(value);
  const auto nodes = file.tree().subtree(*function);
  return std::none_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* other = node->as<Attribute>();
    return other != nullptr && other->context == Context::Store && file.text(*other) == text;
  });
}

// The same of a parameter, where all that call the function send it.
bool is_sent_by_callers(const FileModel& file, const Expr& value) {
  const auto* name = value.as<Name>();
  const FunctionDef* function = file.enclosing_function(value);
  if (name == nullptr || function == nullptr || !is_clear_password(file.text(name->name))) {
    return false;
  }
  const auto bindings = semantic::reaching_bindings(file, *name);
  const bool is_given =
      bindings.size() == 1 && bindings[0]->kind == semantic::BindingKind::Parameter;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  return is_given && !sites.empty() &&
         std::all_of(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
           const Expr* given =
               semantic::argument(*site.file, *site.call, -1, file.text(name->name));
           return given != nullptr && is_sent(*site.file, *given);
         });
}

// Tests that make such a row themselves, past what will hash it: " (`tests/users.py`)".
std::string tests_that_make(const semantic::Definition& cls, std::string_view column) {
  std::set<std::string_view> paths;
  const std::string_view name = cls.file->qualified_name(*cls.node);
  for (const semantic::CallSite& site : cls.file->project().calls_of(name)) {
    if (site.file->file().role != project::Role::Test) continue;
    if (semantic::argument(*site.file, *site.call, -1, column) == nullptr) continue;
    paths.insert(site.file->file().path);
  }
  if (paths.empty()) return {};
  const std::size_t others = paths.size() - 1;
  return " (`" + std::string(*paths.begin()) + "`" +
         (others > 0 ? " and " + std::to_string(others) + " more)" : ")");
}

// Whether something of the repository could hash what is handed on as it was typed: a library for
// it, an event of SQLAlchemy. Reads every file: only for what is reported.
bool can_hash(const semantic::Model& model) {
  constexpr std::string_view kMakers[] = {"hash",   "crypt", "argon2",   "pwdlib", "passlib",
                                          "pbkdf2", "nacl",  "werkzeug", "django", "event"};
  const auto brings_one = [&](const FileModel& file, const Stmt& import) {
    return contains_any(lower_case(file.text(import)), kMakers);
  };
  return std::any_of(model.files().begin(), model.files().end(), [&](const FileModel& file) {
    const auto modules = file.tree().nodes_of<Import>();
    const auto names = file.tree().nodes_of<ImportFrom>();
    return std::any_of(modules.begin(), modules.end(),
                       [&](const Import* one) { return brings_one(file, *one); }) ||
           std::any_of(names.begin(), names.end(),
                       [&](const ImportFrom* one) { return brings_one(file, *one); });
  });
}

// User(email=command.email, password=command.password)
void check_row(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const semantic::Definition cls = made_by(file, call);
  if (!cls) return;
  for (const Keyword* keyword : call.keywords) {
    const bool may_be_sent = keyword->value->is(Kind::Attribute) || keyword->value->is(Kind::Name);
    const std::string_view column = file.text(keyword->arg);
    if (!may_be_sent || !is_clear_password(column)) continue;
    if (!is_sent(file, *keyword->value) && !is_sent_by_callers(file, *keyword->value)) continue;
    if (!app::is_orm_class(*cls.file, *cls.node->as<ClassDef>()) || !keeps_text(cls, column)) {
      continue;
    }
    Draft draft =
        check.report(*keyword->value, "`{}` of `{}` is stored as it was typed: nothing hashes it",
                     {column, cls.file->text(cls.node->as<ClassDef>()->name)});
    draft.risk("Who gets a copy of the table has everybody's password, and uses it elsewhere.")
        .confidence(can_hash(file.project()) ? Confidence::Medium : Confidence::High)
        .fix(
            "Store a hash: `{}=password_hash.hash({})`, with `password_hash = "
            "PasswordHash.recommended()` and `from pwdlib import PasswordHash` (the package "
            "`pwdlib[argon2]`); hash what is stored already by a migration, and let the login "
            "verify what was typed, by `password_hash.verify(…)`, which raises "
            "`pwdlib.exceptions.UnknownHashError` where no hash is stored. Tests that store a "
            "plain "
            "password{} or expect to read one back change with it.",
            {column, file.text(*keyword->value), tests_that_make(cls, column)});
    if (const PlacedCompare self = password_compared_with_itself(file.project())) {
      draft.step(*self.file, self.compare->span(), "a login compares it with itself");
    }
  }
}

void check(const Node& node, Check& check) {
  if (const auto* compare = node.as<Compare>()) return check_compare(*compare, check);
  const auto& call = *node.as<Call>();
  if (!call.keywords.empty()) check_row(call, check);
  const std::string_view target = check.file().resolve(*call.func);
  if (target.empty()) return;
  if (is_one_of(target, kHashes)) return check_hash(call, target, check);
  if (target == "bcrypt.gensalt" || target == "hashlib.pbkdf2_hmac") {
    return check_cost(call, target, check);
  }
  if (target == "passlib.context.CryptContext") check_schemes(call, check);
}

}  // namespace

extern constinit const Rule SEC062 = {
    .code = "SEC062",
    .name = "password-storage-weak",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references =
        {"CWE-916", "CWE-256", "ASVS 11.4.2",
         "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html"},
    .risk =
        "A graphics card tries billions of these a second: who gets a copy of the table has most "
        "passwords the same day, and uses them elsewhere.",
    .advice =
        "Use Argon2 or bcrypt, which are slow on purpose: with the package `pwdlib[argon2]`, "
        "`from pwdlib import PasswordHash`, `password_hash = PasswordHash.recommended()` and "
        "`password_hash.hash(password)`. Each of its hashes has a salt of its own: "
        "`password_hash.verify(password, stored)` compares. "
        "It raises UnknownHashError for what is stored already: tell that apart first, compare "
        "it in the old way with `hmac.compare_digest`, and store a new hash when it is right.",
    .docs = R"md(
Passwords that are stored so that they can be found out: by a fast hash or none, by bcrypt with less than 10 rounds,
PBKDF2 with less than 100,000 iterations (review requested), passlib's schemes `plaintext`, `hex_md5`, …; and a stored
password that is compared with the one that was typed (review requested), or that becomes a row's as the request
has it: review is requested where a module imports something that hashes, or an event of SQLAlchemy.

```python bad
import hashlib


def hash_password(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()
```

```python good
import hashlib

from pwdlib import PasswordHash

password_hash = PasswordHash.recommended()


def hash_password(password: str) -> str:
    return password_hash.hash(password)


def etag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
```

Not reported: `usedforsecurity=False`, PBKDF2 of something that is not called a password, a fast hash in front of bcrypt, Argon2, scrypt or PBKDF2 in the same function,
look-ups of leaked passwords, keys of caches, `base64` for a header, and forms that compare two entries with each other.
)md",
    .kinds = {Kind::Call, Kind::Compare},
    .on_node = check,
};

}  // namespace fastidious::rules
