# Who looks for the subclasses of a model finds those that nobody names.
# --- app/events.py
from pydantic import BaseModel


class Event(BaseModel):
    name: str


class OrderPlaced(Event):
    id: int
# --- app/main.py
from fastapi import FastAPI

from app.events import Event

app = FastAPI()


@app.post("/events")
def event(name: str) -> list[str]:
    return [one.__name__ for one in Event.__subclasses__() if one.__name__ == name]
# --- tests/test_main.py
def test_nothing() -> None: ...
