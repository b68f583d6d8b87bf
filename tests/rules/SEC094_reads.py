# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders(q: str) -> None: ...
