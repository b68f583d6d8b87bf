# A function makes the list of middleware.
# --- app/main.py
from fastapi import Depends, FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer


def make_middleware() -> list[Middleware]:
    middleware = [
        Middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True),  # expect: SEC084/review
    ]
    return middleware


def create_app() -> FastAPI:
    app_ = FastAPI(middleware=make_middleware())
    return app_


app = create_app()


@app.post("/orders", dependencies=[Depends(HTTPBearer())])
def create() -> None: ...


def chosen(strict: bool) -> list[Middleware]:
    if strict:
        return []
    return [Middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)]


other = FastAPI(middleware=chosen(True))


@other.get("/orders")
def read() -> int:
    return 1
