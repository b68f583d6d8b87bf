#pragma once
// What a change has to do with a finding: `review` reports what the change caused, and no more.

#include <unordered_map>
#include <vector>

#include "findings/finding.h"
#include "repo/git.h"
#include "rules/finding_sink.h"
#include "semantic/model.h"

namespace fastidious::engine {

// A finding is caused by the change if it
//  - covers a changed line, wholly or in part,
//  - is about a whole definition (Rule::about_whole_definition) in which a line changed,
//  - stands in the signature of a definition whose signature changed, or
//  - has a step of its trace on a changed line.
class ReviewFilter final : public rules::FindingFilter {
 public:
  ReviewFilter(const repo::ChangeSet& change, const semantic::Model& model);

  // Whether anything of the file changed: the others are not walked.
  bool touches(findings::FileId file) const { return files_.contains(file); }
  // By place alone. Rules about the repository are always wanted here: see caused().
  bool wants(const rules::Rule& rule, findings::FileId file, Span where) const override;
  // The last word, when the finding is complete.
  bool caused(const rules::Rule& rule, const findings::Finding& finding) const;

 private:
  struct Definition {
    Span whole;
    Span signature;  // decorators, name, parameters, return annotation, bases
    bool changed = false;
    bool signature_changed = false;
  };
  struct File {
    bool all = false;         // a new file
    std::vector<Span> lines;  // what changed, in order
    std::vector<Definition> definitions;
  };
  static File file_of(const repo::ChangedFile& change, const semantic::FileModel& model);
  static bool overlaps(const File& file, Span where);
  bool changed_at(const rules::Rule& rule, findings::FileId file, Span where) const;

  std::unordered_map<findings::FileId, File> files_;
};

}  // namespace fastidious::engine
