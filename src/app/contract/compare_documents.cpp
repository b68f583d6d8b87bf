#include <algorithm>
#include <map>

#include "app/contract/change.h"
#include "app/contract/compare_operations.h"
#include "text/words.h"

namespace fastidious::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kMethods[] = {"get",     "put",  "post",  "delete",
                                         "options", "head", "patch", "trace"};

std::vector<std::string> parameters_of(const std::string& path) {
  std::vector<std::string> names;
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    if (close == path.npos) break;
    names.push_back(path.substr(open + 1, close - open - 1));
  }
  return names;
}

// "/items/{id}" and "/items/{item_id}" are the same to a client.
std::string nameless(const std::string& path) {
  std::string result;
  bool inside = false;
  for (const char c : path) {
    if (c == '}') inside = false;
    if (!inside) result += c;
    if (c == '{') inside = true;
  }
  return result;
}

struct Operation {
  std::string path, method;
  const Json* json = nullptr;
};

class DocumentComparison {
 public:
  DocumentComparison(const Json& before, const Json& after) : before_(before), after_(after) {}

  std::vector<Change> run() {
    compare_section("paths", false);
    compare_section("webhooks", true);
    compare_security_schemes();
    std::stable_partition(changes_.begin(), changes_.end(),
                          [](const Change& one) { return one.breaking; });
    return std::move(changes_);
  }

 private:
  static std::vector<Operation> operations(const Json& document, const char* section) {
    std::vector<Operation> found;
    if (!document.is_object() || !document.contains(section)) return found;
    for (const auto& [path, item] : document[section].items()) {
      if (!item.is_object()) continue;
      for (const auto& [method, operation] : item.items()) {
        const bool is_method =
            std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods);
        if (is_method && operation.is_object()) found.push_back({path, method, &operation});
      }
    }
    return found;
  }

  static std::string name_of(const Operation& one, bool is_webhook) {
    return (is_webhook ? "webhook " : "") + upper_case(one.method) + " " + one.path;
  }

  void compare_section(const char* section, bool is_webhook) {
    std::map<std::string, const Operation*> now;
    const std::vector<Operation> after = operations(after_, section);
    for (const Operation& one : after) now[one.method + " " + nameless(one.path)] = &one;
    const std::vector<Operation> before = operations(before_, section);
    for (const Operation& one : before) {
      const auto found = now.find(one.method + " " + nameless(one.path));
      if (found == now.end()) {
        changes_.push_back({true, "operation-removed", name_of(one, is_webhook), "", "is gone"});
        continue;
      }
      compare(one, *found->second, is_webhook);
      now.erase(found);
    }
    for (const Operation& one : after) {
      const auto left = now.find(one.method + " " + nameless(one.path));
      if (left == now.end() || left->second != &one) continue;
      changes_.push_back({false, "operation-added", name_of(one, is_webhook), "", "is new"});
    }
  }

  void compare(const Operation& before, const Operation& after, bool is_webhook) {
    const std::vector<std::string> old_names = parameters_of(before.path);
    const std::vector<std::string> new_names = parameters_of(after.path);
    std::vector<std::pair<std::string, std::string>> renamed;
    for (std::size_t i = 0; i < std::min(old_names.size(), new_names.size()); ++i) {
      if (old_names[i] != new_names[i]) renamed.emplace_back(old_names[i], new_names[i]);
    }
    compare_operations({before_, after_, *before.json, *after.json, name_of(after, is_webhook),
                        std::move(renamed), is_webhook},
                       changes_);
  }

  static Json schemes_of(const Json& document) {
    const Json::json_pointer pointer("/components/securitySchemes");
    const bool known = document.is_object() && document.contains(pointer);
    return known && document.at(pointer).is_object() ? document.at(pointer) : Json::object();
  }

  static Json without_texts(Json scheme) {
    scheme.erase("description");
    return scheme;
  }

  void compare_security_schemes() {
    const Json before = schemes_of(before_);
    const Json after = schemes_of(after_);
    for (const auto& [name, scheme] : before.items()) {
      if (!after.contains(name) || without_texts(scheme) == without_texts(after[name])) continue;
      changes_.push_back({true, "security-scheme-changed", "", "security scheme `" + name + "`",
                          "is another one now"});
    }
  }

  const Json& before_;
  const Json& after_;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> contract_changes(const Json& old_document, const Json& new_document) {
  return DocumentComparison(old_document, new_document).run();
}

}  // namespace fastidious::app
