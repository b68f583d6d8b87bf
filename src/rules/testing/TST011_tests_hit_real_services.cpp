#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "deploy/delivery.h"
#include "deploy/test_suite.h"
#include "knowledge/network_hosts.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;

// Calls whose first argument says where a connection goes.
constexpr std::array<std::string_view, 22> kConnecting = {
    "requests.get",
    "requests.post",
    "requests.put",
    "requests.patch",
    "requests.delete",
    "requests.request",
    "httpx.get",
    "httpx.post",
    "httpx.put",
    "httpx.patch",
    "httpx.delete",
    "urllib.request.urlopen",
    "psycopg2.connect",
    "psycopg.connect",
    "asyncpg.connect",
    "asyncpg.create_pool",
    "sqlalchemy.create_engine",
    "sqlalchemy.ext.asyncio.create_async_engine",
    "redis.from_url",
    "redis.Redis.from_url",
    "pymongo.MongoClient",
    "sqlmodel.create_engine"};
constexpr std::array<std::string_view, 6> kFirestore = {
    "google.cloud.firestore.Client",   "google.cloud.firestore.AsyncClient",
    "firebase_admin.firestore.client", "firebase_admin.firestore_async.client",
    "google.cloud.storage.Client",     "firebase_admin.initialize_app"};
// What stands between a test and the network.
constexpr std::array<std::string_view, 15> kDoubles = {
    "respx", "responses",    "requests_mock", "httpx_mock",     "pytest_httpx",
    "vcr",   "aioresponses", "httpretty",     "pook",           "MockTransport",
    "mock",  "monkeypatch",  "patch(",        "testcontainers", "socket_disabled"};
constexpr std::array<std::string_view, 4> kEmulators = {"EMULATOR_HOST", "emulators:exec",
                                                        "emulators:start", "AnonymousCredentials"};

// Whether the test's file or a conftest.py at or above it puts doubles in place of the network.
bool has_doubles(const FileModel& file) {
  if (contains_any(file.file().text.view(), kDoubles)) return true;
  std::string folder = file.file().path;
  while (!folder.empty()) {
    const std::size_t slash = folder.rfind('/');
    folder = slash == std::string::npos ? "" : folder.substr(0, slash);
    const FileModel* conftest =
        file.project().file_at(folder.empty() ? "conftest.py" : folder + "/conftest.py");
    if (conftest != nullptr && contains_any(conftest->file().text.view(), kDoubles)) return true;
  }
  return false;
}

// Tests that say that they go outside: `pytest.mark.network`, tests/live/.
bool says_so(const FileModel& file) {
  constexpr std::array<std::string_view, 9> kWords = {
      "e2e", "live", "smoke", "integration", "external", "network", "acceptance", "skipif", "load"};
  return contains_any(file.file().path, kWords) ||
         file.file().text.view().find("mark.skip") != std::string_view::npos;
}

// The host, outside of this machine and its network, that the call's constant address names.
std::optional<std::string> foreign_host(const FileModel& file, const Call& call) {
  if (call.args.empty()) return std::nullopt;
  const bool generic = file.resolve(call.func) == "requests.request" && call.args.size() > 1;
  const auto address = file.constant_string(*call.args[generic ? 1 : 0]);
  if (!address || address->find("://") == address->npos) return std::nullopt;
  const auto host = knowledge::host_of(*address, true);
  if (!host || host->empty() || host->find('.') == host->npos ||
      knowledge::is_near_or_reserved_host(*host)) {
    return std::nullopt;
  }
  return std::string(*host);
}

bool is_test(const CallSite& site) {
  return site.file->file().role == project::Role::Test && !says_so(*site.file);
}

// Whether pytest connects as soon as it collects the file: the module itself calls the function
// that does, or connects outside of one.
bool connects_on_import(const FileModel& file, const Call& connection) {
  if (!deploy::is_named_as_test(file.file().path)) return false;
  const FunctionDef* function = file.enclosing_function(connection);
  const auto runs_on_import = [&](const Call& call) {
    return file.enclosing_function(call) == nullptr && !file.in_main_block(call);
  };
  if (function == nullptr) return runs_on_import(connection);
  const auto calls = file.tree().nodes_of<Call>();
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    return runs_on_import(*call) && file.definition_of(*call->func).node == function;
  });
}

void check_addresses(DeliveryCheck& check) {
  for (const CallSite& site : check.model().calls_of_any(kConnecting)) {
    if (!is_test(site)) continue;
    const auto host = foreign_host(*site.file, *site.call);
    if (!host || has_doubles(*site.file)) continue;
    Draft draft = check.report(*site.file, site.call->span(),
                               "A test connects with `{}`, a host that is no double", {*host});
    if (!connects_on_import(*site.file, *site.call)) continue;
    draft.fix(
        "It is a script, and pytest connects as soon as it collects the file. Delete it if nobody "
        "needs it; else give it a name that pytest does not collect, run it under `if __name__ == "
        "\"__main__\":`, and take the address from the environment.");
  }
}

// Whether a script, workflow or file of tests starts an emulator or names one.
bool has_emulator(const DeliveryCheck& check) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  const auto names_one = [](const project::TextFile* file) {
    return contains_any(file->text.view(), kEmulators);
  };
  const auto read_names_one = [&](const auto& one) { return names_one(one.file); };
  return std::any_of(manifests.makefiles.begin(), manifests.makefiles.end(), names_one) ||
         std::any_of(manifests.documents.begin(), manifests.documents.end(), names_one) ||
         std::any_of(manifests.pyprojects.begin(), manifests.pyprojects.end(), names_one) ||
         std::any_of(manifests.scripts.begin(), manifests.scripts.end(), read_names_one) ||
         std::any_of(manifests.workflows.begin(), manifests.workflows.end(), read_names_one) ||
         std::any_of(manifests.env_files.begin(), manifests.env_files.end(), read_names_one) ||
         std::any_of(manifests.compose.begin(), manifests.compose.end(), read_names_one) ||
         std::any_of(check.model().files().begin(), check.model().files().end(),
                     [&](const FileModel& file) {
                       return file.file().role == project::Role::Test && names_one(&file.file());
                     });
}

void check_firestore(DeliveryCheck& check) {
  std::optional<bool> emulated;
  for (const CallSite& site : check.model().calls_of_any(kFirestore)) {
    if (!is_test(site) || has_doubles(*site.file)) continue;
    if (!emulated) emulated = has_emulator(check);
    if (*emulated) return;
    check
        .report(*site.file, site.call->span(),
                "A test opens `{}`, and nothing points it to an emulator",
                {site.file->resolve(site.call->func)})
        .fix(
            "`firebase emulators:exec --only firestore \"pytest\"` with `--project demo-test`, or "
            "`FIRESTORE_EMULATOR_HOST` in the tests' environment; a client of the emulator cannot "
            "reach real data.");
  }
}

void check(DeliveryCheck& check) {
  check_addresses(check);
  check_firestore(check);
}

}  // namespace

extern constinit const Rule TST011 = {
    .code = "TST011",
    .name = "tests-hit-real-services",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Tests,
    .references = {"https://firebase.google.com/docs/emulator-suite",
                   "https://testcontainers-python.readthedocs.io/"},
    .risk =
        "The suite changes what customers see, or fails because somebody else's service is down; "
        "whoever runs it needs the keys of production.",
    .advice =
        "A database of its own (testcontainers, a service of the workflow), `dependency_overrides` "
        "for clients of other services, or doubles of their answers: respx, responses.",
    .docs = R"md(
Tests that connect with a host outside of the machine and its network, by an address that is written in them (HTTP, PostgreSQL, Redis,
MongoDB); and tests that open Firestore, Cloud Storage or Firebase where nothing in the repository starts or names an emulator.

```python bad
# --- tests/test_orders.py
import psycopg2


def test_orders() -> None:
    connection = psycopg2.connect("postgresql://tests@db.orders-prod.eu-west-1.rds.amazonaws.com/orders")
    assert connection
```

```python good
# --- tests/test_orders.py
import psycopg2


def test_orders() -> None:
    connection = psycopg2.connect("postgresql://tests@localhost/orders")
    assert connection
```

Left alone: files with doubles of the network (respx, responses, vcr, mocks, also in a `conftest.py` above), testcontainers, tests that
say by their path that they go outside (e2e, integration, live, smoke), skipped ones, reserved names such as `example.com`.
Critical with a request for review: that the service is a real one is likely and not proven.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
