# Checks of parts of the application, for their users: no platform asks them.
# --- app/main.py
from fastapi import FastAPI

from app.gateway import router

app = FastAPI()
app.include_router(router, prefix="/api/v1")


@app.get("/orders")
def orders() -> list[str]:
    return load()
# --- app/auth.py
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer


def auth(token=Depends(HTTPBearer())) -> None:
    if token.credentials != expected():
        raise HTTPException(status_code=401)
# --- app/gateway.py
from fastapi import APIRouter, Depends

from app.auth import auth

router = APIRouter(prefix="/gateway/whatsapp")


@router.get("/health", dependencies=[Depends(auth)])
def bridge_health() -> str:
    return ask_bridge()
