#include "semantic/brace_format.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace fastidious::semantic {

using namespace syntax;

namespace {

// One `{…}` of a pattern: what stands before the `.`, `[`, `!` or `:`, and the format behind it.
struct Field {
  std::string_view name;
  std::string_view format;
};

Field field_in(std::string_view inside) {
  Field field;
  field.name = inside.substr(0, inside.find_first_of(".[!:"));
  const std::size_t colon = inside.find(':');
  if (colon != inside.npos) field.format = inside.substr(colon + 1);
  return field;
}

// The end of the field that begins at `at`, behind its brace; npos if it has none.
std::size_t end_of_field(std::string_view pattern, std::size_t at) {
  int depth = 0;
  for (; at < pattern.size(); ++at) {
    if (pattern[at] == '{') ++depth;
    if (pattern[at] == '}' && --depth == 0) return at + 1;
  }
  return pattern.npos;
}

class Pieces {
 public:
  Pieces(const Call& call, const FileModel& file) : call_(call), file_(file) {}

  std::vector<BracePiece> of(std::string_view pattern) {
    while (!pattern.empty()) {
      const std::size_t brace = std::min(pattern.find_first_of("{}"), pattern.size());
      add_text(pattern.substr(0, brace));
      pattern.remove_prefix(brace);
      if (pattern.starts_with("{{") || pattern.starts_with("}}")) {
        add_text(pattern.substr(0, 1));
        pattern.remove_prefix(2);
      } else if (!pattern.empty()) {
        const std::size_t end = end_of_field(pattern, 0);
        if (end == pattern.npos || !add_field(field_in(pattern.substr(1, end - 2)))) return {};
        pattern.remove_prefix(end);
      }
    }
    return std::move(pieces_);
  }

 private:
  void add_text(std::string_view text) {
    if (text.empty()) return;
    if (pieces_.empty() || pieces_.back().value != nullptr) pieces_.emplace_back();
    pieces_.back().text += text;
  }

  bool add_field(const Field& field) {
    const Expr* value = value_of(field.name);
    if (value == nullptr) return false;
    const bool is_number =
        !field.format.empty() &&
        std::string_view("dbxXofFeEgGn").find(field.format.back()) != std::string_view::npos;
    pieces_.push_back({{}, value, is_number});
    return true;
  }

  const Expr* value_of(std::string_view name) {
    std::size_t index = 0;
    if (name.empty()) {
      index = next_++;
    } else if (std::from_chars(name.data(), name.data() + name.size(), index).ec != std::errc{}) {
      return argument(file_, call_, -1, name);
    }
    const auto last =
        call_.args.begin() +
        std::min<std::ptrdiff_t>(call_.args.size(), static_cast<std::ptrdiff_t>(index) + 1);
    const bool is_told =
        index < call_.args.size() &&
        std::none_of(
            call_.args.begin(), last, [](const Expr* one) { return one->is(Kind::Starred); });
    return is_told ? call_.args[static_cast<std::uint32_t>(index)] : nullptr;
  }

  const Call& call_;
  const FileModel& file_;
  std::vector<BracePiece> pieces_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<BracePiece> brace_pieces(std::string_view pattern, const Call& call,
                                     const FileModel& file) {
  return Pieces(call, file).of(pattern);
}

}  // namespace fastidious::semantic
