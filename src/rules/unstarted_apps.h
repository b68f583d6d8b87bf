#pragma once
// Bridges from ASGI to WSGI in front of functions of Firebase, and whether applications start
// behind them.

#include <array>
#include <map>
#include <set>

#include "rules/application_check.h"

namespace fastidious::rules {

// https://github.com/abersheeran/a2wsgi, https://github.com/junah201/vellox: none of them sends
// the lifespan's messages once for the process.
inline constexpr std::array<std::string_view, 2> kA2wsgi = {"a2wsgi.ASGIMiddleware",
                                                            "a2wsgi.asgi.ASGIMiddleware"};
inline constexpr std::array<std::string_view, 2> kVellox = {"vellox.Vellox",
                                                            "vellox.adapter.Vellox"};

// The application that the expression names; null if it is none.
const app::Router* app_of(const ApplicationCheck& check, const semantic::FileModel& file,
                          const syntax::Expr* expr);

// Only bridges of files that hold functions, or that such files import: others may be for AWS.
std::set<const semantic::FileModel*> files_of_functions(const app::Application& application);

// The applications that functions of Firebase answer with behind a bridge that never runs their
// lifespan, each with its first bridge.
std::map<const app::Router*, semantic::CallSite> unstarted_apps(const ApplicationCheck& check);

}  // namespace fastidious::rules
