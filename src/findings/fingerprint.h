#pragma once
// A 64-bit id of a finding that stays the same when lines move, files are renamed and formatters
// run.
//
// It is made of the rule's code, the offending code in a normal form, the dotted name of the
// definitions around it, and its number among equals of the same file; not of path, line or
// message. Two files that hold the same code have findings of the same fingerprint: a baseline
// counts them.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "findings/finding.h"
#include "project/source_file.h"

namespace fastidious::findings {

// Sets Finding::fingerprint of all findings of one Python file, given in order of position.
void set_fingerprints(const project::SourceFile& file, std::span<Finding* const> findings);
void set_fingerprints(const project::SourceFile& file, std::span<Finding> findings);

// The same for a file that is not Python (manifest, Dockerfile, script, workflow, env file).
void set_fingerprints(std::string_view text, std::span<Finding> findings);

// Python text without what black and ruff may change: white space, comments, kind of quotes,
// redundant parentheses, trailing commas, semicolons, continuation lines, strings' prefixes, the
// case of numbers. Different code may have the same normal form (`a b` and `ab`); that only makes
// it rely on counting.
std::string normal_form(std::string_view code);

// Whether findings of this rule stand at secrets (the catalogue's section E, SEC001 to SEC019, but
// for SEC007, SEC012 and SEC013, which are about files, parameters and names). No part of a secret
// goes into a fingerprint, for a short one could be guessed from it.
bool is_about_secrets(std::string_view rule);

// Sixteen lower-case hexadecimal digits, as in reports and baselines.
std::string fingerprint_text(std::uint64_t fingerprint);

}  // namespace fastidious::findings
