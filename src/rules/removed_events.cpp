#include "rules/removed_events.h"

#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {

bool is_removed_registration(const semantic::FileModel& file, const syntax::Call& call) {
  constexpr std::string_view kRemoved[] = {"fastapi.FastAPI.add_event_handler",
                                           "starlette.applications.Starlette.add_event_handler",
                                           "starlette.routing.Router.add_event_handler"};
  return is_one_of(file.resolve(*call.func), kRemoved) &&
         file.project().dependencies().is_at_least("starlette", "1.0.0", file.file().path) ==
             project::Answer::Yes;
}

}  // namespace fastidious::rules
