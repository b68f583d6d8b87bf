#pragma once
// What a route's path matches (https://www.starlette.io/routing/#path-parameters).

#include <string>
#include <string_view>
#include <vector>

namespace fastidious::app {

class PathPattern {
 public:
  // "/files/{name:path}"; braces around what is no name are text.
  explicit PathPattern(std::string_view path);

  struct Parameter {
    std::string name;
    std::string convertor;  // "str" unless it is given
  };
  const std::vector<Parameter>& parameters() const { return parameters_; }
  bool has_parameter(std::string_view name) const;

  // The path with each parameter's name left out: two that are equal match the same requests.
  const std::string& shape() const { return shape_; }
  // Whether it matches every path that `later` can.
  bool covers(const PathPattern& later) const;
  // The number of parts between slashes; -1 if a {x:path} takes any number of them.
  int depth() const { return depth_; }

 private:
  struct Segment {
    std::string text;       // literal text, or the shape of several pieces
    std::string convertor;  // of a segment that is one parameter; else empty
  };
  static bool covers(const Segment& earlier, const Segment& later);
  std::size_t add_parameter(std::string_view path, std::size_t at);
  void split();

  std::string shape_;
  std::vector<Parameter> parameters_;
  std::vector<Segment> segments_;
  int depth_ = 0;
};

}  // namespace fastidious::app
