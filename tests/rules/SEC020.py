# --- app/orders.py
import logging
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

import psycopg2
from fastapi import APIRouter, Depends, Request
from psycopg2 import sql as pgsql
from psycopg2.extensions import quote_ident
from psycopg2.extras import execute_values
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.config import settings
from app.db import BASE_QUERY, COLUMNS, TABLE, get_session, transaction, where_clause

router = APIRouter()
logger = logging.getLogger(__name__)
SORTS = {"date": "created_at", "total": "total"}
STATUSES = ("open", "paid")


class Direction(str, Enum):
    up = "ASC"
    down = "DESC"


class OrderPatch(BaseModel):
    status: str | None = None
    note: str | None = None


@router.get("/orders")
def search(status: str, session: Session = Depends(get_session)) -> list:
    session.execute(text(f"SELECT * FROM orders WHERE status = '{status}'"))  # expect: SEC020 "`status`"
    session.execute(text("SELECT * FROM orders WHERE status = '%s'" % status))  # expect: SEC020
    session.execute(text("SELECT * FROM orders WHERE status = '" + status + "'"))  # expect: SEC020
    session.execute(text("SELECT * FROM orders WHERE status = '{}'".format(status)))  # expect: SEC020
    session.execute(text(" ".join(["SELECT * FROM orders ORDER BY", status])))  # expect: SEC020
    session.execute(text("SELECT * FROM orders WHERE status = :s"), {"s": status})
    query = "SELECT * FROM orders"
    if status:
        query += f" WHERE status LIKE '%{status}%'"
    session.execute(text(query))  # expect: SEC020
    return []


@router.get("/orders/{order_id}")
async def by_request(request: Request, session: Annotated[Session, Depends(get_session)]) -> list:
    column = request.query_params["sort"]
    return session.execute(text(f"SELECT * FROM orders ORDER BY {column}")).all()  # expect: SEC020


@router.get("/sorted")
def sorted_orders(
    sort: Literal["date", "total"],
    direction: Direction,
    limit: int,
    customer: UUID,
    kind: str,
    session: Session = Depends(get_session),
) -> list:
    session.execute(text(f"SELECT * FROM orders ORDER BY {sort} {direction.value} LIMIT {limit}"))
    session.execute(text(f"SELECT * FROM orders WHERE customer = '{customer}'"))
    session.execute(text(f"SELECT * FROM orders ORDER BY {SORTS[kind]}"))
    session.execute(text(f"SELECT * FROM orders ORDER BY {SORTS.get(kind, 'created_at')}"))
    session.execute(text(f"SELECT * FROM orders ORDER BY {'a' if kind == 'x' else 'b'}"))
    session.execute(text("SELECT * FROM orders LIMIT %d" % limit))
    session.execute(text(f"SELECT * FROM orders LIMIT {limit:d}"))
    if kind not in STATUSES:
        raise ValueError(kind)
    session.execute(text(f"SELECT * FROM orders WHERE status = '{kind}'"))
    logger.warning(f"delete from orders where kind = {kind}")
    return []


def driver(connection: psycopg2.extensions.connection, name: str, ids: list[int], rows: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: SEC020
        # fixed: cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
        cursor.execute("SELECT * FROM users WHERE name = %s" % name)  # expect: SEC020
        # fixed: cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
        cursor.execute("SELECT 1 FROM a WHERE b = %s AND c = %s" % (name, name))  # expect: SEC020
        # fixed: cursor.execute("SELECT 1 FROM a WHERE b = %s AND c = %s", (name, name))
        cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
        cursor.execute("SELECT * FROM users WHERE name LIKE %s", (f"%{name}%",))
        cursor.execute(f"SELECT * FROM {TABLE} WHERE name = %s", (name,))
        cursor.execute(f"{BASE_QUERY} WHERE name = %s", (name,))
        cursor.execute("SELECT " + ", ".join(COLUMNS) + " FROM users")
        marks = ", ".join(["%s"] * len(ids))
        cursor.execute(f"SELECT * FROM users WHERE id IN ({marks})", ids)
        cursor.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join("%s" for _ in ids), ids)
        named = ", ".join(f":p{i}" for i in range(len(ids)))
        also = ", ".join(f"%(p{i})s" for i, _ in enumerate(ids))
        cursor.execute(f"SELECT * FROM users WHERE id IN ({named}) OR id IN ({also})", ids)
        cursor.execute(pgsql.SQL("SELECT * FROM {}").format(pgsql.Identifier(name)))
        cursor.execute(pgsql.SQL("SELECT * FROM ") + pgsql.Identifier(name))
        cursor.execute(pgsql.SQL(f"SELECT * FROM users WHERE name = '{name}'"))  # expect: SEC020
        cursor.execute(f"SELECT * FROM {quote_ident(name, cursor)}")
        execute_values(cursor, f"INSERT INTO {name} VALUES %s", rows)  # expect: SEC020
        execute_values(cursor, "INSERT INTO users VALUES %s", rows)
        cursor.executemany(f"DELETE FROM users WHERE id = '{name}'", rows)  # expect: SEC020
        cursor.execute(f"SET search_path TO {settings.SCHEMA}")


def filters(connection: psycopg2.extensions.connection, name: str | None, city: str | None) -> None:
    conditions = ["active"]
    values: list[str] = []
    if name:
        conditions.append("name = %s")
        values.append(name)
    if city:
        conditions.append("city = %s")
        values.append(city)
    query = "SELECT * FROM users"
    if conditions:
        query += " WHERE " + " AND ".join(conditions)
    cursor = connection.cursor()
    cursor.execute(query, values)
    unsafe = []
    if name:
        unsafe.append(f"name = '{name}'")
    cursor.execute("SELECT * FROM users WHERE " + " AND ".join(unsafe))  # expect: SEC020 "`name`"
    clause, arguments = where_clause(name)
    cursor.execute(f"SELECT * FROM users {clause}", arguments)


def update(connection: psycopg2.extensions.connection, patch: OrderPatch, raw: dict) -> None:
    cursor = connection.cursor()
    data = patch.model_dump(exclude_unset=True)
    assignments = ", ".join(f"{key} = %s" for key in data)
    cursor.execute(f"UPDATE orders SET {assignments}", list(data.values()))  # expect: SEC020 "`key`"
    assignments = ", ".join(f"{key} = %s" for key in raw)
    cursor.execute(f"UPDATE orders SET {assignments}", list(raw.values()))  # expect: SEC020 "`key`"


def reused(connection: psycopg2.extensions.connection, name: str) -> None:
    cursor = connection.cursor()
    query = f"SELECT * FROM users WHERE name = '{name}'"
    logger.info(query)
    query = "SELECT * FROM users WHERE name = %s"
    cursor.execute(query, (name,))
    for table in ("users", "orders"):
        cursor.execute(f"TRUNCATE {table}")
    if name.isidentifier():
        cursor.execute(f"SELECT {name} FROM users")


def unknown(cursor, db, name):
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")  # expect: SEC020
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    db.execute(f"run {name}")
    db.fetch(f"https://example.com/{name}")


class Executor:
    def execute(self, command: str) -> None:
        print(command)


def commands(executor: Executor, name: str) -> None:
    executor.execute(f"select {name} from menu")


class Repository:
    table = "orders"

    def __init__(self, connection: psycopg2.extensions.connection) -> None:
        self.connection = connection

    def find(self, key: str) -> None:
        cursor = self.connection.cursor()
        cursor.execute(f"SELECT * FROM {self.table} WHERE key = '{key}'")  # expect: SEC020
        cursor.execute(f"SELECT * FROM {self.table} WHERE key = %s", (key,))


def through_manager(name: str) -> None:
    with transaction() as cursor:
        cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")  # expect: SEC020
        # fixed: cursor.execute("SELECT * FROM users WHERE name = %s", (name,))


class Store:
    def __init__(self, connection: psycopg2.extensions.connection) -> None:
        self.connection = connection

    def run(self, query: str) -> None:
        self.connection.cursor().execute(query)

    def find(self, name: str) -> None:
        self.run(f"SELECT * FROM users WHERE name = '{name}'")  # missing: SEC020
# --- app/db.py
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from psycopg2.extras import RealDictCursor
from sqlalchemy.orm import Session

TABLE = "orders"
COLUMNS = ["id", "name"]
BASE_QUERY = f"SELECT id FROM {TABLE}"


def get_session():
    with Session() as session:
        yield session


@contextmanager
def transaction() -> Iterator[RealDictCursor]:
    with psycopg2.connect("dbname=app", cursor_factory=RealDictCursor) as connection:
        with connection.cursor() as cursor:
            yield cursor


def where_clause(name: str | None) -> tuple[str, list]:
    if name:
        return "WHERE name = %s", [name]
    return "", []
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    SCHEMA: str = "public"


settings = Settings()
# --- app/aio.py
import sqlite3

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession


async def find(pool: asyncpg.Pool, session: AsyncSession, name: str) -> None:
    async with pool.acquire() as connection:
        await connection.fetch(f"SELECT * FROM users WHERE name = '{name}'")  # expect: SEC020
        await connection.fetch("SELECT * FROM users WHERE name = $1", name)
    await pool.fetchrow("SELECT * FROM users WHERE name = '" + name + "'")  # expect: SEC020
    await session.execute(sa.text(f"DELETE FROM users WHERE name = '{name}'"))  # expect: SEC020
    await session.execute(sa.select(sa.column("a")).order_by(sa.text(name + " DESC")))  # expect: SEC020


def lite(path: str, name: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"SELECT * FROM users WHERE name = '{name}'")  # expect: SEC020
    # fixed: connection.execute("SELECT * FROM users WHERE name = ?", (name,))
    connection.execute("SELECT * FROM users WHERE name = ?", (name,))


def build(name: str) -> str:
    return f"SELECT * FROM users WHERE name = '{name}'"


def built(path: str, name: str) -> None:
    sqlite3.connect(path).execute(build(name))  # expect: SEC020
    sqlite3.connect(path).execute(build("root"))
# --- tests/test_db.py
import sqlite3


def test_it(name: str) -> None:
    sqlite3.connect("x").execute(f"SELECT * FROM users WHERE name = '{name}'")
# --- app/legacy.py
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Report:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.table = "reports"

    def rows(self, name: str, request) -> None:
        db.engine.execute("INSERT INTO person (name) VALUES ('{}')".format(name))  # expect: SEC020
        db.engine.execute("INSERT INTO person (name) VALUES ('{}')".format("x"))
        db.engine.execute("INSERT INTO person (id) VALUES ({:d})".format(name))
        db.engine.execute("SELECT a FROM person WHERE name = '%s'".format(name))
        db.engine.execute("SELECT {{}} FROM {1} WHERE id = {0}".format(name, "t"))  # expect: SEC020
        db.engine.execute(f"SELECT a FROM {self.table} WHERE id = 1")
        db.engine.execute(f"SELECT a FROM t WHERE owner = {self.owner}")  # expect: SEC020/warning
        db.engine.execute("SELECT a FROM t WHERE age = " + request.value("age"))  # expect: SEC020/warning
        db.engine.execute(f"SELECT a FROM {undefined}")  # expect: SEC020/warning
        Person.objects.raw(f"SELECT a FROM t WHERE name = '{name}'")  # expect: SEC020
        Person.raw(f"rows of {name}")
# --- app/harmless.py
import json
from zoneinfo import ZoneInfo

import psycopg2


class Database:
    kind = "postgres"

    @property
    def now(self) -> str:
        if self.kind == "postgres":
            return "now()"
        return "datetime('now')"


def clean_up(connection: psycopg2.extensions.connection, database: Database, zone: ZoneInfo, payload: dict) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM audit WHERE at < {database.now}")
        cursor.execute(f"SET LOCAL TIME ZONE '{zone.key}'")
        text = json.dumps(payload).replace("'", "''")
        cursor.execute(f"NOTIFY changes, '{text}'")
# --- app/tool.py
import argparse

import psycopg2


def fix(connection: psycopg2.extensions.connection, sequence: str) -> None:
    connection.cursor().execute(f"SELECT setval('{sequence}', 1)")  # expect: SEC020/warning


if __name__ == "__main__":
    argparse.ArgumentParser().parse_args()
# --- app/enums.py
import sqlalchemy as sa
from alembic import op


def add_values(name: str, *values: str) -> None:
    for value in values:
        add_value(name, value)


def add_value(name: str, value: str) -> None:
    op.get_bind().execute(sa.text(f"ALTER TYPE {name} ADD VALUE '{value}'"))


def drop_value(name: str, value: str) -> None:
    op.get_bind().execute(sa.text(f"DELETE FROM kinds WHERE kind = '{value}'"))  # expect: SEC020/critical
# --- alembic/versions/0001_kinds.py
from app.enums import add_values

revision = "0001"
down_revision = None


def upgrade() -> None:
    add_values("kind", "new", "old")
# --- app/sources.py
import psycopg2

SOURCES = [{"type": "note", "table": "notes"}, {"type": "plan", "table": "plans"}]


def q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def rows_of(cursor: psycopg2.extensions.cursor, source: dict[str, str]) -> None:
    cursor.execute(f"SELECT id, '{source['type']}' AS kind FROM {source['table']}")


def named(cursor: psycopg2.extensions.cursor, kind: str) -> None:
    cursor.execute(f"SELECT id, '{kind}' AS kind FROM notes")  # expect: SEC020


def all_rows(cursor: psycopg2.extensions.cursor, wanted: str) -> None:
    for source in SOURCES:
        rows_of(cursor, source)
    named(cursor, "note")
    named(cursor, wanted)


def filtered(cursor: psycopg2.extensions.cursor, scope: str, child: str) -> None:
    where = []
    for column, value in {"scope": scope, "child": child}.items():
        where.append(f"{column} = %s")
    cursor.execute("SELECT * FROM notes WHERE " + " AND ".join(where), (scope, child))
    cursor.execute(f"SELECT * FROM {q(scope)} LIMIT 1")
# --- app/tables.py
import psycopg2
from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.orm import Session

router = APIRouter()


@router.get("/tables/{table}")
def browse(table: str, cursor: psycopg2.extensions.cursor) -> list:
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", (table,))
    columns = [row[0] for row in cursor.fetchall()]
    if not columns:
        raise LookupError(table)
    return columns


@router.get("/tables/{table}/rows")
def browse_rows(table: str, sort: str, session: Session) -> list:
    found = session.execute(
        text("SELECT column_name FROM information_schema.columns WHERE table_name = :name"), {"name": table}
    )
    columns = [row.column_name for row in found.fetchall()]
    if not columns:
        raise LookupError(table)
    session.execute(text(f"SELECT count(*) FROM {table}"))
    return session.execute(text(f"SELECT * FROM {table} ORDER BY {sort}")).all()  # expect: SEC020 "`sort` is put"


@router.get("/tables/{table}/first")
def browse_first(table: str, session: Session) -> list:
    found = session.execute(text("SELECT * FROM pg_tables WHERE tablename = :name"), {"name": table}).first()
    rows = session.execute(text(f"SELECT * FROM {table} LIMIT 1")).all()  # expect: SEC020
    if found is None:
        raise LookupError(table)
    return rows
