# --- app/loops.py
import logging

import psycopg2
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

logger = logging.getLogger(__name__)


def import_rows(db: Session, rows: list) -> None:
    for row in rows:
        try:
            db.add(row)
            db.commit()
        except IntegrityError:
#       ^^^^^^^^^^^^^^^^^^^^^ expect: DBT003 "`db` is used again after an error without a rollback"
            logger.warning("skipped %s", row)
    # fixed: db.rollback()


async def import_async(db: AsyncSession, rows: list) -> None:
    for row in rows:
        try:
            await db.execute(row)
        except Exception:  # expect: DBT003
            continue
    # fixed: await db.rollback()


def later(db: Session, row, audit) -> None:
    try:
        db.execute(row)
    except SQLAlchemyError as error:  # expect: DBT003
        logger.exception("x")
    db.execute(audit)


def in_clause(dsn: str) -> None:
    connection = psycopg2.connect(dsn)
    cursor = connection.cursor()
    try:
        cursor.execute("insert into orders values (1)")
    except psycopg2.Error:  # expect: DBT003 "`cursor` is used again"
        cursor.execute("insert into failures values (1)")
    # fixed: connection.rollback()


class Store:
    def __init__(self, db: Session) -> None:
        self.db = db

    def save(self, rows: list) -> None:
        for row in rows:
            try:
                self.db.merge(row)
                self.db.flush()
            except SQLAlchemyError:  # expect: DBT003 "`self.db`"
                logger.exception("x")


def good(db: Session, rows: list, recover) -> None:
    for row in rows:
        try:
            db.add(row)
            db.commit()
        except IntegrityError:
            db.rollback()
            logger.warning("skipped")
    for row in rows:
        try:
            with db.begin_nested():
                db.add(row)
                db.flush()
        except IntegrityError:
            logger.warning("skipped")
    for row in rows:
        try:
            db.commit()
        except SQLAlchemyError:
            raise
    for row in rows:
        try:
            db.commit()
        except SQLAlchemyError:
            break
    for row in rows:
        try:
            db.commit()
        except (KeyError, ValueError):
            logger.warning("x")
    for row in rows:
        try:
            db.commit()
        except SQLAlchemyError:
            recover(db)
    for row in rows:
        try:
            row.commit()
        except SQLAlchemyError:
            logger.warning("x")


def good_inner(db: Session, rows: list) -> None:
    for row in rows:
        try:
            try:
                db.commit()
            except SQLAlchemyError:
                db.rollback()
        except Exception:
            logger.exception("x")


def good_looks(db: Session, rows: list) -> None:
    for row in rows:
        try:
            db.commit()
        except SQLAlchemyError:
            if not db.is_active:
                break
            logger.exception("x")


def good_end(db: Session, row) -> bool:
    try:
        db.execute(row)
    except SQLAlchemyError:
        return False
    db.execute(row)
    return True


def good_finally(db: Session, row) -> None:
    try:
        db.execute(row)
    except SQLAlchemyError:
        logger.exception("x")
    finally:
        db.rollback()
    db.execute(row)


def good_with(connection: "psycopg2.extensions.connection", rows: list) -> None:
    for row in rows:
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("insert into orders values (%s)", (row,))
        except psycopg2.Error:
            logger.exception("x")


def good_own(engine, rows: list) -> None:
    for row in rows:
        try:
            with Session(engine) as db:
                db.add(row)
                db.commit()
        except SQLAlchemyError:
            logger.exception("x")


def good_new(engine, rows: list) -> None:
    for row in rows:
        db = Session(engine)
        try:
            db.add(row)
            db.commit()
        except SQLAlchemyError:
            logger.exception("x")
# --- app/auto.py
import psycopg2


def save(dsn: str, rows: list) -> None:
    connection = psycopg2.connect(dsn)
    connection.autocommit = True
    cursor = connection.cursor()
    for row in rows:
        try:
            cursor.execute("insert into orders values (%s)", (row,))
        except psycopg2.Error:
            print("x")
# --- app/rows.py
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession


async def store_all(session: AsyncSession, rows: list) -> None:
    for row in rows:
        try:
            session.add(row)
            await session.flush()
        except IntegrityError:  # expect: DBT003 "used again after an error" "`await session.rollback()` first thing in the `except` clause, or put the work into `async with session"
            continue
