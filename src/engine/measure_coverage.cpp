#include "engine/measure_coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "rules/registry.h"
#include "semantic/docstring.h"
#include "syntax/cognitive_complexity.h"

namespace fastidious::engine {
namespace {

using project::Role;
using project::SourceFile;

std::uint32_t count_functions(const semantic::FileScopes& scopes) {
  const auto all = scopes.scopes();
  return static_cast<std::uint32_t>(std::count_if(all.begin(), all.end(), [](const auto& scope) {
    return scope.kind == semantic::ScopeKind::Function;
  }));
}

std::uint32_t count_closures(const semantic::FileModel& model, const rules::Driver& driver) {
  const rules::ActiveRule* hints = driver.find("TYP001");
  if (hints == nullptr || hints->option("closures") != 0) return 0;
  const auto all = model.tree().nodes_of<syntax::FunctionDef>();
  return static_cast<std::uint32_t>(std::count_if(all.begin(), all.end(), [&](const auto* one) {
    return model.enclosing_function(*one) != nullptr;
  }));
}

bool runs_on(const rules::Driver& driver, std::string_view code, const SourceFile& file) {
  const rules::ActiveRule* rule = driver.find(code);
  return rule != nullptr && driver.runs_on(*rule, file);
}

bool has_sections(const semantic::FileModel& model, const syntax::Constant& literal) {
  const std::string_view text = model.text(literal);
  return text.find('\n') != text.npos && semantic::parse_docstring(text).describes_signature();
}

bool is_as_complex(const syntax::Tree& tree, const syntax::FunctionDef& function,
                   std::int64_t least) {
  return syntax::may_be_as_complex(tree, function, least) &&
         syntax::cognitive_complexity(tree, function) >= least;
}

// What there is to judge of docstrings and comments.
void count_documented(const semantic::FileModel& model, const rules::Driver& driver,
                      FileCounts& counts) {
  const rules::ActiveRule* complex_logic = driver.find("DOC014");
  for (const auto* function : model.tree().nodes_of<syntax::FunctionDef>()) {
    if (model.enclosing_function(*function) != nullptr) continue;
    if (const auto* literal = model.docstring(*function)) {
      ++counts.functions_documented;
      counts.docstrings_with_sections += has_sections(model, *literal) ? 1 : 0;
    }
    const bool is_complex =
        complex_logic != nullptr &&
        is_as_complex(model.tree(), *function, complex_logic->option("min-complexity"));
    counts.complex_functions += is_complex ? 1 : 0;
  }
}

// What the rules looked at in a file that they were shown.
void add_checked(const SourceFile& file, std::uint32_t functions, std::uint32_t closures,
                 const rules::Driver& driver, assess::Coverage& coverage) {
  coverage.functions_seen += functions;
  if (runs_on(driver, "TYP001", file)) coverage.functions_checked += functions - closures;
  if (runs_on(driver, "SEC001", file)) ++coverage.files_scanned_for_secrets;
  if (coverage.files_reviewed) ++*coverage.files_reviewed;
  if (file.role == Role::Application) coverage.looks_at_application = true;
}

// Whether the rules were shown the file: all of an audit are, and what changed of a review.
bool is_checked(std::string_view path, const AuditOptions& options) {
  return !options.change || options.change->find(path) != nullptr;
}

std::string_view files_of(Role role) {
  switch (role) {
    case Role::Application: return "application code";
    case Role::Test: return "tests";
    case Role::Migration: return "migrations";
    case Role::Script: return "scripts";
    case Role::Example: return "examples";
    case Role::Generated: return "generated files";
  }
  return {};
}

// Where functions are that nobody looked at for type hints; empty if somebody did.
std::string_view why_unchecked(const SourceFile& file, const AuditOptions& options,
                               const rules::Driver& driver) {
  if (!runs_on(driver, "TYP001", file)) return files_of(file.role);
  return is_checked(file.path, options) ? std::string_view{} : "files that were not reviewed";
}

// Why it is not known how many commits there are.
std::string_view why_no_history(const AuditOptions& options) {
  if (options.change) return "not the history, which `fastidious audit` reads";
  return options.history ? "no history, as none was found" : "not the history";
}

void add_review(const repo::ChangeSet& change, assess::Coverage& coverage) {
  coverage.files_reviewed = 0;
  coverage.looks_at_application = false;
  coverage.files_in_review = static_cast<std::uint32_t>(change.files.size());
  coverage.reviews_whole_files =
      std::all_of(change.files.begin(), change.files.end(),
                  [](const repo::ChangedFile& file) { return file.is_new; });
}

void add_file(const SourceFile& file, const FileCounts& counts, const AuditOptions& options,
              const rules::Driver& driver, assess::Coverage& coverage) {
  ++coverage.python_files;
  coverage.python_lines += file.text.view().empty() ? 0 : file.lines.line_count();
  coverage.bytes += file.text.size();
  coverage.functions += counts.functions;
  coverage.functions_documented += counts.functions_documented;
  coverage.docstrings_with_sections += counts.docstrings_with_sections;
  coverage.complex_functions += counts.complex_functions;
  if (is_checked(file.path, options)) {
    add_checked(file, counts.functions, counts.closures, driver, coverage);
    const bool is_asked = runs_on(driver, "TYP001", file);
    if (counts.closures > 0 && is_asked) coverage.functions_elsewhere.insert("bodies of functions");
  }
  if (counts.functions > 0) {
    if (const std::string_view why = why_unchecked(file, options, driver); !why.empty()) {
      coverage.functions_elsewhere.insert(why);
    }
  }
  if (!file.tree.errors().empty() && is_checked(file.path, options)) {
    const syntax::SyntaxError& error = file.tree.errors().front();
    coverage.files_skipped.push_back(
        {file.path,
         fmt::format("line {}: {}; the rest of the file was looked at",
                     file.lines.line_of(error.span.begin), error.message),
         file.role == Role::Application});
  }
}

// A rule that failed anywhere, or that has nothing to go by, has not been evaluated.
void add_rules_that_did_not_run(const AuditOptions& options, const rules::Driver& driver,
                                const AuditResult& result, assess::Coverage& coverage) {
  for (const rules::Rule* rule : rules::all_rules()) {
    const auto& errors = result.internal_errors;
    const auto error = std::find_if(errors.begin(), errors.end(),
                                    [&](const auto& e) { return e.rule == rule->code; });
    if (driver.find(rule->code) == nullptr) {
      coverage.rules_off.push_back({rule->code, "switched off"});
    } else if (rule->code == "SEC098" && options.advisories == nullptr) {
      coverage.rules_off.push_back(
          {rule->code, "no advisories are at hand: `--advisories PATH`, in OSV's format", true});
    } else if (std::string missing = evidence::what_is_missing_for(rule->code, result.evidence);
               !missing.empty()) {
      coverage.rules_off.push_back({rule->code, std::move(missing), true});
    } else if (error != errors.end()) {
      coverage.rules_off.push_back(
          {rule->code, fmt::format("internal error in {}: {}", error->file, error->what)});
    }
  }
}

void add_findings_left_out(const AuditResult& result, assess::Coverage& coverage) {
  for (const rules::FindingsLeftOut& left_out : result.left_out) {
    coverage.findings_left_out.push_back(
        {std::string(result.path_of(left_out.file)), left_out.rule});
  }
  std::sort(coverage.findings_left_out.begin(), coverage.findings_left_out.end(),
            [](const auto& a, const auto& b) {
              return std::tie(a.path, a.rule) < std::tie(b.path, b.rule);
            });
}

}  // namespace

FileCounts count_in(const semantic::FileModel& model, const AuditOptions& options,
                    const rules::Driver& driver) {
  FileCounts counts;
  counts.functions = count_functions(model.scopes());
  if (!is_checked(model.file().path, options)) return counts;
  counts.closures = count_closures(model, driver);
  if (model.file().role == Role::Application) count_documented(model, driver, counts);
  return counts;
}

void measure_coverage(const AuditOptions& options, const rules::Driver& driver,
                      std::span<const FileCounts> counts, AuditResult& result) {
  assess::Coverage& coverage = result.coverage;
  if (options.change) add_review(*options.change, coverage);
  coverage.without_history = why_no_history(options);
  coverage.files = static_cast<std::uint32_t>(result.inventory.files.size());
  for (const semantic::FileModel& file : result.model->files()) {
    add_file(file.file(), counts[file.file().id.value], options, driver, coverage);
  }
  for (const repo::NotAnalysed& file : result.inventory.not_analysed) {
    if (is_checked(file.path, options)) {
      coverage.files_skipped.push_back({file.path, file.reason, true});
    }
  }
  std::sort(coverage.files_skipped.begin(), coverage.files_skipped.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  coverage.rules_run = static_cast<std::uint32_t>(driver.active_rules().size());
  add_rules_that_did_not_run(options, driver, result, coverage);
  add_findings_left_out(result, coverage);
  if (const auto& application = coverage.facts.application) {
    coverage.routes_resolved = application->endpoints;
    coverage.boundaries_found = application->boundaries();
  }
  coverage.suppressed = static_cast<std::uint32_t>(result.silenced.size());
  coverage.baselined = static_cast<std::uint32_t>(result.baselined.size());
}

}  // namespace fastidious::engine
