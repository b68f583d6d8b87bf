#pragma once
// What stands between a place that raises and the end of its function.

#include <string_view>
#include <vector>

#include "app/values/value.h"
#include "syntax/ast.h"

namespace fastidious::app {

// Whether `node` stands in one of the statements or below it.
bool holds(const syntax::StmtList& body, const syntax::Node& node);

// A `try` in whose body the place stands, also that of a context manager or of a decorator's
// wrapper in another file; or a call of contextlib.suppress.
struct Guard {
  const FileModel* file = nullptr;
  const syntax::Try* attempt = nullptr;
  const syntax::Call* suppression = nullptr;
};

// Around `node` in its own function, innermost first.
std::vector<Guard> guards_of(const FileModel& file, const syntax::Node& node);

struct Passage {
  enum class Way : std::uint8_t {
    Through,    // not caught, or raised again
    Swallowed,  // caught; something else happens
    Unknown,    // it cannot be told
  } way = Way::Through;
  const syntax::ExceptHandler* handler = nullptr;  // that swallows it
};

// What becomes of an exception of the class so named.
Passage pass(const Guard& guard, std::string_view type);

// The wrapper that a decorator of the repository puts around a function: the function inside it
// that calls what is decorated, and that call. Null if `decorator` is no such thing.
struct Wrapper {
  Definition function;
  const syntax::Call* inner = nullptr;
};
Wrapper wrapper_of(const FileModel& file, const syntax::Expr& decorator);

}  // namespace fastidious::app
