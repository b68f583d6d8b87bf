# SQLite takes a negative offset for none.
# --- app/main.py
from typing import Annotated

from fastapi import FastAPI, Query
from sqlalchemy import Column, Integer, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Session

app = FastAPI()


class Base(DeclarativeBase): ...


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)


session = Session(create_engine("sqlite:///items.db"))


@app.get("/items")
def items(skip: int = 0, limit: int = 20):  # expect: VAL002 "`items`" "= 20`."
    return session.execute(select(Item).offset(skip).limit(limit)).all()


@app.get("/named")
def named(page: Annotated[int, Query(ge=1)] = 1): ...
# --- pyproject.toml
[project]
name = "app"
dependencies = ["fastapi", "sqlalchemy"]
