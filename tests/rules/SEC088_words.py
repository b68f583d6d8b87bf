# Who wrote what the exception says.
# --- app/main.py
import jwt
from anyio import BrokenResourceError
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError
from storage.policies import StorageError, StorageNotAllowedError, apply

from app.orders import Closed, Upstream, call, close, create, own
from app.security import User, current_user, require_admin

app = FastAPI()


class Filter(BaseModel):
    name: str


@app.post("/tokens")
def token(value: str) -> dict:
    try:
        return read(value)
    except jwt.InvalidTokenError as e:
        raise HTTPException(401, f"Invalid token: {e}") from e
    except ValidationError as e:
        raise HTTPException(422, detail={"error": str(e)}) from e
    except BrokenResourceError as e:
        return JSONResponse({"error": f"gone: {e}"}, 404)


@app.post("/filters")
def filters(value: dict) -> dict:
    try:
        made = Filter.model_validate(value["filter"])
    except Exception as e:
        raise HTTPException(400, f"Invalid filter: {e}") from e
    try:
        return {"name": made.name, "kind": value.get("kind").strip()}
    except Exception as e:
        raise HTTPException(400, detail=str(e)) from e


@app.post("/orders/{number}/close")
def close_order(number: int) -> None:
    try:
        close(number)
    except Closed as e:
        raise HTTPException(503, detail=str(e)) from e
    except PermissionError as e:
        raise HTTPException(403, detail=str(e)) from e
    except OSError as e:
        raise HTTPException(409, detail=str(e)) from e  # expect: SEC088/review


@app.post("/policies")
async def policies(request: Request) -> dict:
    try:
        body = await request.json()
    except Exception as e:
        raise HTTPException(400, detail=f"No JSON: {e}") from e
    try:
        return apply(body)
    except StorageNotAllowedError as e:
        raise HTTPException(403, detail=str(e)) from e
    except StorageError as e:
        raise HTTPException(409, detail=str(e)) from e  # expect: SEC088/review
    except FileNotFoundError as e:
        raise HTTPException(404, detail=f"Not found: {e}") from e  # expect: SEC088/review


@app.post("/orders")
def create_order(number: int) -> None:
    try:
        create(number)
    except Upstream as e:
        raise HTTPException(502, detail=str(e)) from e  # expect: SEC088/review


@app.post("/choices")
def choices(number: int) -> None:
    try:
        create(number)
    except Exception as e:
        text = str(e) if isinstance(e, Closed) else "It failed"
        raise HTTPException(500, detail=text) from e
    try:
        create(number)
    except AssertionError as e:
        raise HTTPException(400, detail=str(e)) from e


@app.post("/calls")
def calls(number: int) -> None:
    try:
        call(number)
    except RuntimeError as e:
        raise HTTPException(503, detail=str(e)) from e  # expect: SEC088/review


@app.post("/json")
def json_of_it(number: int) -> dict:
    try:
        own(number)
    except Exception as e:
        raise HTTPException(400, detail={"error": e}) from e
    try:
        own(number)
    except Exception as e:
        raise HTTPException(400, detail={"error": f"{e}"}) from e  # expect: SEC088/critical


@app.delete("/orders/{number}")
def delete(number: int, user: User = Depends(require_admin)) -> None:
    try:
        own(number)
    except Exception as e:
        raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/warning


@app.delete("/lines/{number}")
def delete_line(number: int, user: User = Depends(current_user)) -> None:
    try:
        own(number)
    except Exception as e:
        raise HTTPException(500, detail=str(e)) from e  # expect: SEC088/critical
# --- app/orders.py
import httpx


class Closed(Exception): ...


class Upstream(Exception): ...


def close(number: int) -> None:
    if number == 0:
        raise PermissionError("Nobody may close the first order")
    if number == 1:
        raise Closed(f"Order {number} is closed")


def create(number: int) -> None:
    try:
        httpx.post("https://orders.example.com", json={"number": number})
    except httpx.HTTPError as e:
        raise Upstream(f"failed: {e}") from e


def call(number: int) -> None:
    answer = httpx.get(f"https://orders.example.com/{number}")
    if answer.is_error:
        raise RuntimeError(f"Orders answered {answer.text}")


def own(number: int) -> None:
    with open(f"/orders/{number}") as file:
        file.read()
# --- app/security.py
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer
from pydantic import BaseModel


class User(BaseModel):
    name: str
    is_admin: bool


def current_user(token=Depends(HTTPBearer())) -> User:
    if token.credentials != "x":
        raise HTTPException(401)
    return User(name="a", is_admin=True)


def require_admin(user: User = Depends(current_user)) -> User:
    if not user.is_admin:
        raise HTTPException(403)
    return user
