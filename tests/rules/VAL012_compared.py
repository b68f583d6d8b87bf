# Any field gets in and is stored, and one of them is what administrators are told by: certain.
# --- app/main.py
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict

from app import customers

app = FastAPI()


class Change(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str = ""


@app.patch("/me")
def change(body: Change) -> None:
    customers.update(1, body.model_dump())  # expect: VAL012/critical "`role` too"


@app.get("/flush")
def flush() -> None:
    if customers.get(1).role != "admin":
        raise HTTPException(403)
# --- app/customers.py
import psycopg2


class Customer:
    role: str = ""


def get(key: int) -> Customer:
    return Customer()


def update(key: int, fields: dict[str, object]) -> None:
    assignments = ", ".join(f"{column} = %s" for column in fields)
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE customers SET " + assignments + " WHERE id = %s", (*fields.values(), key))
