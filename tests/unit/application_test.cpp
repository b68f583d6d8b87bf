// The model of the application: routers put together, dependencies, who may call what.
#include "app/application.h"

#include <gtest/gtest.h>

#include "app/endpoints/usual_guard.h"
#include "app/openapi/document.h"
#include "app/routes/route_row.h"
#include "semantic_project.h"

namespace fastidious::app {
namespace {

using semantic::TestProject;
using Status = Authentication::Status;

std::vector<std::string> paths_of(const Application& application) {
  std::vector<std::string> paths;
  for (const RouteRow& row : route_rows(application)) paths.push_back(row.path);
  return paths;
}

RouteRow row_at(const Application& application, std::string_view path) {
  for (const RouteRow& row : route_rows(application)) {
    if (row.path == path) return row;
  }
  ADD_FAILURE() << "no route " << path;
  return {};
}

constexpr std::string_view kDeps = R"(
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer
from db import sessions
bearer = HTTPBearer()
denied = HTTPException(status_code=401)
def get_user(token=Depends(bearer)):
    user = sessions.get(token)
    if not user:
        raise denied
    return user
def require(role: str):
    def check(user=Depends(get_user)):
        if user != role:
            raise HTTPException(403)
    return check
)";

TEST(Application, FollowsLoopsOverModules) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI
from api import items, users
app = FastAPI()
for module in (users, items):
    app.include_router(module.router)
)"},
                             {"api/__init__.py", ""},
                             {"api/users.py", R"(
from fastapi import APIRouter
router = APIRouter(prefix="/users")
@router.get("")
def read(): ...
)"},
                             {"api/items.py", R"(
from fastapi import APIRouter
router = APIRouter(prefix="/items")
@router.get("")
def read(): ...
)"}});
  EXPECT_EQ(paths_of(Application(project.model())), (std::vector<std::string>{"/users", "/items"}));
}

TEST(Application, PutsNestedRoutersTogether) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI
from api import users, items
PREFIX = "/v1"
app = FastAPI()
for router in [users.router, items.router]:
    app.include_router(router, prefix=PREFIX)
)"},
                             {"api/__init__.py", ""},
                             {"api/users.py", R"(
from fastapi import APIRouter
router = APIRouter(prefix="/users")
inner = APIRouter()
@inner.get("/{id:int}")
def read(id: int): ...
router.include_router(inner, prefix="/all")
)"},
                             {"api/items.py", R"(
from fastapi import APIRouter
router = APIRouter(prefix="/items")
@router.api_route("/", methods=["GET", "HEAD"])
def listed(): ...
)"}});
  const Application application(project.model());
  EXPECT_EQ(paths_of(application), (std::vector<std::string>{"/v1/users/all/{id}", "/v1/items/"}));
  EXPECT_EQ(row_at(application, "/v1/items/").methods, (std::vector<std::string>{"GET", "HEAD"}));
}

TEST(Application, FindsApplicationsOfFactoriesAndWhatTheyAreHandedTo) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI
def register(app: FastAPI) -> None:
    @app.get("/a")
    def a(): ...
def create_app():
    app = FastAPI()
    register(app)
    if app.debug:
        @app.get("/b")
        def b(): ...
    return app
)"}});
  const Application application(project.model());
  ASSERT_EQ(application.apps().size(), 1u);
  EXPECT_EQ(row_at(application, "/b").conditional, "app.debug");
  EXPECT_EQ(row_at(application, "/a").handler, "main.register.<locals>.a");
}

TEST(Application, FollowsRoutersThatFunctionsArePassed) {
  const TestProject project({{"main.py", R"(
from setup import create_app, register
from api import items, orders, users
app = create_app(router=users, more=[items])
if WITH_ORDERS:
    register(app, orders, "/shop")
)"},
                             {"setup.py", R"(
from fastapi import FastAPI
def create_app(router, more):
    app = FastAPI()
    app.include_router(router)
    for one in more:
        app.include_router(one)
    return app
def register(app, router, prefix):
    app.include_router(router, prefix=prefix)
)"},
                             {"api.py", R"(
from fastapi import APIRouter
users = APIRouter(prefix="/users")
items = APIRouter(prefix="/items")
orders = APIRouter(prefix="/orders")
@users.get("")
def read_users(): ...
@items.get("")
def read_items(): ...
@orders.get("")
def read_orders(): ...
)"}});
  const Application application(project.model());
  EXPECT_EQ(paths_of(application), (std::vector<std::string>{"/users", "/items", "/shop/orders"}));
  EXPECT_EQ(row_at(application, "/shop/orders").conditional, "WITH_ORDERS");
}

// Which of two it gets, nobody knows: both would be wrong for each.
TEST(Application, TakesNoRouterThatOnlySomeCallersPass) {
  const TestProject project({{"main.py", R"(
from fastapi import APIRouter, FastAPI
def create_app(router):
    app = FastAPI()
    app.include_router(router)
    return app
users = APIRouter()
items = APIRouter()
@users.get("/users")
def read_users(): ...
@items.get("/items")
def read_items(): ...
first = create_app(users)
second = create_app(items)
)"}});
  EXPECT_EQ(paths_of(Application(project.model())), std::vector<std::string>{});
}

TEST(Application, SaysWhoMayCallAnEndpoint) {
  const TestProject project({{"deps.py", kDeps}, {"main.py", R"(
from fastapi import APIRouter, Depends, FastAPI
from deps import bearer, get_user, require
app = FastAPI()
class Guarded(APIRouter):
    def __init__(self, **kwargs):
        super().__init__(dependencies=[Depends(get_user)], **kwargs)
guarded = Guarded(prefix="/guarded")
@guarded.get("/x")
def x(): ...
app.include_router(guarded)
@app.get("/admin", dependencies=[Depends(require("admin"))])
def admin(): ...
@app.get("/weak")
def weak(token=Depends(bearer)): ...
@app.get("/open")
def everybody(): ...
@app.get("/health")
def health(): ...
)"}});
  const Application application(project.model());
  const auto status = [&](std::string_view path) {
    return row_at(application, path).authentication.status;
  };
  EXPECT_EQ(status("/guarded/x"), Status::Enforced);
  EXPECT_EQ(status("/admin"), Status::Enforced);
  EXPECT_EQ(status("/weak"), Status::Weak);
  EXPECT_EQ(status("/open"), Status::None);
  EXPECT_EQ(status("/health"), Status::Public);
  EXPECT_EQ(row_at(application, "/admin").authentication.roles,
            (std::vector<std::string>{"admin"}));
  EXPECT_EQ(row_at(application, "/admin").raised, (std::vector<int>{401, 403}));
}

TEST(Application, SeesTheDependenciesOfClassBasedViews) {
  const TestProject project({{"deps.py", kDeps}, {"main.py", R"(
from fastapi import APIRouter, Depends, FastAPI
from fastapi_utils.cbv import cbv
from deps import get_user
router = APIRouter()
class Base:
    user: str = Depends(get_user)
@cbv(router)
class View(Base):
    @router.get("/view/{id}")
    def one(self, id: int): ...
app = FastAPI()
app.include_router(router)
)"}});
  const Application application(project.model());
  const RouteRow row = row_at(application, "/view/{id}");
  EXPECT_EQ(row.authentication.status, Status::Enforced);
  EXPECT_EQ(row.parameters, (std::vector<std::string>{"path id: int"}));
}

TEST(Application, FindsTheTestsThatCallAnEndpoint) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI
app = FastAPI()
@app.get("/items/{id}")
def read(id: int): ...
@app.get("/items")
def listed(): ...
)"}});
  const Application application(project.model());
  const Route& read = application.apps().front().routes.front();
  EXPECT_TRUE(hits({"GET", "/items/3", {}}, read));
  EXPECT_TRUE(hits({"GET", "*/items/*", {}}, read));
  EXPECT_FALSE(hits({"GET", "/items", {}}, read));
  EXPECT_FALSE(hits({"POST", "/items/3", {}}, read));
}

TEST(OpenApi, NamesModelsThatLookDifferentOnTheWayInAndOut) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI
from pydantic import BaseModel, computed_field
class Item(BaseModel):
    name: str
    @computed_field
    @property
    def upper(self) -> str: ...
app = FastAPI()
@app.post("/")
def create(item: Item) -> Item: ...
)"}});
  const Application application(project.model());
  const Json document = openapi_document(application, application.apps().front());
  const Json& schemas = document["components"]["schemas"];
  EXPECT_TRUE(schemas.contains("Item-Input"));
  EXPECT_TRUE(schemas["Item-Output"]["properties"].contains("upper"));
  EXPECT_EQ(document["paths"]["/"]["post"]["operationId"], "create__post");
}

TEST(Application, SaysWhereAMissingGuardBelongs) {
  const TestProject project({{"deps.py", kDeps}, {"main.py", R"(
from fastapi import APIRouter, Depends, FastAPI
from deps import get_user
app = FastAPI()
open_router = APIRouter()
@open_router.get("/a")
def a(): ...
@open_router.get("/b")
def b(): ...
mixed = APIRouter()
@mixed.get("/c")
def c(): ...
@mixed.get("/d")
def d(user=Depends(get_user)): ...
app.include_router(open_router)
app.include_router(mixed)
)"}});
  const Application application(project.model(), {{"GET /b", "/nothing/*"}});
  const auto guard_at = [&](std::size_t index) {
    const Endpoint& endpoint = application.endpoints().all()[index];
    return endpoint.guard_at.file->text(*endpoint.guard_at.expr);
  };
  EXPECT_EQ(application.endpoints().all()[1].label(), "GET /b");
  EXPECT_TRUE(application.endpoints().all()[1].authentication.public_by_configuration);
  EXPECT_EQ(guard_at(0), "open_router.get(\"/a\")");  // alone: /b is public
  EXPECT_EQ(guard_at(2), "mixed.get(\"/c\")");
  const Application unconfigured(project.model());
  const Endpoint& first = unconfigured.endpoints().all()[0];
  EXPECT_EQ(first.guard_at.file->text(*first.guard_at.expr), "app.include_router(open_router)");
}

// Which of two dependencies side by side tells who is calling, and which few may call.
TEST(Application, NamesTheGuardThatOthersHave) {
  const TestProject project({{"deps.py", std::string(kDeps) + R"(
def get_client(token=Depends(bearer)):
    if token not in sessions:
        raise denied
    return token
def get_admin(user=Depends(get_user)):
    if user.role != "admin":
        raise HTTPException(403)
    return user
)"},
                             {"main.py", R"(
from fastapi import Depends, FastAPI
from deps import get_admin, get_client, get_user
app = FastAPI()
@app.get("/mine")
def mine(user=Depends(get_user), client=Depends(get_client)): ...
@app.get("/users")
def users(client=Depends(get_client), user=Depends(get_admin)): ...
@app.delete("/users")
def clear(client=Depends(get_client), user=Depends(get_admin)): ...
)"}});
  const Application application(project.model());
  const auto& all = application.endpoints().all();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(outermost_guard(all[0]), "deps.get_user");
  EXPECT_EQ(outermost_guard(all[1]), "deps.get_admin");
  EXPECT_EQ(application.endpoints().usual_guard(), "deps.get_user");
}

TEST(Application, FollowsAStrangerThroughChecks) {
  const TestProject project({{"main.py", R"(
import hmac, os
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer
soft = HTTPBearer(auto_error=False)
oauth = OAuth2PasswordBearer(tokenUrl="token")
def checked(creds=Depends(soft)):
    if creds is None:
        raise HTTPException(401)
    return jwt.decode(creds.credentials, "k", algorithms=["HS256"])
def unchecked(creds=Depends(soft)):
    return creds
def optional(token=Depends(soft)):
    try:
        return jwt.decode(token.credentials, "k", algorithms=["HS256"])
    except Exception:
        return None
def present(token=Depends(oauth)):
    return {"token": token}
def by_key(x_api_key: str = Header("")):
    if not hmac.compare_digest(x_api_key, os.environ["KEY"]):
        raise HTTPException(403)
def switchable(creds=Depends(soft)):
    if os.getenv("AUTH") == "off":
        return None
    return checked(creds)
def feature(request: Request):
    if not settings.feature:
        raise HTTPException(403)
app = FastAPI()
@app.get("/checked")
def a(user=Depends(checked)): ...
@app.get("/unchecked")
def b(user=Depends(unchecked)): ...
@app.get("/optional")
def c(user=Depends(optional)): return user
@app.get("/minds")
def d(user=Depends(optional)):
    if user is None:
        raise HTTPException(401)
@app.get("/present")
def e(user=Depends(present)): ...
@app.get("/key", dependencies=[Depends(by_key)])
def f(): ...
@app.get("/switchable")
def g(user=Depends(switchable)): ...
@app.get("/feature", dependencies=[Depends(feature)])
def h(): ...
)"}});
  const Application application(project.model());
  const auto found = [&](std::string_view path) {
    for (const Endpoint& one : application.endpoints().all()) {
      if (one.path == path) return one.authentication;
    }
    return Authentication{};
  };
  using Weakness = Authentication::Weakness;
  EXPECT_EQ(found("/checked").status, Status::Enforced);
  EXPECT_EQ(found("/unchecked").weakness, Weakness::Optional);
  EXPECT_EQ(found("/optional").weakness, Weakness::Optional);
  EXPECT_EQ(found("/minds").status, Status::Enforced);
  EXPECT_EQ(found("/present").weakness, Weakness::Unchecked);
  EXPECT_EQ(found("/key").status, Status::Enforced);
  EXPECT_EQ(found("/switchable").status, Status::Enforced);
  EXPECT_EQ(found("/switchable").bypasses.size(), 1u);
  EXPECT_EQ(found("/feature").status, Status::None);
}

TEST(Application, SeesMiddlewareThatRefusesStrangers) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sessions import find
app = FastAPI()
OPEN = {"/about"}
@app.middleware("http")
async def authenticate(request: Request, call_next):
    if request.url.path in OPEN or request.url.path.startswith("/free"):
        return await call_next(request)
    user = find(request.headers.get("Authorization"))
    if user is None:
        return JSONResponse({"detail": "no"}, status_code=401)
    request.state.user = user
    return await call_next(request)
@app.get("/about")
def about(): ...
@app.get("/free/x")
def x(): ...
@app.get("/items")
def items(): ...
)"}});
  const Application application(project.model());
  const auto& all = application.endpoints().all();
  EXPECT_EQ(all[0].authentication.status, Status::None);
  EXPECT_EQ(all[1].authentication.status, Status::None);
  EXPECT_EQ(all[2].authentication.status, Status::Enforced);
}

}  // namespace
}  // namespace fastidious::app
