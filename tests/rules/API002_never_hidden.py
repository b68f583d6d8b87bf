# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

from app.config import config, other

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


app = FastAPI(docs_url=None if config.ENV == "production" else "/docs")  # expect: API002/warning "never holds: the start fails where `ENV` is set to anything but `test`, `local` or `prod`, and"
shown = FastAPI(docs_url="/docs" if config.ENV != "production" else None)  # expect: API002/warning "always holds"
hidden = FastAPI(docs_url=None if config.ENV == "prod" else "/docs")
by_default = FastAPI(docs_url=None if config.ENV == "development" else "/docs")
elsewhere = FastAPI(docs_url=None if other.STAGE == "production" else "/docs")


@app.get("/a")
@shown.get("/a")
@hidden.get("/a")
@by_default.get("/a")
@elsewhere.get("/a")
def a(name: str = Depends(user)) -> str:
    return name


# --- app/config.py
import os

from pydantic_settings import BaseSettings


class Config(BaseSettings):
    ENV: str = "development"


class Other(BaseSettings):
    STAGE: str = "local"


def chosen():
    env = os.getenv("ENV", "local")
    kinds = {"test": Config(), "local": Config(), "prod": Config()}
    return kinds[env]


def forgiving():
    try:
        return {"local": Other()}[os.getenv("STAGE", "local")]
    except KeyError:
        return Other()


config: Config = chosen()
other: Other = forgiving()
