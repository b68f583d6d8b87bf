# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: OBS003/suggestion


@app.get("/orders")
def orders() -> None: ...
