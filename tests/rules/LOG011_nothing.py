# Without any records LOG003 speaks.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
