#include "app/endpoints/path_guard.h"

#include <algorithm>
#include <vector>

#include "app/application.h"
#include "app/dependencies/behaviour.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostFunctions = 80;  // that a guard calls with the request
constexpr std::size_t kLeastInTable = 2;    // paths that make a display a table of them
constexpr std::size_t kLeastListed = 10;    // endpoints that the tables name,
constexpr std::size_t kLeastShare = 5;      // and one in so many of all

bool is_request(const FileModel& file, const Expr& expr) {
  return file.type_of(expr).ends_with("Request");
}

// `request.url.path`, `request.scope["path"]`
bool is_path_of_request(const FileModel& file, const Attribute& attribute) {
  const std::string_view name = file.text(attribute.attr);
  if (name == "scope") return is_request(file, *attribute.value);
  const auto* url = name == "path" ? attribute.value->as<Attribute>() : nullptr;
  return url != nullptr && file.text(url->attr) == "url" && is_request(file, *url->value);
}

bool takes_request(const FileModel& file, const Call& call) {
  return std::any_of(call.args.begin(), call.args.end(),
                     [&](const Expr* one) { return is_request(file, *one); }) ||
         std::any_of(call.keywords.begin(), call.keywords.end(),
                     [&](const Keyword* one) { return is_request(file, *one->value); });
}

// The name that a display stands for: `TABLE = […]`, `class Routes(Enum): table = […]`.
std::string name_of_display(const FileModel& file, const Expr& display) {
  const auto* assign = as<Assign>(file.parent(display));
  return assign != nullptr ? lower_case(file.text(*assign->targets.front())) : std::string();
}

void add_paths(const FileModel& file, const ListExpr& display, std::set<std::string>& paths) {
  if (name_of_display(file, display).find("admin") != std::string::npos) return;
  std::vector<std::string_view> found;
  for (const Expr* one : display.elts) {
    const auto* text = one->as<Constant>();
    if (text != nullptr && text->is_str() && text->value.starts_with("/")) {
      found.push_back(text->value);
    }
  }
  if (found.size() >= kLeastInTable) paths.insert(found.begin(), found.end());
}

}  // namespace

bool PathGuards::reads_path(const Definition& function) {
  const auto [known, is_new] = known_.emplace(function.node, false);
  if (!is_new) return known->second;
  std::vector<Definition> all{function};
  std::set<const Node*> seen{function.node};
  for (std::size_t i = 0; i < all.size() && all.size() < kMostFunctions; ++i) {
    const Definition one = all[i];
    for (const auto* attribute : one.file->tree().nodes_of<Attribute>(*one.node)) {
      if (is_path_of_request(*one.file, *attribute)) return known_[function.node] = true;
    }
    for (const auto* call : one.file->tree().nodes_of<Call>(*one.node)) {
      const Definition callee = one.file->definition_of(*call->func);
      const bool followed = as<FunctionDef>(callee.node) != nullptr &&
                            takes_request(*one.file, *call) && seen.insert(callee.node).second;
      if (followed) all.push_back(callee);
    }
  }
  return false;
}

bool PathGuards::judge(const Route& route) {
  bool any = false;
  for_each_dependency(route.dependant, [&](const Dependency& one) {
    const Definition function = &one == &route.dependant ? Definition{} : function_of(one.callable);
    any = any || (as<FunctionDef>(function.node) != nullptr && reads_path(function));
  });
  return any;
}

const std::set<std::string>& PathGuards::listed() {
  if (has_listed_) return listed_;
  has_listed_ = true;
  for (const FileModel& file : application_.code().files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const auto* display : file.tree().nodes_of<ListExpr>()) {
      add_paths(file, *display, listed_);
    }
  }
  for (const Endpoint& one : application_.endpoints().all()) {
    listed_endpoints_ += listed_.contains(one.path) ? 1 : 0;
  }
  return listed_;
}

bool PathGuards::leave_to_administrators(const Route& route) {
  const Endpoint* endpoint = application_.endpoints().of(route);
  if (endpoint == nullptr || !endpoint->is_guarded() || !judge(route)) return false;
  const std::size_t all = application_.endpoints().all().size();
  return !listed().contains(endpoint->path) && listed_endpoints_ >= kLeastListed &&
         listed_endpoints_ * kLeastShare >= all;
}

}  // namespace fastidious::app
