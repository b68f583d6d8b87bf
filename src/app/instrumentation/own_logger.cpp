#include "app/instrumentation/own_logger.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using knowledge::LoggerKind;
using semantic::Binding;
using semantic::BindingKind;
using semantic::CallSite;
using semantic::FileModel;
using semantic::Model;

namespace {

// What is asked for each finding is asked of the start of a module only.
constexpr std::size_t kMostCalls = 4000;
constexpr std::size_t kMostBindings = 2000;

constexpr std::array<std::string_view, 8> kNames = {"logger",  "log",  "LOGGER",  "LOG",
                                                    "_logger", "_log", "_LOGGER", "_LOG"};

std::optional<LoggerKind> kind_of_type(std::string_view type) {
  if (type == "logging.Logger" || type == "logging.LoggerAdapter") return LoggerKind::Stdlib;
  if (type == "structlog.stdlib.BoundLogger") return LoggerKind::Structlog;
  if (type == "loguru.Logger") return LoggerKind::Loguru;
  return std::nullopt;
}

// `logging.info(…)` is by the root logger: nobody's own.
bool is_root(std::string_view target) {
  return target.starts_with("logging.") && target.find('.') == target.rfind('.');
}

// The class whose method holds `node`, where the method has an object to speak of.
const ClassDef* class_of_method(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr || !file.is_method(*function) || file.is_static_method(*function) ||
      function->args->all.empty() || file.text(function->args->all[0]->name) != "self") {
    return nullptr;
  }
  return file.enclosing_class(*function);
}

// `logging.getLogger()`, `logging.root`
bool is_root_logger(const FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  if (call != nullptr)
    return call->args.empty() && file.resolve(*call->func) == "logging.getLogger";
  return file.resolve(value) == "logging.root";
}

// When `where` runs for the first time while its module is loaded: itself, or the first call that
// the module makes of the function around it. Nothing if it runs only later.
std::optional<Offset> runs_at_load(const FileModel& file, const Node& where) {
  const FunctionDef* function = file.enclosing_function(where);
  if (function == nullptr) return where.begin;
  constexpr std::size_t kMostSites = 20;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  for (const CallSite& site : sites.first(std::min(sites.size(), kMostSites))) {
    const bool at_load = site.file == &file && file.enclosing_function(*site.call) == nullptr &&
                         !file.in_main_block(*site.call);
    if (at_load) return site.call->begin;
  }
  return std::nullopt;
}

// Whether `name`, as code at `where` sees it, is one of the module's that has its value by then:
// `at_load`, or when all of the module has been run.
bool is_seen_at(const FileModel& file, Identifier name, const Node& where,
                std::optional<Offset> at_load) {
  const semantic::FileScopes& scopes = file.scopes();
  const semantic::SymbolId symbol = scopes.lookup(scopes.scope_of(where), name);
  if (!symbol.valid() || !scopes.symbol(symbol).last_binding.valid()) return false;
  const semantic::Symbol& meant = scopes.symbol(symbol);
  if (scopes.scope(meant.scope).kind != semantic::ScopeKind::Module) return false;
  const Binding* first = &scopes.binding(meant.last_binding);
  if (first->value != nullptr && is_root_logger(file, first->value)) return false;
  while (first->previous.valid()) first = &scopes.binding(first->previous);
  if (at_load && first->node->end > *at_load) return false;
  return file.enclosing_function(where) != nullptr ||
         file.parent(file.enclosing_statement(*first->node))->is(Kind::Module);
}

// Counts by which loggers a file writes its records, where `where` can use them.
class LoggersInUse {
 public:
  LoggersInUse(const FileModel& file, const Node& where)
      : file_(file),
        where_(where),
        at_load_(runs_at_load(file, where)),
        class_(class_of_method(file, where)) {
    std::size_t seen = 0;
    for (const Call* call : file.tree().nodes_of<Call>()) {
      if (++seen > kMostCalls) break;
      look_at(*call);
    }
  }

  std::optional<OwnLogger> best() const {
    const auto most = std::max_element(
        all_.begin(), all_.end(), [](const Use& a, const Use& b) { return a.count < b.count; });
    return most == all_.end() ? std::nullopt : std::optional(most->logger);
  }

 private:
  struct Use {
    OwnLogger logger;
    std::size_t count = 0;
  };

  void look_at(const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || !is_usable(*method->value)) return;
    const std::string_view target = file_.resolve(*call.func);
    const knowledge::LogCall* known = knowledge::log_call(target);
    if (known == nullptr && knowledge::apparent_level(file_, call) == knowledge::LogLevel::Given) {
      return;
    }
    if (known != nullptr && is_root(target)) return;
    count(file_.text(*method->value),
          known == nullptr ? std::nullopt : std::optional(known->logger));
  }

  bool is_usable(const Expr& receiver) const {
    if (const auto* name = receiver.as<Name>())
      return is_seen_at(file_, name->name, where_, at_load_);
    const auto* attribute = receiver.as<Attribute>();
    const auto* self = attribute == nullptr ? nullptr : as<Name>(attribute->value);
    return self != nullptr && class_ != nullptr && file_.text(self->name) == "self" &&
           class_of_method(file_, receiver) == class_;
  }

  void count(std::string_view name, std::optional<LoggerKind> kind) {
    const auto known = std::find_if(all_.begin(), all_.end(),
                                    [&](const Use& one) { return one.logger.name == name; });
    if (known != all_.end()) {
      ++known->count;
    } else {
      all_.push_back({{std::string(name), kind}, 1});
    }
  }

  const FileModel& file_;
  const Node& where_;
  std::optional<Offset> at_load_;
  const ClassDef* class_;
  std::vector<Use> all_;
};

// The kind of what `from module import name` gives, where the repository or a library says.
std::optional<LoggerKind> kind_of_import(const FileModel& file, const Alias& alias) {
  const auto* import = as<ImportFrom>(file.parent(alias));
  if (import == nullptr) return std::nullopt;
  if (import->module == "loguru") return LoggerKind::Loguru;
  if (import->level != 0) return std::nullopt;
  const std::string name = std::string(import->module) + "." + std::string(alias.name);
  const semantic::Definition found = file.project().definition(name);
  const auto* defined = as<Name>(found.node);
  return defined == nullptr ? std::nullopt : kind_of_type(found.file->type_of(*defined));
}

// `logger = …`, `orders_log = logging.getLogger(__name__)`; not `library_log =
// getLogger("library")`, which is there to be configured.
bool is_for_module(const FileModel& file, std::string_view name, const Expr& value) {
  const auto* call = value.as<Call>();
  const bool by_name =
      call != nullptr && call->args.size() == 1 && file.text(*call->args[0]) == "__name__";
  return by_name || is_one_of(name, kNames);
}

// A logger that the module makes or imports and has not written by yet.
std::optional<OwnLogger> unused_logger(const FileModel& file, const Node& where) {
  const std::optional<Offset> at_load = runs_at_load(file, where);
  std::size_t seen = 0;
  for (const Binding& binding : file.scopes().bindings()) {
    if (++seen > kMostBindings) break;
    const std::string_view name = file.text(binding.name);
    const bool is_assigned =
        binding.kind == BindingKind::Assignment || binding.kind == BindingKind::Annotation;
    std::optional<LoggerKind> kind;
    if (is_assigned && binding.value != nullptr && is_for_module(file, name, *binding.value)) {
      kind = kind_of_type(file.type_of(*binding.value));
    }
    if (binding.kind == BindingKind::ImportFrom && is_one_of(name, kNames)) {
      kind = kind_of_import(file, *binding.node->as<Alias>());
    }
    if (kind && is_seen_at(file, binding.name, where, at_load))
      return OwnLogger{std::string(name), kind};
  }
  return std::nullopt;
}

// Whether both are below one folder of the repository, so that one can import the other.
bool lie_together(const FileModel& a, const FileModel& b) {
  const auto top = [](std::string_view path) { return path.substr(0, path.find('/')); };
  return top(a.file().path) == top(b.file().path);
}

// How many calls log by each kind of logger, of some of each: around the file, if it lies in a
// folder, as another one may be a program of its own.
std::array<std::size_t, 3> calls_by_kind(const FileModel& file) {
  constexpr std::size_t kMostSites = 500;
  const bool is_in_folder = file.file().path.find('/') != std::string::npos;
  std::array<std::size_t, 3> counts{};
  for (const knowledge::LogCall& one : knowledge::kLogCalls) {
    if (is_root(one.target)) continue;
    const auto sites = file.project().calls_of(one.target);
    const std::size_t step = sites.size() / kMostSites + 1;
    for (std::size_t i = 0; i < sites.size(); i += step) {
      const bool counts_here = !is_in_folder || lie_together(*sites[i].file, file);
      counts[static_cast<std::size_t>(one.logger)] += counts_here ? step : 0;
    }
  }
  return counts;
}

LoggerKind usual_kind(const FileModel& file) {
  const auto counts = calls_by_kind(file);
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? LoggerKind::Stdlib : static_cast<LoggerKind>(most - counts.begin());
}

UsualLogger plain_logger(LoggerKind kind) {
  switch (kind) {
    case LoggerKind::Loguru: return {"from loguru import logger", "logger", kind};
    case LoggerKind::Structlog: return {"logger = structlog.get_logger()", "logger", kind};
    case LoggerKind::Stdlib: break;
  }
  return {"logger = logging.getLogger(__name__)", "logger", LoggerKind::Stdlib};
}

// `from app.log import logger` of the module that holds the call; empty if it gets it otherwise.
UsualLogger imported_logger(const CallSite& site, LoggerKind kind, const FileModel& user) {
  const FileModel& file = *site.file;
  const auto* method = site.call->func->as<Attribute>();
  const auto* name = method == nullptr ? nullptr : as<Name>(method->value);
  const semantic::SymbolId symbol =
      name == nullptr ? semantic::SymbolId{} : file.scopes().symbol_of(*name);
  if (!symbol.valid() || file.scopes().symbol(symbol).binding_count != 1) return {};
  const Binding& binding = file.scopes().binding(file.scopes().symbol(symbol).last_binding);
  const auto* alias = as<Alias>(binding.node);
  const auto* import = alias == nullptr ? nullptr : as<ImportFrom>(file.parent(*alias));
  if (binding.kind != BindingKind::ImportFrom || import == nullptr || import->level != 0 ||
      import->module == "loguru") {
    return {};
  }
  const FileModel* module = file.project().module(import->module);
  if (module == nullptr || module == &user || !lie_together(*module, user)) return {};
  return {std::string(file.text(*import).substr(0, file.text(*import).find(" import "))) +
              " import " + std::string(file.text(*alias)),
          std::string(file.text(binding.name)), kind};
}

// `from app.log import logger`, where that is of a class of the repository's own: what its methods
// take is not known.
UsualLogger imported_own(const FileModel& importer, const Binding& binding, const FileModel& user) {
  const auto* alias = as<Alias>(binding.node);
  const auto* import = alias == nullptr ? nullptr : as<ImportFrom>(importer.parent(*alias));
  if (binding.kind != BindingKind::ImportFrom || import == nullptr || import->level != 0 ||
      !is_one_of(importer.text(binding.name), kNames) || kind_of_import(importer, *alias)) {
    return {};
  }
  const FileModel* module = importer.project().module(import->module);
  if (module == nullptr || module == &user || !lie_together(*module, user)) return {};
  return {"from " + std::string(import->module) + " import " + std::string(importer.text(*alias)),
          std::string(importer.text(binding.name)), std::nullopt};
}

// The one that most modules import, if several do.
std::optional<UsualLogger> usual_own_logger(const FileModel& user) {
  constexpr std::size_t kMostFiles = 300;
  constexpr std::size_t kMostNames = 200;
  constexpr std::size_t kFewest = 3;
  std::map<std::string, std::pair<UsualLogger, std::size_t>> found;
  std::size_t seen = 0;
  for (const FileModel& file : user.project().files()) {
    if (file.file().role != project::Role::Application || ++seen > kMostFiles) continue;
    std::size_t names = 0;
    for (const Binding& binding : file.scopes().bindings()) {
      if (++names > kMostNames) break;
      UsualLogger own = imported_own(file, binding, user);
      if (own.statement.empty()) continue;
      auto& entry = found[own.statement];
      entry.first = std::move(own);
      ++entry.second;
    }
  }
  const auto most = std::max_element(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second.second < b.second.second;
  });
  const bool is_usual = most != found.end() && most->second.second >= kFewest;
  return is_usual ? std::optional(most->second.first) : std::nullopt;
}

}  // namespace

std::optional<OwnLogger> logger_at(const FileModel& file, const Node& where) {
  if (auto used = LoggersInUse(file, where).best()) return used;
  return unused_logger(file, where);
}

UsualLogger usual_logger(const FileModel& file) {
  const Model& model = file.project();
  constexpr std::size_t kMostSites = 40;
  const LoggerKind kind = usual_kind(file);
  std::map<std::string, std::pair<UsualLogger, std::size_t>> found;
  std::size_t looked_at = 0;
  std::set<const FileModel*> users;
  for (const knowledge::LogCall& one : knowledge::kLogCalls) {
    if (one.logger != kind || is_root(one.target)) continue;
    const auto sites = model.calls_of(one.target);
    const std::size_t step = std::max<std::size_t>(1, sites.size() / kMostSites);
    for (std::size_t i = 0; i < sites.size(); i += step) {
      if (sites[i].file->file().role != project::Role::Application) continue;
      ++looked_at;
      users.insert(sites[i].file);
      UsualLogger imported = imported_logger(sites[i], kind, file);
      auto& entry = found[imported.statement];
      entry.first = std::move(imported);
      ++entry.second;
    }
  }
  // Only those that the repository's own class is made of log by the library.
  constexpr std::size_t kOfOwnClass = 2;
  if (users.size() <= kOfOwnClass) {
    if (auto own = usual_own_logger(file)) return std::move(*own);
  }
  for (const auto& [statement, entry] : found) {
    if (!statement.empty() && entry.second * 2 > looked_at) return entry.first;
  }
  return plain_logger(kind);
}

}  // namespace fastidious::app
