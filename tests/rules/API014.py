from datetime import date, time
from ipaddress import IPv4Address
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Body, Depends, FastAPI, Form, UploadFile
from pydantic import BaseModel, ConfigDict, EmailStr, Field, HttpUrl, field_validator

app = FastAPI()


class Plain(BaseModel):  # expect: API014/suggestion "`Plain`, the body of `POST /a` and 1 more, has no example"
    name: str


class WithField(BaseModel):
    name: str = Field(examples=["x"])


class WithConfig(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "x"}]})
    name: str


class Outer(BaseModel):
    inner: list[WithField]


class Inherits(WithField):
    other: int


class Tagging(BaseModel):
    tag: UUID
    kind: Literal["run", "pipeline"] = "run"
    since: date | None = None


class Addressed(BaseModel):
    link: HttpUrl | None = None
    mails: list[EmailStr]
    host: IPv4Address
    at: time


class Loose(BaseModel):  # expect: API014/suggestion "`Loose`"
    extra: dict[str, Any] | None = None


class Checked(BaseModel):  # expect: API014/suggestion "`Checked`"
    sku: str

    @field_validator("sku")
    @classmethod
    def is_sku(cls, value: str) -> str:
        if not value.startswith("AB-"):
            raise ValueError("no item number")
        return value


class Holder(BaseModel):  # expect: API014/suggestion "`Holder`"
    lines: list[Checked]


class Narrated(BaseModel):
    settings: dict[str, str]


class Narrowly(BaseModel):  # expect: API014/warning "`Narrowly`"
    settings: dict[str, str]


class Shared(BaseModel):  # expect: API014/suggestion "`Shared`, the body of `POST /l`, has no example"
    name: str


class Empty(BaseModel):
    pass


class Beside(BaseModel):
    name: str


class Formed(BaseModel):
    name: str


class Hidden(BaseModel):
    name: str


@app.post("/a")
def a(body: Plain) -> int:
    return 1


@app.put("/a")
def a2(body: list[Plain] | None = None) -> int:
    return 1


@app.post("/b")
def b(one: WithField) -> int:
    return 1


@app.post("/c")
def c(one: WithConfig) -> int:
    return 1


@app.post("/d")
def d(one: Outer) -> int:
    return 1


@app.post("/e")
def e(one: Inherits) -> int:
    return 1


@app.post("/f")
def f(one: Empty) -> int:
    return 1


@app.post("/g")
def g(one: Annotated[Beside, Body(openapi_examples={"x": {"value": {"name": "x"}}})]) -> int:
    return 1


@app.post("/h")
def h(one: Annotated[Formed, Form()]) -> int:
    return 1


@app.post("/i")
def i(file: UploadFile) -> int:
    return 1


@app.post("/j", include_in_schema=False)
def j(one: Hidden) -> int:
    return 1


@app.post("/k")
def k(one: Tagging) -> int:
    return 1


@app.post("/addressed")
def addressed(one: Addressed) -> int:
    return 1


@app.post("/loose")
def loose(one: Loose) -> int:
    return 1


@app.post("/checked")
def checked(one: Checked) -> int:
    return 1


@app.post("/holder")
def holder(one: Holder) -> int:
    return 1


@app.put("/narrated")
def narrated(one: Narrated) -> int:
    """Sets them.

    Example Request:

        curl -X PUT "http://localhost/narrated" -d '{"settings": {"colour": "red"}}'
    """
    return 1


@app.post("/narrated", description='For example `{"settings": {}}`.')
def narrated_too(one: Narrated) -> int:
    return 1


@app.put("/narrowly")
def narrowly(one: Narrowly) -> int:
    """Sets them, for example one.

    Answers `{settings}`.
    """
    return 1


def may_create(one: Shared) -> Shared:
    return one


@app.post("/l", dependencies=[Depends(may_create)])
def l_(one: Shared) -> int:
    return 1


class Free(BaseModel):  # expect: API014/suggestion "`Free`"
    name: str
    metadata: dict[str, Any] | None = None


class Asked(BaseModel):  # expect: API014/warning "`Asked`"
    settings: dict[str, Any]


class NotNull(BaseModel):  # expect: API014/suggestion "`NotNull`"
    sku: str | None = None

    @field_validator("sku")
    @classmethod
    def is_given(cls, value: str | None) -> str:
        if value is None:
            raise ValueError("null")
        return value.strip()


@app.post("/free")
def free(one: Free) -> int:
    return 1


@app.post("/asked")
def asked(one: Asked) -> int:
    return 1


@app.post("/not-null")
def not_null(one: NotNull) -> int:
    return 1
