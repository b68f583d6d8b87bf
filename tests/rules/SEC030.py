# --- app/main.py
from urllib.parse import urlparse

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.urls import safe_target, target_of

app = FastAPI()
HOSTS = ("www.example.com",)


@app.get("/direct")
def direct(next: str = "/") -> RedirectResponse:
    return RedirectResponse(next, status_code=303)  # expect: SEC030 "query parameter `next`"


@app.get("/keyword")
async def keyword(request: Request) -> RedirectResponse:
    return RedirectResponse(url=request.query_params.get("next", "/"))  # expect: SEC030


@app.get("/helper")
def helper(request: Request) -> RedirectResponse:
    return RedirectResponse(target_of(request))  # expect: SEC030


@app.get("/class", response_class=RedirectResponse)
def by_class(next: str) -> str:
    return next  # expect: SEC030


@app.get("/header")
def header(next: str) -> Response:
    response = Response(status_code=302)
    response.headers["Location"] = next  # expect: SEC030
    return response


@app.get("/slash")
def slash(next: str) -> RedirectResponse:
    return RedirectResponse("/" + next)  # expect: SEC030


@app.get("/path")
def path(name: str, number: int) -> RedirectResponse:
    if number:
        return RedirectResponse(f"/orders/{number}")
    if name == "back":
        return RedirectResponse(name)
    return RedirectResponse(f"/orders/{name}")


@app.get("/o/{name}")
def segment(name: str) -> RedirectResponse:
    return RedirectResponse(name)


@app.get("/relative")
def relative(next: str) -> RedirectResponse:
    if not next.startswith("/") or next.startswith("//"):
        next = "/"
    return RedirectResponse(next)


@app.get("/host")
def host(next: str) -> RedirectResponse:
    if urlparse(next).netloc not in HOSTS:
        raise HTTPException(400)
    return RedirectResponse(next)


@app.get("/header")
def by_header(next: str, name: str) -> None:
    headers = {"Location": next}  # expect: SEC030 "query parameter `next`"
    if name:
        raise HTTPException(302, headers={"Location": f"https://example.com/{name}"})
    raise HTTPException(302, headers=headers)


@app.get("/safe")
def safe(next: str, request: Request) -> RedirectResponse:
    if next == "home":
        return RedirectResponse(request.url_for("home"))
    return RedirectResponse(safe_target(next))
# --- app/urls.py
from fastapi import Request

ALLOWED = {"/", "/orders"}


def target_of(request: Request) -> str:
    return request.query_params.get("next") or "/"


def safe_target(target: str) -> str:
    if target in ALLOWED:
        return target
    return "/"
# --- app/views.py
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def unsafe(request):
    return redirect(request.GET.get("next"))  # expect: SEC030


def checked(request):
    target = request.GET.get("next")
    if target and not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    return redirect(target)


def named(request):
    target = request.POST.get("next")
    is_fine = url_has_allowed_host_and_scheme(url=target, allowed_hosts=None)
    return redirect(target) if is_fine else redirect("/")
# --- app/listed.py
from urllib.parse import urlparse

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()
ORIGINS = {"https://shop.acme.io"}


@app.get("/back")
def back(url: str) -> RedirectResponse:
    parsed = urlparse(url)
    is_listed = parsed.scheme in {"http", "https"} and any(
        parsed.scheme == urlparse(one).scheme and parsed.netloc == urlparse(one).netloc
        for one in ORIGINS
    )
    if not is_listed:
        url = "https://shop.acme.io"
    return RedirectResponse(f"{url}/callback")
