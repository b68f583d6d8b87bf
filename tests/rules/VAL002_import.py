# The imports that the fix needs, where the file has not got them.
# --- app/main.py
from fastapi import FastAPI
from sqlalchemy import select

from app.db import Order, session

app = FastAPI()


@app.get("/orders")
def orders(limit: int = 20) -> list:  # expect: VAL002/warning "without a maximum" "= 20`, with `from typing import Annotated` and `from fastapi import Query`."
    return session.scalars(select(Order).limit(limit)).all()
