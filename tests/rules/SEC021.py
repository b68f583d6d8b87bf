# --- app/main.py
from fastapi import FastAPI

from app.api import router

app = FastAPI()
app.include_router(router)
# --- app/api.py
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

import psycopg2
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from app.repository import OrderRepository, count_rows, get_connection
from app.service import OrderService, find_by_name, get_service

router = APIRouter()


class Direction(str, Enum):
    up = "ASC"
    down = "DESC"


class Search(BaseModel):
    term: str
    limit: int = 10


@router.get("/orders")
def list_orders(sort: str, service: Annotated[OrderService, Depends(get_service)]) -> list:
    return service.list_orders(sort)


@router.get("/orders/by-status")
async def by_status(sort: Literal["date", "total"], service: OrderService = Depends(get_service)) -> list:
    return service.sorted(sort)


@router.get("/orders/by-direction")
async def by_direction(direction: Direction, customer: UUID, limit: int, service: OrderService = Depends(get_service)):
    return service.numbers(direction, customer, limit)


@router.post("/orders/search")
def search(body: Search, service: OrderService = Depends(get_service)) -> list:
    return service.search(body)


@router.post("/orders/limited")
def limited(body: Search, service: OrderService = Depends(get_service)) -> list:
    return service.limited(body)


@router.get("/people")
def people(request: Request, connection=Depends(get_connection)) -> list:
    return find_by_name(connection, request.query_params["name"])


@router.get("/count")
def count(table: str = Query(pattern="^[a-z]+$")) -> int:
    return count_rows(table)


@router.get("/checked")
def checked(column: str, service: OrderService = Depends(get_service)) -> list:
    return service.checked(column)
# --- app/service.py
from app.repository import OrderRepository, order_clause, validate_column


def get_service() -> "OrderService":
    return OrderService(OrderRepository())


class OrderService:
    def __init__(self, repository: OrderRepository) -> None:
        self.repository = repository

    def list_orders(self, sort: str) -> list:
        clause = order_clause(sort)
        return self.repository.find("SELECT * FROM orders " + clause)

    def sorted(self, sort):
        return self.repository.find_literal("SELECT * FROM orders ORDER BY " + sort)

    def numbers(self, direction, customer, limit):
        return self.repository.find_numbers(f"SELECT * FROM orders ORDER BY date {direction.value} LIMIT {limit}", customer)

    def search(self, body):
        return self.repository.search(body.term)

    def limited(self, body):
        return self.repository.limited(body.limit)

    def checked(self, column: str) -> list:
        validate_column(column)
        return self.repository.by_column(column)


def find_by_name(connection, name: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people WHERE name = %s", (name,))
        cursor.execute(make_query(name))  # expect: SEC021
        return cursor.fetchall()


def make_query(name: str) -> str:
    return f"SELECT * FROM people WHERE name = '{name}'"
# --- app/repository.py
import psycopg2

COLUMNS = {"date", "total"}


def get_connection():
    connection = psycopg2.connect("dbname=app")
    try:
        yield connection
    finally:
        connection.close()


def order_clause(column: str) -> str:
    return f"ORDER BY {column}"


def validate_column(column: str) -> None:
    if column not in COLUMNS:
        raise ValueError(column)


def count_rows(table: str) -> int:
    cursor = psycopg2.connect("dbname=app").cursor()
    cursor.execute("SELECT count(*) FROM " + table)
    return cursor.fetchone()[0]


class OrderRepository:
    def __init__(self) -> None:
        self.connection = psycopg2.connect("dbname=app")

    def find(self, query: str) -> list:
        cursor = self.connection.cursor()
        cursor.execute(query)  # expect: SEC021 "query parameter `sort`"
        return cursor.fetchall()

    def find_literal(self, query: str) -> list:
        cursor = self.connection.cursor()
        cursor.execute(query)
        return cursor.fetchall()

    def find_numbers(self, query: str, customer) -> list:
        cursor = self.connection.cursor()
        cursor.execute(query + f" AND customer = '{customer}'")
        return cursor.fetchall()

    def search(self, term: str) -> list:
        cursor = self.connection.cursor()
        cursor.execute(f"SELECT * FROM orders WHERE name LIKE '%{term}%'")  # expect: SEC021 "`body.term` of the body"
        return cursor.fetchall()

    def limited(self, limit) -> list:
        cursor = self.connection.cursor()
        cursor.execute(f"SELECT * FROM orders LIMIT {limit}")
        return cursor.fetchall()

    def by_column(self, column: str) -> list:
        cursor = self.connection.cursor()
        cursor.execute("SELECT * FROM orders ORDER BY " + column)
        return cursor.fetchall()
# --- app/kept.py
from fastapi import FastAPI
from psycopg2.extensions import connection

from app.audit import audit

app = FastAPI()
app.include_router(audit)


def connect() -> connection: ...


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@app.post("/tasks")
def create(title: str, sort: str) -> None:
    insert: dict[str, str] = {}
    for column, value in {"title": title, "task": title}.items():
        insert[column] = value
    columns = list(insert)
    cursor = connect().cursor()
    cursor.execute(f"INSERT INTO tasks ({', '.join(columns)}) VALUES (%s, %s)", (title, title))
    cursor.execute(f"SELECT * FROM tasks ORDER BY {quoted(sort)}")
    insert[sort] = title
# --- app/audit.py
from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.orm import Session

audit = APIRouter()


class Filter(BaseModel):
    event: str


def run_named(session: Session, query: str, params) -> list:
    if isinstance(params, dict):
        for key in params.keys():
            query = query.replace("?", f":{key}", 1)
        return session.execute(text(query), params).all()
    return session.execute(text(query)).all()


def run_keys(session: Session, query: str, params) -> list:
    for key in params.keys():
        query = query.replace("?", f":{key}", 1)
    return session.execute(text(query), params).all()  # expect: SEC021


@audit.get("/events")
def events(event: str, session: Session) -> list:
    params = [1]
    params.append(event)
    return run_named(session, "SELECT * FROM events WHERE level = ? AND name = ?", tuple(params))


@audit.post("/filters")
def filters(body: dict, session: Session) -> list:
    return run_keys(session, "SELECT * FROM events WHERE name = ?", body)
