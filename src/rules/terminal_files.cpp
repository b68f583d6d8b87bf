#include "rules/terminal_files.h"

#include <algorithm>
#include <array>
#include <span>

#include "semantic/call_sites.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

constexpr std::array<std::string_view, 10> kCommandLineLibraries = {
    "argparse", "click",    "typer",      "fire",     "docopt",
    "cmd",      "optparse", "rich_click", "cyclopts", "locust"};

// A module or one of its folders whose name says that people run it in a terminal.
constexpr std::array<std::string_view, 7> kCommandLineNames = {
    "cli", "__main__", "_cli", "commands", "command_line", "management", "console"};

bool is_named_like_a_command(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (is_one_of(part.substr(0, part.rfind('.')), kCommandLineNames)) {
      return true;
    }
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return false;
}

// What is asked for each call is asked of the start of a module only: names bound and statements.
constexpr std::size_t kLookedAt = 2000;

template <class List>
auto start_of(const List& list) {
  return std::span(list.begin(), std::min<std::size_t>(list.size(), kLookedAt));
}

bool imports_command_line_library(const FileModel& file) {
  for (const semantic::Binding& binding : start_of(file.scopes().bindings())) {
    if (binding.kind == semantic::BindingKind::Import) {
      const auto* alias = binding.node->as<Alias>();
      if (is_one_of(file.text(alias->first_part), kCommandLineLibraries)) {
        return true;
      }
    } else if (binding.kind == semantic::BindingKind::ImportFrom) {
      const auto* import = as<ImportFrom>(file.parent(*binding.node));
      if (import != nullptr && import->level == 0 &&
          is_one_of(import->module.substr(0, import->module.find('.')), kCommandLineLibraries)) {
        return true;
      }
    }
  }
  return false;
}

// `bot/commands/play.py`: those who give these commands see a chat.
bool belongs_to_chat(const FileModel& file) {
  constexpr std::string_view kChats[] = {"discord", "nextcord", "disnake", "telegram", "aiogram"};
  const auto edges = file.project().imports().imports_of(file.file().id);
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
    return is_one_of(std::string_view(edge.module).substr(0, edge.module.find('.')), kChats);
  });
}

bool defines_routes(const FileModel& file) {
  const auto statements = start_of(file.tree().root().body);
  return std::any_of(statements.begin(), statements.end(), [&](const Stmt* statement) {
    const auto* function = statement->as<FunctionDef>();
    return function != nullptr && file.is_route_handler(*function);
  });
}

// `if __name__ == "__main__":` in a module that defines no routes: it is a script, wherever it
// lies.
bool is_script(const FileModel& file) {
  const StmtList& body = file.tree().root().body;
  const auto is_main_block = [&](const Stmt* statement) {
    const auto* branch = statement->as<If>();
    return branch != nullptr && !branch->body.empty() && file.in_main_block(*branch->body.front());
  };
  const std::span end(body.end() - std::min<std::size_t>(body.size(), kLookedAt), body.end());
  if (std::none_of(end.begin(), end.end(), is_main_block)) {
    return false;
  }
  return !defines_routes(file);
}

// `answer = input("Start now? ")`: somebody sits there, unless the module serves.
bool asks_somebody(const FileModel& file) {
  constexpr std::string_view kQuestions[] = {"builtins.input", "getpass.getpass"};
  return std::any_of(std::begin(kQuestions), std::end(kQuestions),
                     [&](std::string_view one) {
                       const auto sites = start_of(file.project().calls_of(one));
                       return std::any_of(
                           sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
                             return site.file == &file && !file.in_main_block(*site.call);
                           });
                     }) &&
         !defines_routes(file);
}

bool is_imported(const FileModel& file) {
  const auto edges = file.project().imports().imports_into(file.file().id);
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge* edge) {
    return edge->from != edge->to && !edge->type_checking &&
           file.project().file(edge->from).file().role == project::Role::Application;
  });
}

}  // namespace

bool makes_server(const FileModel& file) {
  return std::any_of(std::begin(kServers), std::end(kServers), [&](std::string_view one) {
    const auto sites = start_of(file.project().calls_of(one));
    return std::any_of(sites.begin(), sites.end(),
                       [&](const semantic::CallSite& site) { return site.file == &file; });
  });
}

bool is_command_line(const FileModel& file) {
  return (is_named_like_a_command(file.file().path) && !belongs_to_chat(file)) ||
         imports_command_line_library(file) || asks_somebody(file);
}

bool is_read_in_terminal(const FileModel& file) { return is_command_line(file) || is_script(file); }

bool is_terminal_program(const FileModel& file) {
  return file.file().role == project::Role::Script ||
         (is_read_in_terminal(file) && !makes_server(file) && !is_imported(file));
}

}  // namespace fastidious::rules
