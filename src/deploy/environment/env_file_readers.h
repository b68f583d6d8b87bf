#pragma once
// What reads an env file of the repository.

#include <string_view>
#include <vector>

#include "deploy/delivery.h"

namespace fastidious::deploy {

struct EnvFileReader {
  std::string_view what;  // "Settings": a class of settings; empty: the file as a whole
  std::string_view path;
  std::uint32_t line = 0;  // 0: the file as a whole
};

// Classes of settings by file and position, then compose files that name it, or fill their `${…}`
// from the one beside them, then images that name what they copy, scripts that source it, editors'
// settings and configurations of front ends that name it; each by path.
std::vector<EnvFileReader> readers_of_env_file(const Delivery& delivery, std::string_view path);

}  // namespace fastidious::deploy
