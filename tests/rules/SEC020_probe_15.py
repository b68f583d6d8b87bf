# Probe 15: columns of a constant, placeholders, Literals and log lines are no SQL of a client's.
# rules: SEC021
import logging
from typing import Literal

import psycopg2
from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)
COLUMNS = ("id", "name", "total")
connection = psycopg2.connect("dbname=app")


@app.get("/columns")
def columns(ids: list[int]) -> list:
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(COLUMNS)} from orders where id in ({marks})", ids)
        return cursor.fetchall()


@app.get("/chosen")
def chosen(sort: Literal["id", "name"]) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"select id from orders order by {sort}")
        return cursor.fetchall()


@app.get("/free")
def free(sort: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"select id from orders order by {sort}")  # expect: SEC020
        return cursor.fetchall()


@app.get("/logged")
def logged(x: str) -> None:
    logger.warning(f"delete from {x}")
