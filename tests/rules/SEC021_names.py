# Names of columns that clients send, and a second value in one statement.
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

from app import rows

app = FastAPI()


class Change(BaseModel):
    model_config = ConfigDict(extra="allow")


@app.patch("/rows/{key}")
def change(key: int, body: Change) -> None:
    rows.update(key, body.model_dump())


@app.patch("/rows/{key}/parts")
def change_parts(key: int, body: dict[str, str]) -> None:
    rows.update_parts(key, body)


@app.get("/rows")
def search(text: str, order_by: str = "name") -> list:
    return rows.search(text, order_by)
# --- app/rows.py
import psycopg2


def update(key: int, fields: dict[str, object]) -> None:
    assignments = ", ".join(f"{column} = %s" for column in fields)
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE rows SET " + assignments + " WHERE id = %s", (*fields.values(), key))  # expect: SEC021/critical "names in the body `body` become" "mended with VAL012: once `Change` refuses fields"


def update_parts(key: int, fields: dict[str, str]) -> None:
    assignments = ", ".join(f"{column} = %s" for column in fields)
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE parts SET " + assignments + " WHERE id = %s", (*fields.values(), key))  # expect: SEC021/critical "names in the body" "let through only those of a list of the columns"


def search(text: str, order_by: str) -> list:
    query = f"SELECT id FROM rows WHERE name LIKE '%{text}%' ORDER BY {order_by}"
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        cursor.execute(query)  # expect: SEC021 "as does query parameter `order_by`"
        return cursor.fetchall()
