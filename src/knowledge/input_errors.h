#pragma once
// Exceptions of libraries whose texts speak of what the caller sent, or say nothing at all.

#include <algorithm>
#include <array>
#include <string_view>

namespace fastidious::knowledge {

// Classes, and packages (with a dot at the end) whose exceptions are all of that kind.
inline constexpr std::array<std::string_view, 36> kInputErrors = {
    "pydantic.ValidationError",
    "pydantic_core.",
    "pydantic.v1.ValidationError",
    "pydantic.error_wrappers.",
    "fastapi.exceptions.RequestValidationError",
    "jwt.",
    "jose.",
    "joserfc.errors.",
    "authlib.jose.errors.",
    "itsdangerous.",
    "email_validator.",
    "phonenumbers.",
    "marshmallow.",
    "jsonschema.",
    "cerberus.",
    "voluptuous.",
    "croniter.",
    "dateutil.parser.",
    "packaging.",
    "yaml.",
    "tomllib.",
    "jinja2.",
    "sqlglot.",
    "cryptography.fernet.InvalidToken",
    "cryptography.exceptions.InvalidSignature",
    "zoneinfo.ZoneInfoNotFoundError",
    "zipfile.BadZipFile",
    "binascii.Error",
    "decimal.",
    "re.error",
    "builtins.AssertionError",
    "builtins.SyntaxError",
    "builtins.OverflowError",
    "fastapi_jwt_auth.exceptions.",
    "anyio.BrokenResourceError",
    "anyio.ClosedResourceError"};

constexpr bool speaks_of_input(std::string_view exception) {
  return std::any_of(kInputErrors.begin(), kInputErrors.end(), [&](std::string_view one) {
    return one.ends_with('.') ? exception.starts_with(one) : exception == one;
  });
}

// Exceptions whose texts are a few fixed words, if any, whatever happened.
constexpr bool says_nothing(std::string_view exception) {
  constexpr std::array<std::string_view, 8> kFixed = {
      "zipfile.BadZipFile",        "builtins.NotImplementedError",
      "builtins.BrokenPipeError",  "builtins.ConnectionResetError",
      "anyio.BrokenResourceError", "builtins.ConnectionAbortedError",
      "anyio.ClosedResourceError", "asyncio.CancelledError"};
  return std::find(kFixed.begin(), kFixed.end(), exception) != kFixed.end();
}

// Whether a class is named after what is wrong with a request: "OrderNotFoundError",
// "PolicyViolation", "InvalidSort". Not builtins: FileNotFoundError holds a path of the server.
constexpr bool is_named_like_input_error(std::string_view exception) {
  constexpr std::array<std::string_view, 13> kWords = {
      "Validation", "Invalid",   "NotFound",   "NotAllowed",   "Denied",
      "Conflict",   "Forbidden", "Policy",     "Unauthorized", "Permission",
      "Already",    "Violation", "Unsupported"};
  const std::string_view name = exception.substr(exception.rfind('.') + 1);
  return !exception.starts_with("builtins.") &&
         std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

}  // namespace fastidious::knowledge
