# What the form of an address lets through: quotes and comments, no second statement.
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel, EmailStr

from app import rows

app = FastAPI()


class Login(BaseModel):
    email: EmailStr
    name: str


@app.post("/login")
def login(body: Login) -> list:
    return rows.by_email(body.email)


@app.post("/names")
def names(body: Login) -> list:
    return rows.by_name(body.name)
# --- app/rows.py
import psycopg2


def by_email(email: str) -> list:
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM rows WHERE email = '%s'" % email)  # expect: SEC021/critical "" "`EmailStr` refuses"
        return cursor.fetchall()


def by_name(name: str) -> list:
    with psycopg2.connect("dbname=app") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM rows WHERE name = '%s'" % name)  # expect: SEC021/critical
        return cursor.fetchall()
