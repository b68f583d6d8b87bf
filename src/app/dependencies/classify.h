#pragma once
// Where the value of a parameter comes from, by FastAPI's rules.

#include "app/dependencies/dependency.h"

namespace fastidious::app {

// The parameter `name: type = default_value` of an endpoint at `path`, or of one of its
// dependencies; `around` tells the names of a function around it.
Parameter classify(const FileModel& file, std::string_view name, const Type& type,
                   const syntax::Expr* default_value, std::string_view path,
                   const Bindings& around = {});

// Whether a parameter without a marker is one of the query only as long as its class, which is
// found nowhere in the repository, is no model: then FastAPI takes it for the body.
bool may_be_body(const Parameter& parameter);

// Whether a value of the type fits into a path, query, header or cookie; others are bodies.
bool is_scalar(const Type& type);
// The same for lists of such values.
bool is_scalar_sequence(const Type& type);
// UploadFile, alone, optional, or in a list.
bool is_upload(const Type& type);

}  // namespace fastidious::app
