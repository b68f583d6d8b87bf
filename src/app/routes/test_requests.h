#pragma once
// Requests that tests make: client.get("/items/1").

#include <string>
#include <vector>

#include "app/routes/route.h"
#include "app/values/value.h"
#include "semantic/model.h"

namespace fastidious::app {

struct TestRequest {
  std::string method;  // upper case; "WEBSOCKET"
  std::string path;    // without the query; parts that are not known are "*", ids "0"
  Placed call = {};
  const syntax::FunctionDef* test = nullptr;  // the function around it; null at module level
  std::vector<int> expected = {};             // the statuses that this function expects of answers
  // It goes to whatever the application or its OpenAPI document lists: to all endpoints.
  bool goes_everywhere = false;
};

// Of the repository's test files, by file and position.
std::vector<TestRequest> test_requests(const semantic::Model& model);

// Whether the request goes to the route: same method, and each segment of the path may be the
// other's.
bool hits(const TestRequest& request, const Route& route);

}  // namespace fastidious::app
