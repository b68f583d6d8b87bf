#include "engine/describe.h"

#include <tbb/task_arena.h>

#include "engine/parse_all.h"
#include "knowledge/library_facts.h"
#include "project/dependencies.h"

namespace fastidious::engine {
namespace {

Description run(const AuditOptions& options, const FileSystem& files) {
  Description result;
  result.names = std::make_unique<IdentifierTable>();
  result.inventory = repo::discover(files, options.discovery);
  project::Dependencies dependencies = project::Dependencies::read(result.inventory, files);
  const rules::Driver no_rules({}, options.rules);
  const StylePlan style(no_rules, result.inventory, files);
  ParsedFiles parsed = parse_all(result.inventory, options.roles, style, files, *result.names);
  result.model = semantic::build_model(std::move(parsed.files), *result.names,
                                       knowledge::library_facts(), std::move(dependencies));
  result.application = std::make_unique<app::Application>(
      *result.model, app::ApplicationOptions{options.public_routes, options.guards});
  return result;
}

}  // namespace

Description describe(const AuditOptions& options, const FileSystem& files) {
  const int threads =
      options.threads == 0 ? tbb::task_arena::automatic : static_cast<int>(options.threads);
  tbb::task_arena arena(threads);
  return arena.execute([&] { return run(options, files); });
}

}  // namespace fastidious::engine
