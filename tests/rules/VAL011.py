# --- app/main.py
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Form, HTTPException, Query
from google.cloud import firestore

from app.guards import get_admin_user, get_user, reject_flags_of_non_admins, require_admin
from app.repository import apply, save, with_price
from app.rows import Row
from app.schemas import (
    Answer,
    ByHand,
    Called,
    Closed,
    Dynamic,
    Filters,
    Keyworded,
    Legacy,
    Nested,
    Options,
    Order,
    Partly,
    Priced,
    Proxied,
    Read,
    ScimUser,
    StripeEvent,
    Tuning,
    Unset,
)

app = FastAPI()
db = firestore.Client()


@app.post("/orders", response_model=Answer)
def create(order: Order, nested: Nested, closed: Closed, unset: Unset) -> Answer:
    db.collection("orders").document().set(order.model_dump())
    db.collection("closed").add(closed.model_dump())
    db.collection("unset").add(unset.model_dump())
    save(nested)
    return Answer(id=1)


@app.put("/legacy")
def legacy(body: Legacy) -> None:
    data = {**body.dict(), "by": "me"}
    print(Row(**data))


@app.put("/keyworded")
async def keyworded(body: Keyworded) -> None:
    apply(db.row, body)


@app.get("/search")
def search(filters: Annotated[Filters, Query()], dynamic: Dynamic = Depends()) -> None:
    db.searches.insert_one(filters.model_extra)


@app.post("/stripe")
def stripe(event: StripeEvent) -> None:
    db.events.insert_one(event.model_dump())


@app.post("/members")
def members(user: ScimUser) -> None:
    db.users.insert_one(user.model_dump())


@app.post("/options", dependencies=[Depends(get_admin_user)])
def options(body: Options) -> None:
    db.options.insert_one(body.model_dump())


@app.post("/by-hand")
def by_hand(body: ByHand, user: dict = Depends(get_user)) -> None:
    if user["role"] is None or user["role"] != "admin":
        raise HTTPException(403)
    db.options.insert_one(body.model_dump())


@app.post("/called")
def called(body: Called, user: dict = Depends(get_user)) -> None:
    require_admin(user)
    db.options.insert_one(body.model_dump())


@app.post("/partly")
def partly(body: Partly, user: dict = Depends(get_user)) -> None:
    reject_flags_of_non_admins(body.name, user)
    if body.name:
        if user["role"] != "admin":
            raise HTTPException(403)
    db.options.insert_one(body.model_dump())


@app.post("/priced")
def priced(body: Priced) -> None:
    row = with_price(body)
    add = db.add_row if body.name else db.add_other
    add(row=row)


@app.post("/read")
def read(body: Read) -> None:
    db.rows.insert_one({"sku": body.sku})
    print(body.model_dump())


@app.post("/dry-run")
def dry_run(body: Tuning) -> str:
    return body.name


@app.post("/proxied")
async def proxied(body: Proxied) -> None:
    async with httpx.AsyncClient() as client:
        payload = body.model_dump(exclude_none=True)
        await client.put("https://example.com", json=payload)
# --- app/rows.py
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "rows"

    id = Column(Integer, primary_key=True)
# --- app/repository.py
from app.rows import Row
from app.schemas import Nested, Priced


def with_price(body: Priced) -> Priced:
    return body.copy()


def save(nested: Nested) -> None:
    for line in [nested]:
        print(line)
    print(Row(lines=[], first=nested.first.model_dump()))


def apply(row, change) -> None:
    for key, value in change.model_dump(exclude_unset=True).items():
        setattr(row, key, value)
# --- app/guards.py
import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_user(token: str = Depends(scheme)) -> dict:
    return jwt.decode(token, "k", algorithms=["HS256"])


def require_admin(user: dict) -> None:
    if user["role"] != "admin":
        raise HTTPException(403)


def reject_flags_of_non_admins(flag: str, user: dict) -> None:
    if flag and user["role"] != "admin":
        raise HTTPException(403)


def get_admin_user(token: str = Depends(scheme)) -> dict:
    user = jwt.decode(token, "k", algorithms=["HS256"])
    if user["role"] != "admin":
        raise HTTPException(403)
    return user
# --- app/schemas.py
from pydantic import BaseModel, ConfigDict, Extra


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    #                               ^^^^^^^ expect: VAL011/review "`Order` and 1 other request models"
    # fixed: model_config = ConfigDict(extra="forbid")


class Order(Open):
    sku: str


class Line(Open):
    amount: int


class Nested(BaseModel):
    first: Line


class Closed(Open):
    model_config = ConfigDict(extra="forbid")

    sku: str


class Unset(BaseModel):
    sku: str


class Answer(BaseModel):
    model_config = ConfigDict(extra="allow")

    id: int


class Legacy(BaseModel):
    sku: str

    class Config:
        extra = Extra.allow  # expect: VAL011
        # fixed: extra = Extra.forbid


class Keyworded(BaseModel, extra='allow'):  # expect: VAL011 "`Keyworded` takes whatever fields"
    sku: str


class Filters(BaseModel):
    model_config = {"extra": "allow"}  # expect: VAL011

    q: str


class Dynamic(BaseModel):
    model_config = {"extra": "ignore"}

    q: str


class StripeEvent(BaseModel):
    model_config = ConfigDict(extra="allow")

    id: str


class Unused(BaseModel):
    model_config = ConfigDict(extra="allow")


class ScimUser(BaseModel):
    model_config = ConfigDict(extra="allow")

    userName: str


class Options(BaseModel):
    model_config = ConfigDict(extra="allow")  # expect: VAL011/warning

    name: str


class Read(BaseModel):
    model_config = ConfigDict(extra="allow")

    sku: str


class Tuning(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str


class Proxied(BaseModel):
    model_config = ConfigDict(extra="allow")

    model: str


class ByHand(BaseModel):
    model_config = ConfigDict(extra="allow")  # expect: VAL011/warning

    name: str


class Called(BaseModel):
    model_config = ConfigDict(extra="allow")  # expect: VAL011/warning

    name: str


class Partly(BaseModel):
    model_config = ConfigDict(extra="allow")  # expect: VAL011/review

    name: str


class Priced(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
