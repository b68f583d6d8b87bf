// Middleware in effective order, exception handlers, events.
#include "app/middleware/surroundings.h"

#include <gtest/gtest.h>

#include "app/application.h"
#include "semantic_project.h"

namespace fastidious::app {
namespace {

using semantic::TestProject;

std::string order_of(const Surroundings& around) {
  std::string text;
  for (const Middleware& one : around.middleware) {
    const std::string name(
        one.name().empty()
            ? one.entry().file->text(one.entry().node->as<syntax::FunctionDef>()->name)
            : one.name());
    text += name.substr(name.rfind('.') + 1) + (one.condition != nullptr ? "? " : " ");
  }
  return text;
}

TEST(AppSurroundings, TheLastAddedIsOutermost) {
  const TestProject project({{"main.py", R"(
from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from other import add_more, DEBUG
app = FastAPI(middleware=[Middleware(SessionMiddleware, secret_key="x"), Middleware(GZipMiddleware)])
app.add_middleware(CORSMiddleware, allow_origins=["*"])
@app.middleware("http")
async def log(request, call_next):
    return await call_next(request)
if DEBUG:
    app.add_middleware(GZipMiddleware)
add_more(app)
app = CORSMiddleware(app)
)"},
                             {"other.py", R"(
from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware
DEBUG = False
def add_more(app: FastAPI):
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["x"])
)"}});
  const Application application(project.model());
  ASSERT_EQ(application.surroundings().size(), 1u);
  EXPECT_EQ(order_of(application.surroundings()[0]),
            "CORSMiddleware TrustedHostMiddleware GZipMiddleware? log CORSMiddleware "
            "SessionMiddleware GZipMiddleware ");
}

TEST(AppSurroundings, HandlersAndEvents) {
  const TestProject project({{"main.py", R"(
from contextlib import asynccontextmanager
from fastapi import FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
class NotFound(Exception): ...
class UserNotFound(NotFound): ...
@asynccontextmanager
async def lifespan(app):
    yield
async def last_resort(request, error): ...
app = FastAPI(lifespan=lifespan, exception_handlers={Exception: last_resort, 404: last_resort})
@app.exception_handler(NotFound)
async def not_found(request, error): ...
def invalid(request, error): ...
app.add_exception_handler(RequestValidationError, invalid)
class Setup:
    def handlers(self, app: FastAPI):
        for error in [KeyError, OSError]:
            app.add_exception_handler(error, invalid)
Setup().handlers(app)
@app.on_event("shutdown")
def stop(): ...
)"}});
  const Application application(project.model());
  const Surroundings& around = application.surroundings()[0];
  ASSERT_EQ(around.exceptions.size(), 6u);
  EXPECT_EQ(around.exceptions[1].status, 404);
  ASSERT_NE(around.handler_for(project.model(), "main.UserNotFound"), nullptr);
  EXPECT_EQ(around.handler_for(project.model(), "main.UserNotFound")->name, "main.NotFound");
  EXPECT_EQ(around.handler_for(project.model(), "builtins.TypeError")->name, "builtins.Exception");
  ASSERT_EQ(around.events.size(), 2u);
  EXPECT_NE(around.lifespan(), nullptr);
  EXPECT_EQ(around.events[1].when, EventHandler::When::Shutdown);
}

}  // namespace
}  // namespace fastidious::app
