#include "deploy/pytest_command.h"

#include <algorithm>
#include <array>

#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

// Options whose value is a word of its own.
constexpr std::array<std::string_view, 13> kWithValue = {
    "-k",    "-m",           "-n",           "-p",       "-c",        "-o",         "-W",
    "--cov", "--cov-report", "--cov-config", "--ignore", "--maxfail", "--durations"};

// Where the command ends that `text` goes on with: lines that end with a backslash are continued.
std::size_t end_of_command(std::string_view text) {
  std::size_t end = text.find_first_of("\n|;&>\"'#");
  while (end != text.npos && end > 0 && text[end] == '\n' && text[end - 1] == '\\') {
    end = text.find_first_of("\n|;&>\"'#", end + 1);
  }
  return std::min(end, text.size());
}

}  // namespace

std::vector<std::string_view> paths_of_pytest(std::string_view rest) {
  std::vector<std::string_view> paths;
  rest = rest.substr(0, end_of_command(rest));
  bool is_value = false;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, std::min(rest.find_first_of(" \n"), rest.size()));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    const bool is_path = !word.empty() && word != "." && word != "\\" &&
                         std::string_view("-#$").find(word.front()) == word.npos;
    if (is_path && !is_value) paths.push_back(word);
    is_value = is_one_of(word, kWithValue);
  }
  return paths;
}

}  // namespace fastidious::deploy
