#include <algorithm>
#include <charconv>
#include <optional>

#include "evidence/formats.h"
#include "text/words.h"

namespace fastidious::evidence {
namespace {

// "src/app.py:12:5" and what stands behind it.
struct Located {
  std::string file;
  std::uint32_t line = 0;
  std::string_view rest;
};

std::optional<Located> located(std::string_view text) {
  // A drive letter of Windows is no end of a path.
  const std::size_t from = text.size() > 2 && text[1] == ':' && text[2] == '\\' ? 2 : 0;
  const std::size_t colon = text.find(':', from);
  if (colon == text.npos || colon == 0) return std::nullopt;
  Located result;
  const char* end = text.data() + text.size();
  auto number = std::from_chars(text.data() + colon + 1, end, result.line);
  if (number.ec != std::errc()) return std::nullopt;
  std::uint32_t ignored = 0;  // columns, ends
  while (number.ptr != end && *number.ptr == ':') {
    const auto next = std::from_chars(number.ptr + 1, end, ignored);
    if (next.ec != std::errc()) break;
    number = next;
  }
  result.file = text.substr(0, colon);
  std::replace(result.file.begin(), result.file.end(), '\\', '/');
  result.rest = {number.ptr, static_cast<std::size_t>(end - number.ptr)};
  return result;
}

// The message and the code in the brackets at its end.
TypeError error_of(const Located& at, std::string_view message, char open, char close) {
  TypeError error{at.file, at.line, {}, {}};
  const std::size_t begin = message.ends_with(close) ? message.rfind(open) : message.npos;
  if (begin != message.npos) {
    error.code = message.substr(begin + 1, message.size() - begin - 2);
    message = message.substr(0, begin);
  }
  error.message = trimmed(message);
  return error;
}

class LinesReader {
 public:
  explicit LinesReader(std::string_view source) { check_.source = source; }

  void read(std::string_view line) {
    if (line.starts_with("Success: no issues found in ")) return saw("mypy");
    if (line.starts_with("Found ") && line.find(" error") != line.npos) {
      return saw(line.find(" source file") != line.npos ? "mypy" : "ty");
    }
    if (line.starts_with("Found ") && line.find(" diagnostic") != line.npos) return saw("ty");
    if (read_in_two_lines(line)) return;
    const bool sums_up = line.find(" error") != line.npos && line.find(" warning") != line.npos &&
                         !line.empty() && line[0] >= '0' && line[0] <= '9';
    if (sums_up) return saw("pyright");
    if (line == "All checks passed!") return saw("ty");
    const auto at = located(line);
    if (at) read(*at);
  }

  bool finish(Evidence& evidence) {
    if (check_.tool.empty()) return false;
    evidence.type_checks.push_back(std::move(check_));
    return true;
  }

 private:
  void saw(const char* tool) {
    if (check_.tool.empty()) check_.tool = tool;
  }

  // What ty says without being asked to be concise:
  //     error[invalid-return-type]: Return type does not match
  //      --> app/main.py:3:5
  bool read_in_two_lines(std::string_view line) {
    constexpr std::string_view kError = "error[", kPlace = "--> ";
    const std::size_t close = line.find("]: ");
    if (line.starts_with(kError) && close != line.npos) {
      code_ = line.substr(kError.size(), close - kError.size());
      message_ = trimmed(line.substr(close + 3));
      return true;
    }
    if (message_.empty() || !line.starts_with(kPlace)) return false;
    const auto at = located(line.substr(kPlace.size()));
    if (at && check_.errors.size() < kMaxEntries) {
      saw("ty");
      check_.errors.push_back({at->file, at->line, std::string(message_), std::string(code_)});
    }
    message_ = {};
    return true;
  }

  void read(const Located& at) {
    constexpr std::string_view kMypy = ": error: ", kPyright = " - error: ", kTy = ": error[";
    if (check_.errors.size() >= kMaxEntries) return;
    if (at.rest.starts_with(kMypy)) {
      saw("mypy");
      check_.errors.push_back(error_of(at, at.rest.substr(kMypy.size()), '[', ']'));
    } else if (at.rest.starts_with(kPyright)) {
      saw("pyright");
      check_.errors.push_back(error_of(at, at.rest.substr(kPyright.size()), '(', ')'));
    } else if (at.rest.starts_with(kTy)) {
      saw("ty");
      const std::string_view rest = at.rest.substr(kTy.size());
      const std::size_t close = std::min(rest.find(']'), rest.size());
      const std::string_view message = rest.substr(std::min(close + 1, rest.size()));
      check_.errors.push_back(
          {at.file, at.line, std::string(trimmed(message)), std::string(rest.substr(0, close))});
    }
  }

  TypeCheck check_;
  std::string_view code_, message_;  // of an error whose place has yet to come
};

}  // namespace

bool read_type_checker_lines(std::string_view source, std::string_view text, Evidence& evidence) {
  LinesReader reader(source);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.read(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish(evidence);
}

}  // namespace fastidious::evidence
