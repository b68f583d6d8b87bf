#pragma once
// .dockerignore (https://docs.docker.com/build/concepts/context/#dockerignore-files) and
// .gcloudignore as far as they agree: which files never reach the builder.

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious::deploy {

struct IgnorePattern {
  std::string glob;         // without "!", "/" and "./" at its beginning
  bool is_negated = false;  // "!README.md" takes the file back
  Span span;                // in the file
};

class DockerIgnore {
 public:
  DockerIgnore() = default;
  explicit DockerIgnore(std::string_view text);

  const std::vector<IgnorePattern>& patterns() const { return patterns_; }
  // Whether the file at `path`, relative to the context, is left out: the last pattern that matches
  // it or a folder above it decides.
  bool excludes(std::string_view path) const;

 private:
  std::vector<IgnorePattern> patterns_;
};

inline constexpr std::size_t kMaxIgnorePatterns = 2'000;

}  // namespace fastidious::deploy
