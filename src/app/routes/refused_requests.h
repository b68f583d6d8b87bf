#pragma once
// Requests of helpers that tests expect to be refused: `with pytest.raises(HTTPError):
// UserManager.create(…)`, where the helper calls `response.raise_for_status()`.

#include <vector>

#include "app/routes/test_requests.h"

namespace fastidious::app {

// Whether the node stands in a `with pytest.raises(…)` of an error that an answer is made of:
// HTTPError, HTTPStatusError, HTTPException.
bool is_expected_to_fail(const FileModel& file, const syntax::Node& node);

// What is expected where only that it fails is said: any error of the client's, a refusal, too.
inline constexpr int kSomeClientErrors[] = {400, 403};

// Adds to what is expected of requests in helpers what the tests that call these say.
void add_refusals(const semantic::Model& model, std::vector<TestRequest>& requests);

}  // namespace fastidious::app
