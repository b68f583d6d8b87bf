# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import get_db

app = FastAPI()


@app.get("/healthz")  # expect: OBS004/suggestion "`GET /healthz` says"
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None:
    db.execute("select 1")
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("postgresql://app@localhost/app")


def get_db():
    with Session(engine) as session:
        yield session
