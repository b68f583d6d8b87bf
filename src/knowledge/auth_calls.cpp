#include "knowledge/auth_calls.h"

#include <algorithm>

namespace fastidious::knowledge {
namespace {

struct KnownUse {
  std::string_view target;  // ending in ".*": all below
  CredentialUse use;
};

constexpr KnownUse kUses[] = {
    {"jwt.decode", CredentialUse::Verifies},
    {"jose.jwt.decode", CredentialUse::Verifies},
    {"jose.jws.verify", CredentialUse::Verifies},
    {"jose.jwe.decrypt", CredentialUse::Verifies},
    {"authlib.jose.jwt.decode", CredentialUse::Verifies},
    {"firebase_admin.auth.verify_id_token", CredentialUse::Verifies},
    {"firebase_admin.auth.verify_session_cookie", CredentialUse::Verifies},
    {"google.oauth2.id_token.verify_oauth2_token", CredentialUse::Verifies},
    {"google.oauth2.id_token.verify_token", CredentialUse::Verifies},
    {"google.oauth2.id_token.verify_firebase_token", CredentialUse::Verifies},
    {"stripe.Webhook.construct_event", CredentialUse::Verifies},
    {"svix.webhooks.Webhook.verify", CredentialUse::Verifies},
    {"itsdangerous.URLSafeTimedSerializer.loads", CredentialUse::Verifies},
    {"itsdangerous.URLSafeSerializer.loads", CredentialUse::Verifies},
    {"itsdangerous.TimestampSigner.unsign", CredentialUse::Verifies},
    {"itsdangerous.Signer.unsign", CredentialUse::Verifies},
    {"argon2.PasswordHasher.verify", CredentialUse::Verifies},
    {"slack_sdk.signature.SignatureVerifier.is_valid_request", CredentialUse::Compares},
    {"slack_sdk.signature.SignatureVerifier.is_valid", CredentialUse::Compares},
    {"twilio.request_validator.RequestValidator.validate", CredentialUse::Compares},
    {"nacl.signing.VerifyKey.verify", CredentialUse::Verifies},
    {"secrets.compare_digest", CredentialUse::Compares},
    {"hmac.compare_digest", CredentialUse::Compares},
    {"bcrypt.checkpw", CredentialUse::Compares},
    {"passlib.context.CryptContext.verify", CredentialUse::Compares},
    {"pwdlib.PasswordHash.verify", CredentialUse::Compares},
    {"jose.jwt.get_unverified_claims", CredentialUse::Unverified},
    {"jose.jwt.get_unverified_header", CredentialUse::Unverified},
    {"jose.jwt.get_unverified_headers", CredentialUse::Unverified},
    {"jwt.get_unverified_header", CredentialUse::Unverified},
    {"fastapi.security.utils.get_authorization_scheme_param", CredentialUse::Converts},
    {"json.loads", CredentialUse::Converts},
    {"base64.*", CredentialUse::Converts},
    {"hashlib.*", CredentialUse::Converts},
    {"urllib.*", CredentialUse::Converts},
    {"binascii.*", CredentialUse::Converts},
    {"re.*", CredentialUse::Converts},
    {"uuid.UUID", CredentialUse::Converts},
    {"typing.cast", CredentialUse::Converts},
    {"builtins.str", CredentialUse::Converts},
    {"builtins.bytes", CredentialUse::Converts},
    {"builtins.int", CredentialUse::Converts},
    {"builtins.bool", CredentialUse::Converts},
    {"builtins.dict", CredentialUse::Converts},
    {"builtins.list", CredentialUse::Converts},
    {"builtins.set", CredentialUse::Converts},
    {"builtins.tuple", CredentialUse::Converts},
    {"builtins.getattr", CredentialUse::Converts},
};

// Packages whose callables are dependencies that refuse strangers by themselves.
constexpr std::string_view kGuardPackages[] = {
    "fastapi_users.",      "fastapi_login.",
    "fastapi_cloudauth.",  "fastapi_azure_auth.",
    "fastapi_auth0.",      "propelauth_fastapi",
    "fief_client.",        "authx.",
    "fastapi_jwt_auth.",   "fastapi_keycloak.",
    "supertokens_python.", "fastapi_clerk_auth.",
    "clerk_backend_api.",  "fastapi_jwt.",
    "libre_fastapi_jwt.",  "fastapi_keycloak_middleware.",
    "fastapi_oidc.",       "fastapi_third_party_auth.",
    "fastapi_plugin.",     "async_fastapi_jwt_auth."};

bool matches(std::string_view pattern, std::string_view target) {
  if (!pattern.ends_with(".*")) return pattern == target;
  pattern.remove_suffix(1);
  return target.starts_with(pattern);
}

}  // namespace

CredentialUse credential_use(std::string_view target) {
  if (target.empty()) return CredentialUse::None;
  for (const KnownUse& one : kUses) {
    if (matches(one.target, target)) return one.use;
  }
  return CredentialUse::None;
}

bool is_verifier(std::string_view target) {
  const CredentialUse use = credential_use(target);
  return use == CredentialUse::Verifies || use == CredentialUse::Compares ||
         use == CredentialUse::Looks;
}

int position_of_callee(std::string_view target) {
  if (target == "fastapi.concurrency.run_in_threadpool" ||
      target == "starlette.concurrency.run_in_threadpool" || target == "asyncio.to_thread" ||
      target == "anyio.to_thread.run_sync" || target == "asgiref.sync.sync_to_async") {
    return 0;
  }
  return target.ends_with(".run_in_executor") ? 1 : -1;
}

bool is_library_guard(std::string_view target) {
  return std::any_of(std::begin(kGuardPackages), std::end(kGuardPackages),
                     [&](std::string_view one) { return target.starts_with(one); });
}

}  // namespace fastidious::knowledge
