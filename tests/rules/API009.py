from contextlib import suppress
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, status
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer

from app.errors import Clash, NotFound
from app.repository import COMMON, load, load_or_none
from app.users import router as users_router
from app.orders import router as orders_router
from app.reports import router as reports_router

app = FastAPI()


@app.exception_handler(Clash)
async def on_clash(request: Request, exc: Clash) -> JSONResponse:
    return JSONResponse(status_code=409, content={"detail": str(exc)})


@app.get("/a/{item_id}")  # expect: API009 "`a` (`GET /a/{item_id}`) can answer 404, which"
# fixed: @app.get("/a/{item_id}", responses={404: {"description": "Not Found"}})
def a(item_id: int) -> dict:
    return load(item_id)


@app.get("/twins/{item_id}")  # expect: API009 "`twins` (`GET /twins/{item_id}` and 1 more) can answer 404"
@app.get("/v1/twins/{item_id}")
# fixed: @app.get("/v1/twins/{item_id}", responses={404: {"description": "Not Found"}})
def twins(item_id: int) -> dict:
    return load(item_id)


@app.get(  # expect: API009/warning "can answer 400, 409 and 418"
    "/b",
    responses=COMMON,
    # fixed: responses={**COMMON, 400: {"description": "Bad Request"}, 409: {"description": "Conflict"}, 418: {"description": "I'm a Teapot"}},
)
def b(kind: int) -> dict:
    if kind == 1:
        raise Clash("twice")
    if kind == 2:
        raise HTTPException(HTTPStatus.IM_A_TEAPOT)
    if kind == 3:
        raise HTTPException(status.HTTP_400_BAD_REQUEST)
    return load(kind)


@app.get("/c", responses={**COMMON, 409: {"description": "Twice"}})
def c(kind: int) -> dict:
    if kind == 1:
        raise Clash("twice")
    return load(kind)


@app.get("/d", responses={"4XX": {"description": "Your mistake"}})
def d(kind: int) -> dict:
    raise NotFound("order")


@app.get("/e", responses={"default": {}})
def e(kind: int) -> dict:
    raise HTTPException(500)


@app.get("/f", responses={})  # expect: API009/suggestion "can answer 500"
# fixed: @app.get("/f", responses={500: {"description": "Internal Server Error"}})
def f() -> dict:
    raise HTTPException(500)


@app.get("/g")
def g(item_id: int) -> dict | None:
    try:
        return load(item_id)
    except HTTPException:
        return None


@app.get("/h")
def h(item_id: int) -> dict | None:
    with suppress(NotFound):
        raise NotFound("x")
    return load_or_none(item_id)


@app.post("/i")
def i(amount: int) -> int:
    if amount < 0:
        raise HTTPException(422, "must not be negative")
    return amount


@app.get("/j", include_in_schema=False)
def j() -> None:
    raise HTTPException(404)


def responses_for(*codes: int) -> dict:
    return {code: {} for code in codes}


@app.get("/k", responses=responses_for(404))
def k() -> None:
    raise HTTPException(404)


@app.get("/l")
def l(request: Request) -> None:
    raise ValueError("nobody maps it")


bearer = HTTPBearer()


@app.get("/m")
def m(token: Annotated[str, Depends(bearer)]) -> None:
    return None


@app.get("/n", responses={404: {"description": "None"}})  # expect: API009 "can answer 403"
# fixed: @app.get("/n", responses={404: {"description": "None"}, 403: {"description": "Forbidden"}})
def n(item_id: int) -> None:
    def later() -> None:
        raise HTTPException(410)

    if item_id:
        raise HTTPException(403)
    app.state.later = later


def may_read(user: str, owner: str, is_strict: bool = False) -> None:
    if is_strict:
        if user != owner:
            raise HTTPException(403, "of the owner only")
        return
    if user == "nobody":
        raise HTTPException(403)


# the branch of `is_strict` is ruled out, the other is not
@app.get("/o")  # expect: API009 "can answer 403"
def o(user: str, owner: str) -> None:
    may_read(user, owner)


app.include_router(users_router)
app.include_router(reports_router)
app.include_router(orders_router, responses={404: {"description": "Not found"}})
# --- app/errors.py
from fastapi import HTTPException


class NotFound(HTTPException):
    def __init__(self, what: str) -> None:
        super().__init__(status_code=404, detail=f"no {what}")


class Clash(Exception):
    pass
# --- app/repository.py
from app.errors import NotFound

COMMON = {404: {"description": "Not found"}}


def load(item_id: int) -> dict:
    return checked(item_id)


def checked(item_id: int) -> dict:
    if item_id < 0:
        raise NotFound("item")
    return {"id": item_id}


def load_or_none(item_id: int) -> dict | None:
    try:
        return checked(item_id)
    except NotFound:
        return None
# --- app/orders.py
from fastapi import APIRouter

from app.repository import load

router = APIRouter(prefix="/orders")


@router.get("/{order_id}")
def read_order(order_id: int) -> dict:
    return load(order_id)
# --- app/users.py
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException

from app.repository import load


def current_user(token: Annotated[str, Header()]) -> str:
    if token != "x":
        raise HTTPException(401)
    return token


router = APIRouter(prefix="/users", dependencies=[Depends(current_user)])
#        ^^^^^^^^^ expect: API009 "All 3 operations of this `APIRouter` can answer 401 because of `app.users.current_user`"
# fixed: router = APIRouter(prefix="/users", dependencies=[Depends(current_user)], responses={401: {"description": "Unauthorized"}})


@router.get("/")
def read_users() -> list[str]:
    return []


@router.get("/{user_id}")  # expect: API009 "can answer 404"
def read_user(user_id: int) -> dict:
    return load(user_id)


@router.delete("/{user_id}")
def delete_user(user_id: int) -> None:
    return None
# --- app/reports.py
from fastapi import APIRouter, Depends, HTTPException

from app.users import current_user

router = APIRouter(prefix="/reports")  # expect: API009 "2 of the 3 operations of this `APIRouter` can answer 401"


@router.get("/a", dependencies=[Depends(current_user)])
# fixed: @router.get("/a", dependencies=[Depends(current_user)], responses={401: {"description": "Unauthorized"}})
def read_a() -> int:
    return 1


@router.get("/b", dependencies=[Depends(current_user)])  # expect: API009 "can answer 410"
# fixed: @router.get("/b", dependencies=[Depends(current_user)], responses={401: {"description": "Unauthorized"}, 410: {"description": "Gone"}})
def read_b() -> int:
    raise HTTPException(410)


@router.get("/c")
def read_c() -> int:
    return 1
