#include "deploy/environment/env_file_readers.h"

#include <algorithm>
#include <string>

#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

// `env_file=".env"` is as seen from where the program starts: of two that are named alike the
// nearer one is meant.
bool may_be_meant(std::string_view written, std::string_view path, std::string_view reader) {
  return name_of(written) == name_of(path) && is_inside(reader, folder_of(path));
}

void add_settings(const Delivery& delivery, std::string_view path,
                  std::vector<EnvFileReader>& readers) {
  for (const app::SettingsClass& one : delivery.application().settings().classes()) {
    const auto& file = one.definition.file->file();
    const bool reads = std::any_of(
        one.env_files.begin(), one.env_files.end(),
        [&](const std::string& written) { return may_be_meant(written, path, file.path); });
    if (!reads || file.role != project::Role::Application) continue;
    readers.push_back({one.model->name, file.path, file.lines.line_of(one.definition.node->begin)});
  }
}

// `env_file: .env`, `- ./.env:/app/.env`
const Node* naming(const Node& node, std::string_view from, std::string_view path) {
  if (node.is_scalar()) {
    const std::string_view text = node.text;
    const bool names = joined_path(from, text.substr(0, text.find(':'))) == path;
    return names ? &node : nullptr;
  }
  for (const Node* item : node.items) {
    if (const Node* found = naming(*item, from, path)) return found;
  }
  return nullptr;
}

// The first `${NAME}` or `${NAME:-default}` of which the env file has the name.
std::size_t first_filled(std::string_view text, const std::vector<EnvEntry>& entries) {
  for (std::size_t at = text.find("${"); at != text.npos; at = text.find("${", at + 1)) {
    const std::size_t begin = at + 2;
    const std::string_view name = text.substr(begin, text.find_first_of(":-?+}", begin) - begin);
    const bool is_there = std::any_of(entries.begin(), entries.end(),
                                      [name](const EnvEntry& one) { return one.name == name; });
    if (is_there) return at;
  }
  return text.npos;
}

// Compose fills `${…}` from the `.env` in its folder.
void add_compose(const Read<Document>& compose, std::string_view path,
                 const std::vector<EnvEntry>& entries, std::vector<EnvFileReader>& readers) {
  const TextFile& file = *compose.file;
  const std::string_view folder = folder_of(file.path);
  const Node* services = compose.content.root()->find("services");
  if (services == nullptr) return;
  for (const Node* service : services->items) {
    for (const std::string_view key : {"env_file", "volumes"}) {
      const Node* value = service->find(key);
      const Node* at = value == nullptr ? nullptr : naming(*value, folder, path);
      if (at == nullptr) continue;
      readers.push_back({{}, file.path, file.lines.line_of(at->span.begin)});
      return;
    }
  }
  const std::size_t filled = first_filled(file.text.view(), entries);
  if (filled == std::string_view::npos || joined_path(folder, ".env") != path) return;
  readers.push_back({{}, file.path, file.lines.line_of(static_cast<Offset>(filled))});
}

// Whether a command names the file: `--env-file .env`, or its end as that of an environment,
// `--env=dev` for `.env.dev`.
bool names_file(const Instruction& instruction, std::string_view name) {
  constexpr std::string_view kStart = ".env.";
  const std::string_view end = name.starts_with(kStart) ? name.substr(kStart.size()) : "";
  const auto& words = instruction.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i].text;
    const std::string_view value = word.substr(word.find('=') + 1);
    if (name_of(value) == name) return true;
    const bool is_choice = word.starts_with("--env=") || (i > 0 && words[i - 1].text == "--env");
    if (is_choice && !end.empty() && value == end) return true;
  }
  return false;
}

// Images that take the file with them and name it: `COPY .env.prod .env`, `CMD [...,
// "--env=prod"]`.
void add_images(const Delivery& delivery, std::string_view path,
                std::vector<EnvFileReader>& readers) {
  for (const auto& image : delivery.images()) {
    if (!image->contains(path)) continue;
    for (const Instruction* one : image->dockerfile().final_instructions()) {
      if (!names_file(*one, name_of(path))) continue;
      const TextFile& file = image->file();
      readers.push_back({{}, file.path, file.lines.line_of(one->span.begin)});
      break;
    }
  }
}

std::string_view line_at(std::string_view text, std::size_t at) {
  const std::size_t begin = text.rfind('\n', at) + 1;
  return text.substr(begin, std::min(text.find('\n', at), text.size()) - begin);
}

bool is_comment(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line.starts_with("//") || line.starts_with('*') || line.starts_with("/*");
}

// What stands in quotes around the place: `path.join(__dirname, "../../.env")`.
std::string_view quoted_around(std::string_view text, std::size_t at) {
  constexpr std::string_view kQuotes = "\"'`\n";
  const std::size_t begin = text.find_last_of(kQuotes, at);
  const std::size_t end = text.find_first_of(kQuotes, at);
  if (begin == text.npos || end == text.npos || text[begin] != text[end]) return {};
  return text.substr(begin + 1, end - begin - 1);
}

// Settings of editors, which say where the workspace is, and programs of front ends, which start
// from their own folder.
void add_user(const TextFile& file, std::string_view path, std::vector<EnvFileReader>& readers) {
  constexpr std::string_view kWorkspace = "${workspaceFolder}/";
  const std::string_view text = file.text.view();
  for (std::size_t at = text.find(".env"); at != text.npos; at = text.find(".env", at + 1)) {
    const std::string_view written = quoted_around(text, at);
    const bool is_of_root = written.starts_with(kWorkspace);
    const std::string_view from = is_of_root ? std::string_view{} : folder_of(file.path);
    const std::string meant = joined_path(from, written.substr(is_of_root ? kWorkspace.size() : 0));
    if (meant != path || is_comment(line_at(text, at))) continue;
    readers.push_back({{}, file.path, file.lines.line_of(static_cast<Offset>(at))});
    return;
  }
}

// `source .env`, `. ./.env`, `--env-file .env`: as seen from the root or from the script's folder.
void add_script(const Read<Script>& script, std::string_view path,
                std::vector<EnvFileReader>& readers) {
  const TextFile& file = *script.file;
  const std::string_view text = file.text.view();
  for (const std::string_view reads : {"source ", ". ", "--env-file ", "--env-file="}) {
    for (std::size_t at = text.find(reads); at != text.npos; at = text.find(reads, at + 1)) {
      if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n' && text[at - 1] != ';') continue;
      const std::size_t begin = at + reads.size();
      const std::size_t end = std::min(text.find_first_of(" \t\r\n;\"'", begin), text.size());
      const std::string_view written = text.substr(begin, end - begin);
      const bool is_meant =
          joined_path({}, written) == path || joined_path(folder_of(file.path), written) == path;
      if (!is_meant || trimmed(line_at(text, at)).starts_with('#')) continue;
      readers.push_back({{}, file.path, file.lines.line_of(static_cast<Offset>(at))});
      return;
    }
  }
}

}  // namespace

std::vector<EnvFileReader> readers_of_env_file(const Delivery& delivery, std::string_view path) {
  const Manifests& manifests = delivery.manifests();
  const auto own = std::find_if(manifests.env_files.begin(), manifests.env_files.end(),
                                [path](const auto& one) { return one.file->path == path; });
  std::vector<EnvFileReader> readers;
  if (own == manifests.env_files.end()) return readers;
  add_settings(delivery, path, readers);
  for (const Read<Document>& compose : manifests.compose) {
    add_compose(compose, path, own->content, readers);
  }
  add_images(delivery, path, readers);
  for (const Read<Script>& script : manifests.scripts) add_script(script, path, readers);
  for (const TextFile* user : manifests.env_file_users) add_user(*user, path, readers);
  return readers;
}

}  // namespace fastidious::deploy
