#include <algorithm>
#include <string>

#include "rules/call_edits.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// ---- what a hash is for
// ------------------------------------------------------------------------------------

constexpr std::string_view kSecurityWords[] = {
    "password", "passwd", "pwd",        "token", "secret", "signature", "sign_",
    "api_key",  "apikey", "credential", "hmac",  "otp",    "auth_code", "session_id"};
constexpr std::string_view kCacheWords[] = {"cache",    "checksum", "dedup", "fingerprint",
                                            "gravatar", "bucket",   "shard", "etag",
                                            "content",  "digest",   "file",  "color"};

template <std::size_t N>
bool has_word(std::string_view text, const std::string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

void add_words(const FileModel& file, const Node& node, std::string& words) {
  for (const Node* part : file.tree().subtree(node)) {
    if (const auto* name = part->as<Name>()) words += std::string(file.text(name->name)) + ' ';
    const auto* attribute = part->as<Attribute>();
    if (attribute != nullptr) words += std::string(file.text(attribute->attr)) + ' ';
  }
}

// What is hashed and what the hash is called, in small letters: the names in the call, the
// variable, argument or function that takes the result. They say what it is for.
std::string purpose(const FileModel& file, const Call& call) {
  std::string words;
  add_words(file, call, words);
  for (const Node* at = file.parent(call); at != nullptr; at = file.parent(*at)) {
    if (const auto* keyword = at->as<Keyword>())
      words += std::string(file.text(keyword->arg)) + ' ';
    if (const auto* assign = at->as<Assign>()) add_words(file, *assign->targets.front(), words);
    if (const auto* assign = at->as<AnnAssign>()) add_words(file, *assign->target, words);
    if (at->as<Stmt>() != nullptr) break;
  }
  const FunctionDef* function = file.enclosing_function(call);
  if (function != nullptr) words += file.text(function->name);
  return lower_case(words);
}

bool says_not_for_security(const FileModel& file, const Call& call) {
  const Expr* flag = semantic::argument(file, call, -1, "usedforsecurity");
  return flag != nullptr || semantic::passes_unpacked_mapping(call);
}

// The weak algorithm that a call of hashlib uses; empty if it is none.
std::string_view weak_hash(const FileModel& file, const Call& call, std::string_view target) {
  if (target == "hashlib.md5") return "MD5";
  if (target == "hashlib.sha1") return "SHA-1";
  const Expr* name = semantic::argument(file, call, 0, "name");
  const auto text = name != nullptr ? file.constant_string(*name) : std::nullopt;
  const std::string algorithm = text ? lower_case(*text) : std::string();
  if (algorithm == "md5" || algorithm == "md4") return "MD5";
  return algorithm == "sha1" || algorithm == "sha-1" ? "SHA-1" : std::string_view{};
}

void check_hash(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const std::string_view algorithm = weak_hash(file, call, check.target());
  if (algorithm.empty() || says_not_for_security(file, call)) return;
  const std::string words = purpose(file, call);
  if (words.find("etag") != words.npos) return;
  if (has_word(words, kSecurityWords)) {
    std::string hashed;
    add_words(file, call, hashed);
    const bool is_sure = has_word(lower_case(hashed), kSecurityWords);
    check.report(call, "{} protects a secret or a signature here", {algorithm})
        .confidence(is_sure ? Confidence::High : Confidence::Medium);
    return;
  }
  const bool is_cache = has_word(words, kCacheWords);
  Draft draft = check.report(call, "`{}` does not say what it is for", {file.text(*call.func)});
  draft.severity(Severity::Suggestion);
  draft.risk(
      "{} is broken for security. Where it only tells contents apart it is fine, but a Python "
      "built for FIPS "
      "refuses it unless the call says so.",
      {algorithm});
  draft.fix("Write `{}(…, usedforsecurity=False)`, or `hashlib.sha256(…)`.",
            {file.text(*call.func)});
  draft.fix_class(is_cache ? FixClass::Safe : FixClass::Unsafe);
  append_argument(draft, file, call, "usedforsecurity=False");
}

// ---- ciphers
// ---------------------------------------------------------------------------------------------

struct Weak {
  std::string_view target;
  std::string_view what;
};
constexpr Weak kCiphers[] = {
    {"Crypto.Cipher.DES.new", "DES has keys of 56 bits"},
    {"Crypto.Cipher.DES3.new", "Triple DES has blocks of 64 bits"},
    {"Crypto.Cipher.ARC2.new", "RC2 is broken"},
    {"Crypto.Cipher.ARC4.new", "RC4 is broken"},
    {"Crypto.Cipher.Blowfish.new", "Blowfish has blocks of 64 bits"},
    {"Cryptodome.Cipher.DES.new", "DES has keys of 56 bits"},
    {"Cryptodome.Cipher.ARC4.new", "RC4 is broken"},
    {"cryptography.hazmat.primitives.ciphers.algorithms.TripleDES",
     "Triple DES has blocks of 64 bits"},
    {"cryptography.hazmat.primitives.ciphers.algorithms.ARC4", "RC4 is broken"},
    {"cryptography.hazmat.primitives.ciphers.algorithms.Blowfish",
     "Blowfish has blocks of 64 bits"},
    {"cryptography.hazmat.primitives.ciphers.algorithms.IDEA", "IDEA has blocks of 64 bits"},
    {"cryptography.hazmat.primitives.ciphers.algorithms.CAST5", "CAST5 has blocks of 64 bits"},
    {"cryptography.hazmat.primitives.ciphers.modes.ECB", "ECB shows which blocks are equal"}};

void check_aes(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* mode = semantic::argument(file, call, 1, "mode");
  if (mode == nullptr) return;
  const std::string_view name = file.resolve(mode);
  if (name.ends_with(".AES.MODE_ECB")) {
    check.report(call, "ECB shows which blocks are equal");
    return;
  }
  const Expr* start = semantic::argument(file, call, 2, "iv");
  if (name.ends_with(".AES.MODE_CBC") && start != nullptr && file.constant(*start)) {
    check.report(*start, "The initialisation vector is the same for every message");
  }
}

void check_vector(const Call& call, Check& check) {
  const Expr* start = call.args.empty() ? nullptr : call.args.front();
  const auto value = start != nullptr ? check.file().constant(*start) : std::nullopt;
  if (value) check.report(*start, "The initialisation vector is the same for every message");
}

// ---- old TLS
// ---------------------------------------------------------------------------------------------

bool is_old_protocol(std::string_view name) {
  return name == "ssl.PROTOCOL_SSLv2" || name == "ssl.PROTOCOL_SSLv3" ||
         name == "ssl.PROTOCOL_TLSv1" || name == "ssl.PROTOCOL_TLSv1_1" ||
         name == "ssl.TLSVersion.SSLv3" || name == "ssl.TLSVersion.TLSv1" ||
         name == "ssl.TLSVersion.TLSv1_1";
}

// Whether a protocol stands where it takes effect, as opposed to a table or a test.
bool is_in_force(const FileModel& file, const Attribute& protocol) {
  const Node* parent = file.parent(protocol);
  if (const auto* call = as<Call>(parent)) return file.resolve(call->func).starts_with("ssl.");
  std::string_view name;
  if (const auto* keyword = as<Keyword>(parent)) name = file.text(keyword->arg);
  const auto* assign = as<Assign>(parent);
  const auto* target = assign != nullptr ? assign->targets.front()->as<Attribute>() : nullptr;
  if (target != nullptr) name = file.text(target->attr);
  return name == "ssl_version" || name == "minimum_version" || name == "ssl_minimum_version" ||
         name == "protocol" || name == "maximum_version";
}

void check_protocol(const Node& node, Check& check) {
  const auto& attribute = *node.as<Attribute>();
  const std::string_view name = check.file().text(attribute.attr);
  if (!name.starts_with("PROTOCOL_") && !name.starts_with("TLSv1") && name != "SSLv3") return;
  if (!is_old_protocol(check.file().resolve(attribute)) || !is_in_force(check.file(), attribute)) {
    return;
  }
  Draft draft = check.report(attribute, "`{}` allows versions of TLS that RFC 8996 withdrew",
                             {check.file().text(attribute)});
  draft.fix(
      "Write `ssl.create_default_context()`, or `context.minimum_version = "
      "ssl.TLSVersion.TLSv1_2`.");
  draft.edit(attribute.attr_span(),
             name.starts_with("PROTOCOL_") ? "PROTOCOL_TLS_CLIENT" : "TLSv1_2");
}

void check(const Call& call, Check& check) {
  const std::string_view target = check.target();
  if (target.starts_with("hashlib.")) return check_hash(call, check);
  if (target.ends_with(".AES.new")) return check_aes(call, check);
  if (target.ends_with(".modes.CBC") || target.ends_with(".modes.CFB") ||
      target.ends_with(".modes.CTR") || target.ends_with(".modes.OFB") ||
      target.ends_with(".modes.GCM")) {
    return check_vector(call, check);
  }
  for (const Weak& weak : kCiphers) {
    if (weak.target == target) check.report(call, "{}", {weak.what});
  }
}

}  // namespace

extern constinit const Rule SEC083 = {
    .code = "SEC083",
    .name = "weak-crypto",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-327", "CWE-328", "ASVS 11.3.1", "ASVS 11.4.1",
                   "https://docs.python.org/3/library/hashlib.html", "RFC 8996"},
    .risk = "What was encrypted, hashed or signed so is read or forged with rented hardware.",
    .advice =
        "Hash passwords with argon2 or bcrypt, sign with `hmac.new(key, message, hashlib.sha256)`, "
        "encrypt with "
        "`AESGCM` and a fresh nonce.",
    .docs = R"md(
MD5 and SHA-1 collide, DES and RC4 are broken, ECB shows structure, a constant initialisation
vector makes equal messages look equal, TLS before 1.2 was withdrawn.

```python bad
import hashlib


def password_hash(password: str) -> str:
    return hashlib.md5(password.encode()).hexdigest()
```

```python good
import hashlib

import bcrypt


def password_hash(password: str) -> bytes:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt())


def cache_key(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
```

What a hash is for is read from the names around it (`password`, `token`, `signature`, …: for
review). A hash that does not say is a suggestion: `usedforsecurity=False` tells readers and FIPS
builds; the edit is safe where the names speak of caches and checksums. ETags and calls with
`usedforsecurity` are silent.
)md",
    .calls = {"hashlib.md5", "hashlib.sha1", "hashlib.new", "Crypto.Cipher.DES.new",
              "Crypto.Cipher.DES3.new", "Crypto.Cipher.ARC2.new", "Crypto.Cipher.ARC4.new",
              "Crypto.Cipher.Blowfish.new", "Cryptodome.Cipher.DES.new",
              "Cryptodome.Cipher.ARC4.new", "Crypto.Cipher.AES.new", "Cryptodome.Cipher.AES.new",
              "cryptography.hazmat.primitives.ciphers.algorithms.*",
              "cryptography.hazmat.primitives.ciphers.modes.*"},
    .on_call = check,
    .kinds = {Kind::Attribute},
    .on_node = check_protocol,
};

}  // namespace fastidious::rules
