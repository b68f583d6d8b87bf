#include <optional>
#include <string>
#include <vector>

#include "rules/asked_path.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/numbers.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;
using deploy::Port;
using deploy::StartCommand;
using Tool = DeployStep::Tool;

constexpr int kActionPort = 80;  // koyeb/action-git-deploy exposes 80:http unless told otherwise
constexpr int kCliPort = 8000;

// "8000:http" and "80:http 8080:http2".
std::vector<int> ports_of(const DeployStep& step) {
  std::vector<int> ports;
  for (const DeployStep::Option& option : step.options) {
    if (option.name != "--ports" && option.name != "--port" && option.name != "service-ports") {
      continue;
    }
    std::string_view rest = option.value.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" ,;"), rest.size());
      if (const auto number = leading_number(rest.substr(0, end))) ports.push_back(*number);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return ports;
}

const DeployStep::Option* ports_option(const DeployStep& step) {
  for (const char* name : {"--ports", "--port", "service-ports"}) {
    if (const auto* option = step.option(name)) return option;
  }
  return nullptr;
}

// The fixed port on which everything that production runs listens; nothing if it follows PORT.
std::optional<int> fixed_port(const DeliveryCheck& check) {
  std::optional<int> port;
  for (const StartCommand* one : check.delivery().servers()) {
    if (one->origin == StartCommand::Origin::Procfile && one->name != "web") continue;
    const Port& own = one->server.port;
    const bool fixed = own.kind == Port::Kind::Literal || own.kind == Port::Kind::Default;
    if (!fixed || !own.number || (port && port != own.number)) return std::nullopt;
    port = own.number;
  }
  return port;
}

// `koyeb service update` leaves alone what it does not name.
bool creates(const DeployStep& step) {
  if (step.tool == Tool::KoyebAction) return true;
  for (const deploy::Argument& word : step.words) {
    if (word.text == "create" || word.text == "init") return true;
  }
  return false;
}

void check_ports(DeliveryCheck& check, const DeployStep& step) {
  const std::optional<int> bound = fixed_port(check);
  const DeployStep::Option* option = ports_option(step);
  std::vector<int> ports = ports_of(step);
  if (option != nullptr && ports.empty()) return;  // a variable
  if (ports.empty() && !creates(step)) return;
  if (ports.empty()) ports = {step.tool == Tool::KoyebAction ? kActionPort : kCliPort};
  bool exposed = !bound;
  for (int port : ports) exposed = exposed || port == *bound;
  if (exposed) return;
  const Span place = option != nullptr ? option->value.span : step.span;
  check.report(*step.file, place, "Koyeb sends requests to port {}{}, the server listens on {}",
               {ports.front(), option == nullptr ? ", the default" : "", *bound});
}

// --routes /:8000
void check_routes(DeliveryCheck& check, const DeployStep& step) {
  const std::vector<int> ports = ports_of(step);
  for (const DeployStep::Option& option : step.options) {
    if (option.name != "--routes" && option.name != "--route" && option.name != "service-routes") {
      continue;
    }
    const std::size_t colon = option.value.text.rfind(':');
    if (colon == std::string::npos || ports.empty()) continue;
    const auto port = leading_number(std::string_view(option.value.text).substr(colon + 1));
    if (!port || std::find(ports.begin(), ports.end(), *port) != ports.end()) continue;
    check.report(*step.file, option.value.span, "The route leads to port {}, which is not exposed",
                 {*port});
  }
}

// In the words of what deploys, with a path that the application has.
std::string fix_of(const DeliveryCheck& check, const DeployStep& step) {
  const bool is_action = step.tool == Tool::KoyebAction;
  const std::vector<int> ports = ports_of(step);
  const int port = ports.empty() ? (is_action ? kActionPort : kCliPort) : ports.front();
  const std::string path = asked_path(check.application());
  const std::string value = std::to_string(port) + ":http:" + (path.empty() ? "/health" : path);
  const std::string said =
      is_action ? "`service-checks: " + value + "`" : "`--checks " + value + "`";
  return path.empty()
             ? "Add a route that says how it is, `/health`, and declare a check: " + said + "."
             : "Declare one: " + said + ".";
}

void check_checks(DeliveryCheck& check, const DeployStep& step) {
  if (!creates(step)) return;
  for (const DeployStep::Option& option : step.options) {
    if (option.name.find("checks") != std::string::npos) return;
  }
  check
      .report(*step.file, step.span,
              "No health check is declared: Koyeb only looks whether the port is open")
      .severity(Severity::Warning)
      .risk("An instance that answers 500 to everything gets traffic, for its socket listens.")
      .fix("{}", {fix_of(check, step)});
}

void check(DeliveryCheck& check) {
  for (const DeployStep& step : check.delivery().deploy_steps()) {
    if (step.tool != Tool::KoyebCli && step.tool != Tool::KoyebAction) continue;
    check_ports(check, step);
    check_routes(check, step);
    check_checks(check, step);
  }
}

}  // namespace

extern constinit const Rule DEP035 = {
    .code = "DEP035",
    .name = "koyeb-port-route-mismatch",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://www.koyeb.com/docs/run-and-scale/health-checks",
                   "https://www.koyeb.com/docs/build-and-deploy/cli/reference"},
    .risk =
        "Health checks and requests go to a port on which nobody listens: the deployment fails.",
    .advice =
        "Let the server take `PORT`, which Koyeb sets to the exposed port: `--port ${PORT:-8000}`; "
        "or expose "
        "the port it listens on.",
    .docs = R"md(
Ports and routes of `koyeb … --ports --routes` and of Koyeb's action, beside the port on which the server listens (the action exposes 80, the CLI
8000 unless told otherwise); and, as a warning, services that are created without an HTTP check.

```python bad
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port 8000
# --- deploy.sh
koyeb app init example --ports 8080:http --routes /:8080 --checks 8080:http:/health
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
# --- deploy.sh
koyeb app init example --ports 8080:http --routes /:8080 --checks 8080:http:/health
```

Servers that follow `PORT` are right with any port. `koyeb services update` is asked only for what it names.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
