# Values between quotes, with the text that stands there beside them.
# --- app/main.py
from fastapi import FastAPI

from app import rows

app = FastAPI()


@app.get("/customers")
def customers(text: str, name: str, order_by: str = "name") -> list:
    return rows.search(text, order_by) + rows.both(text, name) + rows.marked(text)
# --- app/rows.py
import psycopg2

_COLUMNS = "id, name"


def search(text: str, order_by: str) -> list:
    query = f"SELECT {_COLUMNS} FROM customers WHERE name ILIKE '%{text}%' ORDER BY {order_by}"
    with psycopg2.connect("dbname=shop") as connection, connection.cursor() as cursor:
        cursor.execute(query + " LIMIT 100")  # expect: SEC021 "becomes part of the SQL" ",)` as its second argument. Look `order_by` up in a mapping of the names that are allowed."
        return cursor.fetchall()


def both(text: str, name: str) -> list:
    with psycopg2.connect("dbname=shop") as connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM customers WHERE name = '{name}' OR notes LIKE '{text}%'")  # expect: SEC021 "becomes part of the SQL" "Write `%s` for `'{name}'`, `'{text}%'` in the statement, and give `cursor.execute` `(name, f"
        return cursor.fetchall()


def marked(text: str) -> list:
    with psycopg2.connect("dbname=shop") as connection, connection.cursor() as cursor:
        # A `%` that stays would be a placeholder.
        cursor.execute(f"SELECT id FROM customers WHERE name LIKE 'A%' AND notes = '{text}'")  # expect: SEC021 "becomes part of the SQL"
        return cursor.fetchall()
