# --- app/main.py
from fastapi import APIRouter, FastAPI

from app.settings import settings

health = APIRouter(prefix="/health")


@health.get("/live")
def live() -> dict:
    return {"status": "ok"}


def build(prefix: str) -> APIRouter:
    router = APIRouter(prefix=prefix)
    router.include_router(health)
    return router


app = FastAPI()
app.include_router(build(prefix=settings.prefix))
