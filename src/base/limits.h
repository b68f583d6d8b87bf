#pragma once
// Every bound of the program, by name. Reaching one is always reported, never silent.

#include <cstddef>
#include <cstdint>

namespace fastidious::limits {

// A larger file is listed as not analysed (AUD001). CPython's largest test file has 2 MB.
inline constexpr std::size_t kMaxSourceBytes = 16u << 20;
// A larger text file (manifest, script, workflow) is not read.
inline constexpr std::size_t kMaxTextBytes = 4u << 20;
// Nested expressions and statements in Python; CPython's own tokenizer stops at 200 brackets and
// 100 indentations.
inline constexpr int kMaxNesting = 1000;
// Open brackets and f-strings at once.
inline constexpr int kMaxBrackets = 1000;
// Indentation levels (CPython: 100).
inline constexpr int kMaxIndents = 200;
// Levels of a tree that `dump ast` prints; chains like a + b + … may be deeper than kMaxNesting.
inline constexpr int kMaxDumpDepth = 5000;
// Syntax errors recorded in one file; the rest of the file is still parsed.
inline constexpr int kMaxSyntaxErrors = 20;
// Directory levels below the root.
inline constexpr int kMaxDirectoryDepth = 64;
// Files below the root.
inline constexpr std::size_t kMaxFiles = 500'000;

// Time for git's answer to what changed. libgit2 opens whatever has the name it looks for, and a
// FIFO called .gitattributes never ends.
inline constexpr int kMaxGitSeconds = 60;

}  // namespace fastidious::limits
