#pragma once
// What a response class says by itself.

#include <string>

#include "app/values/value.h"

namespace fastidious::app {

struct ResponseClass {
  std::string media_type;  // empty: none
  bool is_json = false;    // JSONResponse or a subclass: the response model describes the content
  bool is_event_stream = false;
  int status_code = 200;
};

// Of FastAPI's, Starlette's or the repository's class; Unknown stands for JSONResponse.
ResponseClass response_class(const Value& cls);

}  // namespace fastidious::app
