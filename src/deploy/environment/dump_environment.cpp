#include "deploy/environment/dump_environment.h"

#include "deploy/environment/contract.h"
#include "project/path_and_line.h"

namespace fastidious::deploy {
namespace {

using Json = nlohmann::ordered_json;

std::string place(const TextFile& file, Span span) { return path_and_line(file, span.begin); }

Json places(const std::vector<VariableMention>& mentions) {
  Json list = Json::array();
  for (const VariableMention& one : mentions) list.push_back(place(*one.file, one.span));
  return list;
}

Json json_of(const ContractVariable& variable) {
  Json reads = Json::array();
  for (const VariableRead& one : variable.reads) {
    reads.push_back(place(one.file->file(), one.span));
  }
  Json json = {{"name", variable.name},
               {"required", variable.is_required},
               {"read", std::move(reads)},
               {"documented", places(variable.documented)},
               {"provided", places(variable.provided)}};
  if (!variable.others.empty()) json["or"] = variable.others;
  if (variable.is_of_platform) json["set_by_platform"] = true;
  return json;
}

}  // namespace

Json dump_environment(const Delivery& delivery) {
  const EnvironmentContract& contract = delivery.environment();
  Json json = {
      {"variables", Json::array()}, {"unused", Json::array()}, {"misspelt", Json::array()}};
  for (const auto& [name, variable] : contract.variables()) {
    json["variables"].push_back(json_of(variable));
  }
  for (const auto& [name, mention] : contract.unused()) {
    json["unused"].push_back({{"name", name}, {"at", place(*mention.file, mention.span)}});
  }
  for (const MisspeltVariable& one : contract.misspelt()) {
    json["misspelt"].push_back({{"name", one.name},
                                {"at", place(*one.mention.file, one.mention.span)},
                                {"read", one.read->name}});
  }
  return json;
}

}  // namespace fastidious::deploy
