#include <algorithm>
#include <optional>
#include <string>

#include "knowledge/network_hosts.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kDrivers[] = {"postgres://", "postgresql://", "postgresql+"};
constexpr std::string_view kWeakModes[] = {"disable", "allow", "prefer"};

bool is_dsn(std::string_view text) {
  return std::any_of(std::begin(kDrivers), std::end(kDrivers),
                     [&](std::string_view driver) { return text.starts_with(driver); });
}

bool is_weak(std::string_view mode) {
  return std::find(std::begin(kWeakModes), std::end(kWeakModes), mode) != std::end(kWeakModes);
}

// The value of `sslmode` or asyncpg's `ssl` in a URL or a "key=value" string; nothing if it is not
// there.
std::optional<std::string> mode_in(std::string_view text) {
  for (const std::string_view key : {"sslmode=", "ssl="}) {
    const std::size_t at = text.find(key);
    if (at == text.npos) continue;
    const std::string_view rest = text.substr(at + key.size());
    return std::string(rest.substr(0, rest.find_first_of("& '\"")));
  }
  return std::nullopt;
}

// A host that packets have to leave the network for; not "localhost", "db", "10.0.0.1", a socket.
bool is_remote(std::string_view host) {
  return !host.empty() && host.front() != '/' && !knowledge::is_near_or_reserved_host(host);
}

// A description of what is asked of the server; empty where that is enough.
std::string complaint(const std::optional<std::string>& mode) {
  if (!mode) return "nothing asks for TLS";
  return is_weak(*mode) ? "`sslmode=" + *mode + "` does without TLS" : "";
}

void check_dsn(const Constant& text, Check& check) {
  if (!text.is_str() || !is_dsn(text.value) ||
      check.file().docstring(check.tree().root()) == &text) {
    return;
  }
  const auto host = knowledge::host_of(text.value, true);
  if (!host || !is_remote(*host) || text.value.find('{') != text.value.npos) return;
  const std::string what = complaint(mode_in(text.value));
  if (what.empty() || check.file().parent(text)->is(Kind::JoinedStr)) return;
  check.report(text, "The database at `{}` is remote, and {}", {*host, what});
}

// ---- connect(host=…, …) -------------------------------------------------------------------------

// connect(**options), connect(dsn), dsn=…: TLS may be asked for where nobody sees it.
bool may_say_more(const FileModel& file, const Call& call) {
  if (semantic::passes_unpacked_mapping(call)) return true;
  for (const std::string_view key : {"dsn", "conninfo", "options", "service", "ssl", "sslmode"}) {
    if (semantic::argument(file, call, -1, key) != nullptr) return true;
  }
  return std::any_of(call.args.begin(), call.args.end(),
                     [](const Expr* argument) { return !argument->is(Kind::Constant); });
}

// `os.getenv("DB_HOST", "postgres")`, also behind a name: who sets nothing stays in the network.
bool is_near_by_default(const FileModel& file, const Expr& host) {
  const auto* name = host.as<Name>();
  const auto bindings = name != nullptr ? semantic::reaching_bindings(file, *name)
                                        : std::vector<const semantic::Binding*>{};
  const auto* read = as<Call>(bindings.size() == 1 ? bindings[0]->value : &host);
  const std::string_view target = read != nullptr ? file.resolve(*read->func) : std::string_view{};
  if (target != "os.getenv" && target != "os.environ.get") return false;
  const Expr* fallback = semantic::argument(file, *read, 1, "default");
  const auto text = fallback != nullptr ? file.constant_string(*fallback) : std::nullopt;
  return text && !is_remote(*text);
}

void check_connect(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* host = semantic::argument(file, call, -1, "host");
  if (host == nullptr || may_say_more(file, call)) return;
  const auto name = file.constant_string(*host);
  if (name && !is_remote(*name)) return;
  Draft draft = check.report(call, "Nothing asks for TLS on the connection to `{}`",
                             {name ? std::string_view(*name) : file.text(*host)});
  if (!name) draft.confidence(Confidence::Low);
  if (!name && is_near_by_default(file, *host)) draft.severity(Severity::Warning);
  const bool is_asyncpg = check.target().starts_with("asyncpg.");
  draft.fix("Add `{}`.", {is_asyncpg ? "ssl=\"verify-full\"" : "sslmode=\"verify-full\""});
  if (is_asyncpg) {
    draft.risk(
        "asyncpg's default is `prefer`: it goes on in clear where the server, or somebody between, "
        "says that it has no TLS. Passwords and all rows can then be read on the way.");
  }
}

// sslmode="disable", {"sslmode": "prefer"}
void check_mode(const Constant& mode, Check& check) {
  const FileModel& file = check.file();
  if (!mode.is_str() || !is_weak(mode.value)) return;
  const Node* parent = file.parent(mode);
  const auto* keyword = as<Keyword>(parent);
  const auto* dict = as<Dict>(parent);
  bool found = keyword != nullptr && file.text(keyword->arg) == "sslmode";
  for (std::uint32_t i = 0; dict != nullptr && i < dict->values.size(); ++i) {
    const auto* key = as<Constant>(dict->keys[i]);
    found = found || (dict->values[i] == &mode && key != nullptr && key->value == "sslmode");
  }
  const auto* call = keyword != nullptr ? as<Call>(file.parent(*keyword)) : nullptr;
  const Expr* host = call != nullptr ? semantic::argument(file, *call, -1, "host") : nullptr;
  const auto name = host != nullptr ? file.constant_string(*host) : std::nullopt;
  if (!found || (name && !is_remote(*name))) return;
  check.report(mode, "`sslmode={}` does without TLS", {mode.value})
      .confidence(name ? Confidence::High : Confidence::Medium)
      .edit(mode.span(), "\"verify-full\"");
}

void check(const Node& node, Check& check) {
  const auto& text = *node.as<Constant>();
  check_dsn(text, check);
  check_mode(text, check);
}

}  // namespace

extern constinit const Rule SEC082 = {
    .code = "SEC082",
    .name = "db-tls-not-required",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-319", "ASVS 12.3.1",
                   "https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION"},
    .risk =
        "libpq's default is `prefer`: it goes on in clear where the server, or somebody between, "
        "says that it has no TLS. Passwords and all rows can then be read on the way.",
    .advice =
        "Ask for it in the URL: `…/app?sslmode=verify-full&sslrootcert=…` (`require` at the least; "
        "asyncpg: `?ssl=verify-full`).",
    .docs = R"md(
Connections to PostgreSQL on another network that do not insist on TLS: a URL in the code or a settings' default without
`sslmode=require`, `verify-ca` or `verify-full`, `connect(host=…)` without it, and `sslmode` set to `disable`, `allow` or
`prefer`.

```python bad
import psycopg2

connection = psycopg2.connect(host="db.acme.io", dbname="app", user="app")
```

```python good
import psycopg2

connection = psycopg2.connect(host="db.acme.io", dbname="app", user="app", sslmode="verify-full")
local = psycopg2.connect(host="localhost", dbname="app")
socket = psycopg2.connect(host="/cloudsql/project:region:instance", dbname="app")
```

Hosts on the same machine, in a private network or a compose file, Unix sockets and reserved names are left alone. Where
the host comes from the configuration review is requested, for keywords only: a URL from there may ask for TLS itself. It is a warning where the default is a
host of that kind (`os.getenv("DB_HOST", "postgres")`).
)md",
    .calls = {"psycopg2.connect", "psycopg.connect", "psycopg.Connection.connect",
              "psycopg.AsyncConnection.connect", "asyncpg.connect", "asyncpg.create_pool",
              "psycopg2.pool.SimpleConnectionPool", "psycopg2.pool.ThreadedConnectionPool"},
    .on_call = check_connect,
    .kinds = {Kind::Constant},
    .on_node = check,
};

}  // namespace fastidious::rules
