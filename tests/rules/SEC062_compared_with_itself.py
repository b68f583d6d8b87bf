# rules: SEC051
# --- app/models.py
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    password: Mapped[str] = mapped_column(String(255))


# --- app/service.py
from pydantic import BaseModel
from sqlalchemy import and_, select

from app.models import User


class Command(BaseModel):
    email: str
    password: str


def register(command: Command) -> User:
    return User(email=command.email, password=command.password)  # expect: SEC062/critical "as it was typed" "store a plain password (`tests/users.py`) or expect"


async def login(session, email: str, password: str) -> User | None:
    found = await session.execute(
        select(User).where(and_(User.email == email, password == password))  # expect: SEC051/critical "compared with itself"
    )
    return found.scalars().first()
# --- tests/users.py
from app.models import User


def make_user(password: str = "password") -> User:
    return User(email="a@b.c", password=password)
