#pragma once
// Objects that endpoints give back as they are: without a response model FastAPI sends all columns
// of a row and all fields of a model (https://fastapi.tiangolo.com/tutorial/encoder/).

#include <vector>

#include "app/application.h"
#include "app/effects/shown_fields.h"

namespace fastidious::app {

struct UnfilteredAnswer {
  const Route* route = nullptr;
  Definition handler;
  const syntax::Expr* value = nullptr;  // what is returned, or part of it
  std::vector<ShownField> fields;       // that a client reads
};

// Of endpoints that declare no response model, each function once, by its first route.
std::vector<UnfilteredAnswer> unfiltered_answers(const Application& application);

}  // namespace fastidious::app
