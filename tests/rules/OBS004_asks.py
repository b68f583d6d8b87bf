# --- app/main.py
from fastapi import FastAPI

from app.db import is_up

app = FastAPI()


@app.get("/healthz")
def health() -> bool:
    return is_up()


@app.get("/live")
def live() -> str:
    return "ok"
# --- app/db.py
import psycopg2


def is_up() -> bool:
    return psycopg2.connect("dbname=app") is not None
