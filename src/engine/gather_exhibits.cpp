#include "engine/gather_exhibits.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "app/application.h"
#include "app/endpoints/health.h"
#include "app/endpoints/usual_guard.h"
#include "deploy/environment/contract.h"
#include "deploy/environment/env_file_folders.h"
#include "deploy/environment/env_file_readers.h"
#include "engine/transport.h"
#include "knowledge/log_calls.h"
#include "repo/ignore.h"
#include "semantic/call_sites.h"
#include "text/paths.h"

namespace fastidious::engine {
namespace {

using assess::Exhibit;
using assess::NamedPlace;
using semantic::CallSite;

std::string code_span(std::string_view name) { return "`" + std::string(name) + "`"; }

// What a call shows of its repository by what it calls; beside that stands how it is named.
struct Called {
  Exhibit exhibit;
  std::string_view ending;  // of its target
  std::string_view from;    // its target begins with; empty: anything
};
constexpr Called kCalled[] = {
    {Exhibit::Query, ".select", "sql"},
    {Exhibit::Query, ".execute", ""},
    {Exhibit::Commit, ".commit", "sql"},
    {Exhibit::Commit, ".transaction", ""},
    {Exhibit::Engine, "create_engine", "sql"},
    {Exhibit::Engine, "create_async_engine", "sqlalchemy"},
    {Exhibit::HttpError, "HTTPException", ""},
    {Exhibit::StaticFolder, "StaticFiles", ""},
    {Exhibit::StaticFolder, ".frontend", "fastapi."},
};

// What a test has requested so far.
struct TestedFlow {
  const app::TestRequest* last = nullptr;
  std::size_t steps = 0;  // requests that differ from the one before
  bool changes = false;
  bool reads = false;

  void add(const app::TestRequest& request) {
    if (last == nullptr || last->test != request.test) *this = {};
    const bool is_same =
        last != nullptr && last->path == request.path && last->method == request.method;
    steps += is_same ? 0 : 1;
    reads = reads || request.method == "GET";
    changes = changes || request.method != "GET";
    last = &request;
  }
};

class Gatherer {
 public:
  Gatherer(const app::Application& application, const ReviewFilter* review)
      : application_(application), review_(review) {}

  void look_at_calls() {
    application_.code().calls().for_each([&](Identifier target, std::span<const CallSite> sites) {
      const std::string_view name = application_.code().text(target);
      for (const Called& one : kCalled) {
        if (name.starts_with(one.from) && name.ends_with(one.ending)) {
          show_calls(one.exhibit, sites);
        }
      }
      if (knowledge::log_call(name) != nullptr) show_tracebacks(sites);
      if (name.starts_with("pydantic.") && name.ends_with("validator")) show_validators(sites);
      if (name == "uvicorn.run") show_ports(sites);
      show_transport(name, sites);
    });
    for (const app::FileModel& file : application_.code().files()) {
      if (may_show(Exhibit::ContextUse, file)) show_contexts(file);
    }
  }
  void look_at_application() {
    for (const app::AppRoutes* one : application_.served_apps()) look_at(*one);
    for (const app::Endpoint& endpoint : application_.endpoints().all()) look_at(endpoint);
    look_at_models();
    look_at_settings();
  }
  void look_at_tests() {
    TestedFlow flow;
    std::size_t most = 1;
    for (const app::TestRequest& request : application_.requests_of_tests()) {
      const auto& [file, call] = request.call;
      if (file == nullptr || request.test == nullptr || !is_in_review(*file)) continue;
      const std::string name = code_span(file->text(request.test->name));
      show(Exhibit::TestRequest, name, *file, *request.test);
      flow.add(request);
      if (flow.changes && flow.reads && flow.steps > most) {  // the longest says most
        most = flow.steps;
        found_.erase(Exhibit::TestedFlow);
        show(Exhibit::TestedFlow, name + ", which sends several requests,", *file, *request.test);
      }
    }
  }
  std::map<Exhibit, NamedPlace> take() && { return std::move(found_); }

  void show(Exhibit what, std::string name, const app::FileModel& file, const syntax::Node& at) {
    NamedPlace place = {std::move(name), {file.file().path, file.file().lines.line_of(at.begin)}};
    show(what, std::move(place));
  }
  // The first by file and position.
  void show(Exhibit what, NamedPlace place) {
    const auto key = [](const NamedPlace& one) {
      return std::tie(one.place.path, one.place.line, one.name);
    };
    const auto [it, is_new] = found_.try_emplace(what, place);
    if (!is_new && key(place) < key(it->second)) it->second = std::move(place);
  }
  void show_instead(Exhibit what, NamedPlace place) {
    found_.insert_or_assign(what, std::move(place));
  }

 private:
  bool is_in_review(const app::FileModel& file) const {
    return review_ == nullptr || review_->touches(file.file().id);
  }
  bool is_seen(const app::FileModel& file) const {
    return file.file().role == project::Role::Application && is_in_review(file);
  }

  // Whether something of the file could be the first by file and position.
  bool may_show(Exhibit what, const app::FileModel& file) const {
    const auto known = found_.find(what);
    const bool is_late = known != found_.end() && known->second.place.path < file.file().path;
    return !is_late && is_seen(file);
  }

  void show_calls(Exhibit what, std::span<const CallSite> sites) {
    for (const CallSite& site : sites) {
      const semantic::FileModel& file = *site.file;
      if (!may_show(what, file)) continue;
      show(what, code_span(file.text(*site.call->func)), file, *site.call);
    }
  }
  void show_tracebacks(std::span<const CallSite> sites) {
    for (const CallSite& site : sites) {
      const semantic::FileModel& file = *site.file;
      if (!may_show(Exhibit::KeptTraceback, file)) continue;
      if (!knowledge::records_traceback(file, *site.call)) continue;
      show(Exhibit::KeptTraceback, code_span(file.text(*site.call->func)), file, *site.call);
    }
  }
  void show_transport(std::string_view target, std::span<const CallSite> sites) {
    for (const CallSite& site : sites) {
      const bool may =
          may_show(Exhibit::SentRequest, *site.file) || may_show(Exhibit::OptionalTls, *site.file);
      const Transport transport = may ? transport_of(site, target) : Transport::Unknown;
      if (transport == Transport::Unknown) continue;
      show(transport == Transport::Tls ? Exhibit::SentRequest : Exhibit::OptionalTls,
           code_span(site.file->text(*site.call->func)), *site.file, *site.call);
    }
  }
  // Functions that are decorated so.
  void show_validators(std::span<const CallSite> sites) {
    for (const CallSite& site : sites) {
      const semantic::FileModel& file = *site.file;
      const auto* function = syntax::as<syntax::FunctionDef>(file.parent(*site.call));
      if (function == nullptr || !is_seen(file)) continue;
      const std::string validator = code_span(file.text(function->name));
      show(Exhibit::Validator, validator, file, *function);
      if (raises(file, *function, 0)) show(Exhibit::Refusal, validator, file, *function);
    }
  }
  void show_ports(std::span<const CallSite> runs) {
    for (const CallSite& site : runs) {
      if (is_seen(*site.file)) show_port(*site.file, *site.call);
    }
  }
  // `port=settings.port`, `port=int(os.environ["PORT"])`.
  void show_port(const app::FileModel& file, const syntax::Call& run) {
    const syntax::Expr* port = semantic::argument(file, run, -1, "port");
    if (port == nullptr) return;
    const auto& reads = application_.environment_reads();
    const bool is_read = std::any_of(reads.begin(), reads.end(), [&](const auto& one) {
      return one.at && one.at.file == &file && port->begin <= one.at.expr->begin &&
             one.at.expr->end <= port->end;
    });
    if (!is_read && !application_.settings().field_of({&file, port})) return;
    show(Exhibit::ServerPort, code_span(file.text(*port)), file, *port);
  }
  // By itself, or what it calls does.
  static bool raises(const app::FileModel& file, const syntax::FunctionDef& function, int depth) {
    const auto nodes = file.tree().subtree(function);
    return std::any_of(nodes.begin(), nodes.end(), [&](const syntax::Node* node) {
      if (node->is(syntax::Kind::Raise)) return true;
      const auto* call = node->as<syntax::Call>();
      if (call == nullptr || depth > 0) return false;
      const semantic::Definition called = file.definition_of(*call->func);
      const auto* next = syntax::as<syntax::FunctionDef>(called.node);
      return next != nullptr && raises(*called.file, *next, depth + 1);
    });
  }
  // `with` around what is known to be called.
  void show_contexts(const app::FileModel& file) {
    for (const auto* item : file.tree().nodes_of<syntax::WithItem>()) {
      const auto* call = item->context_expr->as<syntax::Call>();
      if (call == nullptr || !file.fact(*call->func).target) continue;
      const bool is_async = file.parent(*item)->is(syntax::Kind::AsyncWith);
      show(Exhibit::ContextUse,
           std::string(is_async ? "`async with " : "`with ") + std::string(file.text(*call->func)) +
               "(…)`",
           file, *call);
    }
  }

  void look_at(const app::AppRoutes& one) {
    const app::Placed& made = one.app->construction;
    if (!made || !is_in_review(*made.file)) return;
    show(Exhibit::DocsPage, "the application", *made.file, *made.expr);
    const app::Surroundings& around = application_.surroundings_of(one);
    for (const app::Middleware& middleware : around.middleware) {
      const app::Placed& at = middleware.added_at;
      const bool is_cors = app::is_class_named(middleware.name(), "CORSMiddleware");
      if (is_cors && at) show(Exhibit::Cors, "`CORSMiddleware`", *at.file, *at.expr);
    }
    const app::EventHandler* lifespan = around.lifespan();
    if (lifespan == nullptr || lifespan->handler.definition.node == nullptr) return;
    const auto& [file, node] = lifespan->handler.definition;
    show(Exhibit::Lifespan, "the lifespan", *file, *node);
  }

  void look_at(const app::Endpoint& endpoint) {
    if (!endpoint.handler || !is_in_review(*endpoint.handler.file)) return;
    const auto& [file, node] = endpoint.handler;
    if (node->is(syntax::Kind::AsyncFunctionDef) && awaits(*file, *node)) {
      show(Exhibit::AsyncEndpoint, code_span(endpoint.label()), *file, *node);
    }
    if (endpoint.path.ends_with("/docs")) {  // says more than FastAPI(…)
      found_.erase(Exhibit::DocsPage);
      show(Exhibit::DocsPage, code_span(endpoint.label()), *file, *node);
    }
    if (app::is_health_path(endpoint.path)) {
      show(Exhibit::HealthCheck, code_span(endpoint.label()), *file, *node);
    }
    if (endpoint.is_guarded()) look_at_guard(endpoint);
  }
  static bool awaits(const app::FileModel& file, const syntax::Node& function) {
    const auto nodes = file.tree().subtree(function);
    return std::any_of(nodes.begin(), nodes.end(), [](const syntax::Node* node) {
      return node->is(syntax::Kind::Await) || node->is(syntax::Kind::AsyncFor) ||
             node->is(syntax::Kind::AsyncWith);
    });
  }
  void look_at_guard(const app::Endpoint& endpoint) {
    for (const app::Evidence& evidence : endpoint.authentication.evidence) {
      if (!evidence.at || !is_in_review(*evidence.at.file)) continue;
      show(Exhibit::Guard, code_span(endpoint.label()) + " is guarded", *evidence.at.file,
           *evidence.at.expr);
    }
  }

  // The one with most fields shows most of how they are checked.
  void look_at_models() {
    const app::UsedModel* most = nullptr;
    for (const app::UsedModel* one : application_.model_uses().all()) {
      if ((one->by_itself & app::kRequestModel) == 0 || !is_in_review(*one->file)) continue;
      if (most == nullptr || one->model->fields.size() > most->model->fields.size()) most = one;
    }
    if (most == nullptr) return;
    show(Exhibit::RequestModel, code_span(most->model->name), *most->file, *most->cls);
  }

  void look_at_settings() {
    for (const app::SettingsClass& cls : application_.settings().classes()) {
      if (!is_seen(*cls.definition.file) || cls.variables.empty()) continue;
      show(Exhibit::Settings, code_span(cls.model->name), *cls.definition.file,
           *cls.definition.node);
      if (cls.env_files.empty()) continue;
      show(Exhibit::DotenvReader, "", *cls.definition.file, *cls.definition.node);
    }
  }

  const app::Application& application_;
  const ReviewFilter* review_;
  std::map<Exhibit, NamedPlace> found_;
};

// A place in a text, or in a manifest.
NamedPlace placed(std::string_view name, const project::TextFile& file, Span span) {
  return {std::string(name), {file.path, file.lines.line_of(span.begin)}};
}

// The line by which `.env` is ignored, at the root if there.
void show_ignored(const deploy::Delivery& delivery, Gatherer& gatherer) {
  for (const project::TextFile* file : delivery.manifests().git_ignores) {
    const std::string_view text = file->text.view();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const repo::IgnorePatterns line(text.substr(begin, end - begin), "");
      if (line.verdict(".env", false) == repo::Verdict::Ignored) {
        const auto at = static_cast<Offset>(begin);
        gatherer.show(Exhibit::IgnoredEnvFile, placed("", *file, {at, at}));
      }
      begin = end + 1;
    }
  }
}

// The first of what reads the `.env` of a folder.
void show_env_readers(const deploy::Delivery& delivery, Gatherer& gatherer) {
  for (const std::string_view folder : deploy::folders_with_env_file(delivery)) {
    const std::string path = folder.empty() ? ".env" : std::string(folder) + "/.env";
    const auto readers = deploy::readers_of_env_file(delivery, path);
    if (readers.empty()) continue;
    const deploy::EnvFileReader& first = readers.front();
    return gatherer.show(Exhibit::DotenvReader, {"", {std::string(first.path), first.line}});
  }
}

void show_packages(const deploy::Delivery& delivery, Gatherer& gatherer) {
  for (const deploy::PackageManifest* manifest : delivery.packages().deployed_manifests()) {
    if (manifest->packages.empty()) continue;
    const deploy::DeclaredPackage& first = manifest->packages.front();
    if (first.file == nullptr) continue;
    gatherer.show(Exhibit::Packages, placed(code_span(first.name()), *first.file, first.span));
  }
}

void show_variables(const deploy::Delivery& delivery, Gatherer& gatherer) {
  for (const auto& [name, variable] : delivery.environment().variables()) {
    for (const deploy::VariableMention& mention : variable.documented) {
      const NamedPlace at = placed(code_span(name), *mention.file, mention.span);
      if (!variable.reads.empty()) gatherer.show(Exhibit::DocumentedVariable, at);
    }
  }
}

void show_first_test(const app::FileModel& file, Gatherer& gatherer) {
  for (const auto* function : file.tree().nodes_of<syntax::FunctionDef>()) {
    const std::string_view name = file.text(function->name);
    if (!name.starts_with("test")) continue;
    return gatherer.show(Exhibit::Test, code_span(name), file, *function);
  }
}

void show_browser_tests(const deploy::RepositoryFiles& files, Gatherer& gatherer) {
  const std::string_view test = deploy::first_browser_test(files);
  const std::string_view settings = deploy::settings_of_browser_tests(files);
  if (!test.empty()) {
    gatherer.show_instead(Exhibit::TestedFlow, {"tests with a browser", {std::string(test), 0}});
  } else if (!settings.empty()) {
    gatherer.show_instead(Exhibit::TestedFlow,
                          {"tests with a browser, set up", {std::string(settings), 0}});
  }
}

void show_tests(const deploy::Delivery& delivery, Gatherer& gatherer) {
  const deploy::TestSuite& suite = delivery.test_suite();
  if (!suite.files.empty()) show_first_test(*suite.files.front(), gatherer);
  show_browser_tests(delivery.files(), gatherer);
  if (const deploy::TextPlace& at = suite.measured_at) {
    gatherer.show(Exhibit::Measured, placed("", *at.file, at.span));
  }
  if (const deploy::TextPlace& at = suite.enforced_at) {
    const std::string_view text = at.file->text.view();
    const std::string_view word = text.substr(at.span.begin, at.span.end - at.span.begin);
    gatherer.show(Exhibit::Enforced,
                  placed(word.empty() ? "what compares it" : code_span(word), *at.file, at.span));
  }
}

}  // namespace

std::map<Exhibit, NamedPlace> gather_exhibits(const deploy::Delivery& delivery,
                                              const ReviewFilter* review, bool with_manifests) {
  Gatherer gatherer(delivery.application(), review);
  gatherer.look_at_calls();
  gatherer.look_at_application();
  gatherer.look_at_tests();
  if (with_manifests && delivery.has_application()) {
    show_ignored(delivery, gatherer);
    show_env_readers(delivery, gatherer);
    show_packages(delivery, gatherer);
    show_variables(delivery, gatherer);
    show_tests(delivery, gatherer);
  }
  return std::move(gatherer).take();
}

}  // namespace fastidious::engine
