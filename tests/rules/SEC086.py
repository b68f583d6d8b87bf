# --- app/main.py
from fastapi import FastAPI, HTTPException, Request
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import JSONResponse

from app.middleware import AuthMiddleware, TimingMiddleware, install

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example.com"])  # expect: SEC086/warning "inside of `authenticate`"


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


by_class = FastAPI()
by_class.add_middleware(CORSMiddleware)  # expect: SEC086 "`AuthMiddleware`"
by_class.add_middleware(AuthMiddleware)

listed = FastAPI(middleware=[Middleware(TrustedHostMiddleware), Middleware(CORSMiddleware)])  # expect: SEC086

helped = FastAPI()
helped.add_middleware(CORSMiddleware)  # expect: SEC086
install(helped)

# Nothing outside of it answers by itself.
timed = FastAPI()
timed.add_middleware(AuthMiddleware)
timed.add_middleware(CORSMiddleware)
timed.add_middleware(GZipMiddleware)
timed.add_middleware(TimingMiddleware)
well_listed = FastAPI(middleware=[Middleware(CORSMiddleware), Middleware(TrustedHostMiddleware)])
wrapped = FastAPI()
wrapped.add_middleware(AuthMiddleware)
wrapped = CORSMiddleware(wrapped)
without = FastAPI()
without.add_middleware(AuthMiddleware)
# --- app/middleware.py
from fastapi import FastAPI, HTTPException
from starlette.middleware.base import BaseHTTPMiddleware


class AuthMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("x-key"):
            raise HTTPException(401)
        return await call_next(request)


class TimingMiddleware:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)


def install(app: FastAPI) -> None:
    app.add_middleware(AuthMiddleware)
