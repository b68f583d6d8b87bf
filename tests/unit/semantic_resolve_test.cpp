#include <gtest/gtest.h>

#include "semantic_project.h"

namespace fastidious::semantic {
namespace {

TEST(Resolve, NamesImportsAndTheirAliases) {
  TestProject p({{"a.py", R"(
import os.path
import time as clock
from json import dumps as to_json
import numpy.linalg
clock.sleep(1)
os.path.join("a")
to_json({})
numpy.linalg.norm
open("x")
unknown_thing()
def f():
    import time
    time.time()
)"}});
  EXPECT_EQ(p.resolve("a.py", "clock.sleep"), "time.sleep");
  EXPECT_EQ(p.resolve("a.py", "os.path.join"), "os.path.join");
  EXPECT_EQ(p.resolve("a.py", "to_json"), "json.dumps");
  EXPECT_EQ(p.resolve("a.py", "numpy.linalg.norm"), "numpy.linalg.norm");
  EXPECT_EQ(p.resolve("a.py", "open"), "builtins.open");
  EXPECT_EQ(p.resolve("a.py", "unknown_thing"), "");
  EXPECT_EQ(p.resolve("a.py", "time.time"), "time.time");
}

TEST(Resolve, FollowsSimpleAssignmentsAndShadowing) {
  TestProject p({{"a.py", R"(
import time
nap = time.sleep
nap(1)
def f(open):
    open("x")
def g():
    print("hi")
print = nap
)"}});
  EXPECT_EQ(p.resolve("a.py", "nap"), "time.sleep");
  EXPECT_EQ(p.resolve("a.py", "open"), "");
  EXPECT_EQ(p.resolve("a.py", "print"), "time.sleep");
}

TEST(Resolve, CrossesModulesThroughReExportsAndStars) {
  TestProject p({{"app/__init__.py", ""},
                 {"app/db/__init__.py", "from .session import get_session as session_for\n"},
                 {"app/db/session.py", "def get_session(): ...\nENGINE = object()\n"},
                 {"app/names.py", "from app.db.session import *\n"},
                 {"app/main.py", R"(
from app.db import session_for
from app import names
from .names import get_session
import app.db.session
session_for()
names.get_session()
get_session()
app.db.session.get_session
names.ENGINE
)"}});
  EXPECT_EQ(p.resolve("app/main.py", "session_for"), "app.db.session.get_session");
  EXPECT_EQ(p.resolve("app/main.py", "names.get_session"), "app.db.session.get_session");
  EXPECT_EQ(p.resolve("app/main.py", "get_session"), "app.db.session.get_session");
  EXPECT_EQ(p.resolve("app/main.py", "app.db.session.get_session"), "app.db.session.get_session");
  EXPECT_EQ(p.resolve("app/main.py", "names.ENGINE"), "app.db.session.ENGINE");
  const Definition found =
      p.file("app/main.py").definition_of(*p.expr("app/main.py", "session_for"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found.file->file().path, "app/db/session.py");
}

TEST(Resolve, TakesTheFirstOfConditionalImports) {
  TestProject p({{"a.py", R"(
try:
    import ujson as json
except ImportError:
    import json
json.loads("1")
def f():
    json.dumps(1)
)"}});
  EXPECT_EQ(p.resolve("a.py", "json.loads"), "ujson.loads");
  EXPECT_EQ(p.resolve("a.py", "json.dumps"), "ujson.dumps");
}

TEST(Resolve, SurvivesCycles) {
  TestProject p({{"a.py", "from b import x\ny = x\nclass A(A): pass\nz = z\n"},
                 {"b.py", "from a import y\nx = y\nfrom b import *\nfrom a import *\n"}});
  EXPECT_EQ(p.resolve("a.py", "z"), "a.z");
  SUCCEED();
}

TEST(Resolve, KeepsRootsOfAMonorepoApart) {
  TestProject p({{"one/app/__init__.py", ""},
                 {"one/app/db.py", "import time\nx = time.sleep\n"},
                 {"one/app/main.py", "from app.db import x\nx()\n"},
                 {"two/app/__init__.py", ""},
                 {"two/app/db.py", "import os\nx = os.getcwd\n"},
                 {"two/app/main.py", "from app.db import x\nx()\n"}},
                {"one/pyproject.toml", "two/pyproject.toml"});
  EXPECT_EQ(p.resolve("one/app/main.py", "x"), "time.sleep");
  EXPECT_EQ(p.resolve("two/app/main.py", "x"), "os.getcwd");
}

TEST(Types, OfLibraryObjects) {
  TestProject p({{"a.py", R"(
import logging, requests, httpx
from sqlalchemy.orm import Session, sessionmaker
import psycopg2
logger = logging.getLogger(__name__)
logger.info("x")
http = requests.Session()
http.get("u").json()
Local = sessionmaker()
def work(db: Session):
    db.execute("select 1")
    with Local() as session:
        session.commit()
    conn = psycopg2.connect()
    with conn.cursor() as cur:
        cur.fetchall()
    with open("f") as handle:
        handle.read()
async def fetch():
    async with httpx.AsyncClient() as client:
        response = await client.get("u")
        response.json()
)"}});
  EXPECT_EQ(p.resolve("a.py", "logger.info"), "logging.Logger.info");
  EXPECT_EQ(p.resolve("a.py", "logger"), "a.logger");
  EXPECT_EQ(p.resolve("a.py", "http.get(\"u\").json"), "requests.Response.json");
  EXPECT_EQ(p.resolve("a.py", "db.execute"), "sqlalchemy.orm.Session.execute");
  EXPECT_EQ(p.resolve("a.py", "session.commit"), "sqlalchemy.orm.Session.commit");
  EXPECT_EQ(p.resolve("a.py", "cur.fetchall"), "psycopg2.extensions.cursor.fetchall");
  EXPECT_EQ(p.resolve("a.py", "handle.read"), "io.TextIOWrapper.read");
  EXPECT_EQ(p.resolve("a.py", "response.json"), "httpx.Response.json");
}

TEST(Types, FromAnnotationsSelfAndInheritance) {
  TestProject p({{"app/__init__.py", ""},
                 {"app/models.py", R"(
from pydantic import BaseModel
class Base(BaseModel):
    def save(self): ...
class User(Base):
    name: str = ""
)"},
                 {"app/deps.py", R"(
from typing import Annotated, Optional
from fastapi import Depends
from app.models import User
def current() -> "User": ...
CurrentUser = Annotated[User, Depends(current)]
class Repo:
    def __init__(self, user: Optional["User"] = None):
        self.user = user
    @property
    def owner(self) -> User | None: ...
    def go(self):
        self.user.save()
        self.owner.name
        self.go()
)"},
                 {"app/main.py", R"(
from app.deps import CurrentUser, Repo, current
from fastapi import Depends
def one(user: CurrentUser, other=Depends(current)):
    user.save()
    other.save
    current().name
    for u in users():
        u.name.upper()
def users() -> list[CurrentUser]: ...
)"}});
  EXPECT_EQ(p.resolve("app/main.py", "user.save"), "app.models.Base.save");
  EXPECT_EQ(p.resolve("app/main.py", "other.save"), "app.models.Base.save");
  EXPECT_EQ(p.resolve("app/main.py", "current().name"), "app.models.User.name");
  EXPECT_EQ(p.resolve("app/main.py", "u.name.upper"), "builtins.str.upper");
  EXPECT_EQ(p.resolve("app/deps.py", "self.user.save"), "app.models.Base.save");
  EXPECT_EQ(p.resolve("app/deps.py", "self.owner.name"), "app.models.User.name");
  EXPECT_EQ(p.resolve("app/deps.py", "self.go"), "app.deps.Repo.go");
  EXPECT_TRUE(
      p.file("app/models.py").is_pydantic_model(p.find<syntax::ClassDef>("app/models.py", "User")));
  EXPECT_TRUE(
      p.file("app/models.py").has_known_bases(p.find<syntax::ClassDef>("app/models.py", "User")));
}

TEST(Types, FollowTheLastBindingBeforeTheUse) {
  TestProject p({{"a.py", R"(
import requests
def f(flag):
    x = "text"
    x.upper
    x = requests.get("u")
    x.json
    if flag:
        x = None
    x.late
)"}});
  EXPECT_EQ(p.resolve("a.py", "x.upper"), "builtins.str.upper");
  EXPECT_EQ(p.resolve("a.py", "x.json"), "requests.Response.json");
  EXPECT_EQ(p.resolve("a.py", "x.late"), "");
}

TEST(Routes, AreRecognisedThroughVariablesAndShapes) {
  TestProject p(
      {{"app/__init__.py", ""},
       {"app/api.py", "from fastapi import APIRouter\nclass R(APIRouter): ...\nr = R()\n"},
       {"app/main.py", R"(
from app.api import r
from elsewhere import user_router, thing
@r.get("/a")
def one(): ...
@user_router.post("/b")
async def two(): ...
@thing.get("/c")
def three(): ...
@user_router.get(key)
def four(): ...
)"}});
  const auto is_route = [&](std::string_view name) {
    return p.file("app/main.py").is_route_handler(p.find<syntax::FunctionDef>("app/main.py", name));
  };
  EXPECT_TRUE(is_route("one"));
  EXPECT_TRUE(is_route("two"));
  EXPECT_FALSE(is_route("three"));
  EXPECT_FALSE(is_route("four"));
}

TEST(Constants, AreFoldedAcrossModules) {
  TestProject p({{"app/__init__.py", ""},
                 {"app/config.py", R"(
from enum import Enum
PREFIX = "/api"
V1 = f"{PREFIX}/v{1}"
class Color(str, Enum):
    RED = "red"
changing = 1
changing = 2
)"},
                 {"app/main.py", R"(
from fastapi import status
from app.config import V1, Color, changing
from app import config
a = V1 + "/users"
b = Color.RED.value
c = status.HTTP_404_NOT_FOUND
d = ", ".join(["a", config.PREFIX])
e = changing
f = 60 * 60
)"}});
  const FileModel& file = p.file("app/main.py");
  const auto text = [&](std::string_view expr) {
    return file.constant_string(*p.expr("app/main.py", expr)).value_or("?");
  };
  EXPECT_EQ(text("V1 + \"/users\""), "/api/v1/users");
  EXPECT_EQ(text("Color.RED.value"), "red");
  EXPECT_EQ(text("\", \".join([\"a\", config.PREFIX])"), "a, /api");
  EXPECT_EQ(file.constant(*p.expr("app/main.py", "status.HTTP_404_NOT_FOUND"))->integer, 404);
  EXPECT_EQ(file.constant(*p.expr("app/main.py", "60 * 60"))->integer, 3600);
  EXPECT_FALSE(file.constant(*p.expr("app/main.py", "changing")).has_value());
}

TEST(Surroundings, AreWhatTheTextSays) {
  TestProject p({{"a.py", R"(
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import hidden
class C:
    async def m(self):
        [await_me for await_me in x]
        def inner():
            in_def
        lambda: in_lambda
if __name__ == "__main__":
    in_main
)"}});
  const FileModel& file = p.file("a.py");
  const auto& method = p.find<syntax::FunctionDef>("a.py", "m");
  EXPECT_TRUE(file.in_async_function(*p.expr("a.py", "x")));
  EXPECT_FALSE(file.in_async_function(*p.expr("a.py", "in_def")));
  EXPECT_FALSE(file.in_async_function(*p.expr("a.py", "in_lambda")));
  EXPECT_EQ(file.enclosing_function(*p.expr("a.py", "x")), &method);
  EXPECT_NE(file.enclosing_class(method), nullptr);
  EXPECT_TRUE(file.in_main_block(*p.expr("a.py", "in_main")));
  EXPECT_FALSE(file.in_main_block(*p.expr("a.py", "x")));
  EXPECT_EQ(file.qualified_name(method), "a.C.m");
}

TEST(Resolve, ListsTheCallsOfAFunctionByFileAndPosition) {
  TestProject p({{"a.py", "import time as clock\nclock.sleep(1)\ndef f():\n    clock.sleep(2)\n"},
                 {"b.py", "from time import sleep\nsleep(3)\nunknown()\nprint(sleep)\n"}});
  std::string lines;
  for (const auto& [file, call] : p.model().calls_of("time.sleep")) {
    lines += file->file().path + " " + std::string(file->text(*call)) + "\n";
  }
  EXPECT_EQ(lines, "a.py clock.sleep(1)\na.py clock.sleep(2)\nb.py sleep(3)\n");
  EXPECT_TRUE(p.model().calls_of("time.time").empty());
  EXPECT_TRUE(p.model().calls_of("").empty());
}

}  // namespace
}  // namespace fastidious::semantic
