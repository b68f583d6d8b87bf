#include "rules/served_files.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::rules {

using semantic::FileModel;

namespace {

class Search {
 public:
  explicit Search(const semantic::Model& model) : model_(model), found_(model.files().size()) {}

  void add(const FileModel* file) {
    if (file == nullptr || found_[file->file().id.value]) return;
    found_[file->file().id.value] = true;
    open_.push_back(file);
  }

  bool is_empty() const { return open_.empty(); }

  std::vector<bool> run() {
    while (!open_.empty()) {
      const FileModel& file = *open_.back();
      open_.pop_back();
      for (const project::ImportEdge& edge : model_.imports().imports_of(file.file().id)) {
        if (edge.to.valid() && !edge.type_checking) add(&model_.file(edge.to));
      }
    }
    return std::move(found_);
  }

 private:
  const semantic::Model& model_;
  std::vector<bool> found_;
  std::vector<const FileModel*> open_;
};

// Django finds its applications by their names.
bool loads_by_name(const semantic::Model& model, const FileModel* served) {
  if (served == nullptr) return false;
  const auto edges = model.imports().imports_of(served->file().id);
  return std::any_of(edges.begin(), edges.end(), [](const project::ImportEdge& edge) {
    return std::string_view(edge.module).starts_with("django");
  });
}

}  // namespace

std::vector<bool> files_served_by(const DeliveryCheck& check, const deploy::Image& image) {
  Search search(check.model());
  const auto& files = check.model().files();
  const std::vector<bool> all(files.size(), true);
  for (const deploy::StartCommand* one : check.delivery().servers()) {
    if (one->image != &image) continue;
    if (loads_by_name(check.model(), one->served.file)) return all;
    search.add(one->served.file);
    const auto program = std::find_if(
        files.begin(), files.end(),
        [&](const FileModel& file) { return &file.file() == one->server.call.file; });
    if (program != files.end()) search.add(&*program);
  }
  if (search.is_empty()) {
    for (const app::AppRoutes* one : check.application().served_apps()) {
      const FileModel& file = *one->app->construction.file;
      if (image.contains(file.file().path)) search.add(&file);
    }
  }
  if (search.is_empty()) return all;
  return search.run();
}

}  // namespace fastidious::rules
