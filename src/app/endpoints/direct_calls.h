#pragma once
// Endpoints' functions that tests call themselves, past the application.

#include <map>
#include <vector>

#include "app/application.h"

namespace fastidious::app {

// The functions of endpoints that tests call so, each with the statuses that these tests expect:
// `with pytest.raises(HTTPException) as error: await get_job(…)`.
std::map<const syntax::Node*, std::vector<int>> handlers_called_by_tests(
    const Application& application);

}  // namespace fastidious::app
