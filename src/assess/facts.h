#pragma once
// Figures and places of the audited repository that a report's statements rest on. The engine fills
// them in from the models; what no model was built for is not set.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fastidious::assess {

// Where something is said: "Dockerfile:12"; line 0 means the file as a whole.
struct FactPlace {
  std::string path;
  std::uint32_t line = 0;
  explicit operator bool() const { return !path.empty(); }
};
// "Dockerfile:12", "Dockerfile".
std::string text_of(const FactPlace& place);

// Something that was found: a platform, a start command, a stage of the pipeline.
struct NamedPlace {
  std::string name;
  FactPlace place;
};

struct ApplicationFacts {
  std::uint32_t endpoints = 0;           // of served applications and functions, WebSockets too
  std::uint32_t guarded_endpoints = 0;   // these refuse strangers
  std::uint32_t changing_endpoints = 0;  // POST, PUT, PATCH, DELETE
  std::uint32_t tested_endpoints = 0;    // a request of a test goes there
  std::uint32_t test_requests = 0;       // that go to one of these
  std::uint32_t handlers_called = 0;     // endpoints whose functions tests call, past any request
  // Endpoints that OpenAPI documents and test clients reach: a platform calls functions itself.
  std::uint32_t routes() const { return endpoints - cloud_functions; }
  // System boundaries: what enters from outside.
  std::uint32_t request_bodies = 0;      // endpoints that take one
  std::uint32_t request_parameters = 0;  // of path, query, headers, cookies and forms
  std::uint32_t settings_variables = 0;  // fields of settings classes
  std::uint32_t environment_reads = 0;   // past these, in application code
  std::uint32_t outside_answers = 0;     // answers of other services, decoded JSON, documents
  std::uint32_t boundaries() const {
    return request_bodies + request_parameters + settings_variables + environment_reads +
           outside_answers;
  }
  std::uint32_t cloud_functions = 0;
  std::uint32_t requests_sent = 0;   // calls of other services over HTTP
  std::uint32_t static_folders = 0;  // served by the application itself
  std::uint32_t validators = 0;      // functions that check what Pydantic's types cannot
  bool validators_raise = false;     // one of these does, or may
  bool may_allow_origins = true;     // something allows pages of other origins, or may do so
  std::uint32_t log_records = 0;     // calls that write one
  std::string driver_pool;           // a pool of a driver, which no rule looks at
  std::string docs_condition;        // what the application's `docs_url` depends on, if it does
  std::vector<NamedPlace> server_programs;    // the server that a program starts, and where
  std::vector<std::uint32_t> unloaded_files;  // by FileId, sorted: nothing imports these
  std::vector<std::string> functions_without_logging;  // of Firebase: nothing configures it there
  FactPlace log_configuration, structured_logs, correlation_id, error_tracking, metrics;
};

struct DeliveryFacts {
  std::vector<NamedPlace> platforms;             // each once, with what speaks for it first
  std::vector<NamedPlace> start_commands;        // of production: "uvicorn app.main:app"
  std::vector<NamedPlace> development_commands;  // those that only developers' machines run
  NamedPlace fixed_port;  // of the command that an image has for developers, and for nobody else
  std::vector<FactPlace> deploy_steps;
  bool reads_dotenv = true;  // or shows such a file; false: nothing of the kind was found
  std::uint32_t probes = 0;
  std::uint32_t workflows = 0;
  FactPlace imports_sorted_by;  // what sets isort up, or has it run
  std::string tests_run_in;     // the file that says how the tests are run
  std::string test_command;     // "make test": the target that runs them
  std::string test_services;    // the compose file of the services that they need
  // Variables are read that nothing here names, and its documentation is on a site elsewhere.
  bool may_be_documented_elsewhere = false;
  std::string environment_tool;    // "poetry" or "uv", which installs and runs; empty: another
  std::string type_check_command;  // "mypy ."
  std::string audit_command;       // what audits the packages that are installed here
  std::string other_ci;            // the configuration of another CI system
  std::vector<NamedPlace> stages;  // of the pipeline, each once
  std::vector<std::string> stages_missing;
  bool linter_mends = false;  // what it can, and fails on the rest only: the first of `stages`
};

// What passed criteria point at: each is where the repository has it first.
enum class Exhibit : std::uint8_t {
  DocsPage,       // a route that shows the documentation
  RequestModel,   // what an endpoint takes
  Settings,       // a class of settings
  Validator,      // a function that checks what Pydantic's types cannot
  Refusal,        // one of these that raises
  Guard,          // what refuses strangers
  AsyncEndpoint,  // `async def`, and it awaits something
  Query,
  Commit,
  Engine,         // that keeps the database's connections
  ContextUse,     // `with` around a resource
  HttpError,      // a failure that is answered as such
  SentRequest,    // to another service, or a mail, over TLS
  OptionalTls,    // mail of which options say whether it goes over TLS
  KeptTraceback,  // a record of an error that has its traceback
  Cors,
  StaticFolder,
  HealthCheck,
  Lifespan,
  Packages,            // the first that a manifest names
  DocumentedVariable,  // in an example or a page
  IgnoredEnvFile,      // the line of .gitignore
  DotenvReader,        // what reads that file
  Test,
  Measured,  // what measures coverage
  Enforced,  // what notices a fall of it
  TestRequest,
  TestedFlow,  // a test that sends one request after another
  ServerPort,  // that a program takes from the environment
};

struct Facts {
  std::map<Exhibit, NamedPlace> exhibits;
  std::optional<ApplicationFacts> application;
  std::optional<DeliveryFacts> delivery;
};

}  // namespace fastidious::assess
