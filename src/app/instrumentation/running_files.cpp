#include "app/instrumentation/running_files.h"

#include "app/application.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_production(const FileModel& file) {
  const project::Role role = file.file().role;
  return role == project::Role::Application || role == project::Role::Script;
}

// uvicorn.run("app.main:app"), hypercorn's and granian's ways of the same.
bool starts_server(const FileModel& file) {
  for (const Stmt* statement : file.tree().imports()) {
    const auto* plain = statement->as<Import>();
    const auto* from = statement->as<ImportFrom>();
    const std::string_view module = from != nullptr    ? from->module
                                    : plain != nullptr ? plain->names[0]->name
                                                       : "";
    for (const std::string_view server : {"uvicorn", "hypercorn", "granian", "gunicorn"}) {
      if (module.starts_with(server)) return true;
    }
  }
  return false;
}

class FileSearch {
 public:
  explicit FileSearch(const Application& application)
      : application_(application),
        code_(application.code()),
        roots_(code_.files().size()),
        reached_(code_.files().size()) {}

  std::vector<bool> run() {
    find_roots();
    add_importers();
    bool any = false;
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      if (roots_[i]) reach(i);
      any = any || roots_[i];
    }
    for (const FileModel& file : code_.files()) {
      if (!any) reached_[file.file().id.value] = is_production(file);
    }
    return std::move(reached_);
  }

 private:
  void find_roots() {
    for (const AppRoutes& one : application_.apps()) add_root(*one.app->construction.file);
    for (const CloudFunction& one : application_.functions()) add_root(*one.handler.file);
    for (const FileModel& file : code_.files()) {
      if (starts_server(file)) add_root(file);
    }
  }

  void add_root(const FileModel& file) {
    if (is_production(file)) roots_[file.file().id.value] = true;
  }

  // What imports a root may be what is started.
  void add_importers() {
    bool grows = true;
    for (int round = 0; grows && round < kMaxRounds; ++round) {
      grows = false;
      for (const project::ImportEdge& edge : code_.imports().edges()) {
        if (!edge.to.valid() || !roots_[edge.to.value] || roots_[edge.from.value]) continue;
        if (!is_production(code_.file(edge.from))) continue;
        roots_[edge.from.value] = grows = true;
      }
    }
  }

  void reach(std::size_t first) {
    std::vector<std::size_t> work{first};
    while (!work.empty()) {
      const std::size_t at = work.back();
      work.pop_back();
      if (reached_[at]) continue;
      reached_[at] = true;
      const findings::FileId id = code_.files()[at].file().id;
      add_packages(at, work);
      for (const project::ImportEdge& edge : code_.imports().imports_of(id)) {
        if (edge.to.valid() && !edge.type_checking) work.push_back(edge.to.value);
      }
    }
  }

  // Whoever imports `app.api.orders` runs `app/__init__.py` and `app/api/__init__.py`.
  void add_packages(std::size_t at, std::vector<std::size_t>& work) const {
    std::string_view folder = code_.files()[at].file().path;
    while (folder.find('/') != folder.npos) {
      folder = folder.substr(0, folder.rfind('/'));
      const FileModel* package = code_.file_at(std::string(folder) + "/__init__.py");
      if (package == nullptr) return;
      work.push_back(package->file().id.value);
    }
  }

  static constexpr int kMaxRounds = 12;
  const Application& application_;
  const semantic::Model& code_;
  std::vector<bool> roots_, reached_;
};

}  // namespace

std::vector<bool> running_files(const Application& application) {
  return FileSearch(application).run();
}

}  // namespace fastidious::app
