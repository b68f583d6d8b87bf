#include <algorithm>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::AppRoutes;
using deploy::Document;
using deploy::Node;
using deploy::Read;

// "/api" of "/api/**"; empty where the pattern is of another kind.
std::string prefix_of(std::string_view source) {
  const std::size_t star = source.find('*');
  if (star == source.npos || star < 2 || source[0] != '/' || source[star - 1] != '/') return {};
  const std::string_view prefix = source.substr(0, star - 1);
  const bool plain = prefix.find_first_of("{}()@!?+:") == prefix.npos;
  return plain ? std::string(prefix) : std::string();
}

bool says_root_path(const DeliveryCheck& check, const AppRoutes& app) {
  if (app.app->argument("root_path") || app.app->argument("root_path_in_servers") ||
      app.app->argument("servers")) {
    return true;
  }
  for (const deploy::StartCommand* server : check.delivery().servers()) {
    for (const deploy::Argument& word : server->server.words) {
      if (word.text.starts_with("--root-path")) return true;
    }
    if (server->server.server == deploy::Server::Program) return true;  // what it sets is its own
  }
  return false;
}

// Whether some route, or something mounted, may answer below the prefix.
bool answers_below(const AppRoutes& app, const std::string& prefix) {
  return std::any_of(app.routes.begin(), app.routes.end(), [&](const app::Route& route) {
    const std::string& path = route.full_path;
    return !route.path_is_known || path.starts_with(prefix) || path.starts_with("/{") ||
           (route.kind == app::Route::Kind::Mount && prefix.starts_with(path));
  });
}

// The application behind the function so named: there is one, and the function's file uses it.
const AppRoutes* app_behind(const DeliveryCheck& check, std::string_view function) {
  const auto apps = check.application().served_apps();
  const auto& functions = check.application().functions();
  if (apps.size() != 1) return nullptr;
  for (const app::CloudFunction& one : functions) {
    const auto* node = one.handler ? one.handler.node->as<FunctionDef>() : nullptr;
    if (node == nullptr || one.handler.file->text(node->name) != function) continue;
    const std::string_view body = one.handler.file->text(*node);
    const bool bridged = body.find("from_app") != body.npos || body.find("wsgi") != body.npos;
    return bridged ? apps.front() : nullptr;
  }
  return nullptr;
}

void check_rewrites(DeliveryCheck& check, const Read<Document>& manifest, const Node& hosting) {
  const Node* rewrites = hosting.find("rewrites");
  if (rewrites == nullptr) return;
  for (const Node* one : rewrites->items) {
    const Node* source = one->find("source");
    const Node* function = one->find("function");
    if (source == nullptr || function == nullptr) continue;
    const std::string_view name =
        function->is_scalar() ? std::string_view(function->text) : function->text_of("functionId");
    const AppRoutes* app = app_behind(check, name);
    const std::string prefix = prefix_of(source->text);
    if (app == nullptr || prefix.empty() || app->routes.empty()) continue;
    if (answers_below(*app, prefix) || says_root_path(check, *app)) continue;
    check
        .report(*manifest.file, source->span,
                "Hosting hands on the whole path, and no route begins with `{}`", {prefix})
        .fix(
            "Let the function take it off before the application sees the path: hand on an "
            "environ in which `{}` has gone from `PATH_INFO` to `SCRIPT_NAME`. A `prefix` of the "
            "routers would change their addresses for tests and for whatever else serves the "
            "application.",
            {prefix});
  }
}

// traefik.http.middlewares.x.stripprefix.prefixes=/api
void check_labels(DeliveryCheck& check, const Read<Document>& compose) {
  const auto apps = check.application().served_apps();
  const Node* services = compose.content.root()->find("services");
  if (apps.size() != 1 || services == nullptr) return;
  for (const Node* service : services->items) {
    const Node* labels = service->find("labels");
    if (labels == nullptr || service->find("build") == nullptr) continue;
    for (std::size_t i = 0; i < labels->items.size(); ++i) {
      const Node& value = *labels->items[i];
      const std::string text =
          labels->is_map() ? labels->keys[i]->text + "=" + value.text : value.text;
      const std::size_t at = text.find("stripprefix.prefixes=");
      if (at == std::string::npos || says_root_path(check, *apps.front())) continue;
      const std::string prefix = text.substr(text.find('=', at) + 1);
      check
          .report(*compose.file, value.span,
                  "The proxy takes `{}` away, and the application does not know: it has no "
                  "root_path",
                  {prefix})
          .fix("Tell it: `FastAPI(root_path=\"{}\")`.", {prefix});
    }
  }
}

void check(DeliveryCheck& check) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  for (const Read<Document>& manifest : manifests.firebase) {
    const Node* hosting = manifest.content.root()->find("hosting");
    if (hosting == nullptr) continue;
    if (hosting->is_map()) check_rewrites(check, manifest, *hosting);
    if (!hosting->is_list()) continue;
    for (const Node* one : hosting->items) check_rewrites(check, manifest, *one);
  }
  for (const Read<Document>& compose : manifests.compose) check_labels(check, compose);
}

}  // namespace

extern constinit const Rule DEP041 = {
    .code = "DEP041",
    .name = "proxy-prefix-mismatch",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"https://fastapi.tiangolo.com/advanced/behind-a-proxy/",
                   "https://firebase.google.com/docs/hosting/functions"},
    .risk = "Requests get 404, or /docs asks for an openapi.json that is not there.",
    .advice =
        "A proxy that keeps the prefix wants it in the paths: take it off where the application "
        "is handed the request, or put it before the routes where nothing else serves them. One "
        "that takes it away wants `FastAPI(root_path=\"/api\")`.",
    .docs = R"md(
Rewrites of Firebase Hosting to a function whose application has no route below that path: Hosting hands on the path as it is. And prefixes
that Traefik takes away in a compose file while the application has no `root_path`.

```python bad
# --- docker-compose.yml
services:
  api:
    build: .
    labels:
      - traefik.http.middlewares.strip.stripprefix.prefixes=/api
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- docker-compose.yml
services:
  api:
    build: .
    labels:
      - traefik.http.middlewares.strip.stripprefix.prefixes=/api
# --- main.py
from fastapi import FastAPI

app = FastAPI(root_path="/api")
```

Silent with several applications, and where a program starts the server itself. Other proxies' configurations are not read.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
