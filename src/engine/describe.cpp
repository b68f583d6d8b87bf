#include "engine/describe.h"

#include <tbb/task_arena.h>

#include "base/limits.h"
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

std::unique_ptr<const DeliveryDescription> describe_delivery(const AuditOptions& options,
                                                             const Description& description,
                                                             const FileSystem& files) {
  auto result = std::make_unique<DeliveryDescription>();
  const repo::Roles roles(description.inventory, options.roles);
  for (const repo::RepositoryFile& entry : description.inventory.files) {
    if (!deploy::may_be_manifest(entry)) continue;
    FileResult<SourceText> text = files.read(entry.path, limits::kMaxTextBytes);
    if (!text) continue;
    project::TextFile& file = result->texts.emplace_back();
    file.path = entry.path;
    file.kind = entry.kind;
    file.tracked = entry.tracked;
    file.text = std::move(*text);
    file.role = roles.role_of(file.path, file.text.view());
    file.lines = LineIndex(file.text);
  }
  std::vector<const project::TextFile*> texts;
  for (const project::TextFile& file : result->texts) texts.push_back(&file);
  result->manifests = deploy::read_manifests(texts);
  result->delivery = std::make_unique<deploy::Delivery>(*description.application, result->manifests,
                                                        description.inventory);
  return result;
}

}  // namespace fastidious::engine
