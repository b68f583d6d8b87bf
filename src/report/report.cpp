#include "report/report.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace fastidious::report {
namespace {

using findings::FileId;
using findings::Finding;

constexpr std::array<std::pair<std::string_view, Format>, 5> kFormats = {{
    {"text", Format::Text},
    {"markdown", Format::Markdown},
    {"json", Format::Json},
    {"sarif", Format::Sarif},
    {"github", Format::Github},
}};

// For each file, its number in the order of paths; without it sorting would compare paths all the
// time.
std::vector<std::uint32_t> ranks_by_path(std::span<const File> files) {
  std::vector<std::uint32_t> order(files.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::sort(order.begin(), order.end(),
            [files](std::uint32_t a, std::uint32_t b) { return files[a].path < files[b].path; });
  std::vector<std::uint32_t> ranks(files.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank + 1;
  }
  return ranks;
}

}  // namespace

File file_of(const project::TextFile& source) {
  return {source.path, &source.text, &source.lines, is_python(source.kind)};
}

const rules::Rule& rule_of(const Report& report, std::string_view code) {
  static constexpr rules::Rule kUnknown = [] {
    rules::Rule unknown;
    unknown.name = "unknown-rule";
    return unknown;
  }();
  const rules::Rule* rule = assess::find_rule(report.rules, code);
  return rule == nullptr ? kUnknown : *rule;
}

void sort_findings(std::vector<Finding>& all, std::span<const File> files) {
  const std::vector<std::uint32_t> ranks = ranks_by_path(files);
  const auto rank = [&ranks](const Finding& f) { return f.file ? ranks[f.file.value] : 0; };
  const auto key = [&rank](const Finding& f) {
    return std::tuple(rank(f), f.span.begin, f.span.end, f.rule, std::string_view(f.message));
  };
  // Findings are large: sort their places, then move each once.
  std::vector<std::uint32_t> order(all.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(all[a]) < key(all[b]); });
  std::vector<Finding> sorted;
  sorted.reserve(all.size());
  for (const std::uint32_t index : order) {
    sorted.push_back(std::move(all[index]));
  }
  all = std::move(sorted);
}

std::optional<Format> parse_format(std::string_view name) {
  for (const auto& [text, format] : kFormats) {
    if (text == name) {
      return format;
    }
  }
  return std::nullopt;
}

void write(const Report& report, Format format, const TextStyle& style, const Sink& sink) {
  switch (format) {
    case Format::Text: return sink(write_text(report, style));
    case Format::Markdown: return sink(write_markdown(report));
    case Format::Json: return write_json(report, sink);
    case Format::Sarif: return write_sarif(report, sink);
    case Format::Github: return write_github(report, sink);
  }
}

std::string write(const Report& report, Format format, const TextStyle& style) {
  std::string text;
  write(report, format, style, [&text](std::string_view piece) { text.append(piece); });
  return text;
}

}  // namespace fastidious::report
