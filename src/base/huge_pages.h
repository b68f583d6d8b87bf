#pragma once
// Pages of 2 MB instead of 4 KB, where the system has them: much memory is then filled with few
// page faults, and walked with fewer misses of the translation cache.

namespace fastidious {

// From now on the program takes such pages from the system. Costs a few megabytes for each thread,
// so it is for runs that need hundreds of them.
void prefer_huge_pages();

}  // namespace fastidious
