#pragma once
// Calls of PyJWT and python-jose: what they verify, and what they sign.
// https://pyjwt.readthedocs.io/en/stable/api.html,
// https://python-jose.readthedocs.io/en/latest/jwt/

#include <span>
#include <string_view>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// What signs a token, and what gives a token's claims, of either library.
inline constexpr std::string_view kJwtSigns[] = {"jwt.encode", "jwt.api_jwt.encode",
                                                 "jwt.PyJWT.encode", "jwt.api_jwt.PyJWT.encode",
                                                 "jose.jwt.encode"};
inline constexpr std::string_view kJwtDecodes[] = {"jwt.decode", "jwt.api_jwt.decode",
                                                   "jwt.PyJWT.decode", "jwt.api_jwt.PyJWT.decode",
                                                   "jose.jwt.decode"};

// Whether `target` decodes a token, of either library: to its claims, or to all there is in it.
bool is_jwt_decode(std::string_view target);

// The nodes of the function around the call, or of the module: the first 5000 of them.
std::span<const syntax::Node* const> nodes_around(const FileModel& file, const syntax::Call& call);

// The dict that `expr` is: a literal, or a name that one literal is assigned to and nothing else;
// null otherwise.
const syntax::Dict* dict_of(const FileModel& file, const syntax::Expr* expr);

// The value under a constant key; null if there is none.
const syntax::Expr* item_of(const syntax::Dict& dict, std::string_view key);

// Whether the decode call's `options` (or `verify`) hold the constant False for the check so named:
// "verify_signature", "verify_exp", ….
bool switches_off(const FileModel& file, const syntax::Call& decode, std::string_view check);

// Whether nothing but the token's times is read of what `decode` gives, there or by the name that
// takes it: `decode(…)["exp"]`, `claims.get("iat")`. They tell when to renew it, not who sent it.
bool only_reads_times(const FileModel& file, const syntax::Call& decode);

}  // namespace fastidious::semantic
