#include "rules/proxy_trust.h"

#include <algorithm>
#include <string_view>

namespace fastidious::rules {
namespace {

// Whether code that is no test serves by `uvicorn.run`.
bool is_started_in_code(const semantic::Model& model) {
  const auto calls = model.calls_of("uvicorn.run");
  return std::any_of(calls.begin(), calls.end(), [](const semantic::CallSite& site) {
    return site.file->file().role != project::Role::Test;
  });
}

// Uvicorn compares texts before this version, and a network is never the text of an address.
std::string_view trusted(const semantic::FileModel& file) {
  constexpr std::string_view kKnowsNetworks = "0.31";
  const project::Dependencies& all = file.project().dependencies();
  const std::string_view path = file.file().path;
  if (all.find("uvicorn", path) == nullptr) return "its own address or network";
  switch (all.is_at_least("uvicorn", kKnowsNetworks, path)) {
    case project::Answer::Yes: return "its own address or network";
    case project::Answer::No:
      return "its own address: a network matches nothing before uvicorn 0.31";
    case project::Answer::Unknown: break;
  }
  return "its own address, or its network from uvicorn 0.31 on";
}

}  // namespace

std::string trust_in_proxy(const semantic::Model& model, const semantic::FileModel& file) {
  const std::string option = is_started_in_code(model)
                                 ? "`forwarded_allow_ips=` of `uvicorn.run`, or "
                                   "`--forwarded-allow-ips` of a command line, with "
                                 : "`--forwarded-allow-ips` with ";
  return option + std::string(trusted(file));
}

}  // namespace fastidious::rules
