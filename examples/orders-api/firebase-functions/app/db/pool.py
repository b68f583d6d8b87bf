"""Connections to PostgreSQL."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extras import RealDictCursor
from psycopg2.pool import ThreadedConnectionPool

from app.core.settings import Settings, get_settings

logger = logging.getLogger(__name__)
_pool: ThreadedConnectionPool | None = None


def open_pool(settings: Settings) -> None:
    """Opens the pool; called once when the application starts.

    Args:
        settings (Settings): Where the database is and how many connections we may hold.
    """
    global _pool
    _pool = ThreadedConnectionPool(
        1,
        settings.pool_size,
        settings.database_url.get_secret_value(),
        cursor_factory=RealDictCursor,
        connect_timeout=5,
    )


def close_pool() -> None:
    """Closes all connections; called once when the application stops."""
    global _pool
    if _pool is not None:
        _pool.closeall()
        _pool = None


@contextmanager
def transaction() -> Iterator[RealDictCursor]:
    """Runs one transaction: committed at the end, rolled back on any error.

    Yields:
        RealDictCursor: A cursor on a pooled connection.

    Raises:
        Exception: If the pool is not open.
    """
    if _pool is None:
        raise Exception("the connection pool is not open")
    connection = _pool.getconn()
    try:
        with connection, connection.cursor() as cursor:
            yield cursor
    finally:
        _pool.putconn(connection)


def report_connection() -> Connection:
    """Borrows a connection for a long report.

    Returns:
        Connection: A connection in autocommit mode.
    """
    connection = _pool.getconn()
    connection.autocommit = True
    return connection


def ping() -> bool:
    """Tells whether the database answers.

    Returns:
        bool: True if it does.
    """
    dsn = get_settings().database_url.get_secret_value()
    try:
        with psycopg2.connect(dsn, connect_timeout=2) as connection:
            connection.cursor().execute("SELECT 1")
    except psycopg2.OperationalError:
        logger.exception("the database does not answer")
        return False
    return True
