# from 0.115.0
"""Models of parameters and forms."""
from typing import Annotated, Literal, Optional

from fastapi import Cookie, FastAPI, Form, Header, Query
from pydantic import BaseModel, Field

app = FastAPI()


class Filter(BaseModel):
    model_config = {"extra": "forbid"}
    limit: int = Field(100, gt=0, le=100)
    offset: int = Field(0, ge=0)
    order_by: Literal["created_at", "updated_at"] = "created_at"
    tags: list[str] = []
    needed: Optional[str]


class Common(BaseModel):
    save_data: bool
    x_tag: list[str] = []
    if_none: Optional[str] = None


class Login(BaseModel):
    username: str
    password: str = Field(min_length=8)


@app.get("/filter")
def filtered(query: Annotated[Filter, Query()]):
    return query


@app.get("/headers")
def headers(common: Annotated[Common, Header()]):
    return common


@app.get("/cookies")
def cookies(common: Annotated[Common, Cookie()]):
    return common


@app.post("/login")
def login(data: Annotated[Login, Form()]):
    return data
