#pragma once
// The texts that a variable of the environment can have at all, where the start fails for others:
// `{"test": TestConfig, "prod": ProdConfig}[os.getenv("ENV", "test")]`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/settings/settings_class.h"

namespace fastidious::app {

struct AcceptedValues {
  std::string variable;
  std::vector<std::string> texts;  // the keys, in their order
  Placed at;                       // the look-up
};

// Those of the variable that the field is read from. Only look-ups that are made when their module
// is loaded count, and none that an `except` may forgive.
std::optional<AcceptedValues> accepted_values(const semantic::Model& model,
                                              const SettingsTable::FieldOfSettings& field);

// Whether `test`, `settings.env == "production"`, comes out the same way in every run, and why.
struct SettledTest {
  bool holds = false;
  AcceptedValues values;
};
std::optional<SettledTest> settled_test(const semantic::Model& model, const SettingsTable& settings,
                                        Placed test);

// Where a function of the repository sets the variable itself, `os.environ["ENV"] = env`: settings
// that are made when their module is loaded know nothing of it. Null if none does.
Placed set_by_function(const semantic::Model& model, std::string_view variable);

// "Compare with `prod`", or in general words where no value is so named.
std::string advice_on(const SettledTest& settled);

}  // namespace fastidious::app
