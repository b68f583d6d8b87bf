# What a query leaves out has a least beside the most of what it gives.
# --- app/main.py
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query
from fastcrud.paginated import compute_offset
from pydantic import NonNegativeInt, conint
from sqlalchemy import select

from app.db import Item, found, session

app = FastAPI()


@app.get("/plain")
def plain(skip: int = 0, limit: int = 20):  # expect: VAL002 "`plain` takes `limit` without a maximum, and `skip` without a minimum" "= 20`, and give `skip` a `ge=0`: the database refuses a negative one."
    return session.execute(select(Item).offset(skip).limit(limit)).all()


@app.get("/handed")
def handed(limit: int = 20, offset: Annotated[int, Query(description="From")] = 0):  # expect: VAL002 "`handed`" "= 20`, and give `offset` a `ge=0`"
    return found(offset, limit)


@app.get("/bounded")
def bounded(limit: int = 20, skip: Annotated[int, Query(ge=0)] = 0):  # expect: VAL002 "`bounded`" "= 20`."
    return session.execute(select(Item).offset(skip).limit(limit)).all()


@app.get("/typed")
def typed(limit: int = 20, skip: conint(ge=0) = 0, offset: NonNegativeInt = 0):  # expect: VAL002 "`typed`" "= 20`."
    return session.execute(select(Item).offset(skip + offset).limit(limit)).all()


@app.get("/compared")
def compared(limit: int = 20, skip: int = 0):  # expect: VAL002 "`compared`" "= 20`."
    if skip < 0:
        skip = 0
    return session.execute(select(Item).offset(skip).limit(limit)).all()


@app.get("/raised")
def raised(limit: int = 20, skip: int = 0):  # expect: VAL002 "`raised`" "= 20`."
    return session.execute(select(Item).offset(max(skip, 0)).limit(limit)).all()


@app.get("/again")
def again(limit: int = 20, skip: int = 0):  # expect: VAL002 "`again`" "= 20`."
    skip = skip * 2 if skip else 1
    return session.execute(select(Item).offset(skip).limit(limit)).all()


@app.get("/cut")
def cut(limit: int = 20, skip: int = 0):  # expect: VAL002 "`cut`" "= 20`."
    return session.execute(select(Item).limit(limit)).all()[skip:]


@app.get("/pages")
def pages(page: int = 1, page_size: int = 20):  # expect: VAL002 "`page_size` without a maximum, and `page` without a minimum" "= 20`, and give `page` a `ge=1`: below that the offset is negative."
    return found((page - 1) * page_size, page_size)


@app.get("/counted")
def counted(size: int = 20, page: int = 0):  # expect: VAL002 "`counted`" "= 20`, and give `page` a `ge=0`: below"
    return found(page * size, size)


@app.get("/computed")
def computed(size: int = 20, page: int = 1):  # expect: VAL002 "`computed`" "= 20`, and give `page` a `ge=1`: below"
    return found(compute_offset(page, size), size)


@app.get("/first")
def first(size: int = 20, page: int = 1):  # expect: VAL002 "`size` without a maximum" "= 20`."
    return found((max(page, 1) - 1) * size, size)


@app.get("/refused")
def refused(size: int = 20, page: int = 1):  # expect: VAL002 "`size` without a maximum" "= 20`."
    if page < 1:
        raise HTTPException(400)
    return found((page - 1) * size, size)


@app.get("/named")
def named(size: int = 20, page: int = 1):  # expect: VAL002 "`size` without a maximum" "= 20`."
    return {"rows": found(0, size), "page": page}
# --- app/db.py
from sqlalchemy import Column, Integer, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase): ...


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)


session = Session(create_engine("sqlite://"))


def found(start: int, most: int):
    return session.execute(select(Item).offset(start).limit(most)).all()
# --- pyproject.toml
[project]
name = "app"
dependencies = ["fastapi", "psycopg", "sqlalchemy"]
