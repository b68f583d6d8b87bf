#pragma once
// Settings classes that no code names: nobody asks them for what they read.

#include <string>
#include <unordered_map>

#include "app/application.h"
#include "app/settings/environment_reads.h"

namespace fastidious::deploy {

class UnusedSettings {
 public:
  explicit UnusedSettings(const app::Application& application);

  // The name of the class, if no code names it; else empty.
  std::string name_of(const syntax::Node* cls) const;
  // The same of the class around a read, whose module is loaded without the variable.
  std::string around(const app::EnvironmentRead& read) const;

 private:
  std::unordered_map<const syntax::Node*, std::string> names_;  // looked up only
};

}  // namespace fastidious::deploy
