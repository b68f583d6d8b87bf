#include "rules/class_uses.h"

#include <algorithm>

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using syntax::Attribute;
using syntax::Expr;
using syntax::Name;

constexpr std::size_t kMostListed = 4;

class Collector {
 public:
  Collector(const semantic::Model& model, const std::set<std::string_view>& classes) {
    for (const std::string_view cls : classes) {
      uses_[cls];
      names_.insert(model.names().find(cls.substr(cls.rfind('.') + 1)));
    }
  }

  void read(const FileModel& file) {
    for (const auto* one : file.tree().nodes_of<Name>()) look_at(file, *one, one->name);
    for (const auto* one : file.tree().nodes_of<Attribute>()) look_at(file, *one, one->attr);
  }

  std::map<std::string_view, ClassUses> take() { return std::move(uses_); }

 private:
  void look_at(const FileModel& file, const Expr& expr, Identifier name) {
    if (names_.count(name) == 0) return;
    const auto found = uses_.find(file.resolve(expr));
    if (found == uses_.end()) return;
    if (!file.in_annotation(expr)) {
      found->second.is_value = true;
      return;
    }
    const project::SourceFile& source = file.file();
    found->second.types.push_back({source.path, source.lines.line_of(expr.begin)});
  }

  std::map<std::string_view, ClassUses> uses_;
  std::set<Identifier> names_;
};

}  // namespace

std::map<std::string_view, ClassUses> uses_of_classes(const semantic::Model& model,
                                                      const std::set<std::string_view>& classes) {
  Collector collector(model, classes);
  for (const FileModel& file : model.files()) collector.read(file);
  return collector.take();
}

std::map<std::uint32_t, ClassUses::Places> imports_of(const semantic::Model& model,
                                                      const std::set<std::uint32_t>& files) {
  std::map<std::uint32_t, ClassUses::Places> imports;
  for (const project::ImportEdge& edge : model.imports().edges()) {
    if (!edge.to.valid() || !files.contains(edge.to.value) || edge.statement == nullptr) continue;
    const project::SourceFile& from = model.file(edge.from).file();
    const ClassUses::Place at{from.path, from.lines.line_of(edge.statement->begin)};
    ClassUses::Places& known = imports[edge.to.value];
    const bool is_told =
        !known.empty() && known.back().path == at.path && known.back().line == at.line;
    if (!is_told) known.push_back(at);
  }
  return imports;
}

std::string listed(const std::vector<ClassUses::Place>& places) {
  std::string text;
  std::string_view path;
  const std::size_t shown = std::min(places.size(), kMostListed);
  for (std::size_t i = 0; i < shown; ++i) {
    const ClassUses::Place& one = places[i];
    text += i == 0 ? "`" : ", `";
    if (one.path != path) text += one.path;
    text += ":" + std::to_string(one.line) + "`";
    path = one.path;
  }
  if (places.size() > shown) text += " and " + std::to_string(places.size() - shown) + " more";
  return text;
}

}  // namespace fastidious::rules
