# --- app/features/cards/main.py
# Made to try the router alone; what is served is `app/main.py`.
from fastapi import FastAPI

from app.router import router

app = FastAPI()
app.include_router(router)
# --- app/main.py
from fastapi import FastAPI

from app.router import router

app = FastAPI()  # expect: OBS003
app.include_router(router)
# --- app/router.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
def orders() -> None: ...
