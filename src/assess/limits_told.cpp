#include "assess/limits_told.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fastidious::assess {

std::string_view limits_of(std::string_view id) {
  constexpr std::pair<std::string_view, std::string_view> kLimits[] = {
      {"audit.2.3", "; answers that endpoints make of response classes are not asked for a schema"},
      {"review.2.4", "; JSON that the application wrote itself, to a cache say, is not looked at"},
      {"review.3.2",
       "; what `starlette.config`, decouple and environs read counts as settings, and so does what "
       "chooses "
       "between classes of settings"},
      {"review.1.4", "; types of the signature count"},
      {"review.1.5",
       "; types of the signature count, and whether the words are true of the code is not looked "
       "at"},
      {"review.3.1", "; fields of forms count, too, where FastAPI checks them"},
      {"review.3.3", "; what a pattern lets through is not tried out"},
      {"review.3.6",
       "; not looked at: whether every number and text has bounds, what null means where a value "
       "may be left out, and JSON that the application wrote itself"},
      {"review.4.6",
       "; what is sent was followed to commands, paths, addresses and pages, not to every use, and "
       "not every number is asked for its bounds"},
      {"review.4.1", "; passwords in URLs of localhost are not counted"},
      {"review.4.5", "; SQL of tests is left alone"},
      {"review.4.8",
       "; where settings send requests is not known, and of databases, caches and brokers only "
       "addresses that stand in the code are looked at"},
      {"review.4.9", "; only endpoints that take passwords or codes are asked for a limit"},
      {"review.5.4",
       "; what is logged is told by its name: names of accounts and addresses of clients are left "
       "alone, and what the texts of exceptions hold, and what servers and proxies log of paths "
       "and queries, is not looked at"},
      {"review.5.5",
       "; a value in the text counts as context, and fewer than three constant texts are let pass"},
      {"review.6.1", "; nothing was installed by it"},
      {"review.6.7",
       "; of pools only those of SQLAlchemy are looked at, and recycling connections after a time "
       "counts, though one that is lost before fails a request"},
      {"review.7.4",
       "; counted from 60 tokens on, without imports, fields and constants; of tests from 25 lines "
       "on"},
      {"review.7.5",
       "; looked at are errors that the code raises and catches, not what an `assert` refuses, nor "
       "which input makes a library raise one"},
      {"review.7.8",
       "; what functions store one after the other, each in a transaction of its own, is not asked "
       "to be one"},
      {"review.7.2", "; without docstrings, comments and blank lines"},
      {"review.7.9",
       "; decorated functions, classes with bases that are not Pydantic's, and what only tests use "
       "are taken for used; whether anything runs a script is not looked at"},
      {"audit.5.1", "; passwords in URLs of localhost are not counted"},
      {"audit.1.1", "; no linter was run"},
      {"audit.1.4",
       "; decorated functions, classes with bases that are not Pydantic's, and what only tests use "
       "are taken for used; migrations are left alone, and whether anything runs a script is not "
       "looked at"},
      {"audit.4.5", "; several requests in one test count, those inside the process too"},
      {"audit.2.1", "; whether it asks who is calling is not looked at"},
  };
  const auto* at = std::find_if(std::begin(kLimits), std::end(kLimits),
                                [id](const auto& one) { return one.first == id; });
  return at == std::end(kLimits) ? std::string_view() : at->second;
}

}  // namespace fastidious::assess
