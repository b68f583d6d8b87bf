# Routers of modules that no application loads are documented nowhere; those that are loaded may be
# included in a way that is not seen.
# --- app/main.py
import importlib

from fastapi import FastAPI

from app.factory import include_all
from app.lazy import FEATURES

app = FastAPI()
include_all(app)
for feature in ["app.named:router"]:
    module, name = feature.split(":")
    app.include_router(getattr(importlib.import_module(module), name))
# --- app/factory.py
def include_all(app) -> None:
    from app import inside

    add(app, inside)
# --- app/lazy.py
FEATURES = 1
# --- app/inside.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/inside")
def inside() -> int:  # expect: API003
    return 1
# --- app/named.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/named")
def named() -> int:  # expect: API003
    return 1
# --- app/forgotten.py
from fastapi import APIRouter

from app.beside import router as other
from app.main import app

router = APIRouter()
router.include_router(other)


@router.get("/forgotten")
def forgotten() -> int:
    return 1
# --- app/beside.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/beside")
def beside() -> int:
    from app.forgotten import forgotten

    return forgotten()
