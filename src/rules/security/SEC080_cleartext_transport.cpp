#include <algorithm>
#include <string>

#include "knowledge/network_hosts.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "semantic/string_parts.h"

namespace fastidious::rules {
namespace {

using knowledge::CleartextScheme;
using semantic::FileModel;

// ---- URLs --------------------------------------------------------------------------------
// ---------------------------------------------------------------------------------------------

struct Address {
  const CleartextScheme* scheme = nullptr;
  std::string host;
};

// What a name holds: its only value here, or its parameter's default.
const Expr* value_behind(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  const auto bindings =
      name != nullptr ? reaching_bindings(file, *name) : std::vector<const semantic::Binding*>{};
  if (bindings.size() != 1) return &expr;
  const auto* arg = as<Arg>(bindings[0]->node);
  const Expr* value = arg != nullptr ? arg->default_value : bindings[0]->value;
  return value != nullptr ? value : &expr;
}

// The cleartext address that `url` surely leads to; nothing if it is none, is near, or is not
// known.
std::optional<Address> cleartext_address(const FileModel& file, const Expr& url) {
  const semantic::StringParts text = semantic::string_parts(file, url);
  if (text.parts.empty() || text.parts[0].kind != semantic::PartKind::Text) return std::nullopt;
  const std::string& begin = text.parts[0].text;
  const CleartextScheme* scheme = knowledge::cleartext_scheme(begin);
  const auto host = knowledge::host_of(begin, text.parts.size() == 1);
  if (scheme == nullptr || !host || knowledge::is_near_or_reserved_host(*host)) return std::nullopt;
  return Address{scheme, std::string(*host)};
}

// What is sent to example.com goes nowhere, but whoever writes it means an address of their own.
std::optional<Address> placeholder_address(const FileModel& file, const Expr& url) {
  const auto text = file.constant_string(*value_behind(file, url));
  const CleartextScheme* scheme = text ? knowledge::cleartext_scheme(*text) : nullptr;
  const auto host = text ? knowledge::host_of(*text, true) : std::nullopt;
  if (scheme == nullptr || !host || !knowledge::is_placeholder_host(*host)) return std::nullopt;
  return Address{scheme, std::string(*host)};
}

// Writes the secure scheme where the literal stands.
void offer_scheme(const Expr& url, const CleartextScheme& scheme, const FileModel& file,
                  Draft& draft) {
  const auto* joined = url.as<JoinedStr>();
  if ((!url.is(Kind::Constant) && joined == nullptr) || scheme.secure.empty()) return;
  const std::size_t at = file.text(url).find(scheme.name);
  if (at == std::string_view::npos || at > 4) return;
  const auto begin = static_cast<Offset>(url.begin + at);
  draft.edit({begin, begin + static_cast<Offset>(scheme.name.size())}, scheme.secure);
}

Draft report_url(const Expr& url, const Address& address, Confidence confidence, Check& check) {
  Draft draft = check.report(url, "`{}{}` is spoken to without encryption",
                             {address.scheme->name, address.host});
  draft.confidence(confidence);
  if (!address.scheme->secure.empty())
    draft.fix("Write `{}` for `{}`, or use a service that speaks it where this one does not.",
              {address.scheme->secure, address.scheme->name});
  const Expr* written = value_behind(check.file(), url);
  if (written != &url) draft.step(check.file(), written->span(), "the address is written here");
  offer_scheme(url, *address.scheme, check.file(), draft);
  return draft;
}

// ---- calls of clients
// --------------------------------------------------------------------------------------

const Expr* url_of(const FileModel& file, const Call& call, std::string_view target) {
  for (const std::string_view name : {"url", "base_url", "broker", "uri"}) {
    if (const Expr* passed = semantic::argument(file, call, -1, name)) return passed;
  }
  const std::string_view verb = target.substr(target.rfind('.') + 1);
  const bool is_urllib = target.starts_with("urllib.");
  const std::size_t position = is_urllib                                                    ? 0
                               : verb == "request" || verb == "Request" || verb == "stream" ? 1
                                                                                            : 0;
  return position < call.args.size() ? call.args[position] : nullptr;
}

// Whether the client's calls in the same function mention `word`: starttls, login.
bool function_calls(const FileModel& file, const Call& call, std::string_view word) {
  const FunctionDef* function = file.enclosing_function(call);
  const Node& region =
      function != nullptr ? *function : static_cast<const Node&>(file.tree().root());
  const auto nodes = file.tree().subtree(region);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* attribute = node->as<Attribute>();
    return attribute != nullptr && file.text(attribute->attr) == word;
  });
}

void check_host(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const bool is_mail = check.target() == "smtplib.SMTP";
  const Expr* host = semantic::argument(file, call, 0, "host");
  const auto name = host != nullptr ? file.constant_string(*host) : std::nullopt;
  if (host == nullptr || (name && knowledge::is_near_or_reserved_host(*name))) return;
  if (!function_calls(file, call, "login") || (is_mail && function_calls(file, call, "starttls")))
    return;
  Draft draft = check.report(call, "`{}` sends the password of `login()` without encryption",
                             {check.target()});
  draft.confidence(name ? Confidence::High : Confidence::Medium);
  is_mail
      ? draft.fix(
            "Call `server.starttls(context=ssl.create_default_context())` before `login()`, or use "
            "`smtplib.SMTP_SSL`.")
      : draft.fix("Use `ftplib.FTP_TLS` and call `prot_p()` after `login()`, or SFTP.");
}

void check_call(const Call& call, Check& check) {
  const std::string_view target = check.target();
  if (target == "smtplib.SMTP" || target == "ftplib.FTP") return check_host(call, check);
  const FileModel& file = check.file();
  const Expr* url = url_of(file, call, target);
  if (url == nullptr) return;
  if (const auto address = cleartext_address(file, *url)) {
    report_url(*url, *address, Confidence::High, check);
  } else if (const auto by_default = cleartext_address(file, *value_behind(file, *url))) {
    report_url(*url, *by_default, Confidence::Medium, check);
  } else if (const auto placeholder = placeholder_address(file, *url)) {
    report_url(*url, *placeholder, Confidence::Medium, check).severity(Severity::Suggestion);
  }
}

// ---- settings
// ----------------------------------------------------------------------------------------------

constexpr std::string_view kAddressEndings[] = {"_URL", "_URI",    "_ENDPOINT",
                                                "_DSN", "_BROKER", "_HOST"};
constexpr std::string_view kNoAddress[] = {"CORS",    "ORIGIN",  "NAMESPACE", "XMLNS",  "SCHEMA",
                                           "DOC",     "LICENSE", "CONTACT",   "ISSUER", "CLAIM",
                                           "EXAMPLE", "NS_",     "HELP",      "PROJECT"};

bool names_address(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  const std::string_view text = upper;
  return std::any_of(std::begin(kAddressEndings), std::end(kAddressEndings),
                     [&](std::string_view ending) {
                       return text.ends_with(ending) || text == ending.substr(1);
                     }) &&
         std::none_of(std::begin(kNoAddress), std::end(kNoAddress),
                      [&](std::string_view word) { return text.find(word) != text.npos; });
}

// The constant of `X = "…"`, `X: str = Field("…")`, `X = os.getenv("X", "…")`.
const Expr* default_text(const FileModel& file, const Expr& value) {
  const auto* call = value.as<Call>();
  if (call == nullptr) return &value;
  const std::string_view target = file.resolve(call->func);
  if (target == "pydantic.Field") return semantic::argument(file, *call, 0, "default");
  if (target == "os.getenv" || target == "os.environ.get" || target == "os._Environ.get") {
    return semantic::argument(file, *call, 1, "default");
  }
  return nullptr;
}

bool is_setting(const FileModel& file, const Stmt& statement) {
  const ClassDef* cls = file.enclosing_class(statement);
  return cls != nullptr ? file.is_settings(*cls) : file.parent(statement) == &file.tree().root();
}

void check_setting(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto* assign = node.as<Assign>();
  const auto* annotated = node.as<AnnAssign>();
  const Expr* value = assign != nullptr ? assign->value : annotated->value;
  const auto* name = (assign != nullptr ? assign->targets.front() : annotated->target)->as<Name>();
  if (value == nullptr || name == nullptr || !names_address(file.text(name->name)) ||
      !is_setting(file, *node.as<Stmt>())) {
    return;
  }
  const Expr* text = default_text(file, *value);
  if (text == nullptr || !text->is(Kind::Constant)) return;
  if (const auto address = cleartext_address(file, *text)) {
    report_url(*text, *address, Confidence::Medium, check);
  }
}

}  // namespace

extern constinit const Rule SEC080 = {
    .code = "SEC080",
    .name = "cleartext-transport",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-319", "OWASP API8:2023", "ASVS 12.2.1", "ASVS 12.3.1"},
    .risk = "Everybody on the way reads what is sent, and can change what comes back.",
    .advice = "Speak TLS: `https://`, `wss://`, `rediss://`, `amqps://`, SMTP with `starttls()`.",
    .docs = R"md(
What leaves the machine or the private network is encrypted.

```python bad
import httpx

PAYMENTS_URL = "http://api.payments.io/v1"


def charge(amount: int) -> dict:
    return httpx.post(f"{PAYMENTS_URL}/charges", json={"amount": amount}).json()
```

```python good
import httpx

PAYMENTS_URL = "https://api.payments.io/v1"


def charge(amount: int) -> dict:
    return httpx.post(f"{PAYMENTS_URL}/charges", json={"amount": amount}).json()
```

Looked at are addresses that clients of HTTP, WebSockets, Redis and AMQP are called with, defaults
of settings and module constants named like addresses (`PAYMENTS_URL`: for review), and `login()`
over SMTP without `starttls()` or over FTP. Near hosts are fine: `localhost`, names without a dot
(services of Docker and Kubernetes), private and link-local addresses, `.internal`, `.local`,
`.svc`, metadata services; so are reserved names such as `example.com`. Other strings (XML
namespaces, schema identifiers, documentation) are not addresses.
)md",
    .calls = {"requests.*",
              "httpx.*",
              "aiohttp.*",
              "urllib.request.urlopen",
              "urllib.request.urlretrieve",
              "urllib.request.Request",
              "urllib3.*",
              "websockets.connect",
              "websocket.create_connection",
              "redis.from_url",
              "redis.Redis.from_url",
              "redis.asyncio.from_url",
              "redis.asyncio.Redis.from_url",
              "pika.URLParameters",
              "aio_pika.connect",
              "aio_pika.connect_robust",
              "celery.Celery",
              "kombu.Connection",
              "smtplib.SMTP",
              "ftplib.FTP"},
    .on_call = check_call,
    .kinds = {Kind::Assign, Kind::AnnAssign},
    .on_node = check_setting,
};

}  // namespace fastidious::rules
