#pragma once
// Requests of tests that ask the application for the path of a route:
// client.get(app.url_path_for("articles:list"))

#include <string_view>
#include <vector>

#include "app/routes/route.h"
#include "app/routes/test_requests.h"

namespace fastidious::app {

// What stands before a route's name in the path of such a request, until paths are found.
inline constexpr std::string_view kNamedRoute = "@/";

// The name in `app.url_path_for(name)`, `str(app.url_path_for(name))` or a variable that is given
// that; null for other expressions.
const syntax::Expr* route_name_in(const FileModel& file, const syntax::Expr& expr);

// Gives each such request the path of the first route that has the name.
void find_named_paths(std::vector<TestRequest>& requests, const std::vector<AppRoutes>& apps);

}  // namespace fastidious::app
