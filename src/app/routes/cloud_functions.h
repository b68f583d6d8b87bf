#pragma once
// Firebase functions that answer HTTP requests
// (https://firebase.google.com/docs/functions/http-events, …/callable).

#include <vector>

#include "app/values/value.h"
#include "semantic/model.h"

namespace fastidious::app {

struct CloudFunction {
  Definition handler;        // a FunctionDef
  Placed decorator;          // @https_fn.on_request(…) or @https_fn.on_call(…)
  bool is_callable = false;  // on_call: Firebase checks tokens that are sent, but asks for none
};

// By file and position.
std::vector<CloudFunction> cloud_functions(const semantic::Model& model);

}  // namespace fastidious::app
