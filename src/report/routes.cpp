#include "report/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "semantic/model.h"

namespace fastidious::report {
namespace {

using app::Authentication;
using app::RouteRow;
using Json = nlohmann::ordered_json;

template <class Items>
std::string joined(const Items& items, std::string_view separator) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += separator;
    if constexpr (std::is_integral_v<std::decay_t<decltype(item)>>) {
      text += std::to_string(item);
    } else {
      text += item;
    }
  }
  return text;
}

std::string evidence_of(const RouteRow& row) {
  std::string text;
  for (const app::Evidence& one : row.authentication.evidence) {
    if (!text.empty()) text += ", ";
    text += one.what;
  }
  return text;
}

bool has_authentication(const RouteRow& row) { return row.kind != "mount"; }

std::string authentication_of(const RouteRow& row) {
  if (!has_authentication(row)) return "";
  std::string text(app::name_of(row.authentication.status));
  if (!row.authentication.roles.empty()) {
    text += " [" + joined(row.authentication.roles, ", ") + "]";
  }
  return text;
}

std::string methods_of(const RouteRow& row) {
  return row.methods.empty() ? std::string(row.kind) : joined(row.methods, ",");
}

Json evidence_json(const RouteRow& row) {
  Json list = Json::array();
  for (const app::Evidence& one : row.authentication.evidence) {
    Json entry{{"what", one.what}};
    if (one.at) {
      const project::SourceFile& file = one.at.file->file();
      entry["file"] = file.path;
      entry["line"] = file.lines.position(file.text, one.at.expr->begin).line;
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json row_json(const RouteRow& row) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  Json json;
  json["kind"] = row.kind;
  json["methods"] = row.methods;
  json["path"] = row.path;
  json["handler"] = row.handler;
  json["file"] = row.file;
  json["line"] = row.line;
  json["registered_at"] = row.registered_at;
  json["conditional"] = text_or_null(row.conditional);
  json["authentication"]["status"] =
      has_authentication(row) ? Json(app::name_of(row.authentication.status)) : Json(nullptr);
  json["authentication"]["evidence"] = evidence_json(row);
  json["roles"] = row.authentication.roles;
  json["rate_limit"] = text_or_null(row.authentication.rate_limit);
  json["parameters"] = row.parameters;
  json["request_model"] = text_or_null(row.request_model);
  json["response_model"] = text_or_null(row.response_model);
  json["statuses"]["raised"] = row.raised;
  json["statuses"]["documented"] = row.documented;
  json["statuses"]["undocumented"] = row.undocumented;
  json["dependencies"] = row.dependencies;
  json["background_tasks"] = row.background;
  json["tests"] = row.tests;
  return json;
}

Json settings_json(const app::SettingsClass& settings) {
  const semantic::FileModel& code = *settings.definition.file;
  const syntax::Node& node = *settings.definition.node;
  Json json;
  json["class"] = code.qualified_name(node);
  json["file"] = code.file().path;
  json["line"] = code.file().lines.position(code.file().text, node.begin).line;
  json["env_files"] = settings.env_files;
  json["sources_are_known"] = settings.sources_are_known;
  json["variables"] = Json::array();
  for (const app::EnvironmentVariable& one : settings.variables) {
    json["variables"].push_back({{"name", one.name},
                                 {"field", one.field == nullptr ? "" : one.field->name},
                                 {"required", one.is_required},
                                 {"json", one.is_json}});
  }
  return json;
}

std::string cell(std::string text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string confirmations(std::span<const RouteRow> rows) {
  std::string text;
  for (const RouteRow& row : rows) {
    if (!has_authentication(row) || row.authentication.status != Authentication::Status::Public) {
      continue;
    }
    text += fmt::format("- `{} {}`: {}\n", methods_of(row), row.path, evidence_of(row));
  }
  return text;
}

std::string totals(std::span<const RouteRow> rows) {
  std::size_t counts[4] = {};
  std::size_t endpoints = 0;
  for (const RouteRow& row : rows) {
    if (!has_authentication(row)) continue;
    ++endpoints;
    ++counts[static_cast<std::size_t>(row.authentication.status)];
  }
  return fmt::format(
      "{} endpoints: {} enforced, {} weak, {} public by inference (confirm them), {} without "
      "authentication",
      endpoints, counts[0], counts[1], counts[2], counts[3]);
}

}  // namespace

std::string write_routes_text(std::span<const RouteRow> rows) {
  std::size_t methods = 6, path = 4, authentication = 14;
  for (const RouteRow& row : rows) {
    methods = std::max(methods, methods_of(row).size());
    path = std::max(path, row.path.size());
    authentication = std::max(authentication, authentication_of(row).size());
  }
  path = std::min<std::size_t>(path, 60);
  std::string text;
  for (const RouteRow& row : rows) {
    text +=
        fmt::format("{:<{}}  {:<{}}  {:<{}}  {} ({}:{}){}\n", methods_of(row), methods, row.path,
                    path, authentication_of(row), authentication, row.handler, row.file, row.line,
                    row.conditional.empty() ? "" : "  if " + row.conditional);
  }
  return text + "\n" + totals(rows) + "\n";
}

std::string write_routes_markdown(std::span<const RouteRow> rows) {
  std::string text =
      "| Methods | Path | Authentication | Evidence | Rate limit | Body | Response | Raises | "
      "Documents | Handler | Tests |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const RouteRow& row : rows) {
    text += fmt::format(
        "| {} | `{}`{} | {} | {} | {} | {} | {} | {} | {} | `{}` ({}:{}) | {} |\n", methods_of(row),
        cell(row.path), row.conditional.empty() ? "" : " if `" + cell(row.conditional) + "`",
        authentication_of(row), cell(evidence_of(row)), row.authentication.rate_limit,
        cell(row.request_model), cell(row.response_model), joined(row.raised, ", "),
        joined(row.documented, ", "), row.handler, row.file, row.line, row.tests.size());
  }
  text += "\n" + totals(rows) + ".\n";
  const std::string to_confirm = confirmations(rows);
  if (!to_confirm.empty()) text += "\n## Public by Inference, to Be Confirmed\n\n" + to_confirm;
  return text;
}

std::string write_routes_json(std::span<const RouteRow> rows, const app::SettingsTable& settings) {
  Json json{{"schema", 1}};
  json["routes"] = Json::array();
  for (const RouteRow& row : rows) json["routes"].push_back(row_json(row));
  json["settings"] = Json::array();
  for (const app::SettingsClass& one : settings.classes()) {
    json["settings"].push_back(settings_json(one));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fastidious::report
