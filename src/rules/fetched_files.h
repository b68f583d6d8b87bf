#pragma once
// Files that the application fills with what it fetches over HTTP.

#include <map>
#include <string_view>

#include "semantic/model.h"

namespace fastidious::rules {

struct FetchedFile {
  const semantic::FileModel* file = nullptr;
  const syntax::Call* written = nullptr;  // PRICES.write_bytes(answer.content)
  const syntax::Call* fetched = nullptr;  // requests.get(url)
};

class FetchedFiles {
 public:
  explicit FetchedFiles(const semantic::Model& model);

  // How the file came about that `path` names: a variable of a module, or a parameter of which one
  // is the default; null if nothing of the kind is known.
  const FetchedFile* find(const semantic::FileModel& file, const syntax::Expr& path) const;

 private:
  void look_at(const semantic::FileModel& file, const syntax::Call& call);

  std::map<std::string_view, FetchedFile> by_path_;  // by the variable's qualified name
};

}  // namespace fastidious::rules
