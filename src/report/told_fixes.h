#pragma once
// What has been said of a rule already: a fix that differs in names only says these.

#include <string>
#include <string_view>
#include <vector>

namespace fastidious::report {

// The sentences of Markdown.
std::vector<std::string_view> sentences_of(std::string_view text);

// The fixes of a rule, one behind the other.
class ToldFixes {
 public:
  // What to write for the fix: as it is, or "As above, with `name`." and what it adds, where the
  // last one that was written as it is says the rest.
  std::string next(std::string_view fix);

 private:
  std::string whole_;  // the last one that was written as it is
};

// "`name` and `other`": the names that a fix of one sentence has in place of others in the first
// sentence of the one told before, which has the same words; empty if it says anything else.
std::string names_in_beginning(std::string_view told, std::string_view fix);

// What to write for a message behind another one: nothing if it is the same, "Likewise `name`"
// where only the first name differs, else itself.
std::string behind(std::string_view told, std::string_view message);

}  // namespace fastidious::report
