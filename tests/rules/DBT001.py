# --- app/main.py
from contextlib import closing
from typing import Annotated

import psycopg2
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql://app@localhost/app")
SessionLocal = sessionmaker(bind=engine)
Async = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@localhost/app"))
app = FastAPI()


def only_without_error():
    db = SessionLocal()  # expect: DBT001/warning "closes the session only if the endpoint raises nothing"
    yield db
    db.close()


def never():
    db = Session(engine)  # expect: DBT001/warning "closes none"
    try:
        yield db
    finally:
        print("done")


def returned() -> Session:
    return SessionLocal()  # expect: DBT001/warning "that nobody closes"


def connection():
    conn = psycopg2.connect("dbname=app")  # expect: DBT001
    yield conn


def with_block():
    with SessionLocal() as db:
        yield db


def with_finally():
    db = SessionLocal()
    try:
        yield db
        db.commit()
    except Exception:
        db.rollback()
        raise
    finally:
        db.close()


def with_closing():
    conn = psycopg2.connect("dbname=app")
    with closing(conn):
        yield conn


async def asynchronous():
    async with Async() as session:
        yield session


def not_a_dependency() -> Session:
    return SessionLocal()


@app.get("/a")
def a(
    x: Annotated[Session, Depends(only_without_error)],
    y: Annotated[Session, Depends(never)],
    z: Annotated[Session, Depends(returned)],
    c: Annotated[object, Depends(connection)],
) -> None: ...


@app.get("/b")
def b(
    x: Annotated[Session, Depends(with_block)],
    y: Annotated[Session, Depends(with_finally)],
    z: Annotated[object, Depends(with_closing)],
    c: Annotated[object, Depends(asynchronous)],
) -> None: ...
