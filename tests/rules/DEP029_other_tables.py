# The migrations are of other tables than those that the start makes.
# --- app/settings_store.py
from sqlmodel import Field, SQLModel, create_engine

engine = create_engine("postgresql://db/app")


class AppSettings(SQLModel, table=True):
    id: int = Field(primary_key=True)


class Order(SQLModel, table=True):
    id: int = Field(primary_key=True)


def start() -> None:
    AppSettings.metadata.create_all(engine)  # expect: DEP029 "Each process of the server runs" "write the migration of these tables"
    Order.metadata.create_all(engine)  # expect: DEP029 "Each process of the server runs" "Merge the heads of the migrations"
# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.settings_store import start


@asynccontextmanager
async def lifespan(app: FastAPI):
    start()
    yield


app = FastAPI(lifespan=lifespan)
# --- alembic/env.py
from app.settings_store import Order
# --- alembic/versions/1.py
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    op.create_table("order")
# --- alembic/versions/2.py
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.drop_column("order", "a")
# --- alembic/versions/3.py
from alembic import op

revision = "3"
down_revision = "1"


def upgrade() -> None:
    op.drop_column("order", "b")
