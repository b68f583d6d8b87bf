"""Times the model of a generated backend's application, on one thread.

    application.py [--program build/release/bench/build_application] [--routes 2000] [--most MILLISECONDS]

The backend goes to build/bench: modules with a router, models and dependencies each, included by an
application, as CRUD backends have them. Exit code 1: building the model takes longer than --most (150).
"""
import argparse
import json
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.normpath(os.path.join(HERE, "..", "build"))
ROUTES_OF_A_MODULE = 20

DEPENDENCIES = '''"""Dependencies."""
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, Query, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

from app.settings import settings

scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"read": "Read.", "write": "Write."})


def get_db():
    db = object()
    try:
        yield db
    finally:
        del db


def get_current_user(scopes: SecurityScopes, token: Annotated[str, Depends(scheme)]) -> str:
    try:
        claims = jwt.decode(token, settings.secret, algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(status_code=401) from error
    return claims["sub"]


class Page:
    def __init__(self, limit: int = Query(50, ge=1, le=100), offset: int = 0, order_by: str | None = None):
        self.limit, self.offset, self.order_by = limit, offset, order_by


Db = Annotated[object, Depends(get_db)]
User = Annotated[str, Security(get_current_user, scopes=["read"])]
Paged = Annotated[Page, Depends()]
'''
SETTINGS = '''"""Settings."""
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    api_prefix: str = "/api/v1"
    secret: str = ""


settings = Settings()
'''
MODELS = '''"""Models of {name}."""
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class {cls}Kind(str, Enum):
    small = "small"
    large = "large"


class {cls}Base(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str = Field(min_length=1, max_length=200, description="What it is called.")
    kind: {cls}Kind = {cls}Kind.small
    tags: list[str] = []
    price: float | None = Field(None, gt=0)


class {cls}Create({cls}Base):
    owner_id: UUID


class {cls}Update({cls}Base):
    title: str | None = None


class {cls}Read({cls}Base):
    id: int
    created_at: datetime
    parent: "{cls}Read | None" = None


class {cls}Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
'''
ROUTER = '''"""Endpoints of {name}."""
from fastapi import APIRouter, Body, HTTPException, Path, status

from app.dependencies import Db, Paged, User
from app.models.{name} import {cls}Create, {cls}Page, {cls}Read, {cls}Update

router = APIRouter(prefix="/{name}", tags=["{name}"], responses={{404: {{"description": "Not found"}}}})
'''
ENDPOINTS = '''

@router.get("/group{n}", response_model={cls}Page[{cls}Read])
def list_{name}_{n}(db: Db, user: User, page: Paged, q: str | None = None):
    """List them."""
    return db.query(page, q)


@router.post("/group{n}", status_code=status.HTTP_201_CREATED)
def create_{name}_{n}(db: Db, user: User, item: {cls}Create) -> {cls}Read:
    """Create one."""
    if db.exists(item):
        raise HTTPException(status_code=409, detail="There is one")
    return db.add(item)


@router.get("/group{n}/{{item_id}}")
def read_{name}_{n}(db: Db, user: User, item_id: int = Path(ge=1)) -> {cls}Read:
    """Read one."""
    item = db.get(item_id)
    if item is None:
        raise HTTPException(status_code=404, detail="Not found")
    return item


@router.patch("/group{n}/{{item_id}}")
def update_{name}_{n}(db: Db, user: User, item_id: int, item: {cls}Update, note: str = Body("")) -> {cls}Read:
    """Change one."""
    return db.update(item_id, item, note)
'''
MAIN = '''"""The application."""
from fastapi import FastAPI

{imports}
from app.settings import settings

app = FastAPI(title="Generated")
{includes}
'''


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def generate(root, routes):
    """Writes a backend with that many routes."""
    shutil.rmtree(root, ignore_errors=True)
    names = [f"things{i}" for i in range((routes + ROUTES_OF_A_MODULE - 1) // ROUTES_OF_A_MODULE)]
    write(os.path.join(root, "app", "dependencies.py"), DEPENDENCIES)
    write(os.path.join(root, "app", "settings.py"), SETTINGS)
    for package in ("app", "app/models", "app/routers"):
        write(os.path.join(root, package, "__init__.py"), "")
    for name in names:
        words = {"name": name, "cls": name.title()}
        endpoints = "".join(ENDPOINTS.format(n=n, **words) for n in range(ROUTES_OF_A_MODULE // 4))
        write(os.path.join(root, "app", "models", name + ".py"), MODELS.format(**words))
        write(os.path.join(root, "app", "routers", name + ".py"), ROUTER.format(**words) + endpoints)
    imports = "\n".join(f"from app.routers import {name}" for name in names)
    includes = "\n".join(f"app.include_router({name}.router, prefix=settings.api_prefix)" for name in names)
    write(os.path.join(root, "app", "main.py"), MAIN.format(imports=imports, includes=includes))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.path.join(BUILD, "release", "bench", "build_application"))
    parser.add_argument("--routes", type=int, default=2000)
    parser.add_argument("--most", type=float, default=150)
    options = parser.parse_args()
    root = os.path.join(BUILD, "bench", f"routes-{options.routes}")
    generate(root, options.routes)
    done = subprocess.run([options.program, root], check=True, text=True, capture_output=True)
    found = json.loads(done.stdout)
    print(f"{found['routes']} routes: the application's model in {found['application_ms']} ms, "
          f"all with reading and parsing in {found['whole_ms']} ms, on one thread")
    raise SystemExit(found["routes"] != options.routes or found["application_ms"] > options.most)


if __name__ == "__main__":
    main()
