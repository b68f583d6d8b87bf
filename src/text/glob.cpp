#include "text/glob.h"

#include <vector>

namespace fastidious {
namespace {

// The positions of the path that the pattern so far can reach; one step for each of its signs.
class Reach {
 public:
  explicit Reach(std::string_view path) : path_(path), at_(path.size() + 1) { at_[0] = true; }

  void take(char sign) {
    for (std::size_t i = path_.size(); i > 0; --i) {
      const char c = path_[i - 1];
      at_[i] = at_[i - 1] && (sign == '?' ? c != '/' : c == sign);
    }
    at_[0] = false;
  }
  void take_run_within_directory() {
    for (std::size_t i = 1; i < at_.size(); ++i) {
      at_[i] = at_[i] || (at_[i - 1] && path_[i - 1] != '/');
    }
  }
  void take_any_run() {
    for (std::size_t i = 1; i < at_.size(); ++i) {
      at_[i] = at_[i] || at_[i - 1];
    }
  }
  void take_any_directories() {
    bool reached = at_[0];
    for (std::size_t i = 1; i < at_.size(); ++i) {
      const bool here = at_[i];
      at_[i] = here || (reached && path_[i - 1] == '/');
      reached = reached || here;
    }
  }
  bool at_end() const { return at_.back(); }

 private:
  std::string_view path_;
  std::vector<bool> at_;
};

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
  const bool everything_below = pattern.ends_with('/');
  Reach reach(path);
  while (!pattern.empty()) {
    if (pattern.starts_with("**/")) {
      reach.take_any_directories();
      pattern.remove_prefix(3);
    } else if (pattern.starts_with("**")) {
      reach.take_any_run();
      pattern.remove_prefix(2);
    } else if (pattern.front() == '*') {
      reach.take_run_within_directory();
      pattern.remove_prefix(1);
    } else {
      reach.take(pattern.front());
      pattern.remove_prefix(1);
    }
  }
  if (everything_below) {
    reach.take_any_run();
  }
  return reach.at_end();
}

}  // namespace fastidious
