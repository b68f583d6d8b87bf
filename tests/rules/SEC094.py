# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel


class Order(BaseModel):
    item: str


app = FastAPI()  # expect: SEC094/warning


@app.post("/orders")
def create(order: Order) -> None: ...
