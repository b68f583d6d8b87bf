# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from app.events import connect, register


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(title="x", lifespan=lifespan)


@app.on_event("startup")  # expect: DEP015 "this startup handler is never called"
async def open_pool() -> None: ...


@app.on_event("shutdown")
async def close_pool() -> None: ...


both = FastAPI(lifespan=lifespan, on_startup=[connect])  # expect: DEP015 "startup handler"
by_function = FastAPI(lifespan=lifespan)
register(by_function)

# Routers run their own events beside the lifespan of the application.
router = APIRouter()


@router.on_event("startup")
async def warm_up() -> None: ...


clean = FastAPI(lifespan=lifespan)
clean.include_router(router)

# Without a lifespan they run.
old = FastAPI(lifespan=None, on_shutdown=[connect])


@old.on_event("startup")
async def start() -> None: ...


# A mounted application has its own lifespan.
outer = FastAPI(lifespan=lifespan)
outer.mount("/old", old)
# --- app/events.py
from fastapi import FastAPI


def connect() -> None: ...


def register(app: FastAPI) -> None:
    app.add_event_handler("shutdown", connect)  # expect: DEP015 "this shutdown handler"


def create_app() -> FastAPI:
    app = FastAPI(lifespan=make_lifespan())

    @app.on_event("startup")  # expect: DEP015
    async def start() -> None: ...

    return app


def make_lifespan(): ...
