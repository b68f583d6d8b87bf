# --- app/main.py
from fastapi import Depends, FastAPI
from prometheus_client import make_asgi_app
from sqladmin import Admin

from app.auth import backend, engine, require_key

app = FastAPI()
app.mount("/metrics", make_asgi_app())  # expect: SEC068/review "`/metrics` serves Prometheus metrics to everybody"
Admin(app, engine)  # expect: SEC068/review "sqladmin's pages over all tables"
Admin(app, engine, authentication_backend=backend)


@app.get("/internal/metrics")  # expect: SEC068/review
def metrics() -> str:
    return "requests_total 12"


@app.get("/debug/vars", dependencies=[Depends(require_key)])
def variables() -> str:
    return "x"


@app.get("/users/profile")
def profile() -> str:
    return "me"


# --- app/auth.py
from typing import Any

from fastapi import Header, HTTPException

backend: Any = None
engine: Any = None


def require_key(x_api_key: str = Header()) -> None:
    if backend.find(x_api_key) is None:
        raise HTTPException(401)
# --- app/market.py
from fastapi import APIRouter, WebSocket

market = APIRouter()


@market.websocket("/ws/metrics")
async def market_metrics(websocket: WebSocket) -> None:
    await websocket.accept()
