# --- app/main.py
import psycopg2
from fastapi import APIRouter, Depends
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from app.db import Address, Faq, Order, get_session

router = APIRouter()


@router.delete("/orders")
def remove(user_id: int, session: Session = Depends(get_session)) -> None:
    session.execute(delete(Order))  # expect: SEC038 "`remove` deletes every row"
    session.execute(update(Order).values(open=False))  # expect: SEC038 "updates"
    session.query(Order).delete()  # expect: SEC038
    session.query(Order).update({"open": False})  # expect: SEC038
    session.execute(text("DELETE FROM orders"))  # expect: SEC038
    session.execute(text("update orders set open = false"))  # expect: SEC038
    session.execute(delete(Order).where(Order.user_id == user_id))
    session.execute(update(Order).where(Order.user_id == user_id).values(open=False))
    session.execute(update(Order), [{"id": 1, "open": False}])
    session.query(Order).filter(Order.user_id == user_id).delete()
    session.query(Order).filter_by(user_id=user_id).update({"open": False})
    session.execute(text("DELETE FROM orders WHERE user_id = :u"), {"u": user_id})
    session.execute(text("SELECT 1"))
    session.execute(text("INSERT INTO a SELECT 1 FROM b ON CONFLICT DO UPDATE SET x = 1"))
    statement = delete(Order)
    if user_id:
        statement = statement.where(Order.user_id == user_id)
    session.execute(statement)
    session.delete(session.get(Order, user_id))


@router.put("/faqs")
def save_faqs(texts: list[str], user_id: int, session: Session = Depends(get_session)) -> None:
    session.query(Faq).delete()
    for text_of_one in texts:
        session.add(Faq(text=text_of_one))
    session.query(Order).delete()  # expect: SEC038
    session.add(Order(user_id=user_id))


@router.put("/addresses/{number}")
def choose(number: int, session: Session = Depends(get_session)) -> None:
    session.query(Address).update({"is_default": False})
    session.execute(update(Address).values(is_current=False))
    session.execute(update(Address).values(is_open=False))  # expect: SEC038
    chosen = session.get(Address, number)
    chosen.is_default = True
    chosen.is_current = True


def close(connection: psycopg2.extensions.connection) -> None:
    cursor = connection.cursor()
    cursor.execute("DELETE FROM orders")  # expect: SEC038
    cursor.execute("DELETE FROM orders -- WHERE id = 1")  # expect: SEC038
    cursor.execute("DELETE FROM orders WHERE id = %s", (1,))


def clear_cache(connection: psycopg2.extensions.connection) -> None:
    connection.cursor().execute("DELETE FROM cache")
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase):
    pass


class Order(Base):
    user_id: int
    open: bool


def get_session():
    with Session() as session:
        yield session
# --- alembic/versions/1.py
from alembic import op


def upgrade() -> None:
    op.execute("DELETE FROM orders")
# --- app/routes.py
from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from app.crud import disconnect, forget, forget_all, remove_of_user
from app.db import get_session

router = APIRouter()


@router.delete("/users/{user_id}/orders")
def remove_orders(user_id: int, session: Session = Depends(get_session)) -> None:
    remove_of_user(session, user_id)
    forget(session, user_id)
    forget_all(session)


@router.delete("/connection")
def remove_connection(session: Session = Depends(get_session)) -> None:
    disconnect(session)
# --- app/crud.py
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db import Order


def remove_of_user(session: Session, user_id: int) -> None:
    _remove(session, user_id)


def _remove(session: Session, user_id: int) -> None:
    session.execute(delete(Order))  # expect: SEC038/review "although it is given `user_id`"


def forget(session: Session, user_id: int) -> None:
    session.execute(delete(Order).where(Order.user_id == user_id))


def forget_all(session: Session) -> None:
    session.execute(delete(Order))


def factory_defaults(session: Session) -> None:
    session.execute(delete(Order))


def disconnect(session: Session) -> None:
    session.execute(delete(Order))  # expect: SEC038/warning


def unused(session: Session, user_id: int) -> None:
    session.execute(delete(Order))  # expect: SEC038/warning
# --- app/snapshots.py
import psycopg2
from fastapi import APIRouter

router = APIRouter()


@router.post("/stale")
def mark_stale(cursor: psycopg2.extensions.cursor, key: str | None = None) -> None:
    if key:
        cursor.execute("UPDATE snapshots SET stale = TRUE WHERE key = %s", (key,))
    else:
        cursor.execute("UPDATE snapshots SET stale = TRUE")
# --- run_seed.py
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import Order


def run(session: Session) -> None:
    session.execute(delete(Order))
# --- app/storage/migrations/steps/providers.py
from sqlalchemy import Connection, text


def _provenance(connection: Connection) -> None:
    connection.execute(text("UPDATE sources SET provider = 'git'"))
