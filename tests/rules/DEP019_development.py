# --- server/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019/critical "None of the 1 routes is a health check"


@app.get("/orders")
def orders() -> list[str]:
    return load()
# --- local_server/main.py
# Has more routes, and is for developers.
import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> list[str]:
    return load()


@app.get("/invoices")
def invoices() -> list[str]:
    return load()


def start() -> None:
    uvicorn.run("local_server.main:app", host="localhost", reload=True)
