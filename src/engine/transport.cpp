#include "engine/transport.h"

#include <algorithm>
#include <iterator>

#include "knowledge/network_hosts.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/string_parts.h"

namespace fastidious::engine {
namespace {

using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kClients[] = {"requests.", "httpx.", "aiohttp.", "urllib.request."};
constexpr std::string_view kSends[] = {"get",     "post",    "put",         "patch",     "delete",
                                       "head",    "options", "request",     "stream",    "urlopen",
                                       "Request", "Client",  "AsyncClient", "ws_connect"};

bool sends_http(std::string_view target) {
  const std::string_view name = target.substr(target.rfind('.') + 1);
  return std::any_of(std::begin(kClients), std::end(kClients),
                     [&](std::string_view client) { return target.starts_with(client); }) &&
         std::find(std::begin(kSends), std::end(kSends), name) != std::end(kSends);
}

const syntax::Expr* address_of(const CallSite& site, std::string_view target) {
  for (const std::string_view name : {"url", "base_url"}) {
    const syntax::Expr* given = semantic::argument(*site.file, *site.call, -1, name);
    if (given != nullptr) return given;
  }
  const std::size_t at = target.ends_with(".request") || target.ends_with(".stream") ? 1 : 0;
  return at < site.call->args.size() ? site.call->args[at] : nullptr;
}

Transport transport_of_request(const CallSite& site, std::string_view target) {
  const syntax::Expr* address = address_of(site, target);
  if (address == nullptr) return Transport::Unknown;
  const auto parts = semantic::string_parts(*site.file, *address).parts;
  const bool asks =
      !parts.empty() && parts.front().kind == semantic::PartKind::Text &&
      (parts.front().text.starts_with("https://") || parts.front().text.starts_with("wss://"));
  return asks ? Transport::Tls : Transport::Unknown;
}

// Whether an `if` decides on `node` that does not decide on `call`, too.
bool is_left_out_by(const FileModel& file, const syntax::Node& node, const syntax::Call& call) {
  for (const syntax::Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->begin <= call.begin && call.end <= at->end) return false;
    if (at->is(syntax::Kind::If) || at->is(syntax::Kind::IfExp)) return true;
  }
  return false;
}

// Whether the function of the call goes over to TLS wherever it connects.
bool always_starts_tls(const CallSite& site) {
  const FileModel& file = *site.file;
  const syntax::FunctionDef* function = file.enclosing_function(*site.call);
  if (function == nullptr) return false;
  const auto calls = file.tree().nodes_of<syntax::Call>(*function);
  return std::any_of(calls.begin(), calls.end(), [&](const syntax::Call* call) {
    return semantic::last_name(file, *call->func) == "starttls" &&
           !is_left_out_by(file, *call, *site.call);
  });
}

bool is_any_true(const CallSite& site, std::initializer_list<std::string_view> options) {
  return std::any_of(options.begin(), options.end(), [&](std::string_view option) {
    return semantic::is_true(*site.file, semantic::argument(*site.file, *site.call, -1, option));
  });
}

Transport transport_of_connection(const CallSite& site) {
  const syntax::Expr* host = semantic::argument(*site.file, *site.call, 0, "host");
  const auto name = host != nullptr ? site.file->constant_string(*host) : std::nullopt;
  if (name && knowledge::is_near_or_reserved_host(*name)) return Transport::Unknown;
  return always_starts_tls(site) ? Transport::Tls : Transport::Optional;
}

}  // namespace

Transport transport_of(const CallSite& site, std::string_view target) {
  const auto if_true = [](bool asks) { return asks ? Transport::Tls : Transport::Optional; };
  if (target == "smtplib.SMTP_SSL") return Transport::Tls;
  if (target == "smtplib.SMTP") return transport_of_connection(site);
  if (target == "aiosmtplib.send" || target == "aiosmtplib.SMTP") {
    return if_true(is_any_true(site, {"use_tls", "start_tls"}));
  }
  if (target == "fastapi_mail.ConnectionConfig") {
    return if_true(is_any_true(site, {"MAIL_STARTTLS", "MAIL_SSL_TLS", "MAIL_TLS", "MAIL_SSL"}));
  }
  if (target.starts_with("emails.")) return Transport::Optional;
  return sends_http(target) ? transport_of_request(site, target) : Transport::Unknown;
}

}  // namespace fastidious::engine
