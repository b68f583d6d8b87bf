#include "cli/dump_delivery_model.h"

#include <fmt/format.h>

#include "cli/audit_options.h"
#include "cli/command.h"
#include "deploy/dump_delivery.h"
#include "deploy/environment/dump_environment.h"
#include "engine/describe.h"

namespace fastidious::cli {

int dump_delivery_model(const std::string& root, std::string_view form) {
  AuditWords words;
  words.positional = {root};
  const auto setup = set_up(words, false);
  if (!setup) return usage_error(setup.error().message);
  const engine::Description description = engine::describe(setup->options, *setup->files);
  const auto delivery = engine::describe_delivery(setup->options, description, *setup->files);
  const auto json = form == "environment" ? deploy::dump_environment(*delivery->delivery)
                                          : deploy::dump_delivery(*delivery->delivery);
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  return kSuccess;
}

}  // namespace fastidious::cli
