#pragma once
// Numbers with their nouns.

#include <cstdint>
#include <string>
#include <string_view>

namespace fastidious {

// "1 file", "3 files", "2 request bodies".
inline std::string counted(std::uint64_t number, std::string_view noun) {
  std::string text = std::to_string(number) + ' ';
  if (number == 1) return text.append(noun);
  if (noun == "criterion") return text.append("criteria");
  const bool body = noun.size() > 1 && noun.back() == 'y' &&
                    std::string_view("aeiou").find(noun[noun.size() - 2]) == noun.npos;
  if (!body) return text.append(noun).append("s");
  return text.append(noun.substr(0, noun.size() - 1)).append("ies");
}

}  // namespace fastidious
