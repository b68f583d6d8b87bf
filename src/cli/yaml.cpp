#include "cli/yaml.h"

#include <algorithm>
#include <cctype>

#include "text/words.h"

namespace fastidious::cli {
namespace {

using Json = nlohmann::ordered_json;

// Words that only start with a letter and hold nothing but letters, digits and a few signs mean
// themselves; the JSON form of a string is YAML's double-quoted one.
bool is_plain(const std::string& text) {
  static const std::string kWords[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
  const std::string lower = lower_case(text);
  const bool word = std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords);
  return !word && text.back() != ' ' && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view(" _-./()").find(c) != std::string_view::npos;
  });
}

std::string scalar(const Json& json) {
  if (json.is_string()) {
    const auto& text = json.get_ref<const std::string&>();
    if (is_plain(text)) return text;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write(const Json& json, int indent, std::string& out) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  const auto nested = [&](const Json& value, const std::string& lead) {
    out += margin + lead;
    if ((value.is_object() || value.is_array()) && !value.empty()) {
      out += '\n';
      write(value, indent + 2, out);
    } else {
      out += ' ' + scalar(value) + '\n';
    }
  };
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) nested(value, scalar(Json(key)) + ":");
  } else {
    for (const Json& value : json) nested(value, "-");
  }
}

}  // namespace

std::string to_yaml(const Json& json) {
  if ((!json.is_object() && !json.is_array()) || json.empty()) return scalar(json) + "\n";
  std::string out;
  write(json, 0, out);
  return out;
}

}  // namespace fastidious::cli
