# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- alembic/env.py
from alembic import context

target_metadata = None  # expect: DEP030/warning "target_metadata"

context.configure(target_metadata=target_metadata)
# --- alembic/versions/1_first.py
from alembic import op

revision = "1"
down_revision = None
# --- alembic/versions/2_second.py
revision = "2"
down_revision = "1"
# --- alembic/versions/3_other.py
revision = "3"  # expect: DEP030/warning "two heads"
down_revision = "1"
# --- alembic/versions/5_lost.py
revision: str = "5"
down_revision: str = "4"  # expect: DEP030/warning "no revision `4`"
