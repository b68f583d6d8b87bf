#include "app/contract/compare_operations.h"

#include <fmt/format.h>

#include <algorithm>

namespace fastidious::app {
namespace {

using Json = nlohmann::ordered_json;

Json object_at(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_object() ? json[key]
                                                                         : Json::object();
}

Json list_at(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_array() ? json[key] : Json::array();
}

class OperationComparison {
 public:
  OperationComparison(const OperationPair& pair, std::vector<Change>& changes)
      : pair_(pair), changes_(changes) {}

  void run() {
    compare_deprecation();
    compare_parameters();
    compare_bodies();
    compare_responses();
    compare_security();
  }

 private:
  void report(bool breaking, std::string_view kind, std::string place, std::string message) {
    changes_.push_back({breaking, kind, pair_.name, std::move(place), std::move(message)});
  }

  void compare_schemas(const Json& before, const Json& after, bool is_request,
                       const std::string& where) {
    const Direction direction =
        is_request != pair_.is_webhook ? Direction::Request : Direction::Response;
    SchemaComparison(pair_.old_document, pair_.new_document, direction, pair_.name, changes_)
        .compare(before, after, where);
  }

  void compare_deprecation() {
    const bool before = pair_.old_operation.value("deprecated", false);
    const bool after = pair_.new_operation.value("deprecated", false);
    if (before != after) {
      report(false, after ? "operation-deprecated" : "operation-undeprecated", "",
             after ? "is deprecated now" : "is deprecated no longer");
    }
    const std::string old_id = pair_.old_operation.value("operationId", "");
    const std::string new_id = pair_.new_operation.value("operationId", "");
    if (old_id != new_id) {
      report(false, "operation-id-changed", "",
             fmt::format("is called {} now, generated clients called it {}", new_id, old_id));
    }
  }

  // The name that a parameter of the old document has in the new one.
  std::string new_name(const Json& parameter) const {
    std::string name = parameter.value("name", "");
    if (parameter.value("in", "") != "path") return name;
    for (const auto& [before, after] : pair_.renamed) {
      if (before == name) return after;
    }
    return name;
  }

  static const Json* find(const Json& list, const std::string& in, const std::string& name) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Json& one) {
      return one.value("in", "") == in && one.value("name", "") == name;
    });
    return found == list.end() ? nullptr : &*found;
  }

  Json parameters_of(const Json& document, const Json& operation) const {
    Json list = Json::array();
    for (const Json& one : list_at(operation, "parameters")) {
      Json parameter = resolved_schema(document, one);
      if (parameter.is_object()) list.push_back(std::move(parameter));
    }
    return list;
  }

  static std::string place_of(const Json& parameter) {
    return fmt::format("{} parameter `{}`", parameter.value("in", ""), parameter.value("name", ""));
  }

  void compare_parameters() {
    const Json before = parameters_of(pair_.old_document, pair_.old_operation);
    const Json after = parameters_of(pair_.new_document, pair_.new_operation);
    Json known = Json::array();
    for (const Json& one : before) {
      const std::string in = one.value("in", "");
      const Json* now = find(after, in, new_name(one));
      known.push_back(Json{{"in", in}, {"name", new_name(one)}});
      if (now == nullptr) {
        report(true, "parameter-removed", place_of(one), "is gone");
      } else {
        compare_parameter(one, *now);
      }
    }
    for (const Json& one : after) {
      if (find(known, one.value("in", ""), one.value("name", "")) != nullptr) continue;
      const bool required = one.value("required", false);
      report(required, required ? "parameter-required" : "parameter-added", place_of(one),
             required ? "is new and required" : "is new");
    }
  }

  void compare_parameter(const Json& before, const Json& after) {
    const bool was_required = before.value("required", false);
    const bool is_required = after.value("required", false);
    if (was_required != is_required) {
      report(is_required, is_required ? "parameter-required" : "parameter-optional",
             place_of(after), is_required ? "is required now" : "is required no longer");
    }
    compare_schemas(object_at(before, "schema"), object_at(after, "schema"), true, place_of(after));
  }

  void compare_bodies() {
    const Json before = object_at(pair_.old_operation, "requestBody");
    const Json after = object_at(pair_.new_operation, "requestBody");
    const bool is_required = after.value("required", false);
    if (before.empty() && after.empty()) return;
    if (before.empty()) {
      report(is_required, is_required ? "request-body-required" : "request-body-added",
             "request body", is_required ? "is new and required" : "is new");
      return;
    }
    if (after.empty()) {
      report(true, "request-body-removed", "request body", "is gone");
      return;
    }
    if (before.value("required", false) != is_required) {
      report(is_required, is_required ? "request-body-required" : "request-body-optional",
             "request body", is_required ? "is required now" : "is required no longer");
    }
    compare_contents(before, after, true, "request body");
  }

  void compare_contents(const Json& before, const Json& after, bool is_request,
                        const std::string& where) {
    const Json old_content = object_at(before, "content");
    const Json new_content = object_at(after, "content");
    const std::string_view removed =
        is_request ? "request-media-type-removed" : "response-media-type-removed";
    const std::string_view added =
        is_request ? "request-media-type-added" : "response-media-type-added";
    for (const auto& [media, content] : old_content.items()) {
      if (!new_content.contains(media)) {
        report(true, removed, where, media + " is gone");
        continue;
      }
      for (const char* key : {"schema", "itemSchema"}) {
        compare_schemas(object_at(content, key), object_at(new_content[media], key), is_request,
                        where);
      }
    }
    for (const auto& [media, content] : new_content.items()) {
      if (!old_content.contains(media)) report(false, added, where, media + " is new");
    }
  }

  void compare_responses() {
    const Json before = object_at(pair_.old_operation, "responses");
    const Json after = object_at(pair_.new_operation, "responses");
    for (const auto& [status, response] : before.items()) {
      const std::string where = "response " + status;
      if (!after.contains(status)) {
        report(true, "response-status-removed", where, "is gone");
        continue;
      }
      const Json old_one = resolved_schema(pair_.old_document, response);
      const Json new_one = resolved_schema(pair_.new_document, after[status]);
      compare_contents(old_one, new_one, false, where);
      compare_headers(object_at(old_one, "headers"), object_at(new_one, "headers"), where);
    }
    for (const auto& [status, response] : after.items()) {
      if (!before.contains(status)) {
        report(false, "response-status-added", "response " + status, "is new");
      }
    }
  }

  void compare_headers(const Json& before, const Json& after, const std::string& where) {
    for (const auto& [name, header] : before.items()) {
      if (!after.contains(name)) {
        report(true, "response-header-removed", where, "header " + name + " is gone");
      }
    }
  }

  // {"OAuth2PasswordBearer": ["items:read"]} of all requirements together: FastAPI lists one
  // scheme after the other and asks for all of them.
  static Json requirements(const Json& document, const Json& operation) {
    Json all = Json::object();
    const Json list = operation.contains("security") ? list_at(operation, "security")
                                                     : list_at(document, "security");
    for (const Json& one : list) {
      if (!one.is_object()) continue;
      for (const auto& [scheme, scopes] : one.items()) {
        Json& known = all[scheme];
        if (!known.is_array()) known = Json::array();
        for (const Json& scope : scopes) known.push_back(scope);
      }
    }
    return all;
  }

  void compare_security() {
    const Json before = requirements(pair_.old_document, pair_.old_operation);
    const Json after = requirements(pair_.new_document, pair_.new_operation);
    for (const auto& [scheme, scopes] : after.items()) {
      if (!before.contains(scheme)) {
        report(true, "security-added", "security", "asks for " + scheme + " now");
        continue;
      }
      for (const Json& scope : scopes) {
        const Json& known = before[scheme];
        if (std::find(known.begin(), known.end(), scope) == known.end()) {
          report(true, "security-scope-added", "security",
                 fmt::format("asks for the scope {} of {} now", scope.dump(), scheme));
        }
      }
    }
    for (const auto& [scheme, scopes] : before.items()) {
      if (!after.contains(scheme)) {
        report(false, "security-removed", "security", "asks for " + scheme + " no longer");
      }
    }
  }

  const OperationPair& pair_;
  std::vector<Change>& changes_;
};

}  // namespace

void compare_operations(const OperationPair& pair, std::vector<Change>& changes) {
  OperationComparison(pair, changes).run();
}

}  // namespace fastidious::app
