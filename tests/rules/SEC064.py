# --- app/main.py
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

from app.config import settings

router = APIRouter()
COOKIE = "access_token"


@router.post("/login")
def login(request: Request, response: Response) -> None:
    request.session["uid"] = "u1"
    response.set_cookie("session", "abc")  # expect: SEC064 "Cookie `session` is set without `secure` and `httponly`"
    response.set_cookie(key=COOKIE, value="abc", httponly=True)  # expect: SEC064 "`access_token` is set without `secure`"
    response.set_cookie("X-Auth", "abc", secure=True)  # expect: SEC064 "without `httponly`"
    response.set_cookie("sessionid", "abc", secure=False, httponly=True)  # expect: SEC064
    response.set_cookie("jwt", "a", 3600, None, "/", None, False, True)  # expect: SEC064

    response.set_cookie("session", "abc", secure=True, httponly=True, samesite="lax")
    response.set_cookie("session", "abc", secure=settings.is_prod, httponly=True)
    response.set_cookie("session", "abc", **settings.cookie_options)
    response.set_cookie("theme", "dark")
    response.set_cookie("csrf_token", "abc", secure=True)
    response.set_cookie("author", "x")
    response.set_cookie(settings.cookie_name, "abc")
    response.delete_cookie("session")


@router.get("/redirect")
def redirect():
    answer = RedirectResponse("/")
    answer.set_cookie("refresh_token", "abc")  # expect: SEC064
    other = JSONResponse({})
    other.set_cookie("auth", "abc", httponly=True)  # expect: SEC064
    page = HTMLResponse("")
    page.set_cookie("login", "abc")  # expect: SEC064
    return answer


app = FastAPI(middleware=[Middleware(SessionMiddleware, secret_key=settings.key)])  # expect: SEC064 "without `https_only=True`"
app.add_middleware(SessionMiddleware, secret_key=settings.key)  # expect: SEC064
app.add_middleware(SessionMiddleware, secret_key=settings.key, https_only=False)  # expect: SEC064
wrapped = SessionMiddleware(app, secret_key=settings.key)  # expect: SEC064

app.add_middleware(SessionMiddleware, secret_key=settings.key, https_only=True)
app.add_middleware(SessionMiddleware, secret_key=settings.key, https_only=settings.is_prod)
