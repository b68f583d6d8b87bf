#include <algorithm>
#include <string>

#include "app/effects/catching.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kVerify =
    "Verify: `jwt.decode(token, key, algorithms=[\"RS256\"], audience=…, issuer=…)`, with the key "
    "and the algorithm (a constant list) of whoever signs these tokens; where no setting holds the "
    "key, ask them for it. Only `kid` may be read from the unverified header.";
constexpr std::string_view kUnverified = "jose.jwt.get_unverified_claims";

bool is_jose(std::string_view target) { return target.starts_with("jose."); }

bool is_unverified(const semantic::FileModel& file, const Call& call) {
  return file.resolve(*call.func) == kUnverified ||
         semantic::switches_off(file, call, "verify_signature");
}

// Whether the function verifies a token as well: then the unverified look finds the key or tenant.
bool verifies_too(const semantic::FileModel& file, const Call& call) {
  const auto nodes = semantic::nodes_around(file, call);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* other = node->as<Call>();
    return other != nullptr && other != &call &&
           semantic::is_jwt_decode(file.resolve(*other->func)) && !is_unverified(file, *other);
  });
}

bool reads_header(const semantic::FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  return call != nullptr && file.resolve(*call->func).ends_with("get_unverified_header");
}

// `client.userinfo(token=token)` before: the provider has accepted the token (OpenID Connect Core
// 1.0, 5.3; RFC 7662).
bool is_accepted_by_provider(const semantic::FileModel& file, const Call& call) {
  const auto nodes = semantic::nodes_around(file, call);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* other = node->as<Call>();
    if (other == nullptr || other->span().begin >= call.span().begin) return false;
    const std::string name = lower_case(file.text(*other->func));
    return name.ends_with("userinfo") || name.ends_with("user_info") ||
           name.find("introspect") != name.npos;
  });
}

// Whether the function reads who the caller is from some claims.
bool reads_identity(const semantic::FileModel& file, const Call& call) {
  constexpr std::string_view kClaims[] = {"sub",    "user",     "user_id",    "uid",
                                          "email",  "role",     "roles",      "scope",
                                          "scopes", "username", "permissions"};
  const auto nodes = semantic::nodes_around(file, call);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* text = node->as<Constant>();
    const bool is_text = text != nullptr && text->is_str();
    return is_text &&
           std::find(std::begin(kClaims), std::end(kClaims), text->value) != std::end(kClaims);
  });
}

// An ID token, or any token where a login through a provider is handled: the provider may have sent
// it itself, over TLS, in answer to a code. OpenID Connect (Core 1.0, 3.1.3.7) lets its signature
// be.
bool may_come_from_issuer(const semantic::FileModel& file, const Call& call) {
  const Expr* token = semantic::argument(file, call, 0, "jwt");
  if (token != nullptr && file.text(*token).find("id_token") != std::string_view::npos) return true;
  const std::string path = lower_case(file.file().path);
  const FunctionDef* function = file.enclosing_function(call);
  const std::string name = function != nullptr ? lower_case(file.text(function->name)) : "";
  constexpr std::string_view kLogins[] = {"sso", "oidc", "oauth"};
  return std::any_of(std::begin(kLogins), std::end(kLogins), [&](std::string_view word) {
    return path.find(word) != path.npos || name.find(word) != name.npos;
  });
}

// "get_unverified_claims", or "This is not verified" in its docstring: whoever calls it knows.
bool says_so(const semantic::FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  const Constant* docstring = file.docstring(*function);
  const std::string text = lower_case(docstring != nullptr ? docstring->value : "");
  return file.text(function->name).find("unverified") != std::string_view::npos ||
         contains_any(text, {"without signature verif", "without verif", "not verified",
                             "signature is intentionally"});
}

// The same token goes somewhere else before, which may refuse it: the provider's own endpoint.
bool is_shown_before(const semantic::FileModel& file, const Call& call) {
  const Expr* token = semantic::argument(file, call, 0, "jwt");
  if (token == nullptr) return false;
  for (const Node* node : semantic::nodes_around(file, call)) {
    if (!node->is(token->kind) || node->span().begin >= call.span().begin) continue;
    if (file.text(*node) != file.text(*token)) continue;
    const Node* at = file.parent(*node);
    while (at != nullptr && as<Call>(at) == nullptr && as<Stmt>(at) == nullptr) {
      at = file.parent(*at);
    }
    if (as<Call>(at) != nullptr && !at->span().contains(call.span().begin)) return true;
  }
  return false;
}

// The token's own header, as a call or a name that holds its result.
bool is_token_header(const semantic::FileModel& file, const Expr& expr) {
  if (reads_header(file, &expr)) return true;
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  for (const semantic::Binding* binding : semantic::reaching_bindings(file, *name)) {
    if (reads_header(file, binding->value)) return true;
  }
  return false;
}

// header["alg"], header.get("alg")
bool takes_header_algorithm(const semantic::FileModel& file, const Expr& algorithms) {
  for (const Node* node : file.tree().subtree(algorithms)) {
    const auto* item = node->as<Subscript>();
    if (item != nullptr && is_token_header(file, *item->value)) return true;
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method != nullptr && is_token_header(file, *method->value)) return true;
  }
  return false;
}

bool allows_none(const semantic::FileModel& file, const Expr& algorithms) {
  for (const Node* node : file.tree().subtree(algorithms)) {
    const auto* text = node->as<Constant>();
    if (text != nullptr && text->is_str() && (text->value == "none" || text->value == "None")) {
      return true;
    }
  }
  const auto value = file.constant_string(algorithms);
  return value && (*value == "none" || *value == "None");
}

constexpr std::string_view kOwnAlgorithm =
    "Who sends the token chooses how it is checked: with HS256 and the public key for a secret a "
    "forged token has passed (CVE-2024-33663).";

void check_algorithms(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* algorithms = semantic::argument(file, call, 2, "algorithms");
  if (algorithms == nullptr) {
    if (!is_jose(check.target()) || semantic::passes_unpacked_mapping(call)) return;
    check
        .report(call, "`{}` without `algorithms` accepts whatever algorithm the token names",
                {file.text(*call.func)})
        .risk(kOwnAlgorithm);
  } else if (takes_header_algorithm(file, *algorithms)) {
    check.report(*algorithms, "The token's own header chooses the algorithm that verifies it")
        .risk(kOwnAlgorithm);
  } else if (allows_none(file, *algorithms)) {
    check.report(*algorithms, "`algorithms` allows \"none\": tokens without a signature");
  }
}

// PyJWT 1 took verify=False; PyJWT 2 ignores it and verifies.
bool verifies_by_version_1(const Call& call, const semantic::FileModel& file) {
  const Expr* verify = semantic::argument(file, call, -1, "verify");
  const auto constant = verify != nullptr ? file.constant(*verify) : std::nullopt;
  const bool off =
      constant && constant->type == semantic::ConstantValue::Type::Bool && constant->integer == 0;
  return off && file.project().dependencies().is_at_least("pyjwt", "2", file.file().path) ==
                    project::Answer::No;
}

// jwt.encode(claims, None, algorithm="none")
void check_signing(const Call& call, Check& check) {
  const Expr* algorithm = semantic::argument(check.file(), call, 2, "algorithm");
  const auto name = algorithm != nullptr ? check.file().constant_string(*algorithm) : std::nullopt;
  if (name && (*name == "none" || *name == "None")) {
    check.report(*algorithm, "The token is not signed: anybody can write one");
  }
}

bool is_of_jwt(std::string_view name) {
  return name.starts_with("jwt.") || name.starts_with("jose.");
}

// Whether a clause around the place catches what decoding raises.
bool is_caught_around(const semantic::FileModel& file, const Node& place) {
  const auto guards = app::guards_of(file, place);
  return std::any_of(guards.begin(), guards.end(), [](const app::Guard& guard) {
    if (guard.attempt == nullptr) return true;  // contextlib.suppress
    const auto& handlers = guard.attempt->handlers;
    return std::any_of(handlers.begin(), handlers.end(), [&](const ExceptHandler* one) {
      return one->type == nullptr || semantic::catches_everything(*guard.file, *one) ||
             semantic::any_caught(*guard.file, *one, [](std::string_view name) {
               return name.empty() || is_of_jwt(name);
             });
    });
  });
}

// Whether the application has a handler of its own for errors of these libraries.
bool is_answered_by_application(const semantic::Model& model) {
  constexpr std::string_view kRegister[] = {
      "fastapi.FastAPI.exception_handler", "fastapi.FastAPI.add_exception_handler",
      "starlette.applications.Starlette.exception_handler",
      "starlette.applications.Starlette.add_exception_handler"};
  const auto sites = model.calls_of_any(kRegister);
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    const Expr* error = semantic::argument(*site.file, *site.call, 0, "exc_class_or_status_code");
    return error != nullptr && is_of_jwt(site.file->resolve(*error));
  });
}

// Whether nothing catches what decoding raises: neither around the call, nor where the function is
// called from, nor the application itself.
bool is_caught_nowhere(const semantic::FileModel& file, const Call& call) {
  constexpr std::size_t kMostSites = 20;
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || is_caught_around(file, call)) return false;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  if (sites.empty() || sites.size() > kMostSites) return false;  // who calls it is not seen
  return std::none_of(sites.begin(), sites.end(),
                      [](const semantic::CallSite& site) {
                        return is_caught_around(*site.file, *site.call);
                      }) &&
         !is_answered_by_application(file.project());
}

// What has to be done about the tokens that are refused from then on.
void say_refusal(const semantic::FileModel& file, const Call& call, Draft& draft) {
  if (!is_caught_nowhere(file, call)) return;
  const std::string_view error =
      is_jose(file.resolve(*call.func)) ? "jose.JWTError" : "jwt.InvalidTokenError";
  draft.fix(
      "{} Catch `{}`, which it raises for a forged token, and answer 401: nothing here "
      "catches it, and it would be 500.",
      {kVerify, error});
}

void check(const Call& call, Check& check) {
  if (check.target().ends_with("encode")) return check_signing(call, check);
  const semantic::FileModel& file = check.file();
  const bool unverified = is_unverified(file, call) || verifies_by_version_1(call, file);
  if (!unverified) return check_algorithms(call, check);
  if (is_accepted_by_provider(file, call)) return;
  if (verifies_too(file, call) || semantic::only_reads_times(file, call)) return;
  Draft draft = check.report(call, "`{}` reads the token's claims without verifying its signature",
                             {file.text(*call.func)});
  say_refusal(file, call, draft);
  if (says_so(file, call)) {
    draft.severity(Severity::Warning)
        .confidence(Confidence::Low)
        .risk("The function says so itself; whoever believes what it gives believes anybody.");
  } else if (may_come_from_issuer(file, call)) {
    draft.severity(Severity::Warning)
        .confidence(Confidence::Low)
        .risk(
            "That is right only for a token that the provider's token endpoint has just sent "
            "(OpenID Connect Core 1.0, 3.1.3.7); anybody can write one that comes from a client.");
  } else if (!reads_identity(file, call) || is_shown_before(file, call)) {
    draft.confidence(Confidence::Medium);
  }
}

}  // namespace

extern constinit const Rule SEC056 = {
    .code = "SEC056",
    .name = "jwt-signature-unverified",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-347", "OWASP API2:2023", "ASVS 9.1.1", "ASVS 9.1.2",
                   "https://pyjwt.readthedocs.io/en/stable/usage.html"},
    .risk = "Anyone can write such a token: what is read from it here is what the sender chose.",
    .advice = kVerify,
    .docs = R"md(
What a token claims is worth nothing until its signature is verified, by an algorithm that the
application chose.

```python bad
import jwt


def user_of(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["sub"]
```

```python good
import jwt

from app.config import settings


def user_of(token: str) -> str:
    return jwt.decode(token, settings.public_key, algorithms=["RS256"])["sub"]
```

Also reported: python-jose's `get_unverified_claims`, and its `decode` without `algorithms`;
"none" among the algorithms; an algorithm taken from the token's header. Not reported:
`get_unverified_header` for the `kid`, an unverified look in a function that verifies as well,
`verify=False` with PyJWT 2 (it is ignored), and PyJWT 2 without `algorithms` (it refuses).
)md",
    .calls = {"jwt.encode", "jwt.api_jwt.encode", "jose.jwt.encode", "jwt.decode",
              "jwt.decode_complete", "jwt.api_jwt.decode", "jwt.PyJWT.decode",
              "jwt.api_jwt.PyJWT.decode", "jose.jwt.decode", "jose.jwt.get_unverified_claims"},
    .on_call = check,
};

}  // namespace fastidious::rules
