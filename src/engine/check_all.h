#pragma once
// Running the rules over the whole repository.

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "app/application.h"
#include "assess/coverage.h"
#include "evidence/evidence.h"
#include "findings/finding.h"
#include "knowledge/flow_facts.h"
#include "project/text_file.h"
#include "repo/git.h"
#include "repo/inventory.h"
#include "rules/driver.h"
#include "semantic/model.h"

namespace fastidious::project {
class Advisories;  // project/advisories.h
}

namespace fastidious::engine {

// What running the rules said besides findings.
struct RulesRun {
  std::vector<findings::Finding> in_texts;             // by rules about delivery
  std::vector<findings::Finding> about_repository;     // by these too; fingerprints are set
  std::vector<assess::SkippedFile> manifests_skipped;  // that these could not read
  std::vector<rules::InternalError> errors;
  std::vector<rules::FindingsLeftOut> left_out;
  rules::RuleTimes times;
  std::optional<assess::DataFlow> data_flow;
  std::chrono::nanoseconds application_model{};  // how long it took to build
  std::chrono::nanoseconds flow_analysis{};
  assess::Facts facts;
};

// What the user and other tools say, which the code does not.
struct GivenFacts {
  std::span<const knowledge::FlowFact> flow;
  const project::Advisories* advisories = nullptr;  // may be null
  const evidence::Evidence* evidence = nullptr;
};

// Takes all findings of one file, in no useful order, while its tree is still in the cache. It is
// called for several files at once.
using FileChecked = std::function<void(findings::FileId, std::vector<findings::Finding>)>;

// Calls the rules about the whole repository, in parallel, and then those for each file, in
// parallel. With a change, only the findings that it caused are kept and only files it touches are
// walked. `texts` are the manifests, and files with findings, that are no Python.
RulesRun check_all(const semantic::Model& model, const app::ApplicationOptions& application,
                   const repo::Inventory& inventory, std::span<const project::TextFile> texts,
                   rules::Driver& driver, const GivenFacts& given,
                   const std::optional<repo::ChangeSet>& change, const FileChecked& done);

}  // namespace fastidious::engine
