#include "rules/call_edits.h"

#include <algorithm>
#include <string>

namespace fastidious::rules {

using namespace syntax;

namespace {

// Where the last argument ends, closing parentheses of its own included.
Offset end_of_last_argument(const semantic::FileModel& file, const Call& call) {
  Offset end = 0;
  if (!call.args.empty()) end = call.args.back()->end;
  if (!call.keywords.empty()) end = std::max(end, call.keywords.back()->end);
  const std::string_view rest = file.file().slice({end, std::max(end, call.end - 1)});
  std::size_t past = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == ')') past = i + 1;
    if (rest[i] == '#') i = std::min(rest.find('\n', i), rest.size());
  }
  return end + static_cast<Offset>(past);
}

}  // namespace

void append_argument(Draft& draft, const semantic::FileModel& file, const Call& call,
                     std::string_view argument) {
  if (call.args.empty() && call.keywords.empty()) {
    draft.edit({call.end - 1, call.end - 1}, argument);
    return;
  }
  const bool is_generator =
      call.args.size() == 1 && call.keywords.empty() && call.args[0]->is(Kind::GeneratorExp);
  if (is_generator) return;
  const Offset end = end_of_last_argument(file, call);
  draft.edit({end, end}, ", " + std::string(argument));
}

}  // namespace fastidious::rules
