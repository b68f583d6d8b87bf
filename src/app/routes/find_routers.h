#pragma once
// Fills a RouterTable; nobody else needs it.

#include <unordered_map>

#include "app/routes/router.h"

namespace fastidious::app {

class RouterFinder {
 public:
  RouterFinder(RouterTable& table, const semantic::Model& model) : table_(table), model_(model) {}
  void run();

 private:
  enum class Construction : std::uint8_t { None, App, Router };

  bool may_register(const FileModel& file, const std::vector<bool>& web) const;
  void find_constructions(const FileModel& file);
  void find_registrations(const FileModel& file);
  Construction construction(const FileModel& file, const syntax::Call& call);
  void register_call(const FileModel& file, const syntax::Call& call);
  void register_loop(const FileModel& file, const syntax::For& loop);
  void add_targets(Registration& registration) const;
  void add_targets_of_rounds(Registration& registration) const;
  void add_loop_targets(Registration& registration, const syntax::Name& name,
                        std::string_view member) const;
  Placed value_of(Placed expr, int depth = 0) const;
  Registration as_passed(const Registration& registration, Placed call) const;
  const Router* router_of_module(Placed expr, std::string_view member) const;
  void add_attribute_targets(Registration& registration, const syntax::Attribute& attribute) const;
  void add_to(Placed receiver, Registration registration, int depth = 0);
  void add_for_callers(Placed receiver, const Registration& registration, int depth);
  void add_for_lifespans(const FileModel& file, const syntax::FunctionDef& function,
                         const Registration& registration);

  RouterTable& table_;
  const semantic::Model& model_;
  std::unordered_map<Identifier, Construction> classes_;
  std::vector<const FileModel*> files_;
};

}  // namespace fastidious::app
