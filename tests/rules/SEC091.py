# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: SEC091/suggestion


@app.get("/orders")
def orders() -> None: ...
