# A function that hands connections out, and callers that cannot give them back.
from psycopg2.pool import ThreadedConnectionPool

pool = ThreadedConnectionPool(1, 10, "")


def report_connection():
    connection = pool.getconn()  # expect: DBT005 "`turnover` keeps nothing" "a `@contextmanager`"
    connection.autocommit = True
    return connection


def borrow():
    return pool.getconn()


def give_back(connection) -> None:
    pool.putconn(connection)


def turnover() -> list:
    cursor = report_connection().cursor()
    cursor.execute("SELECT 1")
    return cursor.fetchall()


def names() -> list:
    connection = borrow()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT name FROM customers")
        return cursor.fetchall()
    finally:
        give_back(connection)
