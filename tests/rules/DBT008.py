# --- app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]
    seats: Mapped[int]
    views: Mapped[int]
    length: Mapped[int]


class Versioned(Base):
    __tablename__ = "versioned"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    balance: Mapped[int]
    __mapper_args__ = {"version_id_col": version}
# --- app/main.py
import psycopg2
from google.cloud import firestore
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.models import Account, Versioned


def pay(session: Session, account_id: int, amount: int) -> None:
    account = session.get(Account, account_id)
    account.balance -= amount  # expect: DBT008/review "`account.balance`"
    account.seats = account.seats + 1  # expect: DBT008/review
    account.views += 1  # expect: DBT008/warning
    account.length += 1
    account.balance = amount + 1
    account.balance = Account.balance - amount
    session.commit()


async def pay_async(session: AsyncSession, account_id: int, amount: int) -> None:
    query = select(Account).where(Account.id == account_id)
    account = (await session.execute(query)).scalar_one()
    account.balance -= amount  # expect: DBT008/review
    await session.commit()


def fine(session: Session, account_id: int, amount: int, given: Account) -> None:
    account = session.get(Account, account_id, with_for_update=True)
    account.balance -= amount
    query = select(Account).where(Account.id == account_id).with_for_update()
    other = session.execute(query).scalar_one()
    other.balance -= amount
    third = session.query(Account).with_for_update().filter(Account.id == account_id).first()
    third.balance -= amount
    versioned = session.get(Versioned, account_id)
    versioned.balance -= amount
    given.balance -= amount
    made = Account(balance=1)
    made.balance += amount
    session.execute(update(Account).values(balance=Account.balance - amount))


def with_sql(account_id: int, amount: int) -> None:
    connection = psycopg2.connect("dbname=app")
    cursor = connection.cursor()
    cursor.execute("select balance from account where id = %s", (account_id,))
    balance = cursor.fetchone()[0]
    cursor.execute("update account set balance = %s where id = %s", (balance - amount, account_id))  # expect: DBT008/review
    connection.commit()


def with_lock(account_id: int, amount: int) -> None:
    connection = psycopg2.connect("dbname=app")
    cursor = connection.cursor()
    cursor.execute("select balance from account where id = %s for update", (account_id,))
    balance = cursor.fetchone()[0] - amount
    cursor.execute("update account set balance = %s where id = %s", (balance, account_id))
    cursor.execute("update account set balance = balance - %s where id = %s", (1, account_id))


def in_firestore(key: str) -> None:
    document = firestore.Client().collection("shows").document(key)
    show = document.get().to_dict()
    document.update({"seats": show["seats"] - 1})  # expect: DBT008/review "`seats`"
    document.update({"seats": firestore.Increment(-1)})
    document.update({"name": show["name"] + "!"})
