#include <algorithm>

#include "base/known_names.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// An argument that turns verification off, and the value with which it does.
struct Switch {
  std::string_view keyword;
  bool off;                // the value that turns verification off
  bool speaks_for_itself;  // the name means nothing else, whatever is called
};
constexpr Switch kSwitches[] = {
    {"verify", false, false},
    {"ssl", false, false},
    {"verify_ssl", false, true},
    {"ssl_verify", false, true},
    {"verify_certs", false, true},
    {"check_hostname", false, true},
    {"ssl_check_hostname", false, true},
    {"assert_hostname", false, true},
    {"validate_certs", false, true},
    {"tlsAllowInvalidCertificates", true, true},
    {"tlsAllowInvalidHostnames", true, true},
    {"tlsInsecure", true, true},
    {"ssl_verify_cert", false, true},
};
// What `verify` and `ssl` mean there.
constexpr std::string_view kVerifyOwners[] = {"requests.", "httpx.", "boto3."};
constexpr std::string_view kSslOwners[] = {"aiohttp."};
constexpr std::string_view kHttpMethods[] = {"get",    "post",    "put",     "patch",
                                             "delete", "head",    "options", "request",
                                             "stream", "Session", "Client",  "AsyncClient"};

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::string_view (&prefixes)[N]) {
  return std::any_of(std::begin(prefixes), std::end(prefixes),
                     [&](std::string_view prefix) { return text.starts_with(prefix); });
}

std::string_view called_name(const FileModel& file, const Call& call) {
  if (const auto* attribute = call.func->as<Attribute>()) return file.text(attribute->attr);
  const auto* name = call.func->as<Name>();
  return name != nullptr ? file.text(name->name) : std::string_view{};
}

// How sure it is that the switch is about TLS in this call; nothing if it is not.
std::optional<Confidence> meaning(const FileModel& file, const Call& call, const Switch& entry) {
  const std::string_view target = file.resolve(call.func);
  if (entry.speaks_for_itself) {
    return target.empty() ? Confidence::Medium : Confidence::High;
  }
  if (entry.keyword == "ssl") {
    return starts_with_any(target, kSslOwners) ? std::optional(Confidence::High) : std::nullopt;
  }
  if (starts_with_any(target, kVerifyOwners)) return Confidence::High;
  const std::string_view name = called_name(file, call);
  const bool is_http =
      std::find(std::begin(kHttpMethods), std::end(kHttpMethods), name) != std::end(kHttpMethods);
  const auto* method = call.func->as<Attribute>();
  const bool is_unknown = method != nullptr && file.type_of(method->value).empty();
  return is_http && is_unknown ? std::optional(Confidence::Medium) : std::nullopt;
}

bool is_boolean(const FileModel& file, const Expr& value, bool wanted) {
  const auto* literal = value.as<Constant>();
  if (literal != nullptr) {
    return literal->type == (wanted ? ConstantKind::True : ConstantKind::False);
  }
  const auto constant = file.constant(value);
  return constant && constant->type == semantic::ConstantValue::Type::Bool &&
         (constant->integer != 0) == wanted;
}

bool mentions_switch(std::string_view text) {
  for (const std::string_view word :
       {"verify", "insecure", "skip", "VERIFY", "INSECURE", "SKIP", "trust", "ignore_cert",
        "ignore_ssl", "ignore_tls", "validate_cert", "check_cert"}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

// `ssl_context is False`: the test for a setting that turned verification off.
bool compares_with_false(const Expr& test) {
  const auto* compare = test.as<Compare>();
  const auto* both = test.as<BoolOp>();
  const auto is_false = [](const Expr* value) {
    const auto* constant = value->as<Constant>();
    return constant != nullptr && constant->type == ConstantKind::False;
  };
  if (compare != nullptr) {
    return std::any_of(compare->comparators.begin(), compare->comparators.end(), is_false);
  }
  return both != nullptr &&
         std::any_of(both->values.begin(), both->values.end(),
                     [](const Expr* value) { return compares_with_false(*value); });
}

// `insecure_transport = …`, `unverified.verify_mode = …`: who uses it has chosen so.
bool is_named_insecure(const FileModel& file, const Node& node) {
  const auto* assign = as<Assign>(file.parent(node));
  if (assign == nullptr) assign = node.as<Assign>();
  if (assign == nullptr) return false;
  const std::string_view target = file.text(*assign->targets.front());
  const std::string_view name = target.substr(0, target.find('.'));
  return name.find("insecure") != name.npos || name.find("unverified") != name.npos;
}

// `class Connector(aiohttp.UnixConnector)`: its connections do not leave the machine.
bool uses_unix_socket(const FileModel& file) {
  const auto attributes = file.tree().nodes_of<Attribute>();
  return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute* one) {
    return file.resolve(one) == "aiohttp.UnixConnector";
  });
}

// Whether the statement runs only under `if settings.insecure:` or the like: a switch that
// somebody sets.
bool is_switched(const FileModel& file, const Node& node) {
  if (is_named_insecure(file, node) || uses_unix_socket(file)) return true;
  for (const Node* at = file.parent(node); at != nullptr && at->as<FunctionDef>() == nullptr;
       at = file.parent(*at)) {
    const auto* branch = at->as<If>();
    if (branch != nullptr &&
        (mentions_switch(file.text(*branch->test)) || compares_with_false(*branch->test))) {
      return true;
    }
  }
  return false;
}

// Whether the function turns it on again under a condition: `if mode == VERIFY:
// context.verify_mode = ssl.CERT_REQUIRED`.
bool is_raised_again(const FileModel& file, const Assign& assign) {
  const FunctionDef* function = file.enclosing_function(assign);
  if (function == nullptr) return false;
  const auto nodes = file.tree().subtree(*function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* other = node->as<Assign>();
    return other != nullptr && other->id > assign.id &&
           file.text(*other->targets.front()) == file.text(*assign.targets.front()) &&
           file.resolve(other->value) != "ssl.CERT_NONE";
  });
}

// `requests.get(f"https://localhost:{port}/")`: nobody stands between.
bool stays_on_machine(const FileModel& file, const Call& call) {
  const Expr* url = semantic::argument(file, call, 0, "url");
  const auto* name = as<Name>(url);
  const auto bindings = name != nullptr ? semantic::reaching_bindings(file, *name)
                                        : std::vector<const semantic::Binding*>{};
  if (bindings.size() == 1) url = bindings[0]->value;
  if (url == nullptr || (!url->is(Kind::Constant) && !url->is(Kind::JoinedStr))) return false;
  const std::string_view text = file.text(*url);
  return text.find("://localhost") != text.npos || text.find("://127.0.0.1") != text.npos;
}

// How the library is told of a private authority; nothing where it is not known.
void say_authority(const FileModel& file, std::string_view library, std::string_view option,
                   Draft& draft) {
  const bool takes_path =
      option == "verify" && (library.starts_with("requests.") || library.starts_with("boto3."));
  const bool takes_context =
      option == "ssl" || (option == "verify" && library.starts_with("httpx."));
  if (!takes_path && !takes_context) return;
  draft.fix(
      "Take that out, so that certificates are verified; for a private authority name its "
      "certificate: `{}`{}.",
      {takes_path ? std::string("verify=\"/etc/ssl/our-ca.pem\"")
                  : std::string(option) + "=ssl.create_default_context(cafile=…)",
       takes_path ? std::string() : with_import(file, "ssl")});
}

void check_keyword(const Call& call, const Keyword& keyword, Check& check) {
  const FileModel& file = check.file();
  const std::string_view name = file.text(keyword.arg);
  for (const Switch& entry : kSwitches) {
    if (entry.keyword != name || !is_boolean(file, *keyword.value, entry.off)) continue;
    const auto confidence = meaning(file, call, entry);
    if (!confidence || stays_on_machine(file, call)) continue;
    Draft draft = check.report(
        keyword, "`{}` turns off the verification of the server's certificate",
        {file.text(keyword)});
    draft.confidence(*confidence)
        .severity(is_switched(file, call) ? Severity::Warning : Severity::Critical)
        .edit(keyword.value->span(), entry.off ? "False" : "True");
    say_authority(file, file.resolve(call.func), entry.keyword, draft);
  }
}

// A server asks its clients for certificates with CERT_OPTIONAL; what a client connects with means
// that nobody has to have one.
bool is_optional_for_server(const FileModel& file, const Keyword& keyword) {
  const bool is_optional = file.text(*keyword.value).find("OPTIONAL") != std::string_view::npos;
  const auto* call = as<Call>(file.parent(keyword));
  const std::string_view target = call != nullptr ? file.resolve(*call->func) : std::string_view{};
  return is_optional && !target.starts_with("urllib3.") && !target.starts_with("requests.") &&
         !target.starts_with("redis.");
}

void check_required(const Keyword& keyword, Check& check) {
  const FileModel& file = check.file();
  const auto* attribute = keyword.value->as<Attribute>();
  const std::string_view mode = file.resolve(keyword.value);
  const bool is_none = mode == "ssl.CERT_NONE" || mode == "ssl.CERT_OPTIONAL";
  const auto* text = keyword.value->as<Constant>();
  const bool is_text = text != nullptr && text->is_str();
  if (!is_none && !(is_text && (text->value == "CERT_NONE" || text->value == "NONE" ||
                                text->value == "CERT_OPTIONAL"))) {
    return;
  }
  if (is_optional_for_server(file, keyword)) return;
  Draft draft = check.report(keyword, "`{}` turns off the verification of the server's certificate",
                             {file.text(keyword)});
  if (attribute != nullptr) draft.edit(attribute->attr_span(), "CERT_REQUIRED");
  if (text != nullptr) draft.edit(text->span(), "\"CERT_REQUIRED\"");
}

bool is_required_keyword(std::string_view name) {
  return name == "cert_reqs" || name == "ssl_cert_reqs";
}

void check_call(const Call& call, Check& check) {
  for (const Keyword* keyword : call.keywords) {
    if (keyword->arg.empty() || keyword->value == nullptr) continue;
    is_required_keyword(check.file().text(keyword->arg)) ? check_required(*keyword, check)
                                                         : check_keyword(call, *keyword, check);
  }
}

// The assignment of `attribute` to the same object, in the same block as `assign`; null if there
// is none.
const Assign* beside(const FileModel& file, const Assign& assign, std::string_view attribute) {
  const auto& target = *assign.targets.front()->as<Attribute>();
  const Node* block = file.parent(assign);
  for (const Node* node : file.tree().subtree(*block)) {
    const auto* other = node->as<Assign>();
    const auto* set = other != nullptr ? other->targets.front()->as<Attribute>() : nullptr;
    if (set != nullptr && file.parent(*other) == block && file.text(set->attr) == attribute &&
        file.text(*set->value) == file.text(*target.value)) {
      return other;
    }
  }
  return nullptr;
}

// context.verify_mode = ssl.CERT_NONE, ssl._create_default_https_context =
// ssl._create_unverified_context
void check_replaced(const Assign& assign, bool is_mode, Check& check) {
  const FileModel& file = check.file();
  if (file.resolve(assign.value) != (is_mode ? "ssl.CERT_NONE" : "ssl._create_unverified_context"))
    return;
  Draft draft =
      check.report(assign, "`{}` turns off the verification of certificates", {file.text(assign)});
  if (is_switched(file, assign) || is_raised_again(file, assign)) {
    draft.severity(Severity::Warning);
  }
  const auto* value = assign.value->as<Attribute>();
  if (value == nullptr) return;
  draft.edit(value->attr_span(), is_mode ? "CERT_REQUIRED" : "create_default_context");
  const Assign* hostname = is_mode ? beside(file, assign, "check_hostname") : nullptr;
  if (hostname != nullptr && is_boolean(file, *hostname->value, false)) {
    draft.edit(hostname->value->span(), "True");
  }
}

// context.check_hostname = False, context.verify_mode = ssl.CERT_NONE, session.verify = False
void check_assign(const Assign& assign, Check& check) {
  const FileModel& file = check.file();
  const auto* target = assign.targets.front()->as<Attribute>();
  if (target == nullptr) return;
  const std::string_view name = file.text(target->attr);
  if (name == "verify_mode" || name == "_create_default_https_context") {
    return check_replaced(assign, name == "verify_mode", check);
  }
  const auto* owner = target->value->as<Name>();
  if (owner != nullptr && owner->name == names::self) return;  // an attribute of its own
  const std::string_view type = file.type_of(target->value);
  const bool is_session =
      name == "verify" && (type == "requests.Session" || type == "httpx.Client");
  if ((name != "check_hostname" && !is_session) || !is_boolean(file, *assign.value, false)) return;
  const Assign* mode = is_session ? nullptr : beside(file, assign, "verify_mode");
  if (mode != nullptr && file.resolve(mode->value) == "ssl.CERT_NONE") {
    return;  // one finding for both
  }
  Draft draft = check.report(
      assign,
      is_session ? "`{}` turns off the verification of certificates"
                 : "With `{}` nothing compares the server's name with that of its certificate",
      {file.text(assign)});
  draft.severity(is_switched(file, assign) ? Severity::Warning : Severity::Critical)
      .edit(assign.value->span(), "True");
  if (is_session) {
    say_authority(file, type, "verify", draft);
  } else {
    draft.risk(
        "Whoever has a certificate of an authority that is trusted, for any name, can answer in "
        "the server's place, read what is sent and change what comes back.");
  }
}

void check_context(const Call& call, Check& check) {
  Draft draft =
      check.report(call, "`ssl._create_unverified_context` makes connections that trust everybody");
  const auto* attribute = call.func->as<Attribute>();
  if (attribute != nullptr) draft.edit(attribute->attr_span(), "create_default_context");
}

void check_node(const Node& node, Check& check) {
  if (const auto* call = node.as<Call>()) return check_call(*call, check);
  check_assign(*node.as<Assign>(), check);
}

}  // namespace

extern constinit const Rule SEC081 = {
    .code = "SEC081",
    .name = "tls-verification-off",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-295", "OWASP API8:2023", "ASVS 12.3.2",
                   "https://docs.python.org/3/library/ssl.html#ssl-security"},
    .risk =
        "Anybody on the way can answer in the server's place, read what is sent and change what "
        "comes back.",
    .advice =
        "Take that out, so that certificates are verified; for a private authority tell the "
        "library its certificate.",
    .docs = R"md(
TLS without verification is encryption to nobody in particular.

```python bad
import requests


def balance(account: str) -> dict:
    return requests.get(f"https://bank.example/{account}", verify=False, timeout=10).json()
```

```python good
import requests


def balance(account: str) -> dict:
    return requests.get(f"https://bank.example/{account}", timeout=10).json()
```

Reported are constant switches: `verify=False` of requests and httpx, `ssl=False` of aiohttp,
`verify_ssl`, `verify_certs`, `check_hostname`, `tlsAllowInvalidCertificates`,
`cert_reqs=CERT_NONE`, `context.verify_mode = ssl.CERT_NONE`, `ssl._create_unverified_context()`.
They are warnings under an `if` that speaks of it (`if settings.insecure:`, `if ssl is False:`), where
the name says so (`insecure_client`), in a file that connects to Unix sockets, and where the function turns verification on again. A value that
configuration decides is left alone, as are tests. Where it is not known what is called, the
finding is for review.
)md",
    .calls = {"ssl._create_unverified_context"},
    .on_call = check_context,
    .kinds = {Kind::Call, Kind::Assign},
    .on_node = check_node,
};

}  // namespace fastidious::rules
