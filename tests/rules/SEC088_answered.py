# A clause for everything around errors that the application has an answer for.
import logging

import psycopg2
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)
app = FastAPI()


class NotFoundError(Exception):
    pass


@app.exception_handler(NotFoundError)
async def answer_not_found(request: Request, error: NotFoundError) -> JSONResponse:
    return JSONResponse({"detail": "not found"}, 404)


def get(order_id: int) -> dict[str, int]:
    if order_id > 7:
        raise NotFoundError("no such order")
    with psycopg2.connect("dbname=shop") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM orders WHERE id = %s", (order_id,))
        return {"id": cursor.fetchone()[0]}


@app.get("/orders/{order_id}")
def order(order_id: int) -> dict[str, int]:
    try:
        return get(order_id)
    except Exception as error:
        raise HTTPException(500, detail=str(error))  # expect: SEC088 "" "Take the `try` and its clause out: `NotFoundError` for one then reaches `answer_not_found`"

