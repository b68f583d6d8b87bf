#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cli/yaml.h"

namespace fastidious::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 200;
constexpr std::size_t kMaxNodes = 5'000'000;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// https://yaml.org/spec/1.2.2/#103-core-schema
Json scalar_of(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;  // quoted
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return nullptr;
  if (is_one_of(text, {"true", "True", "TRUE"})) return true;
  if (is_one_of(text, {"false", "False", "FALSE"})) return false;
  const char* end = text.data() + text.size();
  std::int64_t integer = 0;
  if (const auto read = std::from_chars(text.data(), end, integer);
      read.ec == std::errc() && read.ptr == end) {
    return integer;
  }
  double number = 0;
  const auto read = std::from_chars(text.data(), end, number);
  const bool is_number = read.ec == std::errc() && read.ptr == end && std::isfinite(number);
  return is_number ? Json(number) : Json(text);
}

class Converter {
 public:
  std::optional<Json> convert(const YAML::Node& node, int depth = 0) {
    if (depth > kMaxDepth || ++nodes_ > kMaxNodes) return std::nullopt;
    if (node.IsScalar()) return scalar_of(node);
    if (node.IsSequence()) return list_of(node, depth);
    if (node.IsMap()) return object_of(node, depth);
    return Json(nullptr);
  }

 private:
  std::optional<Json> list_of(const YAML::Node& node, int depth) {
    Json list = Json::array();
    for (const YAML::Node& item : node) {
      std::optional<Json> value = convert(item, depth + 1);
      if (!value) return std::nullopt;
      list.push_back(std::move(*value));
    }
    return list;
  }

  std::optional<Json> object_of(const YAML::Node& node, int depth) {
    Json object = Json::object();
    for (const auto& entry : node) {
      std::optional<Json> value = convert(entry.second, depth + 1);
      if (!value || !entry.first.IsScalar()) return std::nullopt;
      object[entry.first.Scalar()] = std::move(*value);
    }
    return object;
  }

  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<Json> from_yaml(const std::string& text) {
  try {
    return Converter().convert(YAML::Load(text));
  } catch (const YAML::Exception&) {
    return std::nullopt;
  }
}

}  // namespace fastidious::cli
