# --- app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import Field, SQLModel


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    hashed_password: Mapped[str]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


class Account(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    password: str
# --- app/main.py
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import get_session
from app.models import Account, Order, User

app = FastAPI()


class UserOut(BaseModel):
    id: int


@app.get("/users/{key}")
def read(key: int, session: Session = Depends(get_session)):
    return session.get(User, key)  # expect: VAL014/critical "`User.hashed_password` is in the answer of `GET /users/{key}`"


@app.get("/users")
def read_all(session: Session = Depends(get_session)) -> Any:
    users = session.scalars(select(User)).all()
    return {"users": users}  # expect: VAL014/critical


@app.get("/accounts/{key}")
def account(key: int, session: Session = Depends(get_session)):
    found = session.query(Account).filter(Account.id == key).first()
    return found  # expect: VAL014/critical


@app.get("/accounts/figures")
def figures(session: Session = Depends(get_session)):
    total = session.query(Account).count()
    return {"total": total, "open": session.query(Account).filter(Account.id > 1).count()}


@app.post("/accounts/setup")
def setup_account(session: Session = Depends(get_session)):
    return {"account": session.get(Account, 1)}  # expect: VAL014


def current_user() -> User: ...


@app.get("/me")
def me(user: User = Depends(current_user)):
    return user  # expect: VAL014/critical


@app.get("/filtered", response_model=UserOut)
def filtered(user: User = Depends(current_user)):
    return user


@app.get("/declared")
def declared(user: User = Depends(current_user)) -> UserOut:
    return user


@app.get("/parts")
def parts(user: User = Depends(current_user)):
    return {"id": user.id, "active": user.hashed_password is not None}


@app.get("/made")
def made(user: User = Depends(current_user)):
    return UserOut(id=user.id)


@app.get("/response")
def response(user: User = Depends(current_user)):
    return JSONResponse({"id": user.id})


@app.get("/orders/{key}")
def order(key: int, session: Session = Depends(get_session)):
    return session.get(Order, key)


@app.get("/masked")
def masked(user: User = Depends(current_user)):
    user.hashed_password = None
    return user
