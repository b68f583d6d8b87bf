#pragma once
// The name that git gives to an object: its SHA-1.

#include <array>
#include <cstddef>
#include <cstring>

namespace fastidious::repo {

using ObjectName = std::array<unsigned char, 20>;

struct ObjectNameHash {
  std::size_t operator()(const ObjectName& name) const {
    std::size_t hash;
    std::memcpy(&hash, name.data(), sizeof hash);
    return hash;
  }
};

}  // namespace fastidious::repo
