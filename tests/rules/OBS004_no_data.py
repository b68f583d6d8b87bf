# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/healthz")
def health() -> str:
    return "ok"


@app.get("/sum")
def add(a: int, b: int) -> int:
    return a + b
