// What the OpenAPI document says of code that is not written out: wrappers, factories, loops.
#include "app/openapi/document.h"

#include <gtest/gtest.h>

#include "app/application.h"
#include "semantic_project.h"

namespace fastidious::app {
namespace {

Json document_of(semantic::TestProject::Files files) {
  const semantic::TestProject project(files);
  const Application application(project.model());
  return openapi_document(application, application.apps().front());
}

TEST(OpenApiDocument, FollowsFunctionsThatWrapField) {
  const Json document = document_of({{"main.py", R"(
from fastapi import FastAPI
from pydantic import AliasChoices, BaseModel, Field
def Wrapped(*args, **kwargs):
    kwargs.pop("alias", None)
    kwargs["validation_alias"] = AliasChoices("sent", "also")
    kwargs["serialization_alias"] = "shown"
    kwargs.setdefault("title", "Titled")
    return Field(*args, **kwargs)
class Item(BaseModel):
    at: int | None = Wrapped(None, alias="lost", description="Said.")
app = FastAPI()
@app.post("/")
def create(item: Item) -> Item: ...
)"}});
  const Json& schemas = document["components"]["schemas"];
  const Json& sent = schemas["Item-Input"]["properties"]["sent"];
  EXPECT_EQ(sent["title"], "Titled");
  EXPECT_EQ(sent["description"], "Said.");
  EXPECT_TRUE(schemas["Item-Output"]["properties"].contains("shown"));
  EXPECT_FALSE(schemas["Item-Input"].contains("required"));
}

TEST(OpenApiDocument, KnowsFieldsThatAreCalledAsTheirType) {
  const Json document = document_of({{"main.py", R"(
from datetime import date
from fastapi import FastAPI
from pydantic import BaseModel
class Plan(BaseModel):
    date: date
    other: date
app = FastAPI()
@app.post("/")
def create(plan: Plan): ...
)"}});
  const Json& properties = document["components"]["schemas"]["Plan"]["properties"];
  EXPECT_EQ(properties["date"]["format"], "date");
  EXPECT_EQ(properties["other"]["format"], "date");
}

TEST(OpenApiDocument, TakesTheSignatureThatAFactoryStates) {
  const Json document = document_of({{"main.py", R"(
from inspect import signature
from fastapi import Body, Depends, FastAPI
from pydantic import BaseModel
def dependable(cls):
    def build(*args, **kwargs): return cls(*args, **kwargs)
    build.__signature__ = signature(cls)
    return build
def Limit():
    def limit(limit: int = Body(5)): return limit
    return Depends(limit)
class Page(BaseModel):
    page: int = 1
app = FastAPI()
@app.post("/")
def read(page: Page = Depends(dependable(Page)), limit: int = Limit()): ...
)"}});
  const Json& operation = document["paths"]["/"]["post"];
  ASSERT_EQ(operation["parameters"].size(), 1u);
  EXPECT_EQ(operation["parameters"][0]["name"], "page");
  EXPECT_TRUE(operation.contains("requestBody"));
}

TEST(OpenApiDocument, IncludesTheRoutersOfPlugins) {
  const Json document = document_of({{"plugins.py", R"(
from fastapi import APIRouter
router = APIRouter()
@router.post("/hook")
def hook(): ...
class Slack:
    events = router
)"},
                                     {"installed.py", R"(
from registry import plugins
def install(api):
    for plugin in plugins.all():
        if plugin.events:
            api.include_router(plugin.events, prefix="/events")
)"},
                                     {"main.py", R"(
from fastapi import FastAPI
from installed import install
app = FastAPI()
install(app)
)"}});
  EXPECT_TRUE(document["paths"].contains("/events/hook"));
}

TEST(OpenApiDocument, ReturnsTheRouterThatWasPassed) {
  const Json document = document_of({{"main.py", R"(
from fastapi import APIRouter, FastAPI
inner = APIRouter()
@inner.get("/x")
def x(): ...
def filled(router: APIRouter) -> APIRouter:
    router.include_router(inner)
    return router
app = FastAPI()
app.include_router(filled(APIRouter(prefix="/a")))
)"}});
  EXPECT_TRUE(document["paths"].contains("/a/x"));
}

TEST(OpenApiDocument, LetsLoopsOverRoutesChangeThem) {
  const Json document = document_of({{"main.py", R"(
from fastapi import FastAPI
from fastapi.routing import APIRoute
app = FastAPI()
@app.get("/x", tags=["a", "b", "a"])
def x(): ...
@app.get("/y", operation_id="own")
def y(): ...
def rename(app: FastAPI) -> None:
    for route in app.routes:
        if isinstance(route, APIRoute) and not route.operation_id:
            route.operation_id = route.name
            route.tags = list(set(route.tags))
rename(app)
@app.get("/later")
def later(): ...
)"}});
  EXPECT_EQ(document["paths"]["/x"]["get"]["operationId"], "x");
  EXPECT_EQ(document["paths"]["/x"]["get"]["tags"], Json::array({"a", "b"}));
  EXPECT_EQ(document["paths"]["/y"]["get"]["operationId"], "own");
}

TEST(OpenApiDocument, ReadsSchemesOfClassesOfTheRepository) {
  const Json document = document_of({{"main.py", R"(
from fastapi import Depends, FastAPI
from fastapi.openapi.models import OAuth2 as OAuth2Model, OAuthFlows
from fastapi.security.base import SecurityBase
from fastapi.security import OAuth2
class Cookie(SecurityBase):
    def __init__(self, tokenUrl: str, scheme_name: str | None = None):
        self.scheme_name = scheme_name or self.__class__.__name__
        self.model = OAuth2Model(flows=OAuthFlows(password={"tokenUrl": tokenUrl, "scopes": {}}))
class Flows(OAuth2):
    def __init__(self, url: str):
        flows = OAuthFlows(password={"tokenUrl": url, "scopes": {}})
        super().__init__(flows=flows, scheme_name="named")
app = FastAPI()
@app.get("/")
def read(a=Depends(Cookie(tokenUrl="/login")), b=Depends(Flows("/token"))): ...
)"}});
  const Json& schemes = document["components"]["securitySchemes"];
  EXPECT_EQ(schemes["Cookie"]["flows"]["password"]["tokenUrl"], "/login");
  EXPECT_EQ(schemes["named"]["flows"]["password"]["tokenUrl"], "/token");
}

TEST(OpenApiDocument, GivesAutomaticMembersTheirValues) {
  const Json document = document_of({{"main.py", R"(
import enum
from fastapi import FastAPI
class Named(str, enum.Enum):
    @staticmethod
    def _generate_next_value_(name, *_): return name
    @staticmethod
    def auto(): return enum.auto()
class Colour(Named):
    RED = Named.auto()
    BLUE = enum.auto()
app = FastAPI()
@app.get("/")
def read(colour: Colour = Colour.BLUE): ...
)"}});
  EXPECT_EQ(document["components"]["schemas"]["Colour"]["enum"], Json::array({"RED", "BLUE"}));
  EXPECT_EQ(document["paths"]["/"]["get"]["parameters"][0]["schema"]["default"], "BLUE");
}

TEST(OpenApiDocument, TakesTheEnvironmentAsEmpty) {
  const Json document = document_of({{"main.py", R"(
import os
from fastapi import FastAPI
app = FastAPI(title=os.getenv("TITLE", "Default"))
prefix = os.environ.get("PREFIX", "/p/").rstrip("/")
@app.get(prefix + "/x")
def x(): ...
)"}});
  EXPECT_EQ(document["info"]["title"], "Default");
  EXPECT_TRUE(document["paths"].contains("/p/x"));
}

TEST(OpenApiDocument, MarksWhatItCannotSay) {
  const Json document = document_of({{"main.py", R"(
from bson import ObjectId
from clock import now
from fastapi import FastAPI
from pydantic import BaseModel
from shared import documented
app = FastAPI()
class Item(BaseModel):
    id: ObjectId
    at: str = now()
    name: str = "known"
@app.post("/", responses=documented())
def create(item: Item): ...
)"}});
  const Json& properties = document["components"]["schemas"]["Item"]["properties"];
  EXPECT_EQ(properties["id"][kUnknown], Json::array({"type"}));
  EXPECT_EQ(properties["at"][kUnknown], Json::array({"default"}));
  EXPECT_FALSE(properties["name"].contains(kUnknown));
  EXPECT_EQ(document["paths"]["/"]["post"][kUnknown], Json::array({"responses"}));
}

// Each part that is given and cannot be told is named where it is missing.
TEST(OpenApiDocument, MarksPartsOfOperationsThatItCannotSay) {
  const Json document = document_of({{"main.py", R"(
from fastapi import FastAPI
from shared import codes, extra, options, text
app = FastAPI(title=text(), contact=text(), servers=text())
@app.post("/extra", openapi_extra=extra())
def extra_(): ...
@app.post("/half", openapi_extra={"x-a": extra(), "x-b": 1})
def half(): ...
@app.post("/status", status_code=codes.MADE)
def status(): ...
@app.post("/texts", summary=text(), description=text(), tags=["a", text()], operation_id=text())
def texts(): ...
@app.post("/inside", responses={404: {"description": text(), "x": 1}, 409: extra()})
def inside(): ...
@app.post("/keys", responses={codes.MADE: {"description": "Made"}})
def keys(): ...
@app.post("/keywords", **options())
def keywords(): ...
@app.post("/none", status_code=None, openapi_extra=None, summary=None, **{"tags": ["b"]})
def none(): ...
)"}});
  const auto& paths = document["paths"];
  const auto marks = [&](const char* path) { return paths[path]["post"].value(kUnknown, Json()); };
  EXPECT_EQ(marks("/extra"), Json::array({"openapi_extra"}));
  EXPECT_EQ(marks("/half"), Json::array({"openapi_extra"}));
  EXPECT_EQ(paths["/half"]["post"]["x-b"], 1);
  EXPECT_EQ(marks("/status"), Json::array({"status_code"}));
  EXPECT_EQ(marks("/texts"), Json::array({"tags", "summary", "description", "operation_id"}));
  EXPECT_EQ(paths["/texts"]["post"]["tags"], Json::array({"a"}));
  const Json& inside = paths["/inside"]["post"]["responses"];
  EXPECT_EQ(inside["404"][kUnknown], Json::array({"description"}));
  EXPECT_EQ(inside["404"]["x"], 1);
  EXPECT_EQ(inside["409"][kUnknown], Json::array({"content"}));
  EXPECT_EQ(marks("/keys"), Json::array({"responses"}));
  EXPECT_FALSE(paths["/keys"]["post"]["responses"].contains(""));
  EXPECT_EQ(marks("/keywords"), Json::array({"keywords"}));
  EXPECT_EQ(marks("/none"), Json());
  EXPECT_EQ(document["info"][kUnknown], Json::array({"title", "contact"}));
  EXPECT_EQ(document[kUnknown], Json::array({"servers"}));
}

TEST(OpenApiDocument, RunsSmallFunctionsOnPaper) {
  const Json document = document_of({{"errors.py", R"(
class Failed(Exception):
    STATUS: int = 500
    @classmethod
    def said(cls):
        return {"description": f"it is {cls.__name__}"}
class Missing(Failed):
    STATUS = 404
ALL = [Failed, Missing]
)"},
                                     {"main.py", R"(
from fastapi import FastAPI
from errors import ALL
def described(codes):
    found = []
    for code in codes:
        text = "other"
        if isinstance(code, tuple):
            code, text = code
        found.append((code, {"description": text}))
    return {code: said for code, said in sorted(found, key=lambda one: one[0])}
app = FastAPI(responses={one.STATUS: one.said() for one in ALL})
@app.get("/", responses=described([409, (401, "who")]))
def read(): ...
)"}});
  const Json& responses = document["paths"]["/"]["get"]["responses"];
  EXPECT_EQ(responses["500"]["description"], "it is Failed");
  EXPECT_EQ(responses["404"]["description"], "it is Missing");
  EXPECT_EQ(responses["409"]["description"], "other");
  EXPECT_EQ(responses["401"]["description"], "who");
}

// What cannot be told is not guessed: an unknown test, a list that two names hold, a clock.
TEST(OpenApiDocument, LeavesFunctionsThatItCannotRun) {
  const Json document = document_of({{"main.py", R"(
import time
from fastapi import FastAPI
def chosen(tags):
    if time.time() > 5:
        return tags
    return []
def shared():
    tags = ["a"]
    both = [tags]
    tags.append("b")
    return both[0]
app = FastAPI()
@app.get("/a", tags=chosen(["x"]))
def a(): ...
@app.get("/b", tags=shared())
def b(): ...
)"}});
  for (const char* path : {"/a", "/b"}) {
    const Json& operation = document["paths"][path]["get"];
    EXPECT_FALSE(operation.contains("tags")) << path;
    EXPECT_EQ(operation[kUnknown], Json::array({"tags"})) << path;
  }
}

TEST(OpenApiDocument, UnrollsLoopsOverWhatIsKnown) {
  const Json document = document_of({{"items.py", R"(
from fastapi import APIRouter
router = APIRouter()
@router.get("/all")
def read(): ...
)"},
                                     {"main.py", R"(
from fastapi import FastAPI
import items
def prefixes():
    return tuple(f"/v{n}" for n in (1, 2))
ROUTERS = [{"router": items.router, "prefix": "/things", "tags": ["t"]}]
app = FastAPI()
for prefix in prefixes():
    app.include_router(items.router, prefix=prefix)
for one in ROUTERS:
    app.include_router(**one)
for name in ["a", "b"]:
    @app.get(f"/{name}", summary=name)
    def each(): ...
)"}});
  std::vector<std::string> paths;
  for (const auto& [path, item] : document["paths"].items()) paths.push_back(path);
  EXPECT_EQ(paths, (std::vector<std::string>{"/v1/all", "/v2/all", "/things/all", "/a", "/b"}));
  EXPECT_EQ(document["paths"]["/things/all"]["get"]["tags"], Json::array({"t"}));
  EXPECT_EQ(document["paths"]["/b"]["get"]["summary"], "b");
}

TEST(OpenApiDocument, ReadsEnumsThatCallsMake) {
  const Json document = document_of({{"main.py", R"(
from enum import Enum, StrEnum
from fastapi import FastAPI
Event = StrEnum("Event", [kind + ".made" for kind in ["User", "role"]])
Level = Enum("Level", "LOW HIGH")
app = FastAPI()
@app.get("/")
def read(event: Event, level: Level): ...
)"}});
  const Json& schemas = document["components"]["schemas"];
  EXPECT_EQ(schemas["Event"]["enum"], Json::array({"user.made", "role.made"}));
  EXPECT_EQ(schemas["Level"]["enum"], Json::array({1, 2}));
  EXPECT_EQ(schemas["Level"]["type"], "integer");
}

TEST(OpenApiDocument, KnowsWhatFactoriesPassOn) {
  const Json document = document_of({{"main.py", R"(
from fastapi import Depends, FastAPI, Query
def listed(name, kind, default=None):
    def take(values: kind = Query(default, alias=name)): ...
    return take
app = FastAPI()
@app.get("/")
def read(a=Depends(listed("include", int)), b=Depends(listed("page", str, "x"))): ...
)"}});
  const Json& parameters = document["paths"]["/"]["get"]["parameters"];
  EXPECT_EQ(parameters[0]["name"], "include");
  EXPECT_EQ(parameters[0]["schema"]["type"], "integer");
  EXPECT_EQ(parameters[1]["name"], "page");
  EXPECT_EQ(parameters[1]["schema"]["default"], "x");
}

}  // namespace
}  // namespace fastidious::app
