#include "semantic/mentions.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

std::uint32_t start_of(std::string_view text) {
  constexpr std::size_t kSizes = 64;  // longer texts count as this long
  constexpr std::size_t kBytes = 256;
  const std::size_t size = std::min(text.size(), kSizes - 1);
  return static_cast<std::uint32_t>(size * kBytes + static_cast<unsigned char>(text.front()));
}

Identifier last_part(const Alias& alias, const IdentifierTable& names) {
  const std::size_t dot = alias.name.rfind('.');
  return dot == alias.name.npos ? alias.first_part : names.find(alias.name.substr(dot + 1));
}

}  // namespace

Mentions::Mentions(const Model& model) {
  for (const FileModel& file : model.files()) {
    const findings::FileId id = file.file().id;
    const Tree& tree = file.tree();
    for (const auto* name : tree.nodes_of<Name>()) {
      if (name->context != Context::Store) names_.add(name->name.value, {id, name->id});
    }
    for (const auto* attribute : tree.nodes_of<Attribute>()) {
      names_.add(attribute->attr.value, {id, attribute->id});
    }
    for (const auto* keyword : tree.nodes_of<Keyword>()) {
      names_.add(keyword->arg.value, {id, keyword->id});
    }
    for (const auto* alias : tree.nodes_of<Alias>()) {
      names_.add(last_part(*alias, model.names()).value, {id, alias->id});
    }
    for (const auto* text : tree.nodes_of<Constant>()) {
      if (text->is_str() && !text->value.empty()) texts_.add(start_of(text->value), {id, text->id});
    }
  }
  names_.close();
  texts_.close();
}

std::span<const Mention> Mentions::of(Identifier name) const {
  return name ? names_.of(name.value) : std::span<const Mention>();
}

std::span<const Mention> Mentions::texts_like(std::string_view text) const {
  return text.empty() ? std::span<const Mention>() : texts_.of(start_of(text));
}

void Mentions::Index::close() {
  std::uint32_t most = 0;
  for (const Entry& one : found_) most = std::max(most, one.key);
  // Counted first, so that each is put in its place at once and keeps its order.
  begins_.resize(most + 2);
  for (const Entry& one : found_) ++begins_[one.key + 1];
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  mentions_.resize(found_.size());
  for (const Entry& one : found_) mentions_[next[one.key]++] = one.mention;
  found_ = {};
}

std::span<const Mention> Mentions::Index::of(std::uint32_t key) const {
  if (key + 1 >= begins_.size()) return {};
  return std::span(mentions_).subspan(begins_[key], begins_[key + 1] - begins_[key]);
}

}  // namespace fastidious::semantic
