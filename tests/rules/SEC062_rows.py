# --- app/models.py
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    password: Mapped[str] = mapped_column(String(255))

    @classmethod
    def create(cls, *, email: str, password: str) -> "User":
        return cls(email=email, password=password)  # expect: SEC062/review "`password` of `User` is stored as it was typed"

    @classmethod
    def create_other(cls, *, email: str, password: str) -> "User":
        return cls(email=email, password=password)


class Member(Base):
    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    hashed_password: Mapped[str] = mapped_column(String(255))


# --- app/service.py
from pydantic import BaseModel

from app.hashing import hashed
from app.models import Member, User


class Command(BaseModel):
    email: str
    password: str


def register(command: Command) -> User:
    return User.create(email=command.email, password=command.password)


def register_well(command: Command) -> User:
    return User.create_other(email=command.email, password=hashed(command.password))


def register_here(command: Command) -> User:
    return User(email=command.email, password=command.password)  # expect: SEC062/review


def register_over(command: Command) -> User:
    command.password = hashed(command.password)
    return User(email=command.email, password=command.password)


def join(command: Command) -> Member:
    return Member(hashed_password=hashed(command.password))


# --- app/hashing.py
from pwdlib import PasswordHash

password_hash = PasswordHash.recommended()


def hashed(password: str) -> str:
    return password_hash.hash(password)
