#include "engine/docs_condition.h"

#include "app/settings/accepted_values.h"
#include "semantic/model.h"

namespace fastidious::engine {

std::string docs_condition(const app::Application& application) {
  // `docs_url=None if settings.is_production else "/docs"`
  for (const app::AppRoutes* one : application.served_apps()) {
    const app::Placed url = one->app->argument("docs_url");
    const auto* choice = as<syntax::IfExp>(url.expr);
    if (choice == nullptr) continue;
    const auto settled =
        app::settled_test(application.code(), application.settings(), {url.file, choice->test});
    if (!settled) return std::string(url.file->text(*choice->test));
  }
  // `if settings.environment != "production": @app.get("/docs") …`
  for (const app::Endpoint& endpoint : application.endpoints().all()) {
    if (endpoint.path != "/docs" || endpoint.conditions.empty()) continue;
    const app::Placed& test = endpoint.conditions.front();
    return std::string(test.file->text(*test.expr));
  }
  return {};
}

}  // namespace fastidious::engine
