# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
import importlib
import os

from fastapi import APIRouter, FastAPI

app = FastAPI()
debug = APIRouter(prefix="/debug")
plugins = importlib.import_module(os.environ["PLUGINS"])


@app.get("/orders")
def orders() -> None: ...


@app.get("/orders/late", include_in_schema=bool(os.getenv("SHOW_LATE")))
def late() -> None: ...


@debug.get("/threads")
def threads() -> None: ...


app.include_router(debug, include_in_schema=bool(os.getenv("DEBUG")))
app.include_router(plugins.router)
# --- openapi.json
{"openapi": "3.1.0", "paths": {"/orders": {"get": {}}, "/plugins/stock": {"get": {}},
                               "/orders/late": {"get": {}}}}
