# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

engine = create_engine("postgresql://db/app")
async_engine = create_async_engine("postgresql+asyncpg://db/app")


def get_session():
    with Session(engine) as session:
        yield session
# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.db import get_session

app = FastAPI()


@app.get("/health")  # expect: OBS004/suggestion "" "an endpoint that asks the database by the session that others get, `SELECT 1`"
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/orders")
def orders(session: Session = Depends(get_session)) -> list[int]:
    return list(session.execute(text("SELECT id FROM orders")).scalars())
