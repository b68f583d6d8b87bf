from fastapi import APIRouter, FastAPI

hidden = FastAPI(openapi_url=None)
empty = FastAPI(openapi_url="", docs_url=None)
shown = FastAPI()
both = APIRouter()


@hidden.get("/a")
def a() -> int:
    return 1


@empty.get("/b")
def b() -> int:
    return 1


@both.get("/c")
def c() -> int:  # expect: API003 "`GET /v2/c` (`c`)"
    return 1


hidden.include_router(both, prefix="/v1")
shown.include_router(both, prefix="/v2")
