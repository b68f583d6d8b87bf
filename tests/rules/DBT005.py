# --- app/pool.py
from contextlib import contextmanager

from psycopg2 import pool as pg_pool
from psycopg2.pool import SimpleConnectionPool, ThreadedConnectionPool

threaded = ThreadedConnectionPool(1, 40, "dbname=app")
simple = pg_pool.SimpleConnectionPool(1, 5, "dbname=app")


def never() -> list:
    conn = threaded.getconn()  # expect: DBT005 "`never` takes a connection from the pool and never"
    with conn.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchall()


def sometimes() -> list:
    conn = simple.getconn()  # expect: DBT005 "only if nothing fails"
    with conn.cursor() as cursor:
        cursor.execute("select 1")
        rows = cursor.fetchall()
    simple.putconn(conn)
    return rows


def dependency():
    conn = threaded.getconn()  # expect: DBT005
    yield conn
    threaded.putconn(conn)


@contextmanager
def always():
    conn = threaded.getconn()
    try:
        yield conn
    finally:
        threaded.putconn(conn)


def with_rollback() -> None:
    conn = threaded.getconn()
    try:
        conn.cursor().execute("select 1")
        conn.commit()
    except Exception:
        conn.rollback()
        raise
    finally:
        threaded.putconn(conn)


def hand_out():
    return threaded.getconn()


def hand_out_later():
    conn = threaded.getconn()
    conn.autocommit = True
    return conn


class Unit:
    def __init__(self, pool: SimpleConnectionPool) -> None:
        self.pool = pool

    def __enter__(self) -> "Unit":
        self.conn = self.pool.getconn()
        return self

    def __exit__(self, *error: object) -> None:
        self.pool.putconn(self.conn)


class Other:
    def getconn(self) -> int:
        return 1


def own(other: Other) -> int:
    value = other.getconn()
    print(value)
    return 2
