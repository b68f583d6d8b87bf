#include <gtest/gtest.h>

#include "project/dump_imports.h"
#include "semantic_project.h"

namespace fastidious::semantic {
namespace {

TEST(Imports, AreMarkedByWhereTheyStand) {
  TestProject p({{"app/__init__.py", ""},
                 {"app/a.py", R"(
from typing import TYPE_CHECKING
from app import b
from .c import *
if TYPE_CHECKING:
    from app.d import D
else:
    import json
def f():
    import app.d
)"},
                 {"app/b.py", ""},
                 {"app/c.py", ""},
                 {"app/d.py", ""}});
  const auto edges = p.model().imports().imports_of(p.file("app/a.py").file().id);
  ASSERT_EQ(edges.size(), 6u);
  const auto path_of = [&](const project::ImportEdge& edge) {
    return edge.to.valid() ? p.model().file(edge.to).file().path : std::string("-");
  };
  EXPECT_EQ(path_of(edges[0]), "-");
  EXPECT_EQ(path_of(edges[1]), "app/b.py");
  EXPECT_EQ(path_of(edges[2]), "app/c.py");
  EXPECT_TRUE(edges[2].star);
  EXPECT_EQ(path_of(edges[3]), "app/d.py");
  EXPECT_TRUE(edges[3].type_checking);
  EXPECT_FALSE(edges[4].type_checking);
  EXPECT_TRUE(edges[5].deferred);
  EXPECT_FALSE(edges[5].at_load_time());
  const auto into = p.model().imports().imports_into(p.file("app/d.py").file().id);
  ASSERT_EQ(into.size(), 2u);
  EXPECT_EQ(into[0], &edges[3]);
  EXPECT_EQ(into[1], &edges[5]);
  EXPECT_TRUE(p.model().imports().imports_into(edges[0].from).empty());
}

TEST(Imports, CyclesAreThoseThatRunAtLoadTime) {
  TestProject p({{"a.py", "import b\n"},
                 {"b.py", "import c\n"},
                 {"c.py", "import a\n"},
                 {"d.py", "import e\n"},
                 {"e.py", "def f():\n    import d\n"}});
  const auto cycles = p.model().imports().cycles();
  ASSERT_EQ(cycles.size(), 1u);
  EXPECT_EQ(cycles[0].size(), 3u);
}

TEST(Imports, NamesFollowRootsPackagesAndNamespaces) {
  using Paths = std::vector<std::string_view>;
  const auto places = project::place_modules(
      Paths{"src/shop/db.py", "services/a/app/__init__.py", "services/a/app/main.py",
            "backend/api/routes.py", "tool.py", "my-script.py"},
      Paths{"backend/pyproject.toml"});
  EXPECT_EQ(places[0].name, "shop.db");
  EXPECT_EQ(places[0].root, "src");
  EXPECT_EQ(places[1].name, "app");
  EXPECT_EQ(places[2].name, "app.main");
  EXPECT_EQ(places[2].root, "services/a");
  EXPECT_EQ(places[3].name, "api.routes");
  EXPECT_EQ(places[4].name, "tool");
  EXPECT_EQ(places[5].name, "");
}

TEST(Imports, StartBelowFoldersThatNoImportCanName) {
  using Paths = std::vector<std::string_view>;
  const auto places =
      project::place_modules(Paths{"cloud-functions/app/__init__.py", "cloud-functions/app/db.py",
                                   "cloud-functions/main.py", "lib/tools.py"},
                             Paths{"pyproject.toml"});
  EXPECT_EQ(places[1].root, "cloud-functions");
  EXPECT_EQ(places[1].name, "app.db");
  EXPECT_EQ(places[2].name, "main");
  EXPECT_EQ(places[3].name, "lib.tools");
}

// `setup.py` below a package sets something up, and installs nothing.
TEST(Imports, StartAtNoModuleThatIsCalledSetup) {
  using Paths = std::vector<std::string_view>;
  const auto places = project::place_modules(
      Paths{"api/shop/__init__.py", "api/shop/tracing/setup.py", "api/shop/tracing/spans.py"},
      Paths{"api/pyproject.toml", "api/shop/tracing/setup.py"});
  EXPECT_EQ(places[2].root, "api");
  EXPECT_EQ(places[2].name, "shop.tracing.spans");
}

// A project file at the top that only configures tools: packages lie in folders below.
TEST(Imports, FindThePackagesBesideTheirOwn) {
  TestProject p({{"services/a/app/__init__.py", ""},
                 {"services/a/app/db.py", "def connect(): ...\n"},
                 {"services/a/app/main.py", "from app.db import connect\nconnect\n"},
                 {"services/b/app/__init__.py", ""},
                 {"services/b/app/db.py", "def connect(): ...\n"},
                 {"services/b/app/main.py", "from app.db import connect\nconnect\n"}},
                {"pyproject.toml"});
  EXPECT_EQ(p.resolve("services/a/app/main.py", "connect"), "services.a.app.db.connect");
  EXPECT_EQ(p.resolve("services/b/app/main.py", "connect"), "services.b.app.db.connect");
}

// Few backends of beginners have an __init__.py: the folder of what is started is on the path.
TEST(Imports, StartAtFoldersAboveWithoutPackages) {
  TestProject p({{"backend/main.py", "from routers.users import router\nrouter\n"},
                 {"backend/database.py", "def connect(): ...\n"},
                 {"backend/routers/users.py",
                  "from database import connect\nrouter = connect\nconnect\n"},
                 {"other/app/__init__.py", ""},
                 {"other/app/routes.py", "router = 1\n"},
                 {"second/app/main.py", "from app.routes import router\nrouter\n"},
                 {"second/app/routes.py", "router = 1\n"}});
  EXPECT_EQ(p.resolve("backend/routers/users.py", "connect"), "backend.database.connect");
  EXPECT_EQ(p.resolve("second/app/main.py", "router"), "second.app.routes.router");
}

TEST(Imports, OfALibraryAreNoneOfItsWrapper) {
  TestProject p({{"core/redis.py", "import redis.asyncio\nredis.asyncio\n"},
                 {"core/cache/keys.py", "import redis\nredis.Redis\n"}});
  EXPECT_EQ(p.resolve("core/redis.py", "redis.asyncio"), "redis.asyncio");
  EXPECT_EQ(p.resolve("core/cache/keys.py", "redis.Redis"), "redis.Redis");
}

TEST(Imports, OfFilesThatNoImportCanNameResolve) {
  TestProject p(
      {{"nightly-job.py", "import time\ntime.sleep\n"}, {"other.py", "import time\ntime.sleep\n"}});
  EXPECT_EQ(p.resolve("nightly-job.py", "time.sleep"), "time.sleep");
  EXPECT_EQ(p.resolve("other.py", "time.sleep"), "time.sleep");
}

}  // namespace
}  // namespace fastidious::semantic
