from fastapi import APIRouter, Depends

from app import crud, renamed
from app.crud import answered
from app.events import Dumped, Event, Kept, Sent

router = APIRouter()


@router.patch("/users/{user_id}")
async def change(user_id: int, event: Event) -> crud.User:
    user = crud.User(id=user_id)
    crud.dropped(user, event.name)
    user = crud.stored(user)
    return user


@router.put("/users/{user_id}")
async def replace(user_id: int, sent: Sent) -> crud.User:
    await answered(user_id)
    return await answered(user_id)


@router.post("/users")
async def create(dumped: Dumped, kept: Kept, current: int = Depends(crud.injected)) -> str:
    user = crud.computed(current)
    crud.repeated(dumped.model_dump())
    user = user.name
    renamed.store(kept)
    for _ in range(2):
        again = crud.repeated(user)
        print(again)
    return user


@router.get("/sent")
async def sent(raw: str) -> Sent:
    return Sent.model_validate_json(raw)
# --- app/crud.py
from typing import Any

from pydantic import BaseModel


class User(BaseModel):
    id: int


def stored(user: User) -> Any:  # expect: TYP003/warning "`stored` is `Any`" "nothing else is done with it"
    return user


def dropped(user: User, name: str) -> Any:  # expect: TYP003/warning
    return [user, name]


async def answered(user_id: int) -> Any:  # expect: TYP003/warning
    return user_id


def injected() -> Any:  # expect: TYP003/critical
    return 1


def computed(user: int) -> Any:  # expect: TYP003/critical
    return user


def repeated(user: object) -> Any:  # expect: TYP003/critical
    return user


def kept_elsewhere(value: object) -> Any:  # expect: TYP003/critical
    return value


def called_nowhere() -> Any:  # expect: TYP003/critical
    return 1


class Store:
    def load(self) -> Any:  # expect: TYP003/critical
        return 1


Store().load()
# --- app/renamed.py
from app.crud import kept_elsewhere as store

__all__ = ["store"]
# --- app/events.py
from typing import Any

from pydantic import BaseModel


class Event(BaseModel):
    name: str
    details: Any = None  # expect: TYP003/warning "`Event.details`" "though nothing reads it yet"


class Dumped(BaseModel):
    payload: Any = None  # expect: TYP003/critical


class Kept(BaseModel):
    rest: Any = None  # expect: TYP003/critical


class Sent(BaseModel):
    more: Any = None  # expect: TYP003/critical
# --- tests/test_crud.py
from app import crud


def test_dropped() -> None:
    assert crud.dropped(crud.User(id=1), "a")[1] == "a"
