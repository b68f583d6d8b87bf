#pragma once
// What several findings of a rule share is said once.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace fastidious::report {

// The sentences in which all of these fixes end and that ToldFixes would write more than once;
// else empty.
std::string told_once(const std::vector<std::string>& fixes);
// "For each of them: look first whether …"
std::string for_each_of_them(std::string_view ending);

// Whether they are mended in the same words, and only what stands in code may be of each its own.
bool differ_in_code_only(const Report& report, std::span<const std::uint32_t> findings);
// What is said behind the fix of the first of these findings, where it stands for all of them: "The
// other 4 likewise, with names and values of their own.", or where the others' fixes are to be
// read; empty where all are mended as the first.
std::string remedy_of_others(const Report& report, std::span<const std::uint32_t> findings,
                             bool counts);
std::string likewise_of_others(std::size_t others, bool counts);
// "Write `x: int`. The others likewise, with names and values of their own."
std::string with_remedy_of_others(std::string fix, std::string_view others);

// `text` without the ending, which it has.
std::string without_ending(std::string_view text, std::string_view ending);

}  // namespace fastidious::report
