# --- app/main.py
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel


class Shared(BaseModel):
    sku: str


def create_app() -> FastAPI:
    from app.models import Local, Session, get_session

    class Order(BaseModel):
        sku: str

    app = FastAPI()

    @app.post("/orders")
    def create(shared: Shared, order: Order) -> None: ...  # expect: TYP013/critical "`Order` is local to a function"

    @app.post("/imported")
    def imported(body: list[Local]) -> None: ...
#                           ^^^^^ expect: TYP013 "`Local`"

    @app.post("/good")
    def good(shared: Shared, session: Session = Depends(get_session)) -> None: ...

    def dependency(order: Order) -> None: ...  # expect: TYP013

    @app.post("/injected")
    def injected(value: Annotated[str, Depends(dependency)]) -> None: ...  # expect: TYP013

    def helper(order: Order) -> None: ...

    return app


app = create_app()
# --- app/models.py
from pydantic import BaseModel


class Local(BaseModel): ...


class Session: ...


def get_session() -> Session: ...
# --- app/eager.py
from fastapi import FastAPI
from pydantic import BaseModel


def create_app() -> FastAPI:
    class Order(BaseModel):
        sku: str

    app = FastAPI()

    @app.post("/orders")
    def create(order: Order) -> None: ...

    return app
