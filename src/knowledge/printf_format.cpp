#include "knowledge/printf_format.h"

#include <algorithm>

namespace fastidious::knowledge {
namespace {

constexpr std::string_view kFlags = "#0- +";
constexpr std::string_view kConversions = "diouxXeEfFgGcrsa";
constexpr std::string_view kDigits = "0123456789";

class FormatReader {
 public:
  explicit FormatReader(std::string_view text) : rest_(text) {}

  PrintfFormat read() {
    for (std::size_t at = rest_.find('%'); at != std::string_view::npos; at = rest_.find('%')) {
      rest_.remove_prefix(at + 1);
      if (!accept('%')) {
        specifier();
      }
    }
    return format_;
  }

 private:
  bool accept(char wanted) {
    const bool is_next = rest_.starts_with(wanted);
    rest_.remove_prefix(is_next ? 1 : 0);
    return is_next;
  }
  void skip(std::string_view any_of) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(any_of), rest_.size()));
  }
  // A number, or `*`, which takes an argument of its own.
  void number() {
    if (accept('*')) {
      ++format_.arguments;
    } else {
      skip(kDigits);
    }
  }

  // What stands between `%` and the letter: [(name)] [flags] [width] [.precision] [hlL]
  void specifier() {
    if (accept('(')) {
      const std::size_t close = rest_.find(')');
      format_.by_name = true;
      format_.is_valid &= close != std::string_view::npos;
      rest_.remove_prefix(close == std::string_view::npos ? rest_.size() : close + 1);
    }
    skip(kFlags);
    number();
    if (accept('.')) {
      number();
    }
    skip("hlL");
    if (accept('%')) {
      return;  // `%5%` writes a percent sign
    }
    const bool known = !rest_.empty() && kConversions.find(rest_[0]) != std::string_view::npos;
    format_.is_valid &= known;
    format_.arguments += 1;
    rest_.remove_prefix(known ? 1 : 0);
  }

  std::string_view rest_;
  PrintfFormat format_;
};

}  // namespace

PrintfFormat parse_printf_format(std::string_view text) { return FormatReader(text).read(); }

}  // namespace fastidious::knowledge
