#pragma once
// What an endpoint gives back.

#include "app/routes/route.h"
#include "app/types/type.h"

namespace fastidious::app {

struct ResponseModel {
  Type type;                   // Missing: none
  bool is_stream = false;      // the endpoint yields: `type` is that of its items
  bool from_argument = false;  // response_model=…, not the return annotation
};

// response_model=…, else the return annotation, unless that is a Response.
ResponseModel response_model(const Route& route);

}  // namespace fastidious::app
