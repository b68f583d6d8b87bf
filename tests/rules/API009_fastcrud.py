# The errors of fastcrud have statuses of their own, also where a module hands them on.
from app.errors import DuplicateValueException, NotFoundException, Taken
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders/{number}")  # expect: API009 "can answer 404 and 409" "into the decorator."
def order(number: int) -> int:
    if number == 1:
        raise NotFoundException("none")
    if number == 2:
        raise HTTPException(status_code=409)
    if number == 3:
        raise DuplicateValueException("taken")
    return number


@app.get("/names/{name}", responses={422: {"description": "Taken"}})
def name(name: str) -> str:
    raise Taken(name)


@app.get("/quiet/{number}")
def quiet(number: int) -> int:
    try:
        raise NotFoundException("none")
    except HTTPException:
        return number
# --- app/errors.py
from fastcrud.exceptions.http_exceptions import DuplicateValueException, NotFoundException


class Taken(DuplicateValueException):
    pass
