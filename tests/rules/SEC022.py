# --- app/db.py
import sqlite3

import psycopg2
from psycopg2.extras import RealDictCursor


def find(connection: psycopg2.extensions.connection, name: str, number: int, row: tuple, other) -> None:
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute("SELECT 1 FROM users WHERE name = %s", (name))  # expect: SEC022 "no tuple"
        # fixed: cursor.execute("SELECT 1 FROM users WHERE name = %s", (name,))
        cursor.execute("SELECT 1 FROM users WHERE id = %s", number)  # expect: SEC022
        # fixed: cursor.execute("SELECT 1 FROM users WHERE id = %s", (number,))
        cursor.execute("SELECT 1 FROM users WHERE id = %s", (other))  # expect: SEC022
        cursor.execute("SELECT 1 FROM users WHERE id = %s", other)
        cursor.execute("SELECT 1 FROM users WHERE id = %s", row)
        cursor.execute("SELECT 1 FROM users WHERE id = %s", (name,))
        cursor.execute("SELECT 1 FROM users WHERE id = %s", [name])
        cursor.execute("SELECT 1 FROM users WHERE id = %(id)s", {"id": name})
        cursor.execute("SELECT 1 FROM users WHERE name = '%s'", (name,))  # expect: SEC022 "between quotes" "Such a statement fails; where a client can choose"
        # fixed: cursor.execute("SELECT 1 FROM users WHERE name = %s", (name,))
        cursor.execute("SELECT 1 FROM users WHERE name LIKE '%%%s%%'", (name,))  # expect: SEC022
        cursor.execute("SELECT 1 FROM users WHERE id = %d", (number,))  # expect: SEC022 "`%d` is no placeholder"
        cursor.execute("SELECT 1 FROM users WHERE name LIKE '%%x' AND id = %s", (number,))
        cursor.execute("SELECT 1 FROM users WHERE a = 'b' AND c = %s AND d = 'e'", (name,))
        cursor.execute("SELECT 1 FROM users WHERE name LIKE '%x'")
        cursor.executemany("INSERT INTO users VALUES (%s)", [(name,)])


def lite(path: str, name: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("SELECT 1 FROM users WHERE name = ?", (name))  # expect: SEC022
    connection.execute("SELECT 1 FROM users WHERE name = ?", (name,))


def unknown(cursor, name: str) -> None:
    cursor.execute("SELECT 1 FROM users WHERE name = %s", (name))  # expect: SEC022
    cursor.execute("run", name)
# --- app/objects.py
async def unlink(conn, oid: int) -> None:
    await conn.execute("SELECT lo_unlink($1)", oid)
# --- app/odbc.py
import pyodbc

CLIENT = "c1"


def colour(cursor: pyodbc.Cursor) -> None:
    cursor.execute("SELECT colour FROM clients WHERE id = ?", CLIENT)
# --- app/expiry.py
import psycopg


def expire(connection: psycopg.Connection, minutes: int) -> None:
    connection.execute("DELETE FROM sessions WHERE seen < now() - INTERVAL '%s minutes'", (minutes,))  # expect: SEC022 "stands between quotes" "Multiply an interval of one: `%s * INTERVAL '1 minute'`"
