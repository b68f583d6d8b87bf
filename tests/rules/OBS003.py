# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: OBS003/suggestion "Nothing measures" "that needs no path that the public could read"


@app.get("/orders")
def orders() -> None: ...
