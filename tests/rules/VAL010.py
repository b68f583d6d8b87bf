# --- requirements.txt
pydantic==2.9.2
pydantic-settings==2.5.0
fastapi==0.115.0
# --- app/main.py
from typing import Annotated, Optional, Union

from fastapi import FastAPI
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings
from sqlmodel import SQLModel

app = FastAPI()
MaybeName = Optional[str]


class Address(BaseModel):
    street: str
    floor: int | None  # expect: VAL010 "`Address.floor` may be None"
    # fixed: floor: int | None = None


class Profile(BaseModel):
    nickname: Optional[str]  # expect: VAL010
    # fixed: nickname: Optional[str] = None
    phone: Union[str, None]  # expect: VAL010
    size: Annotated[int | None, Field(ge=1)]  # expect: VAL010
    # fixed: size: Annotated[int | None, Field(ge=1)] = None
    name: MaybeName  # expect: VAL010
    address: Address

    explicit: str | None = Field(...)
    also_explicit: str | None = ...
    good: Optional[str] = None
    better: Annotated[str | None, Field(default=None)]
    made: list[str] | None = Field(default_factory=list)
    plain: str
    several: int | str


class Pin(BaseModel):
    """``version=None`` unpins, so the field is required and explicitly nullable."""

    version: str | None


class Made(BaseModel):
    id: str | None

    def __init__(self, id: str | None = None, **values) -> None:
        super().__init__(id=id or "made", **values)


class Settings(BaseSettings):
    dsn: str | None  # expect: VAL010
    debug: bool = False


class Shown(BaseModel):
    note: str | None


class Hero(SQLModel, table=True):
    id: int | None


class Never(BaseModel):
    note: str | None


@app.post("/profile", response_model=Shown)
def save(profile: Profile, hero: Hero, pin: Pin, made: Made):
    return profile
# --- old/pyproject.toml
[project]
name = "old"
dependencies = ["pydantic==1.10.13"]
# --- old/main.py
from typing import Optional

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Body(BaseModel):
    note: Optional[str]


@app.post("/")
def save(body: Body) -> None: ...
