#include "app/routes/proxy.h"

namespace fastidious::app {

bool is_proxy(const Route& route) {
  return route.methods.size() > 1 && route.full_path.ends_with(":path}");
}

}  // namespace fastidious::app
