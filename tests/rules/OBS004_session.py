# A middleware that only keeps a session says nothing to the database.
# --- app/main.py
from fastapi import FastAPI, Request
from sqlalchemy.orm import Session

from app.db import engine

app = FastAPI()


@app.middleware("http")
async def session_of_request(request: Request, call_next):
    request.state.db = Session(engine)
    try:
        return await call_next(request)
    finally:
        request.state.db.close()


@app.get("/healthz")  # expect: OBS004
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/orders")
def orders(request: Request) -> None:
    session: Session = request.state.db
    session.execute("select 1")
# --- app/db.py
from sqlalchemy import create_engine

engine = create_engine("postgresql://app@localhost/app")
