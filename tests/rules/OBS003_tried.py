# --- server/main.py
from fastapi import FastAPI

import uvicorn

app = FastAPI()  # expect: OBS003/suggestion "Nothing measures"


@app.get("/orders")
def orders() -> None: ...


def start() -> None:
    uvicorn.run("server.main:app", host="0.0.0.0", port=8000, reload=True)
# --- local_server/main.py
# For who tries the service on the own machine.
import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...


@app.get("/manifest.json")
def manifest() -> None: ...


def start() -> None:
    uvicorn.run("local_server.main:app", host="localhost", port=3333, reload=True)
