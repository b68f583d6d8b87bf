#pragma once
// Classes of libraries that are HTTP errors with a status of their own.

#include <string_view>

namespace fastidious::knowledge {

struct HttpErrorClass {
  std::string_view name;  // qualified
  int status = 0;
};

inline constexpr HttpErrorClass kHttpErrors[] = {
    {"fastcrud.exceptions.http_exceptions.BadRequestException", 400},
    {"fastcrud.exceptions.http_exceptions.NotFoundException", 404},
    {"fastcrud.exceptions.http_exceptions.ForbiddenException", 403},
    {"fastcrud.exceptions.http_exceptions.UnauthorizedException", 401},
    {"fastcrud.exceptions.http_exceptions.UnprocessableEntityException", 422},
    {"fastcrud.exceptions.http_exceptions.DuplicateValueException", 422},
    {"fastcrud.exceptions.http_exceptions.RateLimitException", 429},
};

// 0: no such class is known.
constexpr int status_of_http_error(std::string_view name) {
  for (const HttpErrorClass& one : kHttpErrors) {
    if (one.name == name) return one.status;
  }
  return 0;
}

// Whether the statuses of all errors that the module brings are known.
constexpr bool knows_http_errors_of(std::string_view module) {
  for (const HttpErrorClass& one : kHttpErrors) {
    if (one.name.substr(0, one.name.rfind('.')) == module) return true;
  }
  return false;
}

}  // namespace fastidious::knowledge
