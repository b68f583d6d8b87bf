# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel
from somewhere import ContentSizeLimitMiddleware


class Order(BaseModel):
    item: str


app = FastAPI()
app.add_middleware(ContentSizeLimitMiddleware, max_content_size=1000)


@app.post("/orders")
def create(order: Order) -> None: ...
