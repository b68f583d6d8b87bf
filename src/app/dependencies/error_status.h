#pragma once
// The HTTP status with which an error that is raised answers the request.

#include "app/values/value.h"

namespace fastidious::app {

// Of an HTTPException, also one made elsewhere or of a class that knows its status, of a
// WebSocketException (403: the handshake is refused so), and of exceptions with a class variable
// such as HTTP_STATUS. 0 if it is not known.
int status_of(const FileModel& file, const syntax::Raise& raise);

// `raise HTTPException(429)`, `raise RateLimitException("…")` of a library
bool says_too_often(const FileModel& file, const syntax::Raise& raise);

// The number of a status code's expression: a constant, or a name such as HTTP_401_UNAUTHORIZED. 0
// if it is something else.
int status_code_of(const FileModel& file, const syntax::Expr& expr);

// The method of the class or of its bases in the repository; `file` is set to where it stands.
const syntax::FunctionDef* method_of(const Definition& cls, std::string_view name,
                                     const FileModel** file);

}  // namespace fastidious::app
