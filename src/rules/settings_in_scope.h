#pragma once
// Advice that reads settings where the application is made: by a name that is there.

#include <string>

#include "app/application.h"

namespace fastidious::rules {

struct SettingsInScope {
  std::string object;                       // "settings"; empty where no name is known to be there
  const app::SettingsClass* cls = nullptr;  // that it is an instance of
  // Where a statement sees it: "before the application is made", "in `app/main.py`, before
  // `create_app` is called".
  std::string where = "before the application is made";
};

// The name that most of the code reads its settings by, a usual one such as `config`, if the code
// that makes the application sees it before, as that of an instance of one class; else if the
// module does that calls the function which makes it. A parameter that may be of several classes is
// none.
SettingsInScope settings_in_scope(const app::Application& application, const app::Router& app);

}  // namespace fastidious::rules
