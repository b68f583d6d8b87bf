// The columns of `fastidious routes`, each on a small application.
#include "app/routes/route_row.h"

#include <gtest/gtest.h>

#include "semantic_project.h"

namespace fastidious::app {
namespace {

using semantic::TestProject;
using Status = Authentication::Status;
using Names = std::vector<std::string>;

constexpr std::string_view kDeps = R"(
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer
from db import sessions
bearer = HTTPBearer()
def get_user(token=Depends(bearer)):
    user = sessions.get(token)
    if not user:
        raise HTTPException(401)
    return user
def check_role(role: str, user=Depends(get_user)):
    if user.role != role:
        raise HTTPException(403)
    return user
def signed_in():
    return sessions.current()
)";

RouteRow row_of(std::string_view main, ApplicationOptions options = {}) {
  const TestProject project({{"main.py", main}, {"deps.py", kDeps}});
  const Application application(project.model(), std::move(options));
  const std::vector<RouteRow> rows = route_rows(application);
  EXPECT_FALSE(rows.empty());
  return rows.empty() ? RouteRow{} : rows.front();
}

TEST(RouteRow, LooksThroughPartials) {
  const RouteRow row = row_of(R"(
import functools
from fastapi import Depends, FastAPI
from deps import check_role
app = FastAPI()
require_admin = functools.partial(check_role, role="admin")
@app.get("/items/{name}", dependencies=[Depends(require_admin)])
def read(name: str): ...
)");
  EXPECT_EQ(row.authentication.status, Status::Enforced);
  EXPECT_EQ(row.authentication.roles, (Names{"admin"}));
  EXPECT_EQ(row.raised, (std::vector<int>{401, 403}));
  ASSERT_FALSE(row.dependencies.empty());
  EXPECT_EQ(row.dependencies[0], "deps.check_role");
}

TEST(RouteRow, NamesWhatRunsAfterTheResponse) {
  const RouteRow row = row_of(R"(
from fastapi import BackgroundTasks, Depends, FastAPI
app = FastAPI()
def send(name): ...
def note(tasks: BackgroundTasks):
    tasks.add_task(print, "called")
@app.post("/mail/{name}")
def mail(name: str, tasks: BackgroundTasks, _=Depends(note)):
    tasks.add_task(send, name)
    tasks.add_task(send, name)
)");
  EXPECT_EQ(row.background, (Names{"main.send", "builtins.print"}));
}

TEST(RouteRow, SaysHowOftenSomebodyMayCall) {
  EXPECT_EQ(row_of(R"(
from fastapi import Depends, FastAPI
from fastapi_limiter.depends import RateLimiter
app = FastAPI()
@app.post("/a", dependencies=[Depends(RateLimiter(times=2, seconds=5))])
def a(): ...
)")
                .authentication.rate_limit,
            "2 per 5 seconds");
  EXPECT_EQ(row_of(R"(
from fastapi import FastAPI, Request
from slowapi import Limiter
limiter = Limiter(key_func=str)
app = FastAPI()
@app.post("/a")
@limiter.limit("5/minute")
def a(request: Request): ...
)")
                .authentication.rate_limit,
            "5/minute");
}

TEST(RouteRow, BelievesTheConfigurationAboutGuards) {
  constexpr std::string_view kMain = R"(
from fastapi import Depends, FastAPI
from deps import signed_in
app = FastAPI()
@app.post("/items", dependencies=[Depends(signed_in)])
def make(name: str): ...
)";
  EXPECT_EQ(row_of(kMain).authentication.status, Status::None);
  ApplicationOptions options;
  options.guards = {"deps.signed_in"};
  const RouteRow row = row_of(kMain, options);
  EXPECT_EQ(row.authentication.status, Status::Enforced);
}

TEST(RouteRow, KnowsClassBasedViewsOnInferringRouters) {
  const RouteRow row = row_of(R"(
from fastapi import Depends, FastAPI
from fastapi_utils.cbv import cbv
from fastapi_utils.inferring_router import InferringRouter
from deps import get_user
router = InferringRouter()
@cbv(router)
class Items:
    user: dict = Depends(get_user)
    @router.get("/items/{item_id}")
    def read(self, item_id: int) -> int: ...
app = FastAPI()
app.include_router(router)
)");
  EXPECT_EQ(row.path, "/items/{item_id}");
  EXPECT_EQ(row.authentication.status, Status::Enforced);
  EXPECT_EQ(row.parameters, (Names{"path item_id: int"}));
}

}  // namespace
}  // namespace fastidious::app
