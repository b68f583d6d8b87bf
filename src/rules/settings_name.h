#pragma once
// Advice that names settings as the code does.

#include <string>
#include <string_view>

#include "app/application.h"

namespace fastidious::rules {

// How the code reads its settings and writes their names: `config.CORS_ORIGINS`.
struct SettingsName {
  std::string object = "settings";  // what is read: `config` of `config.DEBUG`
  bool in_capitals = false;         // the fields are: `DEBUG`
  // "cors_origins", or "CORS_ORIGINS" where fields are written so.
  std::string field(std::string_view name) const;
};

// As most reads of the fields of settings classes have it; the usual words where there are none.
SettingsName settings_name(const app::Application& application);

}  // namespace fastidious::rules
