#include "fixture_places.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "fixture.h"

namespace fastidious::specification {
namespace {

namespace fs = std::filesystem;
using fixtures::Annotation;
using fixtures::Fixture;
using fixtures::FixtureFile;

constexpr std::string_view kFolder = "tests/rules";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// "SEC020.py", then "SEC020_….py" by name.
std::vector<std::string> fixtures_of(std::string_view rule) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(FASTIDIOUS_SOURCE) / kFolder)) {
    const std::string stem = entry.path().stem().string();
    const bool is_its = stem.starts_with(rule) && (stem.size() == 6 || stem[6] == '_');
    if (is_its && entry.path().extension() == ".py") names.push_back(stem + ".py");
  }
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return std::pair(a.size() != 9, a) < std::pair(b.size() != 9, b);
  });
  return names;
}

Fixture fixture_named(const std::string& name) {
  return fixtures::parse_fixture(read(fs::path(FASTIDIOUS_SOURCE) / kFolder / name), "app/main.py");
}

bool is_about(const Annotation& annotation, std::string_view rule) {
  return annotation.promise == fixtures::Promise::Expect && annotation.code == rule;
}

bool expects(const Fixture& fixture, std::string_view rule) {
  return std::any_of(fixture.annotations.begin(), fixture.annotations.end(),
                     [rule](const Annotation& each) { return is_about(each, rule); });
}

// "load" of "async def load(", "" of what defines nothing at the left margin.
std::string_view defined_by(std::string_view line) {
  for (const std::string_view word : {"def ", "async def ", "class "}) {
    if (line.starts_with(word)) {
      line.remove_prefix(word.size());
      return line.substr(0, line.find_first_of("(:["));
    }
  }
  return {};
}

// The definitions at the left margin of a file, with the lines from their decorators to their ends.
struct Definition {
  std::string name;
  std::uint32_t first = 0, last = 0;
};

std::vector<Definition> definitions_of(const FixtureFile& file) {
  std::vector<Definition> found;
  std::istringstream lines(file.text);
  std::uint32_t number = 0, first = 0;
  bool open = false;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const bool at_margin = !line.empty() && line[0] != ' ' && line[0] != '\t' && line[0] != '#' &&
                           line[0] != ')' && line[0] != ']';
    if (at_margin) open = false;
    if (line.starts_with('@') && first == 0) first = number;
    if (const std::string_view name = defined_by(line); !name.empty()) {
      found.push_back({std::string(name), first == 0 ? number : first, number});
      open = true;
    }
    if (at_margin && !line.starts_with('@')) first = 0;
    if (open && !line.empty()) found.back().last = number;
  }
  return found;
}

bool is_clean(const Fixture& fixture, std::size_t file, const Definition& definition) {
  return std::none_of(
      fixture.annotations.begin(), fixture.annotations.end(), [&](const Annotation& each) {
        return each.file == file && each.line >= definition.first && each.line <= definition.last;
      });
}

bool is_clean(const Fixture& fixture, std::size_t file) {
  return std::none_of(fixture.annotations.begin(), fixture.annotations.end(),
                      [file](const Annotation& each) { return each.file == file; });
}

std::uint32_t first_annotated_line(const Fixture& fixture, std::size_t file) {
  for (const Annotation& annotation : fixture.annotations) {
    if (annotation.file == file) return annotation.line;
  }
  return 0;
}

// A clean definition of a file in which something else is found: the two are told apart. Those
// behind the first finding are there for that; others may only prepare it.
std::string clean_definition(const Fixture& fixture) {
  std::string before;
  for (std::size_t file = 0; file < fixture.files.size(); ++file) {
    const std::uint32_t first = first_annotated_line(fixture, file);
    if (is_clean(fixture, file)) continue;
    for (const Definition& definition : definitions_of(fixture.files[file])) {
      if (!is_clean(fixture, file, definition)) continue;
      if (definition.first > first) return definition.name;
      before = before.empty() ? definition.name : before;
    }
  }
  return before;
}

// A clean file of the same kind as one in which something is found.
std::string clean_file(const Fixture& fixture) {
  for (const Annotation& annotation : fixture.annotations) {
    const fs::path found = fixture.files[annotation.file].path;
    for (std::size_t file = 0; file < fixture.files.size(); ++file) {
      const fs::path path = fixture.files[file].path;
      if (is_clean(fixture, file) && path.extension() == found.extension()) return path;
    }
  }
  return {};
}

std::string path_of(const std::string& name) { return std::string(kFolder) + "/" + name; }

}  // namespace

FixturePlace failing_place(std::string_view rule) {
  for (const std::string& name : fixtures_of(rule)) {
    if (expects(fixture_named(name), rule)) return {path_of(name), ""};
  }
  return {};
}

FixturePlace passing_place(std::string_view rule) {
  const std::vector<std::string> names = fixtures_of(rule);
  for (const std::string& name : names) {
    if (fixture_named(name).annotations.empty()) return {path_of(name), ""};
  }
  for (const auto find : {clean_definition, clean_file}) {
    for (const std::string& name : names) {
      const Fixture fixture = fixture_named(name);
      if (std::string what = find(fixture); !what.empty()) return {path_of(name), what};
    }
  }
  return {};
}

}  // namespace fastidious::specification
