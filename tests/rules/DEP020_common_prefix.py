# All routes are below it: the whole application's.
# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer


def auth(token=Depends(HTTPBearer())) -> None:
    if token.credentials != expected():
        raise HTTPException(status_code=401)


router = APIRouter(prefix="/order-service", dependencies=[Depends(auth)])


@router.get("/healthz")  # expect: DEP020/critical
def health() -> str:
    return "ok"


@router.get("/orders")
def orders() -> list[str]:
    return load()


app = FastAPI()
app.include_router(router)
