# Which statuses the errors of a library have is not known; that there are some is said.
from fastapi import FastAPI, HTTPException
from shopcrud.exceptions.http_exceptions import NotFoundException

app = FastAPI()


@app.get("/orders/{number}")  # expect: API009 "can answer 409" "; errors of `shopcrud` that are raised on the way add statuses which are not told here"
def order(number: int) -> int:
    if number == 1:
        raise NotFoundException("none")
    if number == 2:
        raise HTTPException(status_code=409)
    return number
