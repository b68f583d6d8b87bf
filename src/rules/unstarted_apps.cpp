#include "rules/unstarted_apps.h"

namespace fastidious::rules {

using semantic::CallSite;
using semantic::FileModel;
using syntax::Expr;

const app::Router* app_of(const ApplicationCheck& check, const FileModel& file, const Expr* expr) {
  if (expr == nullptr) return nullptr;
  const app::Router* router = check.application().routers().find({&file, expr});
  return router != nullptr && router->is_app ? router : nullptr;
}

std::set<const FileModel*> files_of_functions(const app::Application& application) {
  std::set<const FileModel*> files;
  for (const app::CloudFunction& one : application.functions()) {
    files.insert(one.handler.file);
    const semantic::Model& code = application.code();
    for (const project::ImportEdge& edge : code.imports().imports_of(one.handler.file->file().id)) {
      if (edge.to.valid()) files.insert(&code.file(edge.to));
    }
  }
  return files;
}

namespace {

bool is_off(const CallSite& site) {
  const Expr* lifespan = semantic::argument(*site.file, *site.call, -1, "lifespan");
  return lifespan != nullptr && site.file->constant_string(*lifespan) == "off";
}

}  // namespace

std::map<const app::Router*, CallSite> unstarted_apps(const ApplicationCheck& check) {
  std::map<const app::Router*, CallSite> apps;
  if (check.application().functions().empty()) return apps;
  const std::set<const FileModel*> files = files_of_functions(check.application());
  const auto add = [&](const CallSite& site) {
    const Expr* app = semantic::argument(*site.file, *site.call, 0, "app");
    const app::Router* router = app_of(check, *site.file, app);
    if (router != nullptr) apps.emplace(router, site);
  };
  for (const CallSite& site : check.model().calls_of_any(kA2wsgi)) {
    if (files.contains(site.file)) add(site);
  }
  for (const CallSite& site : check.model().calls_of_any(kVellox)) {
    if (files.contains(site.file) && is_off(site)) add(site);
  }
  return apps;
}

}  // namespace fastidious::rules
