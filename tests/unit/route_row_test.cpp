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

TEST(RouteRow, LeavesOutWhatOnlyTestsServe) {
  const TestProject project({{"shop.py", R"(
from fastapi import APIRouter, FastAPI
app = FastAPI()
router = APIRouter()
@router.get("/items")
def items(): ...
app.include_router(router, prefix="/v1")
from tests.connection_test import router as connection
app.include_router(connection)
)"},
                             {"tests/connection_test.py", R"(
from fastapi import APIRouter
router = APIRouter()
@router.get("/connection")
def connection(): ...
)"},
                             {"library.py", R"(
from fastapi import APIRouter
router = APIRouter()
@router.get("/own")
def own(): ...
)"},
                             {"tests/test_shop.py", R"(
from fastapi import FastAPI
from library import router as library
from shop import app, router
@app.get("/boom")
def boom(): ...
other = FastAPI()
other.include_router(router)
other.include_router(library)
@other.get("/me")
def me(): ...
outer = FastAPI()
outer.mount("/shop", app)
)"}});
  const Application application(project.model(), {});
  Names paths;
  for (const RouteRow& row : route_rows(application)) paths.push_back(row.path);
  EXPECT_EQ(paths, (Names{"/v1/items", "/connection", "/own"}));
  EXPECT_EQ(application.endpoints().all().size(), 3u);
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

// mealie's shape: a decorator of the repository's own, controllers that inherit what they need, and
// routers that bring their guard with them.
constexpr std::string_view kControllers[] = {R"(
def controller(router, *urls):
    def decorator(cls):
        return _cbv(router, cls, *urls)
    return decorator
)",
                                             R"(
from abc import ABC
from fastapi import APIRouter, Depends
from deps import get_user, signed_in
class _BaseController(ABC):
    session: object = Depends(signed_in)
class BasePublicController(_BaseController): ...
class BaseUserController(_BaseController):
    user: object = Depends(get_user)
class UserAPIRouter(APIRouter):
    def __init__(self, tags: list[str] | None = None, prefix: str = "", **kwargs):
        super().__init__(tags=tags, prefix=prefix, dependencies=[Depends(get_user)], **kwargs)
)",
                                             R"(
from fastapi import APIRouter, FastAPI
from base import BasePublicController, BaseUserController, UserAPIRouter
from controllers import controller
router = APIRouter(prefix="/webhooks")
own = UserAPIRouter(prefix="/own")
@controller(router)
class Webhooks(BaseUserController):
    @router.get("/{item_id}")
    def get_one(self, item_id: int) -> int: ...
@controller(router)
class Explore(BasePublicController):
    @router.get("/explore/{slug}")
    def explore(self, slug: str) -> int: ...
@controller(own)
class Own(BasePublicController):
    @own.get("")
    def get_all(self) -> int: ...
app = FastAPI()
app.include_router(router, prefix="/api")
app.include_router(own, prefix="/api")
)"};

TEST(RouteRow, GivesControllersWhatTheyInheritAndTheirRoutersBring) {
  const TestProject project({{"controllers.py", kControllers[0]},
                             {"base.py", kControllers[1]},
                             {"deps.py", kDeps},
                             {"main.py", kControllers[2]}});
  const Application application(project.model());
  const std::vector<RouteRow> rows = route_rows(application);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].path, "/api/webhooks/{item_id}");
  EXPECT_EQ(rows[0].handler, "main.Webhooks.get_one");
  EXPECT_EQ(rows[0].parameters, (Names{"path item_id: int"}));
  EXPECT_EQ(rows[0].authentication.status, Status::Enforced);
  EXPECT_EQ(rows[1].path, "/api/webhooks/explore/{slug}");
  EXPECT_EQ(rows[1].authentication.status, Status::None);
  EXPECT_EQ(rows[2].path, "/api/own");
  EXPECT_EQ(rows[2].authentication.status, Status::Enforced);
}

TEST(RouteRow, KnowsTheRoutersOfFastapiUsers) {
  const TestProject project({{"main.py", R"(
import uuid
from fastapi import FastAPI
from fastapi_users import FastAPIUsers
from fastapi_users.authentication import AuthenticationBackend
from users import User, get_user_manager
backend = AuthenticationBackend(name="jwt")
users = FastAPIUsers[User, uuid.UUID](get_user_manager, [backend])
app = FastAPI()
app.include_router(users.get_auth_router(backend), prefix="/auth/jwt", tags=["auth"])
app.include_router(users.get_users_router(User, User), prefix="/users")
)"}});
  const Application application(project.model());
  const std::vector<RouteRow> rows = route_rows(application);
  ASSERT_EQ(rows.size(), 7U);
  EXPECT_EQ(rows[0].path, "/auth/jwt/login");
  EXPECT_EQ(rows[0].methods, (Names{"POST"}));
  EXPECT_EQ(rows[0].authentication.status, Status::Public);
  EXPECT_EQ(rows[1].path, "/auth/jwt/logout");
  EXPECT_EQ(rows[1].authentication.status, Status::Enforced);
  EXPECT_EQ(rows[6].path, "/users/{id}");
  EXPECT_EQ(rows[6].methods, (Names{"DELETE"}));
  EXPECT_EQ(rows[6].authentication.status, Status::Enforced);
  EXPECT_EQ(application.apps().front().routes.front().name, "auth:jwt.login");
  EXPECT_TRUE(application.distinct_routes().all().empty());
}

TEST(RouteRow, CallsPublicWhatTheConfigurationNames) {
  constexpr std::string_view kMain = R"(
from fastapi import FastAPI
app = FastAPI()
@app.get("/prices/{item_id}")
def price(item_id: int): ...
)";
  EXPECT_EQ(row_of(kMain).authentication.status, Status::None);
  EXPECT_EQ(row_of(kMain, {{"POST /prices/*"}}).authentication.status, Status::None);
  const RouteRow row = row_of(kMain, {{"GET /prices/{item_id}"}});
  EXPECT_EQ(row.authentication.status, Status::Public);
  EXPECT_TRUE(row.authentication.public_by_configuration);
}

}  // namespace
}  // namespace fastidious::app
