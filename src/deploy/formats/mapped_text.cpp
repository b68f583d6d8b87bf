#include "deploy/formats/mapped_text.h"

#include <algorithm>

namespace fastidious::deploy {

void MappedText::append(std::string_view piece, Offset begin) {
  const auto at = static_cast<Offset>(text_.size());
  const bool continues = !pieces_.empty() && begin - pieces_.back().begin == at - pieces_.back().at;
  if (!continues) pieces_.push_back({at, begin});
  text_ += piece;
}

Offset MappedText::source_of(Offset at) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), at,
                       [](Offset where, const Piece& one) { return where < one.at; });
  if (after == pieces_.begin()) return pieces_.empty() ? 0 : pieces_.front().begin;
  const Piece& piece = *(after - 1);
  return piece.begin + (at - piece.at);
}

MappedText MappedText::behind(std::size_t at) const {
  MappedText rest;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::size_t end = i + 1 < pieces_.size() ? pieces_[i + 1].at : text_.size();
    const std::size_t begin = std::max<std::size_t>(pieces_[i].at, at);
    if (begin >= end) continue;
    const auto skipped = static_cast<Offset>(begin - pieces_[i].at);
    rest.append(std::string_view(text_).substr(begin, end - begin), pieces_[i].begin + skipped);
  }
  return rest;
}

Span MappedText::place(Span part) const {
  const Offset begin = source_of(part.begin);
  if (part.empty()) return {begin, begin};
  return {begin, std::max(begin, source_of(part.end - 1) + 1)};
}

}  // namespace fastidious::deploy
