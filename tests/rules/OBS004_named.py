# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from elsewhere import ask, get_db

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/health/db")
def health_of_data() -> str:
    return ask()


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None:
    db.execute("select 1")
