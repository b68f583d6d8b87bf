#pragma once
// Copied code: runs of statements that have the same shape in several places.
//
// Linear in the number of statements: each statement begins one window, the shortest run from there
// that reaches the wanted number of tokens; equal windows are found by their hashes, then grown
// together.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "project/statement_shapes.h"

namespace fastidious::project {

struct CloneLimits {
  std::uint32_t min_tokens = 60;
  std::uint32_t min_lines = 10;
};

// One of the places of a clone class.
struct CloneSite {
  std::uint32_t file = 0;  // index into the input
  Span span;
  std::uint32_t lines = 0;  // without blank ones
};

// Places that hold the same code; at least two, in the order of the files.
struct CloneClass {
  std::uint32_t tokens = 0;
  std::vector<CloneSite> sites;
};

// The statements of one file, and where its lines start (LineIndex::starts()).
struct CloneInput {
  std::span<const StatementShape> statements;
  std::span<const Offset> line_starts;
  std::string_view text;  // of the file: lines with nothing in them do not count
};

// Every maximal clone class, by its first place. Places of a class do not overlap, and a statement
// belongs to at most one class.
std::vector<CloneClass> find_clones(std::span<const CloneInput> files, CloneLimits limits);

}  // namespace fastidious::project
