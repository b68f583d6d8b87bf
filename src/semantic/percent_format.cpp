#include "semantic/percent_format.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// The conversion that begins with the % at the front of `text`; no conversion if there is none.
PercentPiece read_conversion(std::string_view text) {
  PercentPiece piece;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '(') {
    const std::size_t close = text.find(')', at);
    if (close == std::string_view::npos) return piece;
    piece.key = text.substr(at + 1, close - at - 1);
    at = close + 1;
  }
  at = text.find_first_not_of("#0- +123456789.*", at);
  if (at == std::string_view::npos ||
      std::string_view("diouxXeEfFgGcrsa").find(text[at]) == std::string_view::npos) {
    return {};
  }
  piece.conversion = text[at];
  piece.text = text.substr(0, at + 1);
  return piece;
}

}  // namespace

std::vector<PercentPiece> percent_pieces(std::string_view pattern) {
  std::vector<PercentPiece> pieces;
  std::size_t begin = 0;
  std::size_t at = 0;
  const auto flush = [&](std::size_t end) {
    if (end > begin) pieces.push_back({pattern.substr(begin, end - begin), 0, {}});
  };
  while ((at = pattern.find('%', at)) != std::string_view::npos) {
    if (pattern.substr(at).starts_with("%%")) {
      flush(at + 1);
      at = begin = at + 2;
      continue;
    }
    const PercentPiece piece = read_conversion(pattern.substr(at));
    if (piece.conversion == 0) {
      ++at;
      continue;
    }
    flush(at);
    pieces.push_back(piece);
    at = begin = at + piece.text.size();
  }
  flush(pattern.size());
  return pieces;
}

const Expr* percent_value(const Expr& right, const PercentPiece& piece, std::size_t index) {
  if (!piece.key.empty()) {
    const auto* mapping = right.as<Dict>();
    if (mapping == nullptr) return &right;
    for (std::size_t i = 0; i < mapping->keys.size(); ++i) {
      const auto* key = as<Constant>(mapping->keys[i]);
      if (key != nullptr && key->is_str() && key->value == piece.key) return mapping->values[i];
    }
    return &right;
  }
  const auto* tuple = right.as<Tuple>();
  if (tuple == nullptr) return index == 0 ? &right : nullptr;
  return index < tuple->elts.size() ? tuple->elts[index] : nullptr;
}

}  // namespace fastidious::semantic
