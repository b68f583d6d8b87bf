from http import HTTPStatus
from typing import NoReturn

from fastapi import APIRouter, FastAPI, Response, status
from pydantic import BaseModel

from app.db import remove

app = FastAPI()
router = APIRouter()
NO_CONTENT = 204


class Item(BaseModel):
    name: str


@app.delete("/a", status_code=204)
def a():
    return {"ok": True}  # expect: API013/warning "`a` answers 204"


@app.delete("/b", status_code=status.HTTP_204_NO_CONTENT)
def b() -> Item:  # expect: API013/critical "declares what the body is"
    return Item(name="x")


@app.delete("/c", status_code=HTTPStatus.NO_CONTENT, response_model=Item)  # expect: API013/critical
def c():
    return None


@router.get("/d", status_code=304)
async def d(kind: int):
    if kind:
        return
    return "not modified"  # expect: API013


@app.delete("/e", status_code=NO_CONTENT)
def e(kind: int) -> None:
    if kind:
        return None
    return remove(kind)


@app.delete("/f", status_code=204)
def f():
    return Response(status_code=204)


@app.delete("/g", status_code=204, response_class=Response)
def g() -> Response:
    return Response(status_code=204)


@app.delete("/h", status_code=204, response_model=None)
def h():
    return remove(1)


@app.delete("/i")
def i():
    return {"ok": True}


app.include_router(router)
# --- app/db.py
def remove(key):
    print(key)
