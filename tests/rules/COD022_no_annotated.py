# --- app/deps.py
from typing import Annotated

from fastapi import Depends


def settings() -> str:
    return "x"


Config = Annotated[str, Depends(settings)]

# --- app/main.py
from fastapi import APIRouter, Depends

from app.deps import Config, settings

router = APIRouter()


@router.get("/a")
def first(config: Config, other: Config) -> str:
    return config + other


@router.get("/b")
def second(config: str = Depends(settings)) -> str:  # expect: COD022 "`config`" "Depends(settings)]`, with `from typing import Annotated`."
    return config
