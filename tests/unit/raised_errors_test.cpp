// app/effects: which exceptions can leave a function, and what endpoints answer because of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "app/application.h"
#include "app/effects/possible_trace.h"
#include "app/effects/route_errors.h"
#include "semantic/model.h"
#include "semantic_project.h"

namespace fastidious::app {
namespace {

using semantic::TestProject;

std::string raised_by(const Application& application, std::string_view function) {
  const Definition definition = application.code().definition(function);
  std::vector<std::string> all;
  for (const RaisedError& error : application.errors().of(definition).raised) {
    std::string text(error.type.substr(error.type.rfind('.') + 1));
    if (error.is_http) text += " " + std::to_string(error.status.value);
    all.push_back(std::move(text));
  }
  std::sort(all.begin(), all.end());
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

TEST(RaisedErrors, ReadsStatusesOfClassesAndConstructors) {
  const TestProject project({{"main.py", R"(
from http import HTTPStatus
from fastapi import HTTPException, status
class AppError(HTTPException):
    STATUS_CODE = 500
    def __init__(self, detail="", **kwargs):
        super().__init__(status_code=self.STATUS_CODE, detail=detail, **kwargs)
class Denied(AppError):
    STATUS_CODE = 403
class NotFound(HTTPException):
    def __init__(self, what: str, code: int = 404):
        super().__init__(code, f"no {what}")
class Gone(NotFound):
    def __init__(self, what: str):
        NotFound.__init__(self, what, 410)
gone = Gone("x")
def conflict(detail: str) -> HTTPException:
    return HTTPException(status.HTTP_409_CONFLICT, detail)
def a(): raise HTTPException(status.HTTP_404_NOT_FOUND)
def b(): raise Denied()
def c(): raise NotFound("order")
def d(): raise NotFound("order", code=400)
def e(): raise gone
def f(): raise conflict("twice") from None
def g(): raise HTTPException(status_code=HTTPStatus.IM_A_TEAPOT)
def fail(code, detail): raise HTTPException(code, detail)
def h(): fail(422, "no")
def i(code): fail(code, "no")
def j(): i(code=429)
)"}});
  const Application application(project.model());
  EXPECT_EQ(raised_by(application, "main.a"), "HTTPException 404");
  EXPECT_EQ(raised_by(application, "main.b"), "Denied 403");
  EXPECT_EQ(raised_by(application, "main.c"), "NotFound 404");
  EXPECT_EQ(raised_by(application, "main.d"), "NotFound 400");
  EXPECT_EQ(raised_by(application, "main.e"), "Gone 410");
  EXPECT_EQ(raised_by(application, "main.f"), "HTTPException 409");
  EXPECT_EQ(raised_by(application, "main.g"), "HTTPException 418");
  EXPECT_EQ(raised_by(application, "main.h"), "HTTPException 422");
  EXPECT_EQ(raised_by(application, "main.i"), "HTTPException 0");
  EXPECT_EQ(raised_by(application, "main.j"), "HTTPException 429");
}

TEST(RaisedErrors, KnowsWhatIsCaughtOnTheWay) {
  const TestProject project({{"main.py", R"(
import contextlib, functools
from fastapi import HTTPException
class Missing(LookupError): ...
def find(): raise Missing
def a():
    try: find()
    except KeyError: pass
def b():
    try: find()
    except LookupError: return None
def c():
    try: find()
    except Missing as error: raise HTTPException(404) from error
def d():
    try: find()
    except Exception as error:
        if isinstance(error, HTTPException): raise
        raise HTTPException(500)
def e():
    with contextlib.suppress(Missing): find()
@contextlib.contextmanager
def translated():
    try: yield
    except Missing: raise HTTPException(410)
def f():
    with translated(): find()
def safe(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        try: return function(*args, **kwargs)
        except Missing: raise HTTPException(400)
    return wrapper
@safe
def g(): find()
def h():
    try: return 1
    except Missing: raise
    finally: find()
def lazily():
    yield find()
def i(): return lazily()
def j(): return list(lazily())
def recursive(n): return recursive(n - 1) if n else find()
)"}});
  const Application application(project.model());
  EXPECT_EQ(raised_by(application, "main.a"), "Missing");
  EXPECT_EQ(raised_by(application, "main.b"), "");
  EXPECT_EQ(raised_by(application, "main.c"), "HTTPException 404");
  EXPECT_EQ(raised_by(application, "main.d"), "HTTPException 500");
  EXPECT_EQ(raised_by(application, "main.e"), "");
  EXPECT_EQ(raised_by(application, "main.f"), "HTTPException 410");
  EXPECT_EQ(raised_by(application, "main.g"), "HTTPException 400");
  EXPECT_EQ(raised_by(application, "main.h"), "Missing");
  EXPECT_EQ(raised_by(application, "main.i"), "");
  EXPECT_EQ(raised_by(application, "main.j"), "Missing");
  EXPECT_EQ(raised_by(application, "main.recursive"), "Missing");
}

TEST(RaisedErrors, ShowsTheCallsThatLeadToARaise) {
  const TestProject project({{"main.py", R"(
from repo import load
def handler(): return load(1)
)"},
                             {"repo.py", R"(
from fastapi import HTTPException
def load(key): return check(key)
def check(key):
    if not key: raise HTTPException(404)
)"}});
  const Application application(project.model());
  const Definition handler = application.code().definition("main.handler");
  const FunctionErrors& errors = application.errors().of(handler);
  ASSERT_EQ(errors.raised.size(), 1u);
  std::string text;
  for (const ErrorStep& step : application.errors().trace(handler, errors.raised.front())) {
    text += std::string(step.file->text(*step.node)) + " | ";
  }
  EXPECT_EQ(text, "load(1) | check(key) | raise HTTPException(404) | ");
}

TEST(RaisedErrors, ShowsTheWayThatTheArgumentsLeaveOpen) {
  const TestProject project({{"main.py", R"(
from fastapi import HTTPException
def handler(user): may_read(user)
def strict(user): may_read(user, True)
def may_read(user, is_strict=False):
    if is_strict: raise HTTPException(403, "owners only")
    refuse_nobody(user)
def refuse_nobody(user):
    if not user: raise HTTPException(403)
)"}});
  const Application application(project.model());
  const auto way_of = [&application](std::string_view name) {
    const Definition function = application.code().definition(name);
    const RaisedErrors& errors = application.errors();
    std::string text;
    for (const ErrorStep& step :
         possible_trace(errors, function, errors.of(function).raised.front())) {
      text += std::string(step.file->text(*step.node)) + " | ";
    }
    return text;
  };
  EXPECT_EQ(way_of("main.handler"),
            "may_read(user) | refuse_nobody(user) | raise HTTPException(403) | ");
  EXPECT_EQ(way_of("main.strict"),
            "may_read(user, True) | raise HTTPException(403, \"owners only\") | ");
}

std::string errors_of(const Application& application, std::string_view path) {
  std::string text;
  for (const AppRoutes& app : application.apps()) {
    for (const Route& route : app.routes) {
      if (route.path != path) continue;
      for (const RouteError& one : route_errors(application, app.app, route)) {
        text += std::to_string(one.status) + (documents(route, one.status) ? " " : "! ");
      }
    }
  }
  return text;
}

TEST(RouteErrors, FollowDependenciesAndExceptionHandlers) {
  const TestProject project({{"main.py", R"(
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
app = FastAPI(responses={500: {}})
class DomainError(Exception):
    status_code = 400
class Clash(DomainError):
    status_code = 409
class NotHere(Exception): ...
@app.exception_handler(DomainError)
async def on_domain_error(request: Request, exc: DomainError):
    return JSONResponse({"detail": str(exc)}, status_code=exc.status_code)
async def on_missing(request, exc):
    return JSONResponse(status_code=404, content={})
app.add_exception_handler(NotHere, on_missing)
def current_user(): raise HTTPException(401)
router = APIRouter(prefix="/x", responses={"4XX": {}})
@router.get("/a")
def a(): raise NotHere()
app.include_router(router)
@app.get("/b", dependencies=[Depends(current_user)], responses={404: {}})
def b(kind: int):
    if kind == 1: raise NotHere
    if kind == 2: raise Clash("twice")
    if kind == 3: raise HTTPException(422)
    raise HTTPException(500)
)"}});
  const Application application(project.model());
  EXPECT_EQ(errors_of(application, "/x/a"), "404 ");
  EXPECT_EQ(errors_of(application, "/b"), "401! 404 409! 422 500 ");
}

}  // namespace
}  // namespace fastidious::app
