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

// Levels above a node that are asked whether it is part of an annotation.
inline constexpr int kMaxAnnotationNesting = 100;
// Parts of a dotted key in TOML; toml++ takes a level of the stack for each.
inline constexpr int kMaxTomlKeyParts = 1000;
// Files that requirements files include (-r, -c), one in the other.
inline constexpr int kMaxRequirementIncludes = 16;
// One .gitignore.
inline constexpr std::size_t kMaxIgnoreFileBytes = 1u << 20;
// git's index, of which only the paths are read.
inline constexpr std::size_t kMaxIndexBytes = 256u << 20;

// Findings of one rule in one file that are listed. Then the rule is not asked about the file any
// more, and the report's coverage says so: nobody reads the five thousandth finding of a rule in
// a file, but a line of ten megabytes of calls can have millions.
inline constexpr std::uint32_t kMaxFindingsPerRule = 5000;
// Rules that one suppression names; one with more counts for nothing (AUD004).
inline constexpr std::size_t kMaxSuppressedRules = 100;

// What the model of the code looks at before it says "not known", so that time stays linear. Real
// code does not come near them; beyond them a rule that needs to know is silent.
// Bindings of a name behind its use in the same scope that are passed over.
inline constexpr std::size_t kMaxBindingsPassed = 500;
// Bindings of a name that are taken together; one bound more often says nothing.
inline constexpr std::size_t kMaxBindingsRead = 16;
// Assignments to one attribute of `self` that tell its type.
inline constexpr std::size_t kMaxAttributeAssignments = 64;
// Lines of a docstring that are taken apart, and names documented in it.
inline constexpr std::size_t kMaxDocstringParts = 2000;
// Classes that a class is derived from, itself included.
inline constexpr std::size_t kMaxAncestors = 64;

// Entries of git's own folder that are looked at for such that would keep a reader waiting.
inline constexpr std::size_t kMaxGitEntries = 200'000;
// What git may map of its packs at once, for each thread that reads history.
inline constexpr std::size_t kMaxMappedPackBytes = 256u << 20;
// Objects of a repository's history that are looked at.
inline constexpr std::size_t kMaxGitObjects = 20'000'000;

// Time for git's answer to what changed. libgit2 opens whatever has the name it looks for, and a
// FIFO called .gitattributes never ends.
inline constexpr int kMaxGitSeconds = 60;

}  // namespace fastidious::limits
