#include "engine/documented_elsewhere.h"

#include <algorithm>

#include "deploy/environment/contract.h"
#include "deploy/pages.h"

namespace fastidious::engine {

bool may_be_documented_elsewhere(const deploy::Delivery& delivery) {
  const deploy::Manifests& manifests = delivery.manifests();
  if (!manifests.pages.empty()) return false;
  if (!deploy::has_documentation_site(manifests, delivery.files())) return false;
  const auto& variables = delivery.environment().variables();
  return std::any_of(variables.begin(), variables.end(), [](const auto& one) {
    const deploy::ContractVariable& variable = one.second;
    return variable.documented.empty() && variable.provided.empty() && !variable.is_of_platform &&
           !variable.is_state;
  });
}

}  // namespace fastidious::engine
