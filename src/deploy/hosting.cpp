#include "deploy/hosting.h"

#include <algorithm>
#include <array>

namespace fastidious::deploy {
namespace {

struct Sign {
  std::string_view start, name, file;
};
// `RENDER_TIMEOUT` may be anybody's.
constexpr std::array kSigns = {Sign{"RENDER_SERVICE_", "Render", "render.yaml"},
                               Sign{"RENDER_INSTANCE_ID", "Render", "render.yaml"},
                               Sign{"RENDER_EXTERNAL_", "Render", "render.yaml"},
                               Sign{"RENDER_GIT_", "Render", "render.yaml"},
                               Sign{"RAILWAY_", "Railway", "railway.toml"},
                               Sign{"FLY_APP_NAME", "Fly.io", "fly.toml"},
                               Sign{"FLY_MACHINE_", "Fly.io", "fly.toml"},
                               Sign{"FLY_REGION", "Fly.io", "fly.toml"}};

}  // namespace

Hosting hosting_of(const EnvironmentContract& environment) {
  Hosting found;
  for (const auto& [name, variable] : environment.variables()) {
    const auto* sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& one) {
      return name.starts_with(one.start) || (name == "RENDER" && one.name == "Render");
    });
    if (sign == kSigns.end() || variable.reads.empty()) continue;
    if (!found.name.empty() && found.name != sign->name) return {};
    if (found.name.empty()) {
      found = {sign->name, sign->file, variable.reads.front().file->file().path};
    }
  }
  return found;
}

}  // namespace fastidious::deploy
