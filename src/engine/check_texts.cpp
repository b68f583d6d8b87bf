#include "engine/check_texts.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/parallel_for.h"
#include "deploy/manifests.h"
#include "findings/fingerprint.h"
#include "text/decode.h"

namespace fastidious::engine {
namespace {

using findings::Finding;
using project::TextFile;
using rules::FindingSink;

// Bytes at the beginning that tell whether a file is text, as git does.
constexpr std::size_t kLookedAt = 8000;

template <class Hook>
bool has_rule_with(const rules::Driver& driver, Hook rules::Rule::* hook) {
  const auto active = driver.active_rules();
  return std::any_of(active.begin(), active.end(),
                     [&](const rules::ActiveRule& rule) { return rule.rule->*hook != nullptr; });
}

bool is_binary(std::string_view text) {
  return text.substr(0, kLookedAt).find('\0') != std::string_view::npos;
}

// Whether a line of `where` is among those that changed.
bool is_on_changed_line(const TextFile& file, Span where, const repo::ChangedFile& change) {
  const std::uint32_t first = file.lines.line_of(where.begin);
  const std::uint32_t last = file.lines.line_of(std::max(where.begin, where.end - 1));
  return change.is_new ||
         std::any_of(change.lines.begin(), change.lines.end(), [&](const repo::LineRange& range) {
           return first < range.first + range.count && last >= range.first;
         });
}

void keep_changed(const AuditOptions& options, const TextFile& file, std::vector<Finding>& found) {
  if (!options.change) return;
  const repo::ChangedFile* change = options.change->find(file.path);
  std::erase_if(found, [&](const Finding& finding) {
    return change == nullptr || !is_on_changed_line(file, finding.span, *change);
  });
}

// What looking into one file gave.
struct Looked {
  std::optional<TextFile> file;  // set if there are findings, or it is a manifest
  std::vector<Finding> found;
  std::string problem;
  bool read = false;
  std::vector<rules::InternalError> errors;
  std::vector<rules::FindingsLeftOut> left_out;
};

class CheckingTexts {
 public:
  CheckingTexts(const repo::Inventory& inventory, const AuditOptions& options,
                const rules::Driver& driver, const FileSystem& files)
      : options_(options),
        driver_(driver),
        files_(files),
        roles_(inventory, options.roles),
        keeps_manifests_(has_rule_with(driver, &rules::Rule::on_delivery)),
        times_([&] { return rules::RuleTimes(driver.active_rules().size()); }) {
    for (const repo::RepositoryFile& file : inventory.files) {
      if (is_python(file.kind)) continue;
      if (is_changed(file.path) || (keeps_manifests_ && deploy::may_be_manifest(file))) {
        entries_.push_back(&file);
      }
    }
  }

  TextsRun run() {
    std::vector<Looked> looked(entries_.size());
    parallel_for(entries_.size(), [&](std::size_t i) { look_into(*entries_[i], looked[i]); });
    TextsRun result;
    for (std::size_t i = 0; i < looked.size(); ++i) {
      result.files_read += looked[i].read && is_changed(entries_[i]->path);
      add(*entries_[i], looked[i], result);
    }
    for (const rules::RuleTimes& times : times_) result.times.merge(times);
    return result;
  }

 private:
  bool is_changed(const std::string& path) const {
    return !options_.change || options_.change->find(path) != nullptr;
  }

  void look_into(const repo::RepositoryFile& entry, Looked& looked) {
    auto bytes = files_.read(entry.path, limits::kMaxTextBytes);
    if (!bytes) {
      looked.problem = describe(bytes.error());
      return;
    }
    SourceText text = decode_marked(std::move(*bytes));
    looked.read = !is_binary(text.view());
    if (!looked.read) return;
    TextFile file;
    file.path = entry.path;
    file.kind = entry.kind;
    file.tracked = entry.tracked;
    file.text = std::move(text);
    file.role = roles_.role_of(file.path, file.text.view());
    check(std::move(file), looked);
  }

  void check(TextFile file, Looked& looked) {
    if (is_changed(file.path)) {
      FindingSink sink;
      driver_.check_text(file, sink, driver_.measures() ? &times_.local() : nullptr);
      looked.errors = sink.take_errors();
      looked.left_out = sink.left_out();
      looked.found = sink.take();
    }
    if (looked.found.empty() && !(keeps_manifests_ && deploy::is_manifest(file))) return;
    file.lines = LineIndex(file.text);
    looked.file = std::move(file);
  }

  static void add(const repo::RepositoryFile& entry, Looked& looked, TextsRun& result) {
    const bool expected = entry.kind != repo::FileKind::Other;
    if (!looked.problem.empty()) {
      result.skipped.push_back({entry.path, std::move(looked.problem), expected});
    }
    std::move(looked.errors.begin(), looked.errors.end(), std::back_inserter(result.errors));
    if (!looked.file) return;
    for (rules::FindingsLeftOut left_out : looked.left_out) {
      left_out.file = findings::FileId(static_cast<std::uint32_t>(result.files.size()));
      result.left_out.push_back(left_out);
    }
    result.files.push_back(std::move(*looked.file));
    result.found.push_back(std::move(looked.found));
  }

  const AuditOptions& options_;
  const rules::Driver& driver_;
  const FileSystem& files_;
  repo::Roles roles_;
  bool keeps_manifests_;
  std::vector<const repo::RepositoryFile*> entries_;
  tbb::enumerable_thread_specific<rules::RuleTimes> times_;
};

void set_file(Finding& finding, findings::FileId id) {
  finding.file = id;
  for (findings::Edit& edit : finding.edits) edit.file = id;
  for (findings::TraceStep& step : finding.trace) step.file = id;
}

}  // namespace

void TextsRun::number(std::size_t first) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto id = findings::FileId(static_cast<std::uint32_t>(first + i));
    files[i].id = id;
    for (Finding& finding : found[i]) set_file(finding, id);
  }
  for (rules::FindingsLeftOut& one : left_out) {
    one.file = findings::FileId(static_cast<std::uint32_t>(one.file.value + first));
  }
}

void add_to_texts(std::vector<Finding> found, std::size_t first, TextsRun& run) {
  for (Finding& finding : found) {
    run.found.at(finding.file.value - first).push_back(std::move(finding));
  }
}

std::vector<SettledFile> settle_texts(const rules::Driver& driver, const AuditOptions& options,
                                      std::span<const TextFile> files, TextsRun& run) {
  std::vector<SettledFile> settled;
  for (std::size_t i = 0; i < files.size(); ++i) {
    keep_changed(options, files[i], run.found[i]);
    if (run.found[i].empty()) continue;
    settled.push_back(settle_text(driver, options, files[i], std::move(run.found[i])));
  }
  return settled;
}

TextsRun check_texts(const repo::Inventory& inventory, const AuditOptions& options,
                     const rules::Driver& driver, const FileSystem& files) {
  const bool wanted = has_rule_with(driver, &rules::Rule::on_text) ||
                      has_rule_with(driver, &rules::Rule::on_delivery);
  return wanted ? CheckingTexts(inventory, options, driver, files).run() : TextsRun{};
}

}  // namespace fastidious::engine
