# Probe 21: authentication of the whole application holds for the health check.
# --- app/main.py
from fastapi import Depends, FastAPI

from app.auth import auth
from app.orders import router

app = FastAPI(dependencies=[Depends(auth)])
app.include_router(router)


@app.get("/health")  # expect: DEP020/critical "`GET /health` asks for credentials"
def health() -> str:
    return "ok"
# --- app/auth.py
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer


def auth(token=Depends(HTTPBearer())) -> None:
    if token.credentials != expected():
        raise HTTPException(status_code=401)
# --- app/orders.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/orders/{order_id}/health")
def health_of_order(order_id: int) -> str:
    return "ok"
