#pragma once
// The table of endpoints, in the formats of `fastidious routes`.

#include <span>
#include <string>

#include "app/routes/route_row.h"
#include "app/settings/settings_class.h"

namespace fastidious::report {

// One line an endpoint, in columns.
std::string write_routes_text(std::span<const app::RouteRow> rows);
// A GitHub table, then what is to be confirmed.
std::string write_routes_markdown(std::span<const app::RouteRow> rows);
// {"schema": 1, "routes": […], "settings": […]}: settings are the classes that read the
// environment, each with the exact names of its variables.
std::string write_routes_json(std::span<const app::RouteRow> rows,
                              const app::SettingsTable& settings);

}  // namespace fastidious::report
