#pragma once
// Routers whose routes nobody serves.

#include <set>
#include <vector>

#include "app/routes/router.h"

namespace fastidious::app {

class LostRouters {
 public:
  // Both must outlive it.
  LostRouters(const semantic::Model& model, const RouterTable& routers);

  // Whether no application serves the router, through any number of includes and mounts, nor can by
  // what is not seen: its name goes nowhere where it may be included, and every include of the
  // repository can be told. False of all if the repository has no application. Looks through all
  // files for a router that is not served.
  bool contains(const Router& router) const { return contains(router, 0); }
  // Whether another router includes it: that one's absence explains this one's.
  bool is_part_of_another(const Router& router) const { return !includers_of(router).empty(); }

 private:
  bool contains(const Router& router, int depth) const;
  std::vector<const Router*> includers_of(const Router& router) const;
  void visit(const Router& router);
  bool goes_elsewhere(const Router& router) const;
  bool leaves_function(const FileModel& file, const syntax::FunctionDef& function,
                       const syntax::Name& name) const;
  bool is_included(const FileModel& file, const syntax::Expr& use) const;

  const semantic::Model& model_;
  const RouterTable& routers_;
  std::set<const Router*> reached_;
  std::set<const syntax::Node*> known_includes_;  // calls that include something in a known router
  bool has_app_ = false;
  bool is_dynamic_ = false;  // some include's router cannot be told: it may be any
};

}  // namespace fastidious::app
