#include "project/clones.h"

#include <algorithm>
#include <tuple>

namespace fastidious::project {
namespace {

// A run whose statements are mostly repetitions of one another (a list of calls, a table) is data.
constexpr std::uint32_t kMinDistinctShare = 2;  // at least one distinct statement in two

// The rest of a block with which a run begins is left out if it is less than a quarter of the run.
constexpr std::uint32_t kMinWholeShare = 4;

struct Window {
  std::uint64_t hash = 0;
  std::uint32_t file = 0;
  std::uint32_t first = 0;
};

// Remembers which hashes came once and which came again, in a fixed number of bits.
class SeenTwice {
 public:
  explicit SeenTwice(std::size_t expected) {
    std::size_t bits = 1024;
    while (bits < expected * 8) {
      bits *= 2;
    }
    mask_ = bits - 1;
    once_.resize(bits);
    twice_.resize(bits);
  }
  void add(std::uint64_t hash) {
    const std::size_t at = hash & mask_;
    twice_[at] = twice_[at] || once_[at];
    once_[at] = true;
  }
  // True for every hash that was added twice, and rarely for another one.
  bool maybe(std::uint64_t hash) const { return twice_[hash & mask_]; }

 private:
  std::size_t mask_ = 0;
  std::vector<bool> once_;
  std::vector<bool> twice_;
};

class CloneFinder {
 public:
  CloneFinder(std::span<const CloneInput> files, CloneLimits limits)
      : files_(files), limits_(limits) {
    for (const CloneInput& file : files_) {
      covered_.emplace_back(file.statements.size());
    }
  }

  std::vector<CloneClass> run() {
    std::vector<Window> windows = repeated_windows();
    std::sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) {
      return std::tie(a.hash, a.file, a.first) < std::tie(b.hash, b.file, b.first);
    });
    for (Group& group : groups_of(windows)) {
      report(group);
    }
    return std::move(classes_);
  }

 private:
  using Group = std::vector<Window>;

  std::span<const StatementShape> statements(std::uint32_t file) const {
    return files_[file].statements;
  }

  // Calls visit(Window) for the window that begins at each statement.
  template <class Visit>
  void for_each_window(Visit&& visit) const {
    for (std::uint32_t file = 0; file < files_.size(); ++file) {
      for (std::uint32_t first = 0; first < statements(file).size(); ++first) {
        std::uint64_t hash = 0;
        if (window_hash(file, first, &hash)) {
          visit(Window{hash, file, first});
        }
      }
    }
  }

  // The hash of the shortest run from `first` that has enough tokens; false if a barrier or the end
  // of the file comes before.
  bool window_hash(std::uint32_t file, std::uint32_t first, std::uint64_t* hash) const {
    std::uint32_t tokens = 0;
    *hash = 0;
    const auto all = statements(file);
    for (std::uint32_t at = first; at < all.size() && !all[at].is_barrier; ++at) {
      *hash = (*hash ^ all[at].hash) * 0x9E3779B97F4A7C15ull;
      *hash ^= *hash >> 29;
      tokens += all[at].tokens;
      if (tokens >= limits_.min_tokens) {
        return true;
      }
    }
    return false;
  }

  std::vector<Window> repeated_windows() const {
    std::size_t count = 0;
    for (const CloneInput& file : files_) {
      count += file.statements.size();
    }
    SeenTwice seen(count);
    std::vector<Window> windows;
    windows.reserve(count);
    for_each_window([&](const Window& window) {
      seen.add(window.hash);
      windows.push_back(window);
    });
    std::erase_if(windows, [&](const Window& window) { return !seen.maybe(window.hash); });
    return windows;
  }

  // Windows with one hash, at least two; ordered by the first place of each.
  static std::vector<Group> groups_of(const std::vector<Window>& windows) {
    std::vector<Group> groups;
    for (std::size_t begin = 0, end; begin < windows.size(); begin = end) {
      end = begin + 1;
      while (end < windows.size() && windows[end].hash == windows[begin].hash) {
        ++end;
      }
      if (end - begin > 1) {
        groups.emplace_back(windows.begin() + static_cast<std::ptrdiff_t>(begin),
                            windows.begin() + static_cast<std::ptrdiff_t>(end));
      }
    }
    std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
      return std::tie(a[0].file, a[0].first) < std::tie(b[0].file, b[0].first);
    });
    return groups;
  }

  void report(Group& group) {
    std::erase_if(group, [&](const Window& w) { return covered_[w.file][w.first]; });
    const std::uint32_t length = common_length(group);
    drop_overlaps(group, length);
    if (group.size() < 2) {
      return;
    }
    for (const Window& window : group) {
      // Also where nothing is reported: no statement is looked at twice, whatever the input.
      std::fill_n(covered_[window.file].begin() + window.first, length, true);
    }
    std::uint32_t begin = start_of_whole(group, length);
    while (begin < length) {
      const std::uint32_t end = end_of_definition(group, begin, length);
      report_run(group, begin, end - begin);
      begin = end;
    }
  }

  // Where the run from `begin`, inside a function or class, comes at one of the places to the
  // definition that follows it: no function can hold the end of one and the head of the next.
  std::uint32_t end_of_definition(const Group& group, std::uint32_t begin,
                                  std::uint32_t length) const {
    for (std::uint32_t at = begin + 1; at < length; ++at) {
      for (const Window& window : group) {
        const auto run = statements(window.file).subspan(window.first, length);
        if (run[at].is_definition && run[at].depth < run[begin].depth) return at;
      }
    }
    return length;
  }

  // Where the run begins without the end of a block whose beginning is not in it (a lone
  // `continue`), if that is a small part of it.
  std::uint32_t start_of_whole(const Group& group, std::uint32_t length) const {
    const auto run = statements(group[0].file).subspan(group[0].first, length);
    std::uint32_t left = 0;
    for (const StatementShape& shape : run) left += shape.tokens;
    std::uint32_t begin = 0;
    while (begin < length) {
      const std::uint32_t end = end_of_block(group, begin, length);
      std::uint32_t tokens = 0;
      for (std::uint32_t at = begin; at < end; ++at) tokens += run[at].tokens;
      if (end == length || tokens * kMinWholeShare > left) break;
      left -= tokens;
      begin = end;
    }
    return begin;
  }

  // Where the run from `begin` leaves, at one of the places, the block that it begins in.
  std::uint32_t end_of_block(const Group& group, std::uint32_t begin, std::uint32_t length) const {
    for (std::uint32_t at = begin + 1; at < length; ++at) {
      for (const Window& window : group) {
        const auto run = statements(window.file).subspan(window.first, length);
        const bool is_inside = run[at].depth > run[begin].depth;
        if (!is_inside && run[at].block != run[begin].block) return at;
      }
    }
    return length;
  }

  void report_run(const Group& group, std::uint32_t begin, std::uint32_t length) {
    CloneClass found;
    for (const Window& window : group) {
      found.sites.push_back(site({window.hash, window.file, window.first + begin}, length));
    }
    if (!is_worth_saying({0, group[0].file, group[0].first + begin}, length)) {
      return;
    }
    for (std::uint32_t i = begin; i < begin + length; ++i) {
      found.tokens += statements(group[0].file)[group[0].first + i].tokens;
    }
    const auto enough_lines = [&](const CloneSite& s) { return s.lines >= limits_.min_lines; };
    if (std::any_of(found.sites.begin(), found.sites.end(), enough_lines)) {
      classes_.push_back(std::move(found));
    }
  }

  // How many statements all places have in common, from their first on.
  std::uint32_t common_length(const Group& group) const {
    if (group.size() < 2) {
      return 0;
    }
    for (std::uint32_t length = 0;; ++length) {
      for (const Window& window : group) {
        const auto all = statements(window.file);
        const auto model = statements(group[0].file);
        const std::size_t at = window.first + length;
        if (at >= all.size() || all[at].is_barrier || covered_[window.file][at] ||
            all[at].hash != model[group[0].first + length].hash) {
          return length;
        }
      }
    }
  }

  static void drop_overlaps(Group& group, std::uint32_t length) {
    Group kept;
    for (const Window& window : group) {
      if (kept.empty() || kept.back().file != window.file ||
          kept.back().first + length <= window.first) {
        kept.push_back(window);
      }
    }
    group = std::move(kept);
  }

  // Enough tokens (a growing run may have been cut by what is reported already), and not mere
  // repetition.
  bool is_worth_saying(const Window& window, std::uint32_t length) const {
    std::vector<std::uint64_t> hashes;
    std::uint32_t tokens = 0;
    for (const StatementShape& shape : statements(window.file).subspan(window.first, length)) {
      hashes.push_back(shape.hash);
      tokens += shape.tokens;
    }
    std::sort(hashes.begin(), hashes.end());
    const auto distinct = std::unique(hashes.begin(), hashes.end()) - hashes.begin();
    return tokens >= limits_.min_tokens &&
           static_cast<std::uint32_t>(distinct) * kMinDistinctShare >= length;
  }

  CloneSite site(const Window& window, std::uint32_t length) const {
    const auto run = statements(window.file).subspan(window.first, length);
    CloneSite made;
    made.file = window.file;
    made.span = {run.front().begin, run.back().end};
    const std::uint32_t last = line_of(window.file, made.span.end);
    for (std::uint32_t line = line_of(window.file, made.span.begin); line <= last; ++line) {
      if (!is_blank(window.file, line)) ++made.lines;
    }
    return made;
  }

  // Of a line counted from 1.
  bool is_blank(std::uint32_t file, std::uint32_t line) const {
    const auto starts = files_[file].line_starts;
    const std::string_view text = files_[file].text;
    const std::size_t begin = starts[line - 1];
    const std::size_t end = line < starts.size() ? starts[line] : text.size();
    return begin < text.size() &&
           text.substr(begin, end - begin).find_first_not_of(" \t\r\n\f") == text.npos;
  }

  std::uint32_t line_of(std::uint32_t file, Offset at) const {
    const auto starts = files_[file].line_starts;
    return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), at) -
                                      starts.begin());
  }

  std::span<const CloneInput> files_;
  CloneLimits limits_;
  std::vector<std::vector<bool>> covered_;  // statements that a reported class holds
  std::vector<CloneClass> classes_;
};

}  // namespace

std::vector<CloneClass> find_clones(std::span<const CloneInput> files, CloneLimits limits) {
  return CloneFinder(files, limits).run();
}

}  // namespace fastidious::project
