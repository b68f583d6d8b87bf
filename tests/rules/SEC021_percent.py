# --- app/main.py
from fastapi import FastAPI

from app import files, rows

app = FastAPI()


@app.get("/customers")
def customers(email: str) -> list:
    return rows.of(email) + files.of(email)
# --- app/rows.py
import psycopg2


def of(email: str) -> list:
    with psycopg2.connect("dbname=shop") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM customers WHERE email = '%s'" % email)  # expect: SEC021 "becomes part of the SQL" "WHERE email = %s"
        return cursor.fetchall()
# --- app/files.py
import sqlite3


def of(email: str) -> list:
    cursor = sqlite3.connect("shop.db").cursor()
    cursor.execute("SELECT id FROM customers WHERE email = '%s'" % email)  # expect: SEC021 "becomes part of the SQL"
    return cursor.fetchall()
