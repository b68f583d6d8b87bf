#include "app/endpoints/sign_up.h"

#include <algorithm>
#include <map>

#include "app/models/model_class.h"
#include "knowledge/privileged_fields.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

namespace {

using Status = Authentication::Status;

constexpr std::string_view kPeople[] = {"user",   "users",   "account",  "accounts",
                                        "member", "members", "customer", "customers"};

bool is_about_people(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return is_one_of(lower_case(path.substr(path.rfind('/') + 1)), kPeople);
}

// What a client sends to make an account.
struct Sent {
  bool password = false;
  bool privileges = false;

  void look_at(std::string_view name) {
    password = password || lower_case(name).find("passw") != std::string::npos;
    privileges = privileges || knowledge::is_privileged_field(name);
  }
};

Sent sent_to(const Route& route) {
  Sent sent;
  ModelTable models;
  for (const Parameter& one : route.dependant.parameters) {
    if (!one.is_body()) continue;
    sent.look_at(one.field.name);
    const ModelClass* model = models.of(without_none(one.field.type));
    if (model == nullptr) continue;
    for (const Field& field : model->fields) sent.look_at(field.name);
  }
  return sent;
}

// `if not settings.ALLOW_SIGNUP: raise …`: whether it is open is for who runs it to say.
bool is_switched(const Definition& handler) {
  if (as<syntax::FunctionDef>(handler.node) == nullptr) return false;
  const FileModel& file = *handler.file;
  for (const auto* one : file.tree().nodes_of<syntax::Attribute>(*handler.node)) {
    const std::string name = lower_case(file.text(one->attr));
    const bool is_switch = name.find("allow") != name.npos || name.find("enable") != name.npos ||
                           name.find("disable") != name.npos || name.find("open") != name.npos;
    if (is_switch && contains_any(name, {"signup", "sign_up", "regist"})) return true;
  }
  return false;
}

bool may_be_sign_up(const Endpoint& endpoint) {
  const bool open = endpoint.kind == Endpoint::Kind::Http && endpoint.route != nullptr &&
                    endpoint.authentication.status == Status::None && !endpoint.left_out_at;
  if (!open || endpoint.methods.size() != 1 || endpoint.methods.front() != "POST") return false;
  if (!is_about_people(endpoint.path)) return false;
  const Sent sent = sent_to(*endpoint.route);
  return sent.password && !sent.privileges;
}

}  // namespace

bool is_open_sign_up(const Endpoint& endpoint) {
  const bool open = endpoint.kind == Endpoint::Kind::Http && endpoint.route != nullptr &&
                    endpoint.authentication.public_reason == "registration" &&
                    !endpoint.is_guarded();
  if (open && is_switched(endpoint.handler)) return false;
  const bool posts = endpoint.methods.size() == 1 && endpoint.methods.front() == "POST";
  return open && posts && sent_to(*endpoint.route).password;
}

void infer_sign_up(std::vector<Endpoint>& endpoints) {
  struct Ways {
    bool log_in = false, register_oneself = false;
    std::vector<Endpoint*> unnamed;
  };
  std::map<const AppRoutes*, Ways> applications;  // each looked up by itself
  for (Endpoint& one : endpoints) {
    Ways& ways = applications[one.app];
    const std::string_view reason = one.authentication.public_reason;
    ways.log_in = ways.log_in || reason == "login";
    ways.register_oneself = ways.register_oneself || reason == "registration";
    if (may_be_sign_up(one)) ways.unnamed.push_back(&one);
  }
  for (auto& [app, ways] : applications) {
    if (!ways.log_in || ways.register_oneself || ways.unnamed.size() != 1) continue;
    Authentication& authentication = ways.unnamed.front()->authentication;
    authentication.status = Status::Public;
    authentication.public_reason = "registration";
    authentication.evidence = {{"looks like a registration", {}}};
  }
}

}  // namespace fastidious::app
