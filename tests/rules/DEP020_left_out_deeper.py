# The middleware asks a setting's list; what refuses stands in another function.
# --- app/main.py
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app.auth import authenticate, settings

app = FastAPI()


@app.middleware("http")
async def guard(request: Request, call_next):
    path = request.url.path
    if path == "/" or path in settings.open_paths:
        return await call_next(request)
    try:
        authenticate(request)
    except PermissionError:
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


@app.get("/health")
def health() -> str:
    return "ok"

# --- app/auth.py
import jwt

settings = load_settings()


def authenticate(request) -> None:
    token = request.headers.get("Authorization")
    if not token:
        raise PermissionError("no token")
    jwt.decode(token, settings.key, algorithms=["HS256"])
