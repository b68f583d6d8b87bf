#include "engine/gather_facts.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "app/application.h"
#include "app/endpoints/read_bodies.h"
#include "app/instrumentation/function_logging.h"
#include "app/settings/accepted_values.h"
#include "deploy/audit_command.h"
#include "deploy/checking_job.h"
#include "deploy/environment/env_file_folders.h"
#include "deploy/test_command.h"
#include "deploy/type_checkers.h"
#include "engine/docs_condition.h"
#include "engine/documented_elsewhere.h"
#include "engine/gather_exhibits.h"
#include "engine/tested_endpoints.h"
#include "knowledge/log_calls.h"
#include "semantic/call_sites.h"
#include "semantic/reaching_values.h"

namespace fastidious::engine {
namespace {

using app::Endpoint;
using app::Placed;
using assess::ApplicationFacts;
using assess::DeliveryFacts;
using assess::FactPlace;
using assess::NamedPlace;
using deploy::PipelineStage;
using knowledge::Instrument;

FactPlace place_of(const project::TextFile* file, Span span) {
  if (file == nullptr) return {};
  return {file->path, file->lines.line_of(span.begin)};
}

FactPlace place_of(const Placed& at) {
  return at ? place_of(&at.file->file(), {at.expr->begin, at.expr->end}) : FactPlace{};
}

// Whether what the file holds is counted.
class Counted {
 public:
  explicit Counted(const ReviewFilter* review) : review_(review) {}
  bool is_seen(const app::FileModel& file) const {
    return review_ == nullptr || review_->touches(file.file().id);
  }
  bool holds(const app::FileModel& file) const {
    return file.file().role == project::Role::Application && is_seen(file);
  }

 private:
  const ReviewFilter* review_;
};

void count_inputs(const app::Dependency& dependant, app::ReadBodies& read,
                  ApplicationFacts& facts) {
  bool has_body = read.any_in(dependant);
  app::for_each_dependency(dependant, [&](const app::Dependency& one) {
    for (const app::Parameter& parameter : one.parameters) {
      if (parameter.is_body()) {
        has_body = true;
      } else {
        ++facts.request_parameters;
      }
    }
  });
  facts.request_bodies += has_body ? 1 : 0;
}

bool changes_something(const Endpoint& endpoint) {
  return std::any_of(endpoint.methods.begin(), endpoint.methods.end(), [](std::string_view one) {
    return one != "GET" && one != "HEAD" && one != "OPTIONS";
  });
}

bool is_called_by_test(const semantic::Model& code, const Endpoint& endpoint) {
  if (!endpoint.handler) return false;
  const auto sites = code.calls_of(endpoint.handler.file->qualified_name(*endpoint.handler.node));
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    return site.file->file().role == project::Role::Test;
  });
}

// Endpoints of application code, those that two applications serve twice.
void count_endpoints(const app::Application& application, const Counted& code,
                     ApplicationFacts& facts) {
  TestedEndpoints tested(application.requests_of_tests());
  app::ReadBodies read;
  for (const Endpoint& endpoint : application.endpoints().all()) {
    if (endpoint.handler && !code.holds(*endpoint.handler.file)) continue;
    ++facts.endpoints;
    facts.guarded_endpoints += endpoint.is_guarded() ? 1 : 0;
    facts.changing_endpoints += changes_something(endpoint) ? 1 : 0;
    facts.cloud_functions += endpoint.function != nullptr ? 1 : 0;
    facts.tested_endpoints += tested.note(endpoint) ? 1 : 0;
    facts.handlers_called += is_called_by_test(application.code(), endpoint) ? 1 : 0;
    if (endpoint.route != nullptr) count_inputs(endpoint.route->dependant, read, facts);
  }
  facts.test_requests = tested.requests();
}

// Whether the form of what the call gives is somebody else's choice (as VAL017 has it).
bool reads_outside(std::string_view target) {
  constexpr std::string_view kDecoders[] = {"json.loads", "json.load", "orjson.loads",
                                            "ujson.loads"};
  return target.ends_with("Response.json") || target.ends_with("DocumentSnapshot.to_dict") ||
         std::find(std::begin(kDecoders), std::end(kDecoders), target) != std::end(kDecoders);
}

// Whether it is the default of a field, `x: str = config("X")`: the field's own variable.
bool stands_in_settings(const app::Application& application, const app::EnvironmentRead& read) {
  const auto& classes = application.settings().classes();
  return std::any_of(classes.begin(), classes.end(), [&](const app::SettingsClass& cls) {
    const auto& [file, node] = cls.definition;
    return file == read.at.file && node->begin <= read.at.expr->begin &&
           read.at.expr->end <= node->end;
  });
}

// Variables of settings classes, those that several classes inherit once, and what is read past
// them.
void count_environment(const app::Application& application, const Counted& code,
                       ApplicationFacts& facts) {
  std::set<std::string_view> names;
  for (const app::SettingsClass& cls : application.settings().classes()) {
    if (!code.holds(*cls.definition.file)) continue;
    for (const app::EnvironmentVariable& variable : cls.variables) names.insert(variable.name);
  }
  facts.settings_variables = static_cast<std::uint32_t>(names.size());
  for (const app::EnvironmentRead& read : application.environment_reads()) {
    if (!code.holds(*read.at.file) || stands_in_settings(application, read)) continue;
    facts.environment_reads += read.name.empty() || names.insert(read.name).second ? 1 : 0;
  }
}

// An HTTP request, or a mail.
bool sends_request(std::string_view target) {
  constexpr std::string_view kClients[] = {
      "requests.", "httpx.",   "aiohttp.",    "urllib.request.", "urllib3.", "http.client.",
      "httpcore.", "smtplib.", "aiosmtplib.", "fastapi_mail.",   "emails."};
  return std::any_of(std::begin(kClients), std::end(kClients),
                     [target](std::string_view client) { return target.starts_with(client); });
}

// StaticFiles(directory=…), app.frontend("/", directory=…)
bool serves_folder(std::string_view target) {
  return target.ends_with("StaticFiles") ||
         (target.starts_with("fastapi.") && target.ends_with(".frontend"));
}

// @field_validator("name"), AfterValidator(check)
bool makes_validator(std::string_view target) {
  return target.starts_with("pydantic.") &&
         (target.ends_with("validator") || target.ends_with("Validator"));
}

// Whether it raises, asserts, or calls something of the repository that may.
bool may_raise(const semantic::Definition& function, int depth, std::ptrdiff_t& nodes_left) {
  constexpr int kMaxDepth = 2;
  if (depth > kMaxDepth || !function.node->is(syntax::Kind::FunctionDef)) return true;
  const auto nodes = function.file->tree().subtree(*function.node);
  nodes_left -= function.node->last.value - function.node->id.value;
  if (nodes_left < 0) return true;
  return std::any_of(nodes.begin(), nodes.end(), [&](const syntax::Node* node) {
    if (node->is(syntax::Kind::Raise) || node->is(syntax::Kind::Assert)) return true;
    const auto* call = node->as<syntax::Call>();
    const bool is_decorator = call != nullptr && function.file->parent(*call) == function.node;
    if (call == nullptr || is_decorator) return false;
    const semantic::Definition called = function.file->definition_of(*call->func);
    return called.node != nullptr && may_raise(called, depth + 1, nodes_left);
  });
}

// Of what the call makes a validator of; a value that is handed over may be anything.
bool may_raise(const semantic::CallSite& site) {
  const auto* function = syntax::as<syntax::FunctionDef>(site.file->parent(*site.call));
  std::ptrdiff_t nodes_left = 2000;  // beyond them it is taken to raise
  return function == nullptr || may_raise({site.file, function}, 0, nodes_left);
}

bool validators_raise(const semantic::Model& model, const Counted& code) {
  bool found = false;
  model.calls().for_each([&](Identifier target, std::span<const semantic::CallSite> sites) {
    if (found || !makes_validator(model.text(target))) return;
    found = std::any_of(sites.begin(), sites.end(), [&code](const semantic::CallSite& site) {
      return code.holds(*site.file) && may_raise(site);
    });
  });
  return found;
}

// `json.loads(text)` of a `text` that the function itself has made by `json.dumps(…)`.
bool decodes_its_own(const semantic::CallSite& site) {
  if (site.call->args.empty()) return false;
  const semantic::FileModel& file = *site.file;
  const auto* name = site.call->args[0]->as<syntax::Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
    const auto* assign = syntax::as<syntax::Assign>(file.parent(*one->node));
    const auto* call = assign == nullptr ? nullptr : assign->value->template as<syntax::Call>();
    return call != nullptr && file.resolve(*call->func).ends_with(".dumps");
  });
}

// Calls in application code by what they call, each gone through once.
void count_calls(const semantic::Model& model, const Counted& code, ApplicationFacts& facts) {
  model.calls().for_each([&](Identifier target, std::span<const semantic::CallSite> sites) {
    const std::string_view name = model.text(target);
    std::uint32_t* const count = reads_outside(name)     ? &facts.outside_answers
                                 : sends_request(name)   ? &facts.requests_sent
                                 : makes_validator(name) ? &facts.validators
                                 : serves_folder(name)   ? &facts.static_folders
                                                         : nullptr;
    if (count == nullptr) return;
    const bool decodes = count == &facts.outside_answers;
    *count += static_cast<std::uint32_t>(
        std::count_if(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
          return code.holds(*site.file) && !(decodes && decodes_its_own(site));
        }));
  });
}

// Calls that write a record, where the rules about logging look: not in tests.
std::uint32_t count_records(const semantic::Model& model, const Counted& code) {
  std::ptrdiff_t records = 0;
  model.calls().for_each([&](Identifier target, std::span<const semantic::CallSite> sites) {
    if (knowledge::log_call(model.text(target)) == nullptr) return;
    records += std::count_if(sites.begin(), sites.end(), [&code](const semantic::CallSite& site) {
      const project::Role role = site.file->file().role;
      return code.holds(*site.file) || (role == project::Role::Script && code.is_seen(*site.file));
    });
  });
  return static_cast<std::uint32_t>(records);
}

// Without the middleware a browser lets no page of another origin read an answer.
bool may_allow_origins(const app::Application& application) {
  const auto& apps = application.apps();
  return !application.functions().empty() ||
         std::any_of(apps.begin(), apps.end(), [&](const app::AppRoutes& one) {
           const app::Surroundings& around = application.surroundings_of(one);
           return !around.middleware_is_known ||
                  std::any_of(around.middleware.begin(), around.middleware.end(),
                              [](const app::Middleware& middleware) {
                                return app::is_class_named(middleware.name(), "CORSMiddleware") ||
                                       middleware.name().empty();
                              });
         });
}

// Programs of the repository that start a server themselves.
std::vector<NamedPlace> server_programs(const app::Application& application) {
  std::vector<NamedPlace> programs;
  for (const semantic::CallSite& run : application.code().calls_of("uvicorn.run")) {
    const project::SourceFile& file = run.file->file();
    const bool serves =
        file.role == project::Role::Application || file.role == project::Role::Script;
    if (!serves) continue;
    programs.push_back({"uvicorn", place_of(&file, run.call->span())});
  }
  return programs;
}

// Only definitions: to import the file, or to run it, does nothing.
bool only_defines(const semantic::FileModel& file) {
  const auto& body = file.tree().root().body;
  return std::all_of(body.begin(), body.end(), [&file](const syntax::Stmt* statement) {
    const auto* function = statement->as<syntax::FunctionDef>();
    const auto* cls = statement->as<syntax::ClassDef>();
    const auto* assign = statement->as<syntax::Assign>();
    const auto* text = statement->as<syntax::ExprStmt>();
    if (function != nullptr) return function->decorator_list.empty();
    if (cls != nullptr) return cls->decorator_list.empty();
    if (text != nullptr) return text->value->is(syntax::Kind::Constant);
    if (assign == nullptr) {
      return statement->is(syntax::Kind::Import) || statement->is(syntax::Kind::ImportFrom);
    }
    const auto* call = assign->value->as<syntax::Call>();
    return call == nullptr || file.resolve(*call->func) == "typing.TypeVar";
  });
}

// What nothing imports and does nothing by itself.
std::vector<std::uint32_t> unloaded_files(const app::Application& application) {
  const semantic::Model& code = application.code();
  std::set<std::uint32_t> imported;
  for (const project::ImportEdge& edge : code.imports().edges()) {
    if (edge.to.valid()) imported.insert(edge.to.value);
  }
  std::vector<std::uint32_t> ids;
  for (const semantic::FileModel& file : code.files()) {
    const std::uint32_t id = file.file().id.value;
    const bool serves = file.file().role == project::Role::Application;
    if (serves && !imported.contains(id) && only_defines(file)) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

// "ThreadedConnectionPool" of psycopg2: whether it renews connections is its user's affair. Empty
// where there is none.
std::string driver_pool(const semantic::Model& code) {
  constexpr std::string_view kPools[] = {"psycopg2.pool.ThreadedConnectionPool",
                                         "psycopg2.pool.SimpleConnectionPool",
                                         "mysql.connector.pooling.MySQLConnectionPool"};
  for (const std::string_view pool : kPools) {
    for (const semantic::CallSite& site : code.calls_of(pool)) {
      if (site.file->file().role != project::Role::Application) continue;
      return std::string(pool.substr(pool.rfind('.') + 1));
    }
  }
  return {};
}

ApplicationFacts facts_of(const app::Application& application, const Counted& code) {
  ApplicationFacts facts;
  facts.docs_condition = docs_condition(application);
  facts.driver_pool = driver_pool(application.code());
  facts.unloaded_files = unloaded_files(application);
  facts.server_programs = server_programs(application);
  count_endpoints(application, code, facts);
  count_environment(application, code, facts);
  count_calls(application.code(), code, facts);
  facts.validators_raise = validators_raise(application.code(), code);
  const app::Instrumentation& tools = application.instrumentation();
  facts.may_allow_origins = may_allow_origins(application);
  facts.log_records = count_records(application.code(), code);
  facts.log_configuration = place_of(tools.find(Instrument::LogConfiguration));
  if (facts.log_configuration) {
    facts.functions_without_logging = app::FunctionLogging(application.code()).unconfigured();
  }
  facts.structured_logs = place_of(tools.find(Instrument::StructuredLogs));
  facts.correlation_id = place_of(tools.find(Instrument::CorrelationId));
  facts.error_tracking = place_of(tools.find(Instrument::ErrorTracking));
  facts.metrics = place_of(tools.find(Instrument::Metrics));
  return facts;
}

bool has_name(const std::vector<NamedPlace>& places, std::string_view name) {
  return std::any_of(places.begin(), places.end(),
                     [name](const NamedPlace& one) { return one.name == name; });
}

void add_once(std::vector<NamedPlace>& places, std::string_view name, FactPlace place) {
  if (!has_name(places, name)) places.push_back({std::string(name), std::move(place)});
}

// "app.main:app by uvicorn": a command may leave to the server what it serves.
std::string command_of(const deploy::StartCommand& start) {
  const std::string server(deploy::name_of(start.server.server));
  if (start.served.module.empty()) return server;
  const std::string& attribute = start.served.attribute;
  return start.served.module + (attribute.empty() ? "" : ":" + attribute) + " by " + server;
}

// Where a configuration of hooks names a tool of the stage first.
FactPlace place_of_hook(const deploy::Manifests& manifests, const std::string& path,
                        PipelineStage stage) {
  constexpr std::string_view kTypes[] = {"mypy", "pyright", "ty check"};
  constexpr std::string_view kLint[] = {"ruff", "flake8", "pylint"};
  if (stage != PipelineStage::Types && stage != PipelineStage::Lint) return {path, 0};
  for (const project::TextFile* file : manifests.pre_commits) {
    if (file->path != path) continue;
    std::size_t first = std::string_view::npos;
    for (const std::string_view tool : stage == PipelineStage::Types ? kTypes : kLint) {
      first = std::min(first, file->text.view().find(tool));
    }
    if (first == std::string_view::npos) break;
    return {path, file->lines.line_of(static_cast<Offset>(first))};
  }
  return {path, 0};
}

void add_stages(const deploy::Pipeline& pipeline, const deploy::Manifests& manifests,
                DeliveryFacts& facts) {
  constexpr std::pair<PipelineStage, std::string_view> kStages[] = {
      {PipelineStage::Lint, "lint"},
      {PipelineStage::Types, "type check"},
      {PipelineStage::Tests, "tests"},
      {PipelineStage::SecretScan, "secret scan"},
      {PipelineStage::DependencyAudit, "dependency audit"},
      {PipelineStage::Build, "build"},
  };
  for (const auto& [stage, name] : kStages) {
    if (!pipeline.has(stage)) {
      facts.stages_missing.emplace_back(name);
      continue;
    }
    FactPlace first;
    bool for_changes = false;  // a workflow that looks at each change says most
    for (const deploy::PipelineCheck& check : pipeline.checks()) {
      const bool better = check.workflow->content.is_triggered_by("pull_request");
      if (check.stage != stage || (first && (for_changes || !better))) continue;
      first = place_of(check.workflow->file, check.span);
      if (stage == PipelineStage::Lint) {
        facts.linter_mends = !pipeline.mended_unseen_by(check).empty();
      }
      for_changes = better;
    }
    if (!first) first = place_of_hook(manifests, pipeline.configuration_of(stage), stage);
    // A bot that raises versions audits nothing by itself.
    const bool is_bot = first.path.find("dependabot") != std::string::npos ||
                        first.path.find("renovate") != std::string::npos;
    add_once(facts.stages, is_bot ? "dependency updates" : name, first);
  }
}

// load_dotenv(), environs, decouple, starlette's Config(".env"), SettingsConfigDict(env_file=…)
bool loads_dotenv(const app::Application& application) {
  constexpr std::string_view kReaders[] = {"dotenv.",           "environs.", "decouple.",
                                           "starlette.config.", "dynaconf.", "environ.Env"};
  bool loads = false;
  application.code().calls().for_each([&](Identifier target, const auto&) {
    const std::string_view name = application.code().text(target);
    loads |= std::any_of(std::begin(kReaders), std::end(kReaders),
                         [name](std::string_view one) { return name.starts_with(one); });
  });
  const auto& classes = application.settings().classes();
  return loads || std::any_of(classes.begin(), classes.end(),
                              [](const auto& one) { return !one.env_files.empty(); });
}

bool reads_dotenv(const deploy::Delivery& delivery) {
  return !deploy::folders_with_env_file(delivery).empty() ||
         !delivery.manifests().env_files.empty() || loads_dotenv(delivery.application());
}

// A hook that runs isort, else a section that sets it up.
FactPlace sorter_of_imports(const deploy::Manifests& manifests) {
  for (const project::TextFile* file : manifests.pre_commits) {
    if (file->text.view().find("id: isort") != std::string_view::npos) return {file->path, 0};
  }
  for (const project::TextFile* file : manifests.pyprojects) {
    if (file->text.view().find("[tool.isort") != std::string_view::npos) return {file->path, 0};
  }
  return {};
}

DeliveryFacts facts_of(const deploy::Delivery& delivery) {
  DeliveryFacts facts;
  facts.imports_sorted_by = sorter_of_imports(delivery.manifests());
  for (const deploy::PlatformEvidence& one : delivery.platforms()) {
    // Platforms that have no name here come last; a container says more of where it runs.
    if (one.platform == deploy::Platform::Other && !facts.platforms.empty()) break;
    add_once(facts.platforms, deploy::name_of(one.platform), place_of(one.file, one.span));
  }
  for (const deploy::StartCommand* start : delivery.servers()) {
    facts.start_commands.push_back({command_of(*start), place_of(start->file, start->span)});
  }
  for (const deploy::StartCommand& start : delivery.start_commands()) {
    if (!start.is_for_development || start.server.server == deploy::Server::None) continue;
    facts.development_commands.push_back({command_of(start), place_of(start.file, start.span)});
    const bool is_of_image = start.origin == deploy::StartCommand::Origin::Dockerfile &&
                             !deploy::is_for_development(start.file->path);
    if (is_of_image && start.server.port.kind == deploy::Port::Kind::Literal) {
      facts.fixed_port = {start.server.port.setting.text, place_of(start.file, start.span)};
    }
  }
  for (const deploy::DeployStep& step : delivery.deploy_steps()) {
    facts.deploy_steps.push_back(place_of(step.file, step.span));
  }
  facts.reads_dotenv = reads_dotenv(delivery);
  facts.probes = static_cast<std::uint32_t>(delivery.probes().size());
  facts.workflows = static_cast<std::uint32_t>(delivery.manifests().workflows.size());
  if (const deploy::TextPlace& command = delivery.test_suite().command) {
    facts.tests_run_in = command.file->path;
    facts.test_command = deploy::test_command(delivery.manifests(), delivery.files());
    facts.test_services = deploy::services_of_tests(delivery.manifests());
  }
  facts.may_be_documented_elsewhere = may_be_documented_elsewhere(delivery);
  facts.environment_tool = deploy::environment_tool(delivery.files());
  const deploy::CheckingJob job = deploy::checking_job(delivery.pipeline());
  facts.type_check_command =
      deploy::command_in(job, deploy::type_check_command(delivery.manifests()));
  facts.audit_command = deploy::command_in(job, deploy::audit_command(delivery.files()));
  facts.other_ci = delivery.pipeline().other_system();
  add_stages(delivery.pipeline(), delivery.manifests(), facts);
  return facts;
}

}  // namespace

assess::Facts gather_facts(const deploy::Delivery& delivery, const ReviewFilter* review,
                           bool with_manifests) {
  assess::Facts facts;
  facts.exhibits = gather_exhibits(delivery, review, with_manifests);
  facts.application = facts_of(delivery.application(), Counted(review));
  if (with_manifests) facts.delivery = facts_of(delivery);
  return facts;
}

}  // namespace fastidious::engine
