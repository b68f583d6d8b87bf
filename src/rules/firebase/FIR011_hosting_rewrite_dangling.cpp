#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/values/value.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;
using deploy::Document;
using deploy::Node;
using deploy::Read;
using semantic::FileModel;

// The functions that firebase.json deploys and their regions; an empty one is not known.
using Functions = std::map<std::string, std::string, std::less<>>;

// "europe-west1", SupportedRegion.EUROPE_WEST1; empty for parameters, lists and what is computed.
std::string region_in(const FileModel& file, const Expr& region) {
  if (const auto text = file.constant_string(region)) return *text;
  const auto* member = region.as<Attribute>();
  if (member == nullptr) return {};
  std::string name = lower_case(file.text(member->attr));
  std::replace(name.begin(), name.end(), '_', '-');
  return file.resolve(region).find("SupportedRegion") != std::string_view::npos ? name : "";
}

// The call in the decorator that makes it a function of Firebase, `name` its qualified name.
bool is_function(std::string_view name) {
  return name.starts_with("firebase_functions.") && name.find(".on_") != name.npos;
}

bool is_in_any(const FileModel& file, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&](const std::string& one) { return is_inside(file.file().path, one); });
}

std::string default_region(const semantic::Model& code, const std::vector<std::string>& folders) {
  std::string region = "us-central1";
  for (const auto& site : code.calls_of("firebase_functions.options.set_global_options")) {
    if (!is_in_any(*site.file, folders)) continue;
    const Expr* given = semantic::argument(*site.file, *site.call, -1, "region");
    if (given != nullptr) region = region_in(*site.file, *given);
  }
  return region;
}

void add_functions(const FileModel& file, const std::string& otherwise, Functions& functions) {
  for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
    for (const Expr* decorator : function->decorator_list) {
      const auto* call = decorator->as<Call>();
      if (!is_function(file.resolve(call != nullptr ? *call->func : *decorator))) continue;
      const Expr* region =
          call != nullptr ? semantic::argument(file, *call, -1, "region") : nullptr;
      functions[std::string(file.text(function->name))] =
          region != nullptr ? region_in(file, *region) : otherwise;
    }
  }
}

Functions functions_of(const DeliveryCheck& check, const std::vector<std::string>& folders) {
  Functions functions;
  const std::string region = default_region(check.model(), folders);
  for (const FileModel& file : check.model().files()) {
    if (is_in_any(file, folders)) add_functions(file, region, functions);
  }
  return functions;
}

// The folder that `one` of firebase.json's functions is deployed from; none where it is in another
// language, or not here.
std::optional<std::string> folder_with(const DeliveryCheck& check, const Read<Document>& manifest,
                                       const Node& one) {
  const std::string_view source = one.text_of("source");
  if (source.empty() || one.find("prefix") != nullptr) return std::nullopt;
  std::string folder = deploy::joined_path(folder_of(manifest.file->path), source);
  const auto& files = check.delivery().files();
  const bool is_here = files.has_file(deploy::joined_path(folder, "main.py")) &&
                       !files.has_file(deploy::joined_path(folder, "package.json"));
  return is_here ? std::optional(std::move(folder)) : std::nullopt;
}

// The folders that the functions are deployed from; none where some are in another language, or not
// here.
std::vector<std::string> folders_of(const DeliveryCheck& check, const Read<Document>& manifest) {
  const Node* functions = manifest.content.root()->find("functions");
  if (functions == nullptr) return {};
  std::vector<std::string> folders;
  const auto add = [&](const Node& one) {
    const auto folder = folder_with(check, manifest, one);
    if (folder) folders.push_back(*folder);
    return folder.has_value();
  };
  const bool all = functions->is_map()
                       ? add(*functions)
                       : std::all_of(functions->items.begin(), functions->items.end(),
                                     [&](const Node* one) { return add(*one); });
  return all ? folders : std::vector<std::string>{};
}

// The services that scripts and workflows deploy by a literal name.
std::set<std::string> services_of(const deploy::Delivery& delivery) {
  std::set<std::string> services;
  for (const DeployStep& step : delivery.deploy_steps()) {
    if (step.tool != DeployStep::Tool::GcloudRun) continue;
    for (std::size_t i = 0; i + 1 < step.words.size(); ++i) {
      const deploy::Argument& name = step.words[i + 1];
      if (step.words[i].text != "deploy") continue;
      if (!name.expansions.empty() || name.text.starts_with('-')) return {};
      services.insert(name.text);
    }
  }
  for (const auto& service : delivery.manifests().services) {
    const Node* name = service.content.root()->find({"metadata", "name"});
    if (name != nullptr) services.insert(name->text);
  }
  return services;
}

class Rewrites {
 public:
  Rewrites(DeliveryCheck& check, const Read<Document>& manifest)
      : check_(check), file_(*manifest.file), folders_(folders_of(check, manifest)) {}

  void look_at(const Node* hosting) {
    if (hosting == nullptr) return;
    if (hosting->is_list()) {
      for (const Node* one : hosting->items) look_at(one);
      return;
    }
    const Node* rewrites = hosting->find("rewrites");
    if (rewrites == nullptr) return;
    for (const Node* one : rewrites->items) {
      if (const Node* function = one->find("function"))
        look_at_function(*function, one->find("source"));
      if (const Node* run = one->find("run")) look_at_service(*run);
    }
  }

 private:
  void look_at_function(const Node& target, const Node* source) {
    const Node* id = target.is_scalar() ? &target : target.find("functionId");
    if (folders_.empty() || id == nullptr) return;
    if (!functions_) functions_ = functions_of(check_, folders_);
    if (functions_->empty()) return;
    const auto found = functions_->find(id->text);
    if (found == functions_->end()) {
      check_.report(file_, id->span, "There is no function `{}`", {id->text})
          .severity(Severity::Warning)
          .risk(
              "The deployment only warns of it: every request below that path gets a 404 from "
              "Hosting.")
          .fix(
              "Name a function that is defined with `@https_fn.on_request` and answers {}, which "
              "Hosting hands on as it is; or leave the rewrite out.",
              {source == nullptr ? "these paths" : "`" + source->text + "`"});
      return;
    }
    const Node* region = target.find("region");
    if (region == nullptr || found->second.empty() || region->text == found->second) return;
    check_
        .report(file_, region->span, "`{}` is in `{}`, not in `{}`",
                {id->text, found->second, region->text})
        .risk("Firebase refuses to deploy Hosting so, with whatever is deployed along with it.")
        .fix("Write `\"region\": \"{}\"`, or deploy the function to `{}`.",
             {found->second, region->text});
  }

  void look_at_service(const Node& target) {
    const Node* id = target.find("serviceId");
    if (!services_) services_ = services_of(check_.delivery());
    if (id == nullptr || services_->empty() || services_->contains(id->text)) return;
    check_
        .report(file_, id->span,
                "Among the services that are deployed here there is no service `{}`", {id->text})
        .confidence(Confidence::Medium);
  }

  DeliveryCheck& check_;
  const deploy::TextFile& file_;
  std::vector<std::string> folders_;  // that the functions are deployed from
  std::optional<Functions> functions_;
  std::optional<std::set<std::string>> services_;
};

void check(DeliveryCheck& check) {
  for (const Read<Document>& manifest : check.delivery().manifests().firebase) {
    Rewrites(check, manifest).look_at(manifest.content.root()->find("hosting"));
  }
}

}  // namespace

extern constinit const Rule FIR011 = {
    .code = "FIR011",
    .name = "hosting-rewrite-dangling",
    .family = Family::Firebase,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"https://firebase.google.com/docs/hosting/functions#use_a_web_framework",
                   "https://firebase.google.com/docs/hosting/cloud-run"},
    .risk = "Every request below that path fails, or the deployment does.",
    .advice =
        "Name a function that main.py defines and that answers these paths, with the region it "
        "is deployed to.",
    .docs = R"md(
Rewrites of Firebase Hosting that lead to a function or a region which the code does not define, or to a service of Cloud Run that is not
among those which this repository deploys.

```python bad
# --- firebase.json
{
  "functions": {"source": ".", "runtime": "python312"},
  "hosting": {"rewrites": [{"source": "/api/**", "function": "app"}]}
}
# --- main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
```

```python good
# --- firebase.json
{
  "functions": {"source": ".", "runtime": "python312"},
  "hosting": {"rewrites": [{"source": "/api/**", "function": "api"}]}
}
# --- main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
```

Silent where some functions are in another language, have a prefix or come from elsewhere, and about services where none is deployed here
by name; for services review is requested. A function that does not exist is a warning: the deployment goes on without it, and those paths
answer 404, as they do below a prefix that no route has (DEP041).
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
