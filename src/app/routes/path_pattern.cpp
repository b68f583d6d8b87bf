#include "app/routes/path_pattern.h"

#include <algorithm>
#include <cctype>

namespace fastidious::app {

namespace {

std::size_t end_of_name(std::string_view text, std::size_t at) {
  const auto is_letter = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  if (at >= text.size() || !is_letter(text[at])) return at;
  while (at < text.size() &&
         (is_letter(text[at]) || std::isdigit(static_cast<unsigned char>(text[at])) != 0)) {
    ++at;
  }
  return at;
}

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

PathPattern::PathPattern(std::string_view path) {
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t past = path[at] == '{' ? add_parameter(path, at) : at;
    if (past == at) shape_ += path[at];
    at = std::max(past, at + 1);
  }
  split();
}

// Where the parameter that begins at `at` ends; `at` if there is none.
std::size_t PathPattern::add_parameter(std::string_view path, std::size_t at) {
  const std::size_t name = end_of_name(path, at + 1);
  if (name == at + 1 || name >= path.size()) return at;
  std::string convertor = "str";
  std::size_t end = name;
  if (path[name] == ':') {
    end = end_of_name(path, name + 1);
    convertor = path.substr(name + 1, end - name - 1);
  }
  if (end >= path.size() || path[end] != '}') return at;
  parameters_.push_back({std::string(path.substr(at + 1, name - at - 1)), convertor});
  shape_ += "{:" + convertor + "}";
  return end + 1;
}

void PathPattern::split() {
  std::size_t begin = 0;
  while (begin <= shape_.size()) {
    const std::size_t end = std::min(shape_.find('/', begin), shape_.size());
    Segment segment{shape_.substr(begin, end - begin), {}};
    const bool is_one =
        segment.text.starts_with("{:") && segment.text.find('}') == segment.text.size() - 1;
    if (is_one) segment.convertor = segment.text.substr(2, segment.text.size() - 3);
    if (segment.text.find("{:path}") != std::string::npos) depth_ = -1;
    segments_.push_back(std::move(segment));
    begin = end + 1;
  }
  if (depth_ >= 0) depth_ = static_cast<int>(segments_.size());
}

bool PathPattern::has_parameter(std::string_view name) const {
  return std::any_of(parameters_.begin(), parameters_.end(),
                     [name](const Parameter& one) { return one.name == name; });
}

bool PathPattern::covers(const Segment& earlier, const Segment& later) {
  if (earlier.text == later.text) return true;
  if (earlier.convertor.empty()) return false;
  const bool is_literal = later.text.find("{:") == std::string::npos;
  if (earlier.convertor == "str") {
    return is_literal ? !later.text.empty() : !later.convertor.empty() && later.convertor != "path";
  }
  if (earlier.convertor == "int") return is_literal && is_number(later.text);
  return earlier.convertor == "float" && later.convertor == "int";
}

bool PathPattern::covers(const PathPattern& later) const {
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const Segment& own = segments_[i];
    if (own.convertor == "path") return i + 1 == segments_.size() && i < later.segments_.size();
    if (i >= later.segments_.size() || !covers(own, later.segments_[i])) return false;
  }
  return segments_.size() == later.segments_.size();
}

}  // namespace fastidious::app
