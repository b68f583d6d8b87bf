#pragma once
// How the repository's application is built, started and deployed, as its manifests, scripts and
// workflows say.
//
// Built once from the application model and the manifests, which it refers to and must not outlive;
// const afterwards.

#include <vector>

#include "app/application.h"
#include "base/lazy.h"
#include "deploy/manifests.h"
#include "repo/inventory.h"

namespace fastidious::deploy {

class Delivery {
 public:
  Delivery(const app::Application& application, const Manifests& manifests,
           const repo::Inventory& inventory)
      : application_(application), manifests_(manifests), inventory_(inventory) {}
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  const app::Application& application() const { return application_; }
  const Manifests& manifests() const { return manifests_; }
  const repo::Inventory& inventory() const { return inventory_; }

 private:
  const app::Application& application_;
  const Manifests& manifests_;
  const repo::Inventory& inventory_;
};

}  // namespace fastidious::deploy
