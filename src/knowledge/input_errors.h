#pragma once
// Exceptions of libraries whose texts speak of what the caller sent, or say nothing at all.

#include <algorithm>
#include <array>
#include <string_view>

namespace fastidious::knowledge {

// Classes, and packages (with a dot at the end) whose exceptions are all of that kind.
inline constexpr std::array<std::string_view, 34> kInputErrors = {
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
    "builtins.SyntaxError",
    "builtins.OverflowError",
    "anyio.BrokenResourceError",
    "anyio.ClosedResourceError"};

constexpr bool speaks_of_input(std::string_view exception) {
  return std::any_of(kInputErrors.begin(), kInputErrors.end(), [&](std::string_view one) {
    return one.ends_with('.') ? exception.starts_with(one) : exception == one;
  });
}

}  // namespace fastidious::knowledge
