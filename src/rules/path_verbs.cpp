#include "rules/path_verbs.h"

#include <algorithm>
#include <cctype>

namespace fastidious::rules {
namespace {

constexpr std::string_view kRead = "GET";
constexpr std::string_view kCreate = "POST";
constexpr std::string_view kChange = "PATCH";
constexpr std::string_view kDelete = "DELETE";
constexpr PathVerb kVerbs[] = {{"get", "GET", kRead},
                               {"fetch", "GET", kRead},
                               {"read", "GET", kRead},
                               {"list", "GET", kRead},
                               {"create", "POST,PUT", kCreate},
                               {"add", "POST,PUT", kCreate},
                               {"update", "GET,POST,PUT,PATCH", kChange},
                               {"modify", "GET,POST,PUT,PATCH", kChange},
                               {"save", "GET,POST,PUT,PATCH", kChange},
                               {"edit", "PUT,PATCH", kChange},
                               {"delete", "GET,POST,PUT,DELETE", kDelete},
                               {"remove", "GET,POST,PUT,DELETE", kDelete},
                               {"clear", "GET,POST,PUT,DELETE", kDelete}};

}  // namespace

const PathVerb* path_verb_of(std::string_view segment) {
  for (const PathVerb& verb : kVerbs) {
    if (!segment.starts_with(verb.word)) continue;
    if (segment.size() == verb.word.size()) return &verb;
    const char next = segment[verb.word.size()];
    if (next == '-' || next == '_' || std::isupper(static_cast<unsigned char>(next)) != 0) {
      return &verb;
    }
  }
  return nullptr;
}

std::string path_without(const PathVerb& verb, std::string_view path) {
  std::string rest;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin + 1), path.size());
    const std::string_view segment = path.substr(begin + 1, end - begin - 1);
    std::string kept(segment);
    if (path_verb_of(segment) == &verb) {
      kept = segment.substr(verb.word.size());
      kept.erase(0, kept.find_first_not_of("-_"));
      if (!kept.empty()) kept.front() = static_cast<char>(std::tolower(kept.front()));
    }
    if (!kept.empty()) rest += "/" + kept;
    begin = end;
  }
  return rest.empty() ? "/" : rest;
}

const PathVerb* first_verb_in(std::string_view path) {
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin + 1), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    const bool is_name = segment.starts_with('/') && segment.find('{') == segment.npos;
    if (const PathVerb* verb = is_name ? path_verb_of(segment.substr(1)) : nullptr) return verb;
    begin = end;
  }
  return nullptr;
}

}  // namespace fastidious::rules
