#pragma once
// Fields of settings classes that are no settings: what the program remembers there while it runs.

#include <set>
#include <string_view>
#include <vector>

#include "app/application.h"

namespace fastidious::deploy {

class SettingsState {
 public:
  // `files` are those whose code counts.
  SettingsState(const app::Application& application,
                const std::vector<const app::FileModel*>& files);

  // Whether the program sets the field (`settings.running = False`), changes it in place
  // (`self.seen.add(id)`), or computes its default from an enumeration or a clock.
  bool holds(const app::Field& field) const;
  // Whether some fields are set by names that are computed: `setattr(settings, key, value)`.
  bool is_set_by_name() const { return is_set_by_name_; }

 private:
  void look_at(const app::FileModel& file);
  void look_at_calls(const semantic::Model& code, const std::vector<bool>& counts);
  void look_at_target(const app::FileModel& file, const syntax::Expr& target, bool is_sum);
  void look_at_call(const app::FileModel& file, const syntax::Call& call);
  // Takes the field of `settings.field` or of a settings class's own `self.field`.
  void take(const app::FileModel& file, const syntax::Expr& expr, bool in_place);
  bool is_own(const app::FileModel& file, const syntax::Expr& self) const;

  std::set<const syntax::ClassDef*> classes_;  // that declare fields; looked up only
  std::set<std::string_view> changed_;
  bool is_set_by_name_ = false;
};

}  // namespace fastidious::deploy
