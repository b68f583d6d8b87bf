from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel


class Order(BaseModel):
    sku: str


app = FastAPI()  # expect: SEC094 "limits how much" "inside of CORS, listed behind it"
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"])


@app.post("/orders")
def create(order: Order) -> Order:
    return order
