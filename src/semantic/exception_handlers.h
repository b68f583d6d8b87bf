#pragma once
// What except clauses catch, and what they do with it.

#include <optional>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::semantic {

// Calls visit(const Node&) for `root` and what is below it in the order of the text, but for what
// functions, lambdas and classes defined there hold: it runs at another time. Stops when visit
// gives true, and gives whether it did.
template <class Visit>
bool any_own_node(const FileModel& file, const syntax::Node& root, Visit&& visit) {
  const auto nodes = file.tree().subtree(root);
  for (std::size_t i = 0; i < nodes.size();) {
    const syntax::Node& node = *nodes[i];
    const bool deferred = node.as<syntax::FunctionDef>() != nullptr ||
                          node.is(syntax::Kind::Lambda) || node.is(syntax::Kind::ClassDef);
    if (!deferred && visit(node)) {
      return true;
    }
    i += deferred ? node.last.value - node.id.value + 1 : 1;
  }
  return false;
}

// The except clause in whose body `node` stands, in the same function; null if there is none.
const syntax::ExceptHandler* enclosing_handler(const FileModel& file, const syntax::Node& node);

// Whether it catches whatever goes wrong: `except:`, BaseException or Exception, also in a tuple.
bool catches_everything(const FileModel& file, const syntax::ExceptHandler& handler);

// Calls visit(std::string_view) with the qualified name of each class that the clause names, empty
// where it is not known, until visit gives true; gives whether it did.
template <class Visit>
bool any_caught(const FileModel& file, const syntax::ExceptHandler& handler, Visit&& visit) {
  const auto* several = syntax::as<syntax::Tuple>(handler.type);
  if (several == nullptr) {
    return handler.type != nullptr && visit(file.resolve(*handler.type));
  }
  for (const syntax::Expr* type : several->elts) {
    if (visit(file.resolve(*type))) {
      return true;
    }
  }
  return false;
}

// Whether it is there to be raised again: KeyboardInterrupt, SystemExit, asyncio.CancelledError and
// other exceptions that are no failure. True only if it catches nothing else.
bool catches_only_signals(const FileModel& file, const syntax::ExceptHandler& handler);

// Whether the body of the clause has a `raise` of its own.
bool raises(const FileModel& file, const syntax::ExceptHandler& handler);

// Whether `expr` is the name that the clause binds (`except E as name`).
bool is_caught_exception(const syntax::ExceptHandler& handler, const syntax::Expr& expr);

// An HTTP error that is raised: HTTPException of Starlette or FastAPI, or what inherits from it.
struct HttpError {
  std::optional<int> status;  // nothing if it is not the same in every run
  bool is_client_error() const { return status && *status >= 400 && *status < 500; }
};
std::optional<HttpError> http_error(const FileModel& file, const syntax::Raise& raise);

}  // namespace fastidious::semantic
