#include "project/put_away.h"

#include <set>
#include <string>

#include "text/name_words.h"
#include "text/one_of.h"
#include "text/paths.h"

namespace fastidious::project {
namespace {

// `_archive`, `_old_api`: a private folder of what is over; `archive/` may as well be a program for
// archives. `deprecated_unused`, `retired`: of nothing else.
bool says_put_away(std::string_view folder) {
  constexpr std::size_t kMostWords = 2;
  constexpr std::string_view kPrivate[] = {"archive", "archived", "legacy",  "old",
                                           "backup",  "attic",    "disabled"};
  constexpr std::string_view kAny[] = {"retired", "unused", "obsolete", "deprecated"};
  const bool is_private = folder.starts_with('_') && !folder.starts_with("__");
  if (name_words(folder).size() > kMostWords) return false;
  if (folder == "examples") return true;
  return (is_private && names_any_of(folder, kPrivate)) || names_any_of(folder, kAny);
}

// `bot-old.py`, `main_bak.py`; `automation_backup.py` may well make backups.
bool says_put_away_by_name(std::string_view file) {
  constexpr std::string_view kLast[] = {"old", "bak", "deprecated", "unused", "obsolete"};
  const auto words = name_words(file.substr(0, file.rfind('.')));
  return words.size() > 1 && is_one_of(std::string_view(words.back()), kLast);
}

}  // namespace

std::string_view put_away_folder(std::string_view path) {
  for (std::size_t end = path.find('/'), begin = 0; end != path.npos;
       begin = end + 1, end = path.find('/', begin)) {
    if (says_put_away(path.substr(begin, end - begin))) return path.substr(0, end);
  }
  if (says_put_away_by_name(path.substr(path.rfind('/') + 1))) return path;
  return {};
}

std::vector<bool> files_put_away(const std::vector<std::string_view>& paths,
                                 const ImportGraph& imports) {
  std::vector<std::string_view> folders;
  for (const std::string_view path : paths) folders.push_back(put_away_folder(path));
  std::set<std::string_view> used;
  for (const ImportEdge& edge : imports.edges()) {
    const std::string_view folder = edge.to.valid() ? folders[edge.to.value] : std::string_view();
    if (!folder.empty() && !is_inside(paths[edge.from.value], folder)) used.insert(folder);
  }
  std::vector<bool> away(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    away[i] = !folders[i].empty() && !used.contains(folders[i]);
  }
  return away;
}

}  // namespace fastidious::project
