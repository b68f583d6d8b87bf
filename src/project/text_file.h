#pragma once
// One text file of the audited repository: what is known of any, whatever it is written in.

#include <string>
#include <string_view>

#include "base/span.h"
#include "findings/finding.h"
#include "repo/inventory.h"
#include "repo/roles.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::project {

using repo::Role;

struct TextFile {
  findings::FileId id;
  std::string path;  // relative to the root, with /
  repo::FileKind kind = repo::FileKind::Other;
  Role role = Role::Application;
  bool tracked = false;  // git tracks it; known of env files only
  SourceText text;
  LineIndex lines;

  std::string_view slice(Span span) const { return text.slice(span); }
};

}  // namespace fastidious::project
