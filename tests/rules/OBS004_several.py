# What the small application does says nothing about the large one.
# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import get_db

app = FastAPI()
api = FastAPI()
app.mount("/api", api)


@app.get("/health")  # expect: OBS004/suggestion
def health() -> str:
    return "ok"


@api.get("/orders")
def orders(db: Session = Depends(get_db)) -> None:
    db.execute("select 1")
# --- app/db.py
from sqlalchemy.orm import Session, sessionmaker

make = sessionmaker()


def get_db() -> Session:
    return make()
