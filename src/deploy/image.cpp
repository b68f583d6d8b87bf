#include "deploy/image.h"

#include <algorithm>
#include <array>

#include "deploy/formats/with_variables.h"
#include "text/glob.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr int kMaxStages = 20;  // that copy from each other

bool has_glob(std::string_view text) { return text.find_first_of("*?[") != text.npos; }

bool is_remote(std::string_view source) {
  return source.find("://") != source.npos || source.starts_with("git@") ||
         source.starts_with("<<");
}

// What a COPY or ADD from the context names: all words but the last.
std::vector<std::string_view> sources_of(const Instruction& instruction) {
  std::vector<std::string_view> sources;
  const bool from_context = instruction.flag("from").empty();
  const bool copies = instruction.keyword == "COPY" || instruction.keyword == "ADD";
  if (!copies || !from_context) return sources;
  for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
    const std::string_view source = instruction.words[i].text;
    if (!is_remote(source) && source.find('$') == source.npos) sources.push_back(source);
  }
  return sources;
}

// What a folder of Dockerfiles holds beside them.
bool is_about_building(std::string_view name) {
  return name.find("ockerfile") != name.npos || name.ends_with(".dockerignore") ||
         name.ends_with(".sh") || name.ends_with(".md");
}

// `COPY . .` means a folder with something to run in it.
bool has_sources(const RepositoryFiles& files, const std::string& folder) {
  if (folder.empty()) return true;
  const std::string prefix = folder + "/";
  return std::any_of(files.all().begin(), files.all().end(), [&](std::string_view file) {
    return file.starts_with(prefix) && !is_about_building(name_of(file));
  });
}

// The WORKDIR of well-known bases; nothing where it is not known.
std::optional<std::string> workdir_of(std::string_view base) {
  static constexpr std::array<std::string_view, 14> kPlain = {
      "python", "debian", "ubuntu",      "alpine", "node",       "scratch", "uv",
      "fedora", "static", "amazonlinux", "golang", "rockylinux", "base",    "bun"};
  if (base.starts_with("tiangolo/")) return "/app";
  const std::string_view name = name_of(base);
  const std::string_view plain = name.substr(0, name.find_first_of(":@"));
  const bool known = is_one_of(plain, kPlain) || plain.starts_with("python3");
  return known ? std::optional<std::string>("/") : std::nullopt;
}

bool exists(const RepositoryFiles& files, const std::string& context, std::string_view source) {
  const std::string path = joined_path(context, source);
  if (path == context) return has_sources(files, context);
  if (!has_glob(source)) return files.has(path);
  return std::any_of(files.all().begin(), files.all().end(), [&](std::string_view file) {
    return matches_glob(path, file) || matches_glob(path, folder_of(file));
  });
}

}  // namespace

std::string image_path(std::string_view folder, std::string_view path) {
  return "/" + (path.starts_with('/') ? joined_path("", path) : joined_path(folder, path));
}

Image::Image(const Read<Dockerfile>& dockerfile, const Manifests& manifests,
             const RepositoryFiles& files, std::optional<std::string> context)
    : dockerfile_(dockerfile), files_(files) {
  if (context) {
    context_ = std::move(*context);
    context_is_known_ = has_all_sources(context_, files);
  } else {
    choose_context(files);
  }
  choose_ignore(manifests);
  for (std::size_t i = 0; i < dockerfile_.content.stages().size(); ++i) {
    stages_.push_back(contents_of(i));
  }
  if (stages_.empty()) stages_.emplace_back();
  for (const Instruction* one : dockerfile_.content.final_instructions()) {
    if (one->keyword == "USER" && !one->words.empty()) user_ = one;
  }
  look_at_installs();
}

// The Dockerfile's own folder, or one above it.
void Image::choose_context(const RepositoryFiles& files) {
  std::string folder(folder_of(file().path));
  context_ = folder;
  while (true) {
    if (has_all_sources(folder, files)) {
      context_ = folder;
      context_is_known_ = true;
      return;
    }
    if (folder.empty()) return;
    folder = folder_of(folder);
  }
}

// `COPY . /src`, `RUN uv build`: the folder that is copied is the project's.
bool Image::builds_all() const {
  bool copies_all = false, builds = false;
  for (const Instruction& one : dockerfile_.content.instructions()) {
    const std::string& text = one.arguments.text();
    for (std::string_view source : sources_of(one)) copies_all = copies_all || source == ".";
    builds =
        builds || (one.keyword == "RUN" &&
                   contains_any(text, {"uv build", "-m build", "poetry build", "hatch build"}));
  }
  return copies_all && builds;
}

bool Image::has_all_sources(const std::string& context, const RepositoryFiles& files) const {
  if (builds_all() && !files.has_file(joined_path(context, "pyproject.toml")) &&
      !files.has_file(joined_path(context, "setup.py"))) {
    return false;
  }
  for (const Instruction& instruction : dockerfile_.content.instructions()) {
    for (std::string_view source : sources_of(instruction)) {
      if (!exists(files, context, source)) return false;
    }
  }
  return true;
}

// "Dockerfile.dockerignore" beside the Dockerfile goes before that of the context.
void Image::choose_ignore(const Manifests& manifests) {
  const std::string own = file().path + ".dockerignore";
  const std::string common = joined_path(context_, ".dockerignore");
  for (const Read<DockerIgnore>& one : manifests.docker_ignores) {
    if (one.file->path == own || (one.file->path == common && ignore_ == nullptr)) ignore_ = &one;
  }
}

std::string Image::base() const {
  const auto& stages = dockerfile_.content.stages();
  return stages.empty() ? std::string() : dockerfile_.content.base_image(stages.back());
}

Image::StageContents Image::contents_of(std::size_t stage) {
  const Stage& one = dockerfile_.content.stages()[stage];
  StageContents contents;
  if (one.parent && *one.parent < stages_.size()) {
    contents = stages_[*one.parent];
  } else {
    const auto workdir = workdir_of(dockerfile_.content.base_image(one));
    contents.workdir = workdir.value_or("/");
    contents.workdir_is_known = workdir.has_value();
  }
  for (std::size_t i = one.begin + 1; i < one.end; ++i) {
    apply(dockerfile_.content.instructions()[i], contents);
  }
  return contents;
}

// The default of an ARG before the first FROM.
std::optional<std::string> Image::global_argument(std::string_view name) const {
  const Dockerfile& file = dockerfile_.content;
  const std::size_t first = file.stages().empty() ? 0 : file.stages().front().begin;
  for (std::size_t i = 0; i < first; ++i) {
    if (file.instructions()[i].keyword != "ARG") continue;
    for (const NamedText& one : names_set_by(file.instructions()[i])) {
      if (one.name == name) return one.value;
    }
  }
  return std::nullopt;
}

void Image::apply(const Instruction& instruction, StageContents& contents) {
  const auto value_of = [&](std::string_view name) -> std::optional<std::string> {
    const auto at = contents.environment.find(name);
    return at == contents.environment.end() ? std::nullopt : std::optional(at->second);
  };
  if (instruction.keyword == "WORKDIR" && !instruction.words.empty()) {
    const std::string folder = with_variables(instruction.words[0].text, value_of);
    contents.workdir = image_path(contents.workdir, folder);
    contents.workdir_is_known = contents.workdir_is_known || folder.starts_with('/');
  } else if (instruction.keyword == "ENV" || instruction.keyword == "ARG") {
    for (const NamedText& one : names_set_by(instruction)) {
      const auto value = one.value ? one.value : global_argument(one.name);
      if (value) contents.environment[one.name] = with_variables(*value, value_of);
    }
  } else if (instruction.keyword == "COPY" || instruction.keyword == "ADD") {
    copy(instruction, contents);
  }
}

void Image::copy(const Instruction& instruction, StageContents& contents) {
  const std::size_t count = instruction.words.size();
  if (count < 2) return;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    add_copied(instruction, instruction.words[i].text, count > 2, contents);
  }
}

void Image::add_copied(const Instruction& instruction, std::string_view source, bool several,
                       StageContents& contents) {
  if (is_remote(source)) return;
  const auto value_of = [&](std::string_view name) -> std::optional<std::string> {
    const auto at = contents.environment.find(name);
    return at == contents.environment.end() ? std::nullopt : std::optional(at->second);
  };
  const std::string target = with_variables(instruction.words.back().text, value_of);
  std::string from_path = with_variables(source, value_of);
  if (from_path.find('$') != std::string::npos || target.find('$') != std::string::npos) {
    copies_are_known_ = false;
    return;
  }
  // What a pattern matches of a folder goes where the folder would.
  const bool globbed = has_glob(from_path);
  if (globbed) from_path = from_path.substr(0, from_path.find_first_of("*?["));
  if (globbed) from_path = folder_of(from_path);
  Copied copied;
  copied.to = image_path(contents.workdir, target);
  const std::string_view from = instruction.flag("from");
  if (!from.empty()) {
    copied.stage = stage_named(from);
    if (!copied.stage) return;
    copied.from = image_path("/", from_path);
  } else {
    copied.from = joined_path(context_, from_path);
  }
  // A folder is copied by its contents; a file goes into a folder, or takes its name.
  const bool is_file = copied.stage ? name_of(copied.from).find('.') != std::string::npos
                                    : files_.has_file(copied.from);
  const bool into_folder = several || target.ends_with('/') || target == "." || target == "..";
  if (is_file && into_folder) copied.to = image_path(copied.to, name_of(copied.from));
  contents.copied.push_back(std::move(copied));
}

std::optional<std::size_t> Image::stage_named(std::string_view name) const {
  const auto& stages = dockerfile_.content.stages();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (stages[i].name == name || std::to_string(i) == name) return i;
  }
  return std::nullopt;
}

std::optional<std::string> Image::look_up(std::size_t stage, std::string_view path,
                                          int depth) const {
  if (stage >= stages_.size() || depth > kMaxStages) return std::nullopt;
  const auto& copied = stages_[stage].copied;
  for (std::size_t i = copied.size(); i-- > 0;) {
    const Copied& one = copied[i];
    std::string_view rest = path;
    if (one.to != "/") {
      if (!rest.starts_with(one.to)) continue;
      rest.remove_prefix(one.to.size());
      if (!rest.empty() && rest[0] != '/') continue;
    }
    if (one.stage) {
      const std::string inner = image_path(one.from, rest.empty() ? rest : rest.substr(1));
      if (auto found = look_up(*one.stage, inner, depth + 1)) return found;
      continue;
    }
    std::string found = joined_path(one.from, rest);
    if (!files_.has(found)) continue;
    std::string_view in_context = found;
    if (!context_.empty()) in_context.remove_prefix(std::min(context_.size() + 1, found.size()));
    if (ignore_ != nullptr && ignore_->content.excludes(in_context)) continue;
    return found;
  }
  return std::nullopt;
}

std::optional<std::string> Image::repository_path(std::string_view path) const {
  return look_up(stages_.size() - 1, path, 0);
}

bool Image::contains(std::string_view path) const {
  if (!context_.empty() && !path.starts_with(context_ + "/")) return false;
  const std::string_view in_context = path.substr(context_.empty() ? 0 : context_.size() + 1);
  if (ignore_ != nullptr && ignore_->content.excludes(in_context)) return false;
  for (const StageContents& stage : stages_) {
    for (const Copied& one : stage.copied) {
      if (one.stage) continue;
      if (one.from.empty() || path == one.from || path.starts_with(one.from + "/")) return true;
    }
  }
  return false;
}

bool Image::holds_sources() const {
  const auto& copied = last().copied;
  return std::any_of(copied.begin(), copied.end(), [&](const Copied& one) {
    if (one.stage) return look_up(*one.stage, one.from, 0).has_value();
    return files_.has_folder(one.from) || one.from.ends_with(".py");
  });
}

// What installs the project may make modules importable that stand nowhere on the path.
void Image::look_at_installs() {
  for (const Instruction& instruction : dockerfile_.content.instructions()) {
    if (instruction.keyword != "RUN") continue;
    const Script script = instruction.script();
    for (const Command& command : script.commands) {
      const std::string text = joined(command.words);
      const bool pip = text.find("pip") != text.npos && text.find(" install") != text.npos;
      const bool own = text.ends_with(" .") || text.find(" . ") != text.npos ||
                       text.find(" -e ") != text.npos || text.find(".whl") != text.npos ||
                       text.find(" .[") != text.npos || text.find(" ./") != text.npos;
      const bool alone = text.find("--no-deps") != text.npos;
      const bool flit = text.find("flit install") != text.npos;
      if ((pip && own && !alone) || flit) installs_by_ranges_ = true;
      if ((pip && own) || flit || text.find("uv sync") != text.npos ||
          text.find("poetry install") != text.npos || text.find("poetry sync") != text.npos ||
          text.find("pdm ") != text.npos || text.find("setup.py") != text.npos) {
        installs_project_ = true;
      }
    }
  }
}

}  // namespace fastidious::deploy
