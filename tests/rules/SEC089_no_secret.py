# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel


class Order(BaseModel):
    item: str
    token_type: str


class Token(BaseModel):
    access_token: str


app = FastAPI()


@app.post("/orders")
def create(order: Order) -> Token: ...
