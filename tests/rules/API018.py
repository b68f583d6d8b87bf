from fastapi import FastAPI

from app.config import settings

app = FastAPI()  # expect: API018 "its `title`, `version` and `description`"
some = FastAPI(title=settings.name, version="1")  # expect: API018 "its `description`"
whole = FastAPI(title=settings.name, version="1", summary="Does it.")
OPTIONS = {"title": "x"}
unpacked = FastAPI(**OPTIONS)
hidden = FastAPI(openapi_url=None)
silent = FastAPI(openapi_url="")
empty = FastAPI()


@app.get("/a")
@some.get("/a")
@whole.get("/a")
@unpacked.get("/a")
@hidden.get("/a")
@silent.get("/a")
def a() -> int:
    return 1
# --- app/config.py
class Settings:
    name = "x"


settings = Settings()
# --- app/extended.py
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

extended = FastAPI()


@extended.get("/b")
def b() -> int:
    return 1


def schema() -> dict:
    return get_openapi(title="Orders", version="1", description="Takes them.", routes=extended.routes)


extended.openapi = schema
# --- tool/cli/login.py
from fastapi import FastAPI

login = FastAPI()


@login.get("/callback")
def callback() -> int:
    return 1
