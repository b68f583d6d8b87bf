# --- app/main.py
import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...


@app.get("/orders/late")
def late() -> None: ...


if os.getenv("DEBUG"):

    @app.get("/debug")
    def debug() -> None: ...
# --- openapi.json
{"openapi": "3.1.0", "paths": {"/orders": {"get": {}}, "/orders/late": {"get": {}}}}
