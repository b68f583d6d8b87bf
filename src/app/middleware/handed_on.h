#pragma once
// What applications' own handlers of HTTP errors tell the client of an error's `detail`
// (https://fastapi.tiangolo.com/tutorial/handling-errors/#override-the-httpexception-error-handler).

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "app/application.h"

namespace fastidious::app {

// An HTTPException as it is raised.
struct RaisedHttpError {
  std::string_view cls;       // the qualified name of its class
  std::optional<int> status;  // nothing if it is not known
  bool is_text = false;       // its detail is a `str`
};

class DetailHandlers {
 public:
  explicit DetailHandlers(const Application& application);

  // Whether the applications that serve `endpoint` (all of them if none does) answer the error in
  // words of their own: the handler that Starlette chooses gives back nothing of the exception but
  // its status and headers. Not where the handler or a test in it cannot be followed.
  bool hide(const syntax::Node* endpoint, const RaisedHttpError& error) const;

 private:
  struct App {
    const Surroundings* around = nullptr;
    std::unordered_set<const syntax::Node*> endpoints;
  };
  bool hides(const App& app, const RaisedHttpError& error) const;

  const semantic::Model& model_;
  std::vector<App> apps_;  // empty if none has such a handler
};

}  // namespace fastidious::app
