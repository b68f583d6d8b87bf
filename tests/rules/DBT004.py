# --- app/db.py
import contextlib
from contextlib import closing

import psycopg
import psycopg2
from psycopg2 import connect as pg_connect


def leaks(dsn: str) -> list:
    with psycopg2.connect(dsn) as conn:  # expect: DBT004 "leaves it open" "`with closing(psycopg2.connect(…)) as conn, conn:`; or"
        with conn.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchall()


def leaks_too(dsn: str) -> list:
    with pg_connect(dsn) as conn, conn.cursor() as cursor:  # expect: DBT004
        cursor.execute("select 1")
        return cursor.fetchall()


def unnamed(dsn: str) -> None:
    with psycopg2.connect(dsn):  # expect: DBT004
        pass


def closes(dsn: str) -> list:
    with closing(psycopg2.connect(dsn)) as conn, conn, conn.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchall()


def closes_with_stack(dsn: str) -> None:
    with contextlib.ExitStack() as stack:
        conn = stack.enter_context(closing(psycopg2.connect(dsn)))
        conn.commit()


def closes_by_hand(dsn: str) -> None:
    with psycopg2.connect(dsn) as conn:
        conn.cursor().execute("select 1")
    conn.close()


def psycopg_three(dsn: str) -> None:
    with psycopg.connect(dsn) as conn:
        conn.execute("select 1")


def dependency(dsn: str):
    with psycopg2.connect(dsn) as conn:
        yield conn
# --- app/other.py
import psycopg2


def ping(dsn: str) -> None:
    with psycopg2.connect(dsn) as connection:  # expect: DBT004 "leaves it open" "as connection, connection:`, with `from contextlib import closing`; or"
        connection.cursor().execute("select 1")
