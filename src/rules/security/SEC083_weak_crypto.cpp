#include <algorithm>
#include <string>

#include "rules/call_edits.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// ---- what a hash is for
// ------------------------------------------------------------------------------------

constexpr std::string_view kSecurityWords[] = {"password", "passwd",  "pwd",       "token",
                                               "secret",   "api_key", "apikey",    "credential",
                                               "hmac",     "otp",     "auth_code", "session_id"};
// Of a signature that protects something a key is a part: what a call looks like is a signature,
// too.
constexpr std::string_view kSignatureWords[] = {"signature", "sign_"};
constexpr std::string_view kKeyWords[] = {"key", "salt", "private", "nonce", "verify"};
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

// What the hash is called, in small letters: the variable, argument or function that takes it. It
// says what the hash is for.
std::string recipient(const FileModel& file, const Call& call) {
  std::string words;
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

// The names in the call, in small letters: what is hashed.
std::string hashed(const FileModel& file, const Call& call) {
  std::string words;
  add_words(file, call, words);
  return lower_case(words);
}

// `user_id = md5(api_key)`: nobody finds a generated key by its hash, whichever it is; a password
// they do.
bool is_name_of_key(std::string_view what, std::string_view name) {
  constexpr std::string_view kGuessed[] = {"password", "passwd", "pwd", "secret", "credential"};
  return name.find("_id") != name.npos && name.find("session") == name.npos &&
         !has_word(what, kGuessed);
}

// What the call says of `usedforsecurity`.
enum class Purpose { Unsaid, Security, Other };

Purpose said_purpose(const FileModel& file, const Call& call) {
  if (semantic::passes_unpacked_mapping(call)) return Purpose::Other;
  const Expr* flag = semantic::argument(file, call, -1, "usedforsecurity");
  if (flag == nullptr) return Purpose::Unsaid;
  const auto* constant = flag->as<Constant>();
  const bool is_on = constant != nullptr && constant->type == ConstantKind::True;
  return is_on ? Purpose::Security : Purpose::Other;
}

// The weak algorithm that a call of hashlib uses; empty if it is none.
std::string_view weak_hash(const FileModel& file, const Call& call, std::string_view target) {
  if (target == "hashlib.md5") return "MD5";
  if (target == "hashlib.sha1") return "SHA-1";
  const Expr* name = semantic::argument(file, call, 0, "name");
  const auto text = name != nullptr ? file.constant_string(*name) : std::nullopt;
  const std::string algorithm = text ? lower_case(*text) : std::string();
  if (algorithm == "md5") return "MD5";
  if (algorithm == "md4") return "MD4";
  const bool is_sha = algorithm == "sha1" || algorithm == "sha-1" || algorithm == "sha";
  return is_sha ? "SHA-1" : std::string_view{};
}

// `md5(signature).hexdigest()[:12]`: a few digits of it name something.
bool is_cut(const FileModel& file, const Call& call) {
  const auto* method = as<Attribute>(file.parent(call));
  const auto* digits = method != nullptr ? as<Call>(file.parent(*method)) : nullptr;
  const auto* cut = digits != nullptr ? as<Subscript>(file.parent(*digits)) : nullptr;
  return cut != nullptr && cut->slice->is(Kind::Slice);
}

void report_secret(const Call& call, std::string_view algorithm, Check& check) {
  const bool is_sure = has_word(hashed(check.file(), call), kSecurityWords);
  check.report(call, "{} protects a secret or a signature here", {algorithm})
      .confidence(is_sure ? Confidence::High : Confidence::Medium);
}

void check_hash(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const std::string_view algorithm = weak_hash(file, call, check.target());
  const Purpose said = said_purpose(file, call);
  if (algorithm.empty() || said == Purpose::Other) return;
  const std::string what = hashed(file, call);
  const std::string name = recipient(file, call);
  const std::string words = what + ' ' + name;
  if (words.find("etag") != words.npos) return;
  const bool is_signature = has_word(words, kSignatureWords) && has_word(words, kKeyWords) &&
                            !is_cut(file, call);
  const bool is_secret = is_signature || has_word(words, kSecurityWords);
  if (is_secret && !is_name_of_key(what, name)) return report_secret(call, algorithm, check);
  if (said == Purpose::Security) {
    check.report(call, "`{}` says that {} is for security", {file.text(*call.func), algorithm})
        .severity(Severity::Warning)
        .fix("Write `hashlib.sha256(…)`, or `usedforsecurity=False` where it is not.");
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

// The weak algorithm that an object of a library for cryptography stands for: hashes.MD5(),
// Crypto.Hash.SHA.new(); empty if it is none.
std::string_view weak_hash_object(std::string_view target) {
  if (target.starts_with("cryptography.")) {
    if (target.ends_with(".MD5")) return "MD5";
    return target.ends_with(".SHA1") ? "SHA-1" : std::string_view{};
  }
  for (const std::string_view name : {"MD2", "MD4", "MD5"}) {
    if (target.ends_with(std::string(name) + ".new")) return name;
  }
  return target.ends_with(".SHA.new") || target.ends_with(".SHA1.new") ? "SHA-1"
                                                                       : std::string_view{};
}

// HMAC, one-time passwords and the padding of RSA do not lean on what is broken in them; a
// certificate's fingerprint is compared by people.
bool is_asked_for_by_protocol(const FileModel& file, const Call& call) {
  constexpr std::string_view kProtocols[] = {"HMAC", "TOTP", "HOTP", "MGF1",        "OAEP",
                                             "PSS",  "hmac", "otp",  "fingerprint", "OCSP"};
  const std::string_view statement = file.text(file.enclosing_statement(call));
  return has_word(statement.substr(0, 400), kProtocols);
}

void check_hash_object(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const std::string_view algorithm = weak_hash_object(check.target());
  if (algorithm.empty() || is_asked_for_by_protocol(file, call)) return;
  const std::string words = hashed(file, call) + ' ' + recipient(file, call);
  if (has_word(words, kSecurityWords) || has_word(words, kSignatureWords)) {
    return report_secret(call, algorithm, check);
  }
  check.report(call, "`{}` makes a hash that is broken for security", {file.text(call)})
      .severity(Severity::Suggestion)
      .risk("{} collides: two texts with the same hash can be made.", {algorithm})
      .fix("Use SHA-256: `hashlib.sha256(…)`, `hashes.SHA256()`, `SHA256.new()`.");
}

// crypt.crypt(word, salt=crypt.METHOD_MD5), crypt.mksalt(crypt.METHOD_CRYPT)
void check_crypt(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const bool makes_salt = check.target().ends_with("mksalt");
  const Expr* method = makes_salt ? semantic::argument(file, call, 0, "method")
                                  : semantic::argument(file, call, 1, "salt");
  const std::string_view name = method != nullptr ? file.resolve(*method) : std::string_view{};
  if (name != "crypt.METHOD_CRYPT" && name != "crypt.METHOD_MD5") return;
  check.report(call, "`{}` hashes passwords with {}",
               {file.text(*method), name.ends_with("MD5") ? "MD5" : "56 bits of DES"});
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
    {"Cryptodome.Cipher.DES3.new", "Triple DES has blocks of 64 bits"},
    {"Cryptodome.Cipher.ARC2.new", "RC2 is broken"},
    {"Cryptodome.Cipher.ARC4.new", "RC4 is broken"},
    {"Cryptodome.Cipher.Blowfish.new", "Blowfish has blocks of 64 bits"},
    {"Crypto.Cipher.XOR.new", "A key that is repeated is read from what it encrypts"},
    {"Cryptodome.Cipher.XOR.new", "A key that is repeated is read from what it encrypts"},
    {"cryptography.hazmat.decrepit.ciphers.algorithms.TripleDES",
     "Triple DES has blocks of 64 bits"},
    {"cryptography.hazmat.decrepit.ciphers.algorithms.ARC4", "RC4 is broken"},
    {"cryptography.hazmat.decrepit.ciphers.algorithms.RC2", "RC2 is broken"},
    {"cryptography.hazmat.decrepit.ciphers.algorithms.Blowfish", "Blowfish has blocks of 64 bits"},
    {"cryptography.hazmat.decrepit.ciphers.algorithms.IDEA", "IDEA has blocks of 64 bits"},
    {"cryptography.hazmat.decrepit.ciphers.algorithms.CAST5", "CAST5 has blocks of 64 bits"},
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
         name == "ssl.TLSVersion.TLSv1_1" || name.ends_with("SSL.SSLv2_METHOD") ||
         name.ends_with("SSL.SSLv3_METHOD") || name.ends_with("SSL.TLSv1_METHOD") ||
         name.ends_with("SSL.TLSv1_1_METHOD");
}

// Whether a protocol stands where it takes effect, as opposed to a table or a test.
bool is_in_force(const FileModel& file, const Attribute& protocol) {
  const Node* parent = file.parent(protocol);
  if (const auto* call = as<Call>(parent)) {
    const std::string_view called = file.resolve(call->func);
    return called.starts_with("ssl.") || called.ends_with("SSL.Context");
  }
  std::string_view name;
  if (const auto* arg = as<Arg>(parent)) name = file.text(arg->name);
  if (const auto* keyword = as<Keyword>(parent)) name = file.text(keyword->arg);
  const auto* assign = as<Assign>(parent);
  const auto* target = assign != nullptr ? assign->targets.front()->as<Attribute>() : nullptr;
  if (target != nullptr) name = file.text(target->attr);
  return name == "ssl_version" || name == "minimum_version" || name == "ssl_minimum_version" ||
         name == "protocol" || name == "maximum_version" || name == "method" || name == "version";
}

void check_protocol(const Node& node, Check& check) {
  const auto& attribute = *node.as<Attribute>();
  const std::string_view name = check.file().text(attribute.attr);
  const bool may_be =
      name.starts_with("PROTOCOL_") || name.starts_with("TLSv1") || name.starts_with("SSLv");
  if (!may_be) return;
  if (!is_old_protocol(check.file().resolve(attribute)) || !is_in_force(check.file(), attribute)) {
    return;
  }
  Draft draft = check.report(attribute, "`{}` allows versions of TLS that RFC 8996 withdrew",
                             {check.file().text(attribute)});
  draft.fix(
      "Write `ssl.create_default_context()`, or `context.minimum_version = "
      "ssl.TLSVersion.TLSv1_2`.");
  if (name.ends_with("_METHOD")) return;
  draft.edit(attribute.attr_span(),
             name.starts_with("PROTOCOL_") ? "PROTOCOL_TLS_CLIENT" : "TLSv1_2");
}

// What banks, cards and passports speak asks for it: Redsys makes the key of an order with it,
// terminals each key anew (DUKPT), ICAO 9303 encrypts what a passport says with it.
bool is_of_payment_protocol(const FileModel& file, const Call& call) {
  constexpr std::string_view kProtocols[] = {"redsys", "sermepa", "dukpt",   "emv",
                                             "icao",   "mrtd",    "desfire", "emvco"};
  const FunctionDef* function = file.enclosing_function(call);
  const ClassDef* cls = function != nullptr ? file.enclosing_class(*function) : nullptr;
  return names_any_of(file.file().path, kProtocols) ||
         (cls != nullptr && names_any_of(file.text(cls->name), kProtocols)) ||
         (function != nullptr && names_any_of(file.text(function->name), kProtocols));
}

void check_cipher(const Call& call, const Weak& weak, Check& check) {
  Draft draft = check.report(call, "{}", {weak.what});
  const bool is_triple = weak.what.starts_with("Triple DES");
  if (!is_triple || !is_of_payment_protocol(check.file(), call)) return;
  draft.severity(Severity::Warning)
      .risk(
          "The other side asks for it, so it cannot be left out; nothing else of the application "
          "should be encrypted so.")
      .fix(
          "Keep it in this one place, and use the version of the protocol that asks for AES as "
          "soon as the other side offers one.");
}

void check(const Call& call, Check& check) {
  const std::string_view target = check.target();
  if (target.starts_with("hashlib.")) return check_hash(call, check);
  if (target.starts_with("crypt.")) return check_crypt(call, check);
  if (target.find(".Hash.") != target.npos || target.find(".hashes.") != target.npos) {
    return check_hash_object(call, check);
  }
  if (target.ends_with(".AES.new")) return check_aes(call, check);
  if (target.ends_with(".modes.CBC") || target.ends_with(".modes.CFB") ||
      target.ends_with(".modes.CTR") || target.ends_with(".modes.OFB") ||
      target.ends_with(".modes.GCM")) {
    return check_vector(call, check);
  }
  for (const Weak& weak : kCiphers) {
    if (weak.target == target) check_cipher(call, weak, check);
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
`usedforsecurity` are silent. Triple DES is a warning where the path, class or function is named for a protocol of banks,
cards or passports that asks for it (Redsys, DUKPT, EMV, ICAO 9303).
)md",
    .calls = {"hashlib.md5",
              "hashlib.sha1",
              "hashlib.new",
              "Crypto.Cipher.DES.new",
              "Crypto.Cipher.DES3.new",
              "Crypto.Cipher.ARC2.new",
              "Crypto.Cipher.ARC4.new",
              "Crypto.Cipher.Blowfish.new",
              "Crypto.Cipher.XOR.new",
              "Cryptodome.Cipher.DES.new",
              "Cryptodome.Cipher.DES3.new",
              "Cryptodome.Cipher.ARC2.new",
              "Cryptodome.Cipher.ARC4.new",
              "Cryptodome.Cipher.Blowfish.new",
              "Cryptodome.Cipher.XOR.new",
              "Crypto.Cipher.AES.new",
              "Cryptodome.Cipher.AES.new",
              "Crypto.Hash.MD2.new",
              "Crypto.Hash.MD4.new",
              "Crypto.Hash.MD5.new",
              "Crypto.Hash.SHA.new",
              "Crypto.Hash.SHA1.new",
              "Cryptodome.Hash.MD2.new",
              "Cryptodome.Hash.MD4.new",
              "Cryptodome.Hash.MD5.new",
              "Cryptodome.Hash.SHA.new",
              "Cryptodome.Hash.SHA1.new",
              "crypt.crypt",
              "crypt.mksalt",
              "cryptography.hazmat.primitives.hashes.MD5",
              "cryptography.hazmat.primitives.hashes.SHA1",
              "cryptography.hazmat.decrepit.ciphers.algorithms.*",
              "cryptography.hazmat.primitives.ciphers.algorithms.*",
              "cryptography.hazmat.primitives.ciphers.modes.*"},
    .on_call = check,
    .kinds = {Kind::Attribute},
    .on_node = check_protocol,
};

}  // namespace fastidious::rules
