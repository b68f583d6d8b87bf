#pragma once
// The image that a Dockerfile makes: what of the repository is in it, and with which surroundings
// its command runs.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/manifests.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

class Image {
 public:
  // `context` is the folder that the build starts from; if it is not known, it is the nearest one
  // that has all that the Dockerfile copies.
  Image(const Read<Dockerfile>& dockerfile, const Manifests& manifests,
        const RepositoryFiles& files, std::optional<std::string> context = std::nullopt);

  const TextFile& file() const { return *dockerfile_.file; }
  const Dockerfile& dockerfile() const { return dockerfile_.content; }
  const std::string& context() const { return context_; }
  // Whether every file that is copied is named and in the context, and the folder it is run in can
  // be told; else what the image holds is a guess.
  bool context_is_known() const {
    return context_is_known_ && copies_are_known_ && last().workdir_is_known;
  }
  // Null if nothing is left out.
  const Read<DockerIgnore>* ignore() const { return ignore_; }
  // "python:3.12-slim": what the last stage stands on in the end.
  std::string base() const;
  const std::string& workdir() const { return last().workdir; }
  // Whether the Dockerfile or its base says the folder; else workdir() is a guess.
  bool workdir_is_known() const { return last().workdir_is_known; }
  // Of the last USER; null if there is none.
  const Instruction* user() const { return user_; }
  // ENV and the defaults of ARG in the last stage.
  const std::map<std::string, std::string, std::less<>>& environment() const {
    return last().environment;
  }
  // The file or folder of the repository that stands at `path` in the image; nothing if there is
  // none.
  std::optional<std::string> repository_path(std::string_view path) const;
  // Whether the file of the repository gets into the image.
  bool contains(std::string_view path) const;
  // Whether sources of the repository are in it; else somebody mounts them, or it has them from
  // elsewhere.
  bool holds_sources() const;
  // Whether the project itself is installed: `pip install .`, `uv sync`, `poetry install`.
  bool installs_project() const { return installs_project_; }
  // … by what its metadata leave open, past any lock file: `pip install .`, `pip install *.whl`.
  bool installs_by_ranges() const { return installs_by_ranges_; }

 private:
  struct Copied {
    std::string from;                  // a path of the repository, or in another stage
    std::optional<std::size_t> stage;  // set: in that stage
    std::string to;                    // where it stands in the image
  };
  struct StageContents {
    std::string workdir = "/";
    bool workdir_is_known = true;  // not left to a base that we do not know
    std::map<std::string, std::string, std::less<>> environment;
    std::vector<Copied> copied;
  };
  const StageContents& last() const { return stages_.back(); }
  void choose_context(const RepositoryFiles& files);
  bool builds_all() const;
  bool has_all_sources(const std::string& context, const RepositoryFiles& files) const;
  void choose_ignore(const Manifests& manifests);
  StageContents contents_of(std::size_t stage);
  void apply(const Instruction& instruction, StageContents& contents);
  void copy(const Instruction& instruction, StageContents& contents);
  void add_copied(const Instruction& instruction, std::string_view source, bool several,
                  StageContents& contents);
  std::optional<std::string> global_argument(std::string_view name) const;
  std::optional<std::size_t> stage_named(std::string_view name) const;
  std::optional<std::string> look_up(std::size_t stage, std::string_view path, int depth) const;
  void look_at_installs();

  const Read<Dockerfile>& dockerfile_;
  const RepositoryFiles& files_;
  std::string context_;
  bool context_is_known_ = false;
  bool copies_are_known_ = true;
  const Read<DockerIgnore>* ignore_ = nullptr;
  const Instruction* user_ = nullptr;
  bool installs_project_ = false;
  bool installs_by_ranges_ = false;
  std::vector<StageContents> stages_;
};

// An absolute path without "." and ".."; `path` as seen from `folder`, "/app".
std::string image_path(std::string_view folder, std::string_view path);

}  // namespace fastidious::deploy
