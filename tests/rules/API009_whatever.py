# A 500 in place of what the application answers otherwise: the clause is to go, and the answer with it.
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class NotFoundError(Exception):
    pass


@app.exception_handler(NotFoundError)
async def answer_not_found(request: Request, error: NotFoundError) -> JSONResponse:
    return JSONResponse({"detail": "not found"}, 404)


def get(order_id: int) -> dict[str, int]:
    if order_id > 7:
        raise NotFoundError("no such order")
    return {"id": order_id}


@app.get("/orders/{order_id}")
def order(order_id: int) -> dict[str, int]:
    try:
        return get(order_id)
    except Exception as error:
        raise HTTPException(500, "failed") from error


@app.get("/prices")  # expect: API009 "can answer 500"
def prices() -> list[str]:
    try:
        return open("prices").read().split()
    except Exception as error:
        raise HTTPException(500, "failed") from error
