# The guard leaves out what a list or a function says, which is not seen.
# --- app/main.py
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app.auth import is_allowed, user_of

app = FastAPI()


@app.middleware("http")
async def guard(request: Request, call_next):
    if is_allowed(request.url.path):
        return await call_next(request)
    if user_of(request.headers.get("Authorization")) is None:
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


@app.get("/health")
def health() -> str:
    return "ok"

# --- app/auth.py
def user_of(token: str | None) -> str | None: ...


def is_allowed(path: str) -> bool:
    return path in load_allowed()
