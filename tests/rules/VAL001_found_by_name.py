# Routers that are found in folders and included by what they are called.
# --- app/main.py
from fastapi import FastAPI

from app.discovery import Discovery

app = FastAPI()
Discovery(app).run()
# --- app/discovery.py
import importlib
from pathlib import Path

from fastapi import APIRouter, FastAPI


class Discovery:
    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def run(self) -> None:
        for path in (Path(__file__).parent / "domains").rglob("*_controller.py"):
            self.register(self.load(path))

    def load(self, path: Path) -> APIRouter:
        return importlib.import_module(f"app.domains.{path.stem}").router

    def register(self, router: APIRouter) -> None:
        self.app.include_router(router, prefix="/api")
# --- app/domains/order_controller.py
from fastapi import APIRouter

router = APIRouter()


@router.post("/orders")
def order(data: dict) -> None:  # expect: VAL001
    store(data)
