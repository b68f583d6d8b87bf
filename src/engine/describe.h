#pragma once
// From a tree of files to the model of the application, without checking anything: what `routes`,
// `openapi` and `dump delivery` need.

#include <memory>
#include <vector>

#include "app/application.h"
#include "base/identifier.h"
#include "deploy/delivery.h"
#include "engine/audit.h"
#include "repo/inventory.h"
#include "semantic/model.h"
#include "text/file_system.h"

namespace fastidious::engine {

struct Description {
  std::unique_ptr<IdentifierTable> names;
  std::unique_ptr<const semantic::Model> model;
  std::unique_ptr<const app::Application> application;
  repo::Inventory inventory;  // also says what could not be read
};

// The same for any number of threads. Never throws but for want of memory.
Description describe(const AuditOptions& options, const FileSystem& files);

// How a described repository is delivered.
struct DeliveryDescription {
  std::vector<project::TextFile> texts;
  deploy::Manifests manifests;
  std::unique_ptr<const deploy::Delivery> delivery;
};
// Refers to `description`, which must outlive it.
std::unique_ptr<const DeliveryDescription> describe_delivery(const AuditOptions& options,
                                                             const Description& description,
                                                             const FileSystem& files);

}  // namespace fastidious::engine
