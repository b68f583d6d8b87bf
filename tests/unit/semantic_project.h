#pragma once
// A project written inline, for tests of the semantic model.

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/identifier.h"
#include "knowledge/library_facts.h"
#include "project/module_names.h"
#include "semantic/model.h"
#include "syntax/tree.h"

namespace fastidious::semantic {

class TestProject {
 public:
  using Files = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  explicit TestProject(Files files, std::vector<std::string_view> manifests = {}) {
    IdentifierCache cache(names_);
    std::vector<project::SourceFile> sources;
    for (const auto& [path, text] : files) {
      project::SourceFile& file = sources.emplace_back();
      file.id = findings::FileId{static_cast<std::uint32_t>(sources.size() - 1)};
      file.path = path;
      file.text = SourceText(text);
      file.lines = LineIndex(file.text);
      if (path.starts_with("tests/")) file.role = project::Role::Test;
    }
    for (project::SourceFile& file : sources) {
      file.tree = syntax::parse(file.text, cache);
    }
    project::place_modules(sources, manifests);
    model_ = build_model(std::move(sources), names_, knowledge::library_facts());
  }

  const Model& model() const { return *model_; }
  const FileModel& file(std::string_view path) const { return *model_->file_at(path); }

  // The expression at the last occurrence of `text` in the file that spans exactly it.
  const syntax::Expr* expr(std::string_view path, std::string_view text) const {
    const syntax::Expr* found = nullptr;
    for (const syntax::Node* node : file(path).tree().nodes()) {
      const auto* candidate = node->as<syntax::Expr>();
      if (candidate != nullptr && file(path).text(*node) == text) found = candidate;
    }
    return found;
  }
  std::string_view resolve(std::string_view path, std::string_view text) const {
    return file(path).resolve(expr(path, text));
  }
  std::string_view type_of(std::string_view path, std::string_view text) const {
    return file(path).type_of(expr(path, text));
  }
  // The definition of the function or class so named.
  template <class T>
  const T& find(std::string_view path, std::string_view name) const {
    for (const syntax::Node* node : file(path).tree().nodes()) {
      const auto* candidate = node->as<T>();
      if (candidate != nullptr && file(path).text(candidate->name) == name) return *candidate;
    }
    throw std::out_of_range(std::string(name));
  }

 private:
  IdentifierTable names_;
  std::unique_ptr<const Model> model_;
};

}  // namespace fastidious::semantic
