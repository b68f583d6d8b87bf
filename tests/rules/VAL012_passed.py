# --- app/main.py
from fastapi import FastAPI

from app import rows
from app.guards import check_permission
from app.schemas import AnyUpdate, CustomerUpdate, NoteIn

app = FastAPI()


@app.patch("/me")
def change_me(body: CustomerUpdate):
    return rows.update(1, body.model_dump(exclude_unset=True))  # expect: VAL012 "writes `role`"


@app.patch("/me/attributes")
def change_attributes(body: CustomerUpdate):
    changes = body.model_dump()
    return rows.set_attributes(1, changes)  # expect: VAL012


@app.patch("/me/later")
def change_later(body: CustomerUpdate):
    return rows.passed_on(1, changes=body.dict())  # expect: VAL012


@app.patch("/me/excluded")
def change_excluded(body: CustomerUpdate):
    return rows.update(1, body.model_dump(exclude={"role"}))


@app.patch("/me/allowed")
def change_allowed(body: CustomerUpdate):
    return rows.allowed(1, body.model_dump())


@app.patch("/me/chosen")
def change_chosen(body: CustomerUpdate):
    return rows.chosen(1, body.model_dump())


@app.patch("/me/logged")
def change_logged(body: CustomerUpdate):
    return rows.logged(body.model_dump())


@app.patch("/checked")
def change_checked(body: CustomerUpdate):
    check_permission("customers")
    return rows.update(1, body.model_dump())


@app.patch("/any")
def change_any(body: AnyUpdate):
    return rows.update(1, body.model_dump())  # expect: VAL012 "writes whatever fields the body has"


@app.patch("/note")
def change_note(body: NoteIn):
    return rows.update(1, body.model_dump())
# --- app/rows.py
from app.models import Customer, connection

ALLOWED = {"name"}


def update(key: int, changes: dict[str, object]) -> None:
    assignments = ", ".join(f"{column} = %s" for column in changes)
    with connection.cursor() as cursor:
        cursor.execute(f"update customer set {assignments} where id = %s", [*changes.values(), key])


def set_attributes(key: int, changes: dict[str, object]) -> Customer:
    row = Customer(id=key)
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def passed_on(key: int, changes: dict[str, object]) -> Customer:
    return set_attributes(key, changes)


def allowed(key: int, changes: dict[str, object]) -> None:
    assignments = ", ".join(f"{column} = %s" for column in changes if column in ALLOWED)
    with connection.cursor() as cursor:
        cursor.execute(f"update customer set {assignments} where id = %s", [key])


def chosen(key: int, changes: dict[str, object]) -> Customer:
    row = Customer(id=key)
    for name, value in changes.items():
        if name in ALLOWED:
            setattr(row, name, value)
    return row


def logged(changes: dict[str, object]) -> None:
    print(", ".join(f"{column}={value}" for column, value in changes.items()))
# --- app/schemas.py
from pydantic import BaseModel, ConfigDict


class CustomerUpdate(BaseModel):
    name: str | None = None
    role: str | None = None


class NoteIn(BaseModel):
    text: str


class AnyUpdate(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str | None = None
# --- app/models.py
import psycopg2
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()
connection = psycopg2.connect("dbname=app")


class Customer(Base):
    __tablename__ = "customers"

    id = Column(Integer, primary_key=True)
    role = Column(String(20))
