# The application with the check has no database to ask.
# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import get_db

app = FastAPI()


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None:
    db.execute("select 1")
# --- app/db.py
from sqlalchemy.orm import Session, sessionmaker

make = sessionmaker()


def get_db() -> Session:
    return make()
# --- model_server/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/embed")
def embed(text: str) -> list[float]:
    return encode(text)
