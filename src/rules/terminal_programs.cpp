#include "rules/terminal_programs.h"

#include <algorithm>

#include "rules/terminal_files.h"
#include "semantic/exception_handlers.h"
#include "text/name_words.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;
using findings::FileId;
using project::Role;
using semantic::FileModel;

namespace {

// Of a module that more of them lead to nothing is said: a service is among them.
constexpr std::size_t kMaxImporters = 500;

// `app/evals/run.py`, `app/testing/fixtures.py`
bool lies_among_tools(std::string_view path) {
  constexpr std::string_view kFolders[] = {
      "/testing/", "/evals/", "/benchmarks/", "/benchmark/", "/training/", "/testbench/", "/eval/"};
  return contains_any("/" + std::string(path), kFolders);
}

// `app/db/seed.py`, which somebody runs when there is a new database.
bool is_named_like_a_seed(std::string_view path) {
  constexpr std::string_view kSeeds[] = {"seed", "seeds", "seeder", "seeding"};
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return names_any_of(name.substr(0, name.rfind('.')), kSeeds);
}

// `asyncio.run(main())`, `main()`
bool runs(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  const semantic::Definition called = file.definition_of(*call.func);
  return target == "asyncio.run" || target == "anyio.run" ||
         (called.file == &file && as<FunctionDef>(called.node) != nullptr);
}

// Whether a statement of a module works, or prints, when the module is loaded.
bool works_when_loaded(const FileModel& file, const Stmt& statement) {
  if (statement.is(Kind::For) || statement.is(Kind::While)) return true;
  if (statement.is(Kind::Try) || statement.is(Kind::With) || statement.is(Kind::If)) {
    return semantic::any_own_node(file, statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      return call != nullptr && file.resolve(*call->func) == "builtins.print";
    });
  }
  const auto* expression = statement.as<ExprStmt>();
  const auto* call = expression != nullptr ? expression->value->as<Call>() : nullptr;
  return call != nullptr && (file.resolve(*call->func) == "builtins.print" || runs(file, *call));
}

// Migrations too: who runs `alembic upgrade` reads what their env.py says.
bool runs_for_people(Role role) {
  return role == Role::Script || role == Role::Example || role == Role::Migration;
}

}  // namespace

bool TerminalPrograms::include(const FileModel& file) {
  const auto [known, is_new] = known_.try_emplace(file.file().id.value, false);
  if (is_new) known->second = decide(file);
  return known->second;
}

void TerminalPrograms::find_importers() {
  if (!importers_.empty()) return;
  importers_.resize(model_.files().size() + 1);
  for (const project::ImportEdge& edge : model_.imports().edges()) {
    const bool counts = edge.to.valid() && edge.to != edge.from && !edge.type_checking &&
                        model_.file(edge.from).file().role != Role::Test;
    if (counts) importers_[edge.to.value].push_back(edge.from);
    const std::string_view path = model_.file(edge.from).file().path;
    const std::string_view package = std::string_view(edge.module).substr(0, edge.module.find('.'));
    const bool makes_projects = package == "cookiecutter" || package == "copier";
    if (makes_projects) generators_.insert(path.substr(0, path.find('/')));
  }
}

void TerminalPrograms::find_servers() {
  if (!serves_.empty()) return;
  serves_.resize(model_.files().size() + 1);
  for (const std::string_view target : kServers) {
    for (const semantic::CallSite& site : model_.calls_of(target)) {
      serves_[site.file->file().id.value] = true;
    }
  }
}

// Whether it is a program for a terminal, a tool of developers, or asks for what somebody types.
bool TerminalPrograms::is_for_terminal_users(const FileModel& file) {
  if (is_read_in_terminal(file) || lies_among_tools(file.file().path)) return true;
  const auto attributes = file.tree().nodes_of<Attribute>();
  return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute* one) {
    return file.text(one->attr) == "stdin" && file.resolve(*one) == "sys.stdin";
  });
}

// Nothing imports the module, and it does its work when it is loaded.
bool TerminalPrograms::is_script(const FileModel& file) {
  if (!importers_[file.file().id.value].empty() || serves_[file.file().id.value]) return false;
  if (is_named_like_a_seed(file.file().path)) return true;
  const StmtList& body = file.tree().root().body;
  return std::any_of(body.begin(), body.end(),
                     [&](const Stmt* statement) { return works_when_loaded(file, *statement); });
}

bool TerminalPrograms::decide(const FileModel& file) {
  if (is_for_terminal_users(file)) return true;
  find_importers();
  find_servers();
  const std::string_view path = file.file().path;
  if (is_script(file) || generators_.contains(path.substr(0, path.find('/')))) return true;
  std::vector<bool> seen(model_.files().size() + 1);
  Files work{file.file().id};
  bool has_importer = false;
  for (std::size_t visited = 0; !work.empty(); ++visited) {
    if (visited == kMaxImporters) return false;
    const FileId at = work.back();
    work.pop_back();
    if (seen[at.value]) continue;
    seen[at.value] = true;
    if (serves_[at.value]) return false;
    const bool is_first = at == file.file().id;
    const FileModel& importer = model_.file(at);
    if (!is_first && (runs_for_people(importer.file().role) || is_for_terminal_users(importer) ||
                      is_script(importer))) {
      has_importer = true;
      continue;
    }
    const Files& next = importers_[at.value];
    if (next.empty()) return false;
    work.insert(work.end(), next.begin(), next.end());
  }
  return has_importer;
}

}  // namespace fastidious::rules
