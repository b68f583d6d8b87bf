# --- app/main.py
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request
from google.cloud import firestore
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from app import service
from app.db import AuditLog, Order, User, get_db, get_db_that_commits

app = FastAPI()
router = APIRouter(prefix="/orders")
Db = Annotated[Session, Depends(get_db)]


@app.get("/carts/clear")
def clear_carts(db: Db) -> None:  # expect: SEC069 "calls" "`DELETE /carts`. Clients and links that use `GET /carts/clear`"
    db.execute(delete(Order))


@app.delete("/baskets")
def drop_baskets(db: Db) -> None:
    db.execute(delete(Order))


@app.get("/baskets/clear")
def clear_baskets(db: Db) -> None:  # expect: SEC069 "calls `db.execute`"
    db.execute(delete(Order))


@app.get("/orders/{order_id}/cancel")
def cancel(order_id: int, db: Db) -> None:  # expect: SEC069 "`GET /orders/{order_id}/cancel` (`cancel`) changes what is stored: it calls `db.query(Order).filter(Order.id == order_id).delete`"
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()


@router.get("/{order_id}/pay")
async def pay(order_id: int, db: Db) -> None:  # expect: SEC069 "leads to `db.add`"
    service.pay(db, order_id)


@router.api_route("/{order_id}/close", methods=["GET", "HEAD"])
def close(order_id: int, db: Db) -> None:  # expect: SEC069 "calls `db.execute`"
    statement = update(Order).where(Order.id == order_id).values(closed=True)
    db.execute(statement)


@router.get("/purge")
def purge(db: Db) -> None:  # expect: SEC069
    db.execute(delete(Order))


@router.get("/raw")
def raw(db: Db) -> None:  # expect: SEC069
    db.execute(text("""
        -- all of them
        update orders set open = false
    """))


@router.get("/documents")
def documents() -> None:  # expect: SEC069
    client = firestore.Client()
    client.collection("orders").document("one").set({"a": 1})


@router.get("/both/ways")
@router.post("/both/ways")
def both(db: Db) -> None:  # expect: SEC069
    db.add(Order())


@router.get("/{order_id}/ship")
def ship(order_id: int, db: Db) -> None:  # expect: SEC069 "calls `db.commit`"
    order = db.get(Order, order_id)
    order.shipped = True
    db.commit()


# ---- what is fine

@router.get("/{order_id}/plain-commit")
def plain_commit(order_id: int, db: Db, request: Request) -> Order | None:
    request.state.order = order_id
    order = db.get(Order, order_id)
    order.last_seen = 1
    db.commit()
    return order


@router.get("/")
def list_orders(db: Db) -> list[Order]:
    seen: set[int] = set()
    seen.add(1)
    headers: dict[str, str] = {}
    headers.update({"a": "b"})
    return list(db.execute(select(Order)).scalars())


@router.post("/")
def create(db: Db) -> None:
    db.add(Order())
    db.commit()


@router.api_route("/any", methods=["GET", "POST"])
def any_method(db: Db) -> None:
    db.add(Order())


@router.get("/{order_id}")
def read(order_id: int, db: Db) -> Order | None:
    db.add(AuditLog(what="read"))
    db.commit()
    return db.get(Order, order_id)


@router.get("/{order_id}/seen")
def read_and_note(order_id: int, db: Db) -> Order | None:
    db.execute(update(User).values(last_seen=1))
    service.write_audit(db)
    return db.get(Order, order_id)


@router.get("/{order_id}/settings")
def settings(order_id: int, db: Db) -> Order:
    return service.get_or_create(db, order_id)


@app.get("/oauth/callback")
def callback(db: Db) -> None:
    db.add(User())


@router.get("/{order_id}/mail")
def mail(order_id: int, db: Db, tasks: BackgroundTasks) -> None:
    tasks.add_task(service.pay, db, order_id)


@router.get("/{order_id}/committed")
def committed(order_id: int, db: Annotated[Session, Depends(get_db_that_commits)]) -> Order | None:
    return db.get(Order, order_id)


@router.get("/select")
def selected(db: Db) -> None:
    db.execute(text("select * from deleted_orders"))
    db.execute(select(Order))
    print("insert into orders")


app.include_router(router)


# --- app/service.py
from sqlalchemy.orm import Session

from app.db import AuditLog, Order


def pay(db: Session, order_id: int) -> None:
    charge(db, order_id)


def charge(db: Session, order_id: int) -> None:
    order = Order(id=order_id)
    db.add(order)


def write_audit(db: Session) -> None:
    db.add(AuditLog(what="seen"))


def get_or_create(db: Session, order_id: int) -> Order:
    order = db.get(Order, order_id)
    if order is None:
        order = Order(id=order_id)
        db.add(order)
    return order


# --- app/db.py
from collections.abc import Iterator

from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase):
    pass


class Order(Base):
    id: int


class User(Base):
    id: int


class AuditLog(Base):
    what: str


def get_db() -> Iterator[Session]:
    with Session() as session:
        yield session


def get_db_that_commits() -> Iterator[Session]:
    with Session() as session:
        yield session
        session.add(Order())
        session.commit()
