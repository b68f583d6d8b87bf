// What applications do to their document and to their routes while they are made.
#include "app/openapi/own_document.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "app/openapi/document.h"
#include "semantic_project.h"

namespace fastidious::app {
namespace {

Json document_of(semantic::TestProject::Files files) {
  const semantic::TestProject project(files);
  const Application application(project.model());
  return openapi_document(application, application.apps().front());
}

std::set<std::string> paths_of(const Json& document) {
  std::set<std::string> paths;
  for (const auto& [path, item] : document["paths"].items()) paths.insert(path);
  return paths;
}

TEST(OpenApiOwnDocument, FollowsFunctionsThatChangeTheHeading) {
  const Json document = document_of({{"main.py", R"(
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
app = FastAPI(title="Old", summary="Lost", version="1")
@app.get("/items")
def items(): ...
def custom_openapi():
    """Says more."""
    if app.openapi_schema:
        return app.openapi_schema
    openapi_schema = get_openapi(title="New", version=app.version, routes=app.routes)
    openapi_schema["info"]["x-logo"] = {"url": "logo.png"}
    app.openapi_schema = openapi_schema
    return app.openapi_schema
app.openapi = custom_openapi
)"}});
  const Json expected = {{"title", "New"}, {"version", "1"}, {"x-logo", {{"url", "logo.png"}}}};
  EXPECT_EQ(Json(document["info"]), expected);
  EXPECT_FALSE(document.contains(kUnknown));
  EXPECT_EQ(paths_of(document), std::set<std::string>{"/items"});
}

TEST(OpenApiOwnDocument, MarksFunctionsThatDoMore) {
  const Json document = document_of({{"main.py", R"(
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
app = FastAPI(title="Old")
def custom_openapi():
    schema = get_openapi(title="New", version="1", routes=app.routes)
    for path in schema["paths"].values():
        path["x-checked"] = True
    return schema
app.openapi = custom_openapi
)"}});
  EXPECT_EQ(document["info"]["title"], "Old");
  EXPECT_EQ(document[kUnknown], Json::array({"openapi"}));
}

TEST(OpenApiOwnDocument, MarksMethodsOfApplicationsClasses) {
  const Json document = document_of({{"main.py", R"(
from fastapi import FastAPI
class Api(FastAPI):
    def openapi(self):
        return {}
app = Api()
)"}});
  EXPECT_EQ(document[kUnknown], Json::array({"openapi"}));
}

TEST(OpenApiOwnDocument, MarksRoutersThatItCannotTell) {
  const Json document = document_of({{"main.py", R"(
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from library import make_router, Route
class Timed(APIRoute):
    def get_route_handler(self): ...
app = FastAPI()
inner = APIRouter(route_class=Timed)
inner.include_router(make_router())
app.include_router(inner)
)"}});
  EXPECT_EQ(document[kUnknown], Json::array({"paths"}));
}

TEST(OpenApiOwnDocument, MarksClassesOfRoutesWithTheirOwnConstructor) {
  const Json document = document_of({{"main.py", R"(
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
class Named(APIRoute):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.operation_id = self.name
app = FastAPI()
app.include_router(APIRouter(route_class=Named))
)"}});
  EXPECT_EQ(document[kUnknown], Json::array({"route_class"}));
}

TEST(OpenApiOwnDocument, FollowsApplicationsThatAreHandedOn) {
  const Json document = document_of({{"routes.py", R"(
from fastapi import APIRouter, FastAPI
router = APIRouter()
@router.get("/core")
def core(): ...
def init_routers(app: FastAPI):
    app.include_router(router)
)"},
                                     {"app.py", R"(
from contextlib import asynccontextmanager
from fastapi import FastAPI
from routes import init_routers
async def startup(app: FastAPI):
    init_routers(app)
@asynccontextmanager
async def lifespan(app: FastAPI):
    await startup(app)
    yield
def create_app() -> FastAPI:
    app = FastAPI(lifespan=lifespan)
    return app
)"}});
  EXPECT_EQ(paths_of(document), std::set<std::string>{"/core"});
}

TEST(OpenApiOwnDocument, KnowsWhichRoundsOfLoopsReachARoute) {
  const Json document = document_of({{"main.py", R"(
from dataclasses import dataclass
from fastapi import FastAPI
@dataclass
class Group:
    paths: list[str]
    old: bool = False
    others: list[str] | None = None
GROUPS = [Group(["/a", "/b"], True), Group(["/c", "/skipped"]), Group(["/d"], others=["/e"])]
SKIPPED = {"/skipped"}
app = FastAPI()
def handler(): ...
for group in GROUPS:
    for path in group.paths:
        if path in SKIPPED:
            continue
        app.add_api_route(path, handler)
    if not group.old:
        continue
    for path in group.paths:
        app.add_api_route("/old" + path, handler)
for group in GROUPS:
    if group.old:
        app.add_api_route("/is-old", handler)
    else:
        app.add_api_route("/new" + group.paths[0], handler)
for path in ["/x"]:
    if path == "/x":
        continue
    app.add_api_route("/never" + path, handler)
)"}});
  EXPECT_EQ(paths_of(document), (std::set<std::string>{"/a", "/b", "/c", "/d", "/old/a", "/old/b",
                                                       "/is-old", "/new/c", "/new/d"}));
}

}  // namespace
}  // namespace fastidious::app
